"""What held on a day: the line of contact that sectors are cut from."""

from __future__ import annotations

from datetime import date

from geomap.model import AreaOfControl, LineOfContact, Theatre


def held_on(record: LineOfContact | AreaOfControl, on: date) -> bool:
    """Whether a line or an area is said to have held on a day."""
    return (record.valid_from is None or record.valid_from <= on) and (
        record.valid_to is None or on <= record.valid_to
    )


def line_on(theatre: Theatre, on: date | None = None) -> LineOfContact | None:
    """The line of contact of a day.

    Parameters
    ----------
    theatre
        Its ``cut_line`` is taken where it held; of other lines of contact that held on the day the
        latest begun. A border is never taken by itself.
    on
        The day. Where no line is known to have held on it, and if no day is given, the answer is
        the ``cut_line``, or else the line last known.
    """
    named = next((line for line in theatre.lines if line.id == theatre.cut_line), None)
    lines = [line for line in theatre.lines if line.kind == "contact" or line is named]
    valid = [line for line in lines if on is not None and held_on(line, on)]
    if named is not None and (named in valid or not valid):
        return named
    return max(valid or lines, key=lambda line: (line.valid_from or date.min, line.id), default=None)

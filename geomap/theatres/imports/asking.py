"""How a user's maps are to be read, and what came out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geomap.errors import InputError, UsageError
from geomap.model import AreaOfControl, LineOfContact


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a user's files.

    Parameters
    ----------
    areas, lines
        Dated records, by day and then in the order of the files.
    mended
        (Kind of mending, count) pairs, the most frequent first.
    left_out
        (Class, number of its features) pairs that no party is known for.
    unread
        Files that could not be read, each with its error.
    overlap_km2
        Ground that the files say two parties hold.
    files
        Number of maps read.
    """

    areas: tuple[AreaOfControl, ...]
    lines: tuple[LineOfContact, ...]
    mended: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    unread: tuple[InputError, ...] = ()
    overlap_km2: float = 0.0
    files: int = 0

    def report(self) -> tuple[str, ...]:
        """What was done, as lines for people."""
        days = {area.valid_from for area in self.areas} | {line.valid_from for line in self.lines}
        lines = [f"{self.files} maps of {len(days)} days: {len(self.areas)} areas, {len(self.lines)} lines"]
        lines += [f"mended: {kind} ({count})" for kind, count in self.mended]
        lines += [f"left out: class {name!r}, no party known ({count})" for name, count in self.left_out]
        if self.overlap_km2 >= 0.1:
            lines.append(f"kept: {self.overlap_km2:.1f} km2 that the maps say two parties hold")
        lines += [f"not read: {error}" for error in self.unread]
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a user's maps are to be read.

    Parameters
    ----------
    classes
        (Class of polygon: party's id or name; None: to be left out). Classes that bear the name
        of one of the theatre's parties need no entry.
    class_field
        Field with the class; None: the first of the usual ones by which a feature has a party,
        then the layer's name and the file's.
    date_field
        Field with the day; None: the day is in the file's name, else in one of the usual fields.
    day
        The day of all the maps, for files that do not tell.
    hold_days
        A map is taken to hold until the day before the next one, but for this many days at most;
        None: until the next one, and the last one without end.
    sliver_km
        Patches and overlaps nowhere wider than this are slips of drawing, kilometres.
    source, confidence
        As in `AreaOfControl`.
    """

    classes: Mapping[str, str | None] = field(default_factory=dict)
    class_field: str | None = None
    date_field: str | None = None
    day: date | None = None
    hold_days: int | None = 7
    sliver_km: float = 0.02
    source: str = ""
    confidence: str = ""

    def __post_init__(self) -> None:
        if self.hold_days is not None and self.hold_days < 1:
            raise UsageError(f"{self.hold_days} days", where="hold_days", hint="1 or more is needed")
        if not 0 <= self.sliver_km <= 5:
            raise UsageError(f"{self.sliver_km} km", where="sliver_km", hint="0 to 5 is needed")

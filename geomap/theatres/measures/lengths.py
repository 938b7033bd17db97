"""How long the line of contact was, by sector and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.errors import UsageError
from geomap.model import Sector, Theatre
from geomap.theatres.days import held_on, line_on
from geomap.theatres.sectors import make_sectors


@dataclass(frozen=True, slots=True)
class LineLength:
    """The length of the line in one sector on one day.

    Parameters
    ----------
    day
        The day.
    line
        Id of the line.
    held
        Whether the line is known to have held on that day; else it is the one last known.
    sector, name
        Id and name of the sector.
    length_km
        Geodesic kilometres.
    """

    day: date
    line: str
    held: bool
    sector: str
    name: str
    length_km: float


def line_lengths(
    theatre: Theatre, start: date, end: date, *, scheme: str | None = None
) -> Iterator[LineLength]:
    """The length of the line in each sector on each day, by day and then along the line.

    A line is cut once, however many days it held.

    Parameters
    ----------
    theatre
        Its lines and sector scheme.
    start, end
        First and last day.
    scheme
        As in `make_sectors`.

    Raises
    ------
    UsageError
        If the last day is before the first.
    """
    if end < start:
        raise UsageError(f"{end} is before {start}", where="end", hint="the first day, then the last")
    cut: dict[str, tuple[Sector, ...]] = {}
    for number in range((end - start).days + 1):
        day = start + timedelta(days=number)
        line = line_on(theatre, day)
        if line is None:
            return
        if line.id not in cut:
            cut[line.id] = make_sectors(theatre, on=day, scheme=scheme)
        for sector in cut[line.id]:
            if sector.stretch is not None:
                yield LineLength(day, line.id, held_on(line, day), sector.id, sector.name, sector.length_km)

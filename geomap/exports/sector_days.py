"""Incidents by sector and day, as a table that loses none.

Every incident of an extraction is counted once, however many documents tell of it: in each sector
in which the text, or its place, puts it; on its day, or in the row of its sector without a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.model import Extraction, Harm, Incident, IncidentType, Polarity, Salience, Sector, Status
from geomap.model.toll import Toll, toll_of
from geomap.theatres.measures import sectors_of

if TYPE_CHECKING:
    import pandas as pd

ONE_NIGHT = timedelta(days=1)
"""An incident dated to two days ('overnight') counts on the first; what is dated more coarsely has no day."""
_KEYS = ("theatre", "sector", "sector_name", "day")
_COUNTS = ("incidents", "shared", "weight", "other")
_TOLLS = ("fatalities_low", "fatalities_best", "fatalities_high", "wounded_best")


@dataclass(frozen=True, slots=True)
class Count:
    """One incident, counted in one sector.

    Parameters
    ----------
    incident
        The incident.
    theatre, sector
        Ids; None for an incident without a theatre, or in none of its sectors.
    day
        Its day, or None.
    weight
        1 divided by the number of sectors in which it is counted.
    """

    incident: Incident
    theatre: str | None
    sector: str | None
    day: date | None
    weight: float


def counts(extraction: Extraction) -> tuple[Count, ...]:
    """Each incident in each of its sectors; the weights of one incident add up to 1.

    An incident is in the sectors that its text names; one whose text names none is in those that
    its geometry lies in (see `geomap.theatres.measures.sectors_of`). Its day is the first of its
    interval if that is a day or a night.
    """
    by_theatre: dict[str, list[Sector]] = {}
    for sector in extraction.sectors:
        by_theatre.setdefault(sector.theatre, []).append(sector)
    placed: dict[tuple[str, bytes], tuple[str, ...]] = {}
    found: list[Count] = []
    for incident in extraction.incidents:
        own = by_theatre.get(incident.theatre or "", [])
        ids: tuple[str | None, ...] = _named(incident, own) or _placed(incident, own, placed) or (None,)
        found += [Count(incident, incident.theatre, key, day_of(incident), 1 / len(ids)) for key in ids]
    return tuple(found)


def sector_by_day(
    extraction: Extraction, *, start: date | None = None, end: date | None = None
) -> pd.DataFrame:
    """Count incidents by sector and day, with rows of zeros where there were none.

    Parameters
    ----------
    extraction
        A report.
    start, end
        First and last day; if not given, those of the theatre's incidents that are the news. An
        incident of another day is counted in the row without a day.

    Returns
    -------
    pandas.DataFrame
        A row for each theatre, each of its sectors and none (``sector`` missing), and each day
        and none (``day`` is NaT: undated, dated more coarsely than a night, or of a day outside
        of the period); for incidents without a theatre a row for each day and none. Columns:

        theatre, sector, sector_name, day
            ``day`` is datetime64.
        incidents
            Number of incidents that are asserted and news.
        shared
            Of these, those that are counted in another sector too.
        weight
            Sum of each incident's share (a half in each of two sectors), others included: over
            all rows it adds up to the number of all incidents.
        other
            Background, and what is negated, planned or hypothetical: in none of the other
            columns.
        status_reported ... status_denied, type_...
            Incidents by status, and by each type that occurs.
        fatalities_low, fatalities_best, fatalities_high, wounded_best
            Persons, summed over the incidents as they are counted; 0 where none is told of, <NA>
            where a text tells of some without such a number. Running totals are left out.

    Raises
    ------
    UsageError
        If the last day is before the first.
    """
    import pandas as pd

    if start is not None and end is not None and end < start:
        raise UsageError(f"{end} is before {start}", where="end", hint="the first day, then the last")
    counted = counts(extraction)
    sectors = _sectors(extraction)
    days = {
        theatre: _days([count for count in counted if count.theatre == theatre], start, end)
        for theatre, _, _ in sectors
    }
    types = [t for t in IncidentType if any(c.incident.type is t and is_news(c.incident) for c in counted)]
    cells: dict[tuple[str | None, str | None, date | None], list[Count]] = {}
    for count in counted:
        day = count.day if count.day in days[count.theatre] else None
        cells.setdefault((count.theatre, count.sector, day), []).append(count)
    rows = [
        {"theatre": theatre, "sector": sector, "sector_name": name, "day": day}
        | _cell(cells.get((theatre, sector, day), ()), types)
        for theatre, sector, name in sectors
        for day in (*days[theatre], None)
    ]
    names = (
        *_KEYS,
        *_COUNTS,
        *(f"status_{s.value}" for s in Status),
        *(f"type_{t.value}" for t in types),
        *_TOLLS,
    )
    frame = pd.DataFrame(rows, columns=list(names))
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[s]")
    for name in _TOLLS:
        frame[name] = frame[name].astype("Int64")
    return frame


def dump_sector_days(extraction: Extraction, *, start: date | None = None, end: date | None = None) -> str:
    """Write the table as CSV; days in ISO form, empty where missing."""
    frame = sector_by_day(extraction, start=start, end=end)
    frame["weight"] = frame["weight"].round(4)
    text: str = frame.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    return text


def _named(incident: Incident, sectors: Sequence[Sector]) -> tuple[str, ...]:
    known = {sector.id for sector in sectors}
    return tuple(key for key in incident.sectors if key in known)


def _placed(
    incident: Incident, sectors: Sequence[Sector], placed: dict[tuple[str, bytes], tuple[str, ...]]
) -> tuple[str, ...]:
    place = incident.place
    if place is None or place.geometry is None or not sectors:
        return ()
    key = (sectors[0].theatre, place.geometry.wkb)
    if key not in placed:
        placed[key] = tuple(sector.id for sector in sectors_of(place.geometry, sectors))
    return placed[key]


def day_of(incident: Incident) -> date | None:
    """The day on which it counts: the first of its interval if that is a day or a night; else None."""
    start, end = incident.date_start, incident.date_end
    if start is None or end is None or end - start > ONE_NIGHT:
        return None
    return start


def is_news(incident: Incident) -> bool:
    """Whether it is said to have happened, and is no background."""
    return incident.polarity is Polarity.ASSERTED and incident.salience is Salience.CORE


def _days(counted: Iterable[Count], start: date | None, end: date | None) -> dict[date, None]:
    """The days of a theatre, in order (a dict, so that asking for one is quick)."""
    known = [count.day for count in counted if count.day is not None and is_news(count.incident)]
    first, last = start or min(known, default=end), end or max(known, default=start)
    if first is None or last is None:
        return {}
    if last < first:
        return dict.fromkeys((first,) if start else (last,))  # all incidents lie beyond the bound given
    return dict.fromkeys(first + timedelta(days=n) for n in range((last - first).days + 1))


def _sectors(extraction: Extraction) -> list[tuple[str | None, str | None, str]]:
    """The theatre, id and name of each sector, each theatre's ground outside, and what has no theatre."""
    found: list[tuple[str | None, str | None, str]] = []
    theatres = [theatre.id for theatre in extraction.theatres]
    theatres += [i.theatre for i in extraction.incidents if i.theatre is not None]
    for theatre in dict.fromkeys(theatres):
        found += [(theatre, s.id, s.name) for s in extraction.sectors if s.theatre == theatre]
        found.append((theatre, None, "in no sector"))
    if not found or any(incident.theatre is None for incident in extraction.incidents):
        found.append((None, None, "in no theatre"))
    return found


def _cell(counted: Sequence[Count], types: Sequence[IncidentType]) -> dict[str, int | float | None]:
    news = [count for count in counted if is_news(count.incident)]
    killed = [_toll(count.incident, Harm.KILLED) for count in news]
    wounded = [_toll(count.incident, Harm.WOUNDED) for count in news]
    return {
        "incidents": len(news),
        "shared": sum(count.weight < 1 for count in news),
        "weight": sum(count.weight for count in counted),
        "other": len(counted) - len(news),
        **{f"status_{s.value}": sum(c.incident.status is s for c in news) for s in Status},
        **{f"type_{t.value}": sum(c.incident.type is t for c in news) for t in types},
        "fatalities_low": sum(one.low or 0 for one in killed),
        "fatalities_best": _sum((one.best, one) for one in killed),
        "fatalities_high": _sum((one.high, one) for one in killed),
        "wounded_best": _sum((one.best, one) for one in wounded),
    }


def _toll(incident: Incident, harm: Harm) -> Toll:
    return toll_of(incident, harm, running_totals=False)


def _sum(numbers: Iterable[tuple[int | None, Toll]]) -> int | None:
    """The sum; None if a toll is told of ('dozens') without this number."""
    total = 0
    for number, told in numbers:
        if number is None and told != Toll():
            return None
        total += number or 0
    return total

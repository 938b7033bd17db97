"""How control moved over many days: a table by day and party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.model import AreaOfControl
from geomap.theatres.fronts.changing import Change, Layer, check_arguments, compared
from geomap.theatres.fronts.frame import area_km2
from geomap.theatres.fronts.holding import held_by, middle_longitude

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class DayOfControl:
    """What a party is said to hold on a day, and what changed since the day before in the table.

    Parameters
    ----------
    day, party
        The day, and the name of the party (or side).
    held_km2
        Geodesic area in square kilometres.
    gained_km2, lost_km2
        Since the day before in the table, slivers left out; 0 on the first day.
    """

    day: date
    party: str
    held_km2: float
    gained_km2: float
    lost_km2: float


def days_of(areas: Iterable[AreaOfControl]) -> tuple[date, ...]:
    """The days on which something begins, or has just ended, to be said to be held."""
    found: set[date] = set()
    areas = [area for area in areas if area.party is not None]
    for area in areas:
        if area.valid_from is not None:
            found.add(area.valid_from)
    last = max((area.valid_to for area in areas if area.valid_to is not None), default=None)
    ends = {area.valid_to + timedelta(days=1) for area in areas if area.valid_to not in (None, last)}
    return tuple(sorted(found | ends))


def changes_by_day(
    areas: Iterable[AreaOfControl],
    *,
    days: Iterable[date] | None = None,
    sides: Mapping[str, str] | None = None,
    sliver_km: float = 0.05,
) -> Iterator[tuple[tuple[DayOfControl, ...], tuple[Change, ...]]]:
    """Day by day what each party is said to hold, and what changed since the day before.

    Only two days are held in memory at a time.

    Parameters
    ----------
    areas
        Areas of control.
    days
        The days of the table, in order; None: as `days_of` finds them. A day on which nothing is
        known to have been held (a map is missing) is left out, so that nothing is taken for lost.
    sides, sliver_km
        See `changes`.

    Yields
    ------
    tuple
        The rows of a day, by party in the order of the areas, and its changes.

    Raises
    ------
    UsageError
        If the width is out of range, or the days do not run forwards.
    """
    areas = tuple(areas)
    chosen = tuple(days) if days is not None else days_of(areas)
    check_arguments(sliver_km, chosen)
    near: float | None = None
    before: tuple[date, Layer] | None = None
    parties = tuple(dict.fromkeys((sides or {}).get(a.party, a.party) for a in areas if a.party))
    for day in chosen:
        ground = held_by(areas, on=day, sides=sides, near=near)
        if not ground:
            continue
        near = middle_longitude(next(iter(ground.values()))) if near is None else near
        layer = Layer.of(ground)
        found: tuple[Change, ...] = ()
        if before is not None:
            found = compared(before[1], layer, sliver_km=sliver_km, earlier=before[0], later=day)
        rows = tuple(
            DayOfControl(
                day,
                party,
                area_km2(ground[party]) if party in ground else 0.0,
                sum(change.km2 for change in found if change.gained_by == party),
                sum(change.km2 for change in found if change.lost_by == party),
            )
            for party in parties
        )
        yield rows, found
        before = day, layer


def control_by_day(
    areas: Iterable[AreaOfControl],
    *,
    days: Iterable[date] | None = None,
    sides: Mapping[str, str] | None = None,
    sliver_km: float = 0.05,
) -> tuple[DayOfControl, ...]:
    """The table by day and party; see `changes_by_day`."""
    return tuple(
        row for rows, _ in changes_by_day(areas, days=days, sides=sides, sliver_km=sliver_km) for row in rows
    )


def to_frame(rows: Iterable[DayOfControl]) -> pd.DataFrame:
    """The table as a DataFrame with the fields as columns, one row a day and party."""
    import pandas as pd

    columns = list(DayOfControl.__slots__)
    return pd.DataFrame([asdict(row) for row in rows], columns=columns)

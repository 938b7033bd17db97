"""Who is said to hold what on a day: areas of control gathered by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.model import AreaOfControl, Theatre
from geomap.model.theatre import CONFIDENCES
from geomap.theatres.fronts.frame import framed

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def sides_of(theatre: Theatre) -> dict[str, str]:
    """The side of each party that has one, both by name."""
    return {party.name: party.side for party in theatre.parties if party.side is not None}


def holds_on(area: AreaOfControl, on: date | None) -> bool:
    """Whether an area has a party and is said to have been held on a day (None: whenever)."""
    return area.party is not None and (
        on is None
        or (
            (area.valid_from is None or area.valid_from <= on)
            and (area.valid_to is None or on <= area.valid_to)
        )
    )


def held_by(
    areas: Iterable[AreaOfControl],
    *,
    on: date | None = None,
    sides: Mapping[str, str] | None = None,
    near: float | None = None,
) -> dict[str, BaseGeometry]:
    """The ground that each party, or each side, is said to hold on a day.

    Parameters
    ----------
    areas
        Areas of control; those without a party are left out.
    on
        The day; None for all of them, whenever they held.
    sides
        The side of each party, as `sides_of` gives it; None: each party is its own. A party that
        is not in it is its own side too.
    near
        Longitude in degrees around which longitudes run on; None: around the first area.

    Returns
    -------
    dict
        (Multi)polygons in decimal degrees on the grid of `fronts.frame`, valid, by the name of
        the party or side, in the order of the areas.
    """
    import shapely

    gathered: dict[str, list[BaseGeometry]] = {}
    for area in areas:
        if not holds_on(area, on) or area.party is None:
            continue
        shape = area.geometry.to_shapely()
        near = middle_longitude(shape) if near is None else near
        holder = (sides or {}).get(area.party, area.party)
        gathered.setdefault(holder, []).append(framed(shape, near=near))
    return {
        holder: shapes[0] if len(shapes) == 1 else shapely.union_all(shapes, grid_size=1e-7)
        for holder, shapes in gathered.items()
    }


def middle_longitude(shape: BaseGeometry) -> float:
    """The longitude in the middle of a shape's extent, degrees; it may lie beyond 180."""
    import shapely

    from geomap.theatres.plane import unwrapped

    west, _, east, _ = shapely.bounds(unwrapped(shape))
    return (float(west) + float(east)) / 2


@dataclass(frozen=True, slots=True)
class Origin:
    """What a computed line or change says of where it comes from.

    Parameters
    ----------
    source
        The sources of the areas, each once.
    confidence
        The least confidence among them; '' if one of them does not say.
    """

    source: str
    confidence: str


def origin_of(areas: Iterable[AreaOfControl]) -> Origin:
    """The sources of areas and the least of their confidences."""
    areas = tuple(areas)
    stated = {area.confidence for area in areas}
    least = max(stated, key=CONFIDENCES.index) if stated and "" not in stated else ""
    sources = dict.fromkeys(area.source for area in areas if area.source)
    return Origin("; ".join(sources), least)

"""What lies inside a sector: sides, first-level units and populated places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geomap.model import AreaOfControl, Flank, Geometry, LonLat, Theatre

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

# A flank is a side's if the side's areas cover this share of what any side's areas cover of it,
# and any cover that share of the flank.
SIDE_SHARE = 0.5
MAX_PLACES = 200
"""The most populated places that a sector lists."""
# Units are found by asking the gazetteer at so many positions across the longer way of a band.
_GRID = 24


def side_grounds(theatre: Theatre, areas: Iterable[AreaOfControl]) -> dict[str, BaseGeometry]:
    """The ground that each side is said to hold, by the side's name.

    Parameters
    ----------
    theatre
        Its parties tell who stands on whose side.
    areas
        Those of one day; areas without a party are left out.
    """
    import shapely

    shapes: dict[str, list[BaseGeometry]] = {}
    for area in areas:
        if area.party is not None:
            party = theatre.party(area.party)
            side = (party.side or party.name) if party is not None else area.party
            shapes.setdefault(side, []).append(area.geometry.to_shapely())
    return {side: shapely.union_all(own) for side, own in shapes.items()}


def make_flank(hand: str, band: BaseGeometry, grounds: dict[str, BaseGeometry]) -> Flank:
    """A half of a band, with the side that most of it is said to be held by."""
    import shapely

    shares = {side: shapely.intersection(band, held).area / band.area for side, held in grounds.items()}
    side = max(shares, key=lambda name: (shares[name], name), default=None)
    if side is not None and shares[side] < SIDE_SHARE * max(1.0, sum(shares.values())):
        side = None
    return Flank(hand, Geometry.from_shapely(band), side)


def units_inside(band: BaseGeometry, index: PlaceIndex) -> tuple[str, ...]:
    """Ids of the first-level units in a band (degrees), that with most of it first.

    The gazetteer is asked at the crossings of a grid: a unit of which less than about a
    thousandth of the band's surroundings lies inside may be left out.
    """
    import numpy as np
    import shapely

    found: Counter[str] = Counter()
    # A band over the antimeridian has a part on each side of it.
    for part in shapely.get_parts(band):
        west, south, east, north = part.bounds
        step = max(east - west, north - south) / _GRID
        columns, rows = np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
        grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
        shapely.prepare(part)
        inner = grid[shapely.contains_xy(part, grid)]
        middle = part.representative_point()
        for x, y in [*inner.tolist(), (middle.x, middle.y)]:
            _, unit = index.containing(LonLat(x, y))
            if unit is not None:
                found[unit.id] += 1
    return tuple(unit for unit, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def places_inside(bands: Sequence[BaseGeometry], index: PlaceIndex) -> list[tuple[str, ...]]:
    """Ids of the populated places in each band (degrees), the most important first, at most 200."""
    import shapely

    inside = []
    for band in bands:
        found: dict[str, None] = {}
        for part in shapely.get_parts(band):
            towns = index.largest_towns(part.bounds, 2 * MAX_PLACES)
            here = shapely.intersects_xy(part, [t.point.lon for t in towns], [t.point.lat for t in towns])
            found |= dict.fromkeys(town.id for town, within in zip(towns, here, strict=True) if within)
        inside.append(tuple(found)[:MAX_PLACES])
    return inside

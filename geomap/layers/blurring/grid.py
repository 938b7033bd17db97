"""A fixed grid over the world: what lies in a cell is shown as the circle around the whole cell.

The grid is the same for every map of the same size, and knows nothing of what lies in it: from a
cell's centre nobody can tell where in the cell something was.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from geomap.layers import shapes
from geomap.model import Geometry, LonLat

LEAST_KM, MOST_KM = 1.0, 1000.0
"""Sizes of cells between which a grid makes sense."""

_EARTH_KM = 6371.0088
_LEAST_COLUMNS = 3  # around a pole
# The extent of what is blurred is told in so many steps of a cell's size: a radius to the metre
# would be as good as a name.
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: its centre, and how far its farthest corner is from there."""

    centre: LonLat
    half_diagonal_km: float


@dataclass(frozen=True, slots=True)
class Extent:
    """Ground as a circle that holds it: a middle, and how far it reaches from there in kilometres."""

    middle: LonLat
    reach_km: float


def cell_of(point: LonLat, km: float) -> Cell:
    """The cell that holds a point, in a grid of cells about ``km`` kilometres high and wide.

    Rows are of equal height; each has as many columns as make its cells as wide as they are high,
    half-way between its lower and its upper edge.
    """
    rows = max(1, round(math.pi * _EARTH_KM / km))
    row = min(rows - 1, math.floor((point.lat + 90) / 180 * rows))
    columns, half_diagonal_km = _row(rows, row, km)
    column = min(columns - 1, math.floor((point.lon + 180) / 360 * columns))
    centre = LonLat(round((column + 0.5) / columns * 360 - 180, 6), round((row + 0.5) / rows * 180 - 90, 6))
    return Cell(centre, half_diagonal_km)


@lru_cache(maxsize=4096)
def _row(rows: int, row: int, km: float) -> tuple[int, float]:
    """Columns of a row, and half the diagonal of its cells."""
    south, north = row / rows * 180 - 90, (row + 1) / rows * 180 - 90
    middle = (south + north) / 2
    around_km = 2 * math.pi * _EARTH_KM * math.cos(math.radians(middle))
    columns = max(_LEAST_COLUMNS, round(around_km / km))
    centre = LonLat(0, middle)
    corners = (LonLat(180 / columns, south), LonLat(180 / columns, north))
    return columns, max(map(centre.distance_km, corners))


def extent_of(geometry: Geometry, radius_km: float | None) -> Extent:
    """Where a geometry lies and how far it reaches; of a point that is its radius."""
    if shapes.is_point(geometry):
        return Extent(shapes.inner_point(geometry), radius_km or 0.0)
    west, south, east, north = geometry.to_shapely().bounds
    middle = LonLat((west + east) / 2, (south + north) / 2)
    corners = (LonLat(east, south), LonLat(east, north))
    return Extent(middle, max(map(middle.distance_km, corners)))


@lru_cache(maxsize=65536)
def snapped(extent: Extent, km: float) -> Extent:
    """A circle around the centre of the middle's cell that surely holds what was there.

    Its radius is half the cell's diagonal and, for what is itself known only roughly, its reach,
    in full quarters of ``km``: one at least. What is such a circle already stays as it is.
    """
    cell = cell_of(extent.middle, km)
    step = km / _STEPS
    if extent.middle == cell.centre and extent.reach_km >= cell.half_diagonal_km + step:
        return extent
    reach_km = step * max(1, math.ceil(extent.reach_km / step - 1e-9))
    return Extent(cell.centre, math.ceil((cell.half_diagonal_km + reach_km) * 10) / 10)


@lru_cache(maxsize=65536)
def point_of(where: LonLat) -> Geometry:
    """A point as a geometry."""
    import shapely

    return Geometry.from_shapely(shapely.Point(where.lon, where.lat))


def fuzzy(
    geometry: Geometry | None, radius_km: float | None, blurred_km: float | None, km: float | None
) -> tuple[Geometry, float] | None:
    """What is told of a shape that is known more exactly than so many kilometres.

    Parameters
    ----------
    geometry, radius_km
        The shape and how far around it the place extends, in kilometres.
    blurred_km
        To how many kilometres it is blurred already; None if it is not.
    km
        To how many kilometres it is to be blurred; None if not at all.

    Returns
    -------
    tuple or None
        A point of the grid and a radius in kilometres; None for what is not known more exactly than that.
    """
    if geometry is None or km is None or (blurred_km is not None and blurred_km >= km):
        return None
    extent = extent_of(geometry, radius_km)
    if extent.reach_km >= km:
        return None
    around = snapped(extent, km)
    return point_of(around.middle), around.reach_km

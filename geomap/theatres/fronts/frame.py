"""A common frame for shapes that are compared: one grid, one run of longitudes.

Overlays are made in degrees, so that a border that two areas share stays what their files say,
and with snap rounding on a grid of a centimetre, so that a corner that one of them has in the
middle of the other's edge is found to lie on it (J. D. Hobby, 'Practical segment intersection
with finite precision output', Computational Geometry 13, 1999; as in GEOS' OverlayNG).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.theatres.plane import Plane, unwrapped

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Degrees: about a centimetre.
GRID = 1e-7
# Edges are straight in degrees and geodesics are not: with corners at most this far apart
# (degrees) the ground between the two is less than a metre wide.
_GEODESIC_STEP = 0.05


def framed(shape: BaseGeometry, *, near: float) -> BaseGeometry:
    """The shape on the grid, valid, with longitudes that run on around ``near``.

    Parameters
    ----------
    shape
        Longitude and latitude in decimal degrees.
    near
        A longitude in degrees: the shape is turned by whole circles to lie next to it, so that
        shapes on both sides of the antimeridian fit together.
    """
    import shapely
    from shapely.affinity import translate

    run_on = unwrapped(shape)
    west, _, east, _ = shapely.bounds(run_on)
    turns = round((near - (float(west) + float(east)) / 2) / 360)
    if turns:
        run_on = translate(run_on, 360.0 * turns)
    if not shapely.is_valid(run_on):
        run_on = of_dimension(shapely.make_valid(run_on), 2)
    # What was turned round lies off the grid by the last digit of a float, which tells two edges apart.
    turned = bool(turns) or float(west) < -180 or float(east) > 180
    return run_on if not turned and _on_grid(run_on) else shapely.set_precision(run_on, GRID)


def _on_grid(shape: BaseGeometry) -> bool:
    """Whether all corners lie on the grid already, as those of most files do: rounding is slow."""
    import numpy as np
    import shapely

    steps = shapely.get_coordinates(shape) / GRID
    return bool((np.abs(steps - np.rint(steps)) < 1e-3).all())


def plane_around(shape: BaseGeometry) -> Plane:
    """A plane around the shape's extent in whole degrees: the days of a series share one.

    Parameters
    ----------
    shape
        Longitude and latitude in decimal degrees; longitudes may run on beyond 180.
    """
    import shapely

    west, south, east, north = (float(v) for v in shapely.bounds(shape))
    return _plane(math.floor(west), math.floor(south), math.ceil(east), math.ceil(north))


@lru_cache(maxsize=16)
def _plane(west: int, south: int, east: int, north: int) -> Plane:
    from shapely.geometry import box

    return Plane(box(west, south, east, north))


def wrapped(shape: BaseGeometry) -> BaseGeometry:
    """The shape cut at the antimeridian, with longitudes from -180 to 180 again."""
    import shapely
    from shapely.affinity import translate
    from shapely.geometry import box

    west, _, east, _ = shapely.bounds(shape)
    if shape.is_empty or (west >= -180 and east <= 180):
        return shape
    dimension = int(shapely.get_dimensions(shape))
    parts = [
        part
        for turn in (-360.0, 0.0, 360.0)
        for part in shapely.get_parts(shapely.intersection(translate(shape, turn), box(-180, -90, 180, 90)))
        if shapely.get_dimensions(part) == dimension
    ]
    return shapely.union_all(parts)


def of_dimension(shape: BaseGeometry, dimension: int) -> BaseGeometry:
    """The lines (1) or polygons (2) of a mixed shape, together; an empty collection if it has none."""
    import shapely

    if shapely.get_dimensions(shape) == dimension and shape.geom_type != "GeometryCollection":
        return shape
    parts = [part for part in parts_of(shape) if shapely.get_dimensions(part) == dimension]
    return together(parts, dimension)


def parts_of(shape: BaseGeometry) -> list[BaseGeometry]:
    """Its single points, lines and polygons, however deep it nests them."""
    import shapely

    parts = list(shapely.get_parts(shape))
    while any(part.geom_type == "GeometryCollection" or part.geom_type.startswith("Multi") for part in parts):
        parts = list(shapely.get_parts(parts))
    return parts


def together(shapes: Iterable[BaseGeometry], dimension: int) -> BaseGeometry:
    """One (multi)line or (multi)polygon of parts that do not overlap; empty if there is none."""
    import shapely
    from shapely.geometry import MultiLineString, MultiPolygon

    parts: list[Any] = list(shapes)
    if len(parts) == 1:
        only: BaseGeometry = parts[0]
        return only
    if dimension == 1:
        return MultiLineString(parts)
    polygons: BaseGeometry = MultiPolygon(parts)
    # Parts that lie side by side are no valid multipolygon until they are joined.
    return polygons if shapely.is_valid(polygons) else shapely.union_all(parts)


def empty_line() -> BaseGeometry:
    """A line of no parts."""
    return together((), 1)


def area_km2(shape: BaseGeometry) -> float:
    """Geodesic area of polygons in square kilometres (WGS 84; degrees in).

    Method: C. F. F. Karney, 'Algorithms for geodesics', Journal of Geodesy 87, 2013, by
    `pyproj.Geod`, with corners added where an edge is long.
    """
    import numpy as np
    import shapely

    geod = _geod()
    total = 0.0
    for polygon in shapely.get_parts(shapely.segmentize(shape, _GEODESIC_STEP)):
        rings = [polygon.exterior, *polygon.interiors]
        sizes = [abs(_ring_m2(geod, np.asarray(shapely.get_coordinates(ring)))) for ring in rings]
        total += sizes[0] - sum(sizes[1:])
    return total / 1e6


def _ring_m2(geod: Any, lonlat: Any) -> float:
    area, _ = geod.polygon_area_perimeter(lonlat[:, 0], lonlat[:, 1])
    return float(area)


def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")

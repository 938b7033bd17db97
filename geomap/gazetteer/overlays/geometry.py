"""Lines and areas of a user's file: made valid, put on the grid, and a point that stands for each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geomap.gazetteer.files.packing import GRID
from geomap.gazetteer.ground.nearby import KM_PER_DEGREE, distance_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def stand_in(shape: BaseGeometry) -> tuple[float, float, float, BaseGeometry | None]:
    """Give a point for a geometry, how far it reaches, and the geometry as it is kept.

    Parameters
    ----------
    shape
        Point, line or area, or several of one sort (lon lat, decimal degrees).

    Returns
    -------
    float, float, float and geometry or None
        Longitude and latitude of a point within an area or on a line; the radius in kilometres of
        a circle as large as the area, or the distance to the line's farthest end; and the geometry
        on the grid of packed shapes: None for points and for what is smaller than the grid.

    Raises
    ------
    ValueError
        If it is empty, of mixed sorts, or not on the Earth.
    """
    import shapely

    from geomap.gazetteer.overlays.rows import check_point

    if shape.is_empty:
        raise ValueError("the geometry is empty")
    west, south, east, north = shape.bounds
    check_point(west, south)
    check_point(east, north)
    if shape.geom_type in {"Point", "MultiPoint"}:
        centre = shape.centroid
        reach = max(distance_km(centre.x, centre.y, *c) for c in shapely.get_coordinates(shape).tolist())
        return centre.x, centre.y, reach, None
    if "Polygon" in shape.geom_type:
        kept = _area_on_grid(shape)
        inner = (kept if kept is not None else shape).representative_point()
        return inner.x, inner.y, _area_radius_km(shape), kept
    if "Line" in shape.geom_type:
        return _line_stand_in(shape)
    raise ValueError(f"a {shape.geom_type} is neither point, line nor area")


def _line_stand_in(shape: BaseGeometry) -> tuple[float, float, float, BaseGeometry | None]:
    import shapely

    merged: Any = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    longest = max(shapely.get_parts([merged]), key=lambda part: part.length)
    middle = longest.interpolate(0.5, normalized=True)
    reach = max(distance_km(middle.x, middle.y, *c) for c in shapely.get_coordinates(merged).tolist())
    rounded = shapely.set_precision(merged, 1 / GRID, mode="pointwise")
    parts = [p for p in shapely.get_parts([rounded]) if p.length > 0]
    kept = None
    if parts:
        kept = parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)
    return middle.x, middle.y, reach, kept


def _area_on_grid(shape: BaseGeometry) -> BaseGeometry | None:
    import shapely

    valid = shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)
    rounded = shapely.set_precision(valid, 1 / GRID, mode="pointwise")
    if not rounded.is_valid:
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    parts = [p for p in shapely.get_parts([rounded]) if p.geom_type == "Polygon" and p.area > 0]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _area_radius_km(shape: BaseGeometry) -> float:
    """Radius in kilometres of a circle as large as the area; degrees are scaled at its middle latitude."""
    _, south, _, north = shape.bounds
    across = max(0.05, math.cos(math.radians((south + north) / 2)))
    return max(0.1, math.sqrt(shape.area * across / math.pi) * KM_PER_DEGREE)

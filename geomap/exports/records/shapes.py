"""Shapes as RFC 7946 wants them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from geomap.errors import ExportError
from geomap.model import Geometry

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 6
"""Decimals of a degree in a file: a tenth of a metre, far below any source's accuracy."""


def to_geojson_geometry(geometry: Geometry, *, where: str) -> dict[str, Any]:
    """Make a GeoJSON geometry: longitude first, decimal degrees, WGS 84.

    Outer rings run counter-clockwise and holes clockwise (RFC 7946, 3.1.6); a shape that reaches
    beyond longitude 180 or -180 is cut there (3.1.9); coordinates have `DECIMALS` decimals.

    Parameters
    ----------
    geometry
        A shape; longitudes may run beyond 180 degrees where it crosses the antimeridian.
    where
        Whose shape it is, for the message.

    Raises
    ------
    ExportError
        If a coordinate is not finite or a latitude is beyond a pole.
    """
    return _mapping(settle(geometry, where=where))


def settle(geometry: Geometry, *, where: str) -> BaseGeometry:
    """Cut, round and turn a shape as `to_geojson_geometry` says, as a shapely geometry."""
    import numpy as np
    import shapely

    shape = shapely.force_2d(geometry.to_shapely())
    corners = shapely.get_coordinates(shape)
    if not np.isfinite(corners).all() or (abs(corners[:, 1]) > 90).any():
        raise ExportError("a coordinate is not finite or beyond a pole", where=where)
    if (abs(corners[:, 0]) > 180).any():
        shape = _cut(shape)
    # Adding 0.0 turns -0.0, which rounding may give, into 0.0.
    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS) + 0.0)
    if shape.geom_type == "Point":
        return rounded  # nothing of the rest is of points, and most shapes are some
    if not shapely.is_valid(rounded) and shapely.is_valid(shape):
        rounded = _repaired(rounded) or shape  # a sliver that rounding would close is kept as it is
    if shapely.is_valid(rounded):
        rounded = shapely.remove_repeated_points(rounded)
    return shapely.orient_polygons(rounded, exterior_cw=False)


def _cut(shape: BaseGeometry) -> BaseGeometry:
    """Cut at the antimeridian and bring the outer parts back into -180..180."""
    import shapely
    from shapely.affinity import translate

    parts = []
    low, _, high, _ = shape.bounds
    for turn in range(math.floor((low + 180) / 360), math.ceil((high - 180) / 360) + 1):
        part = shapely.intersection(shape, shapely.box(turn * 360 - 180, -90, turn * 360 + 180, 90))
        if not part.is_empty:
            parts.append(translate(part, xoff=-360.0 * turn))
    dimension = shapely.get_dimensions(shape)
    # Where the shape only touches the cut, the intersection is a line or a point of no meaning.
    return shapely.union_all([p for p in parts if shapely.get_dimensions(p) == dimension])


def _repaired(shape: BaseGeometry) -> BaseGeometry | None:
    import shapely

    dimension = shapely.get_dimensions(shape)
    parts = [
        p for p in shapely.get_parts(shapely.make_valid(shape)) if shapely.get_dimensions(p) == dimension
    ]
    return shapely.union_all(parts) if parts else None


def _mapping(shape: BaseGeometry) -> dict[str, Any]:
    """The shape for JSON, of lists, so that it equals what is read back from the file."""
    if shape.geom_type == "GeometryCollection":
        return {"type": shape.geom_type, "geometries": [_mapping(part) for part in _parts(shape)]}
    return {"type": shape.geom_type, "coordinates": _coordinates(shape)}


def _coordinates(shape: BaseGeometry) -> list[Any]:
    import shapely
    from shapely.geometry import Polygon

    if hasattr(shape, "geoms"):
        return [_coordinates(part) for part in _parts(shape)]
    if isinstance(shape, Polygon):
        return [_coordinates(ring) for ring in (shape.exterior, *shape.interiors)]
    corners: list[Any] = shapely.get_coordinates(shape).tolist()
    return corners[0] if shape.geom_type == "Point" else corners


def _parts(shape: BaseGeometry) -> Iterable[BaseGeometry]:
    import shapely

    parts: Iterable[BaseGeometry] = shapely.get_parts(shape)
    return parts

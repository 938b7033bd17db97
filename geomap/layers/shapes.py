"""Points that stand for shapes."""

from __future__ import annotations

import struct

from geomap.layers.arcs import turned
from geomap.model import Geometry, LonLat, Sector

_POINT = 1


def is_point(geometry: Geometry) -> bool:
    """Whether the shape is a single point."""
    # The type follows the byte order as a 32-bit number. Read here because turning thousands of
    # points into shapes only to ask for their type takes seconds.
    found: int = struct.unpack_from(_order(geometry) + "I", geometry.wkb, 1)[0]
    return found & 0xFF == _POINT


def inner_point(geometry: Geometry) -> LonLat:
    """A point on the line or inside the area that stands for it; for a point, itself."""
    if is_point(geometry):
        lon, lat = struct.unpack_from(_order(geometry) + "2d", geometry.wkb, 5)
        return _point(lon, lat)
    point = geometry.to_shapely().representative_point()
    return _point(point.x, point.y)


def middle_of(line: Geometry) -> LonLat:
    """The point half-way along a line (of its longest part)."""
    shape = line.to_shapely()
    parts = list(getattr(shape, "geoms", [shape]))
    point = max(parts, key=lambda part: part.length).interpolate(0.5, normalized=True)
    return _point(point.x, point.y)


def middle_of_sector(sector: Sector) -> LonLat:
    """The point half-way along its stretch; of a sector that is an area, a point inside."""
    return middle_of(sector.stretch) if sector.stretch is not None else inner_point(sector.band)


def _point(lon: float, lat: float) -> LonLat:
    """A point of a shape, whose longitudes may run beyond the 180th meridian."""
    return LonLat(turned(round(lon, 6), -180.0), round(lat, 6))


def _order(geometry: Geometry) -> str:
    return "<" if geometry.wkb[0] == 1 else ">"

"""One point for a shape, for schemes and programs that know points alone."""

from __future__ import annotations

from typing import NamedTuple

from geomap.exports.records.shapes import DECIMALS, settle
from geomap.model import Incident


class Point(NamedTuple):
    """Decimal degrees, WGS 84."""

    lon: float
    lat: float


def point_of(incident: Incident) -> Point | None:
    """The point itself; of an area or line one on it, which is not where it happened; None without a shape.

    Raises
    ------
    ExportError
        If the shape has a coordinate that is not finite or beyond a pole.
    """
    import shapely

    if incident.place is None or incident.place.geometry is None:
        return None
    shape = settle(incident.place.geometry, where=f"incident {incident.id}")
    if shape.geom_type == "Point":
        return Point(*shape.coords[0])
    # Of several parts the largest: its point is on the ground that is most meant.
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: (part.area, part.length))
    inner = shapely.point_on_surface(largest)
    return Point(round(inner.x, DECIMALS) + 0.0, round(inner.y, DECIMALS) + 0.0)

"""The ground that a resolved toponym stands for: an area, a part of one, or a point.

A place known only roughly is drawn roughly: a district as its polygon, 'southern X' as that part
of it, '12 km north of X' as the point moved there; never as a false point.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from geomap.gazetteer.answers.displacement import moved
from geomap.model import Geometry, LonLat, Toponym

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


# Bearings in degrees clockwise from north.
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip

# 'Southern Lebanon' is less than its southern half; the share of the extent that is kept.
PART = 0.45


class Shapes(Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that gives shapes."""

    def geometry(self, place_id: str) -> Geometry | None:
        """Line or polygon of a place, or None."""
        ...


PLAIN = frozenset({"in", "from", "to"})
"""Relations that lead nowhere else than to the place itself."""


def place_geometry(toponym: Toponym, index: Shapes) -> Geometry | None:
    """The geometry of a resolved toponym.

    Parameters
    ----------
    toponym
        With its resolution; its ground, relation, distance and region prefix are heeded.
    index
        Where shapes are kept.

    Returns
    -------
    Geometry or None
        That of its ground, if it has one (`geomap.resolution.with_grounds`). Else a (Multi)Polygon or
        line for what has a shape, clipped to the part that the text names ('southern X'); else a
        Point, moved where the text gives a distance and direction. None without a resolution.
        Longitude first, decimal degrees.
    """
    if toponym.ground is not None:
        return toponym.ground.geometry
    resolution = toponym.resolution
    if resolution is None:
        return None
    part = part_of(toponym, index)
    if part is not None:
        return part
    place = resolution.place
    shape = index.geometry(place.id) if place.has_geometry and toponym.distance_km is None else None
    return shape if shape is not None else _point(spot_of(toponym))


def spot_of(toponym: Toponym) -> LonLat:
    """The point of a resolved toponym, moved where the text gives a distance and direction."""
    resolution, bearing = toponym.resolution, BEARINGS.get(toponym.relation)
    if resolution is None:
        raise ValueError(f"toponym {toponym.text!r} is not resolved")
    if bearing is None or toponym.distance_km is None:
        return resolution.place.point
    return moved(resolution.place.point, bearing, toponym.distance_km)


def part_of(toponym: Toponym, index: Shapes) -> Geometry | None:
    """The part of its shape that the text names ('southern X'); None where it names none."""
    resolution = toponym.resolution
    if resolution is None or toponym.region_prefix is None or toponym.distance_km is not None:
        return None
    place = resolution.place
    shape = index.geometry(place.id) if place.has_geometry else None
    return None if shape is None else _part(shape, toponym.region_prefix)


def _point(point: LonLat) -> Geometry:
    from shapely.geometry import Point

    return Geometry.from_shapely(Point(point.lon, point.lat))


@lru_cache(maxsize=256)
def _part(geometry: Geometry, prefix: str) -> Geometry:
    """The part of an area that 'southern', 'north-eastern' or 'central' names."""
    from shapely.geometry import box

    shape: BaseGeometry = geometry.to_shapely()
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return geometry
    west, south, east, north = shape.bounds
    wide, high = east - west, north - south
    plain = prefix.replace("-", "").replace(" ", "")
    if plain.startswith("north"):
        south = north - PART * high
    elif plain.startswith("south"):
        north = south + PART * high
    if "west" in plain:
        east = west + PART * wide
    elif "east" in plain:
        west = east - PART * wide
    if plain == "central":
        west, east = west + wide / 4, east - wide / 4
        south, north = south + high / 4, north - high / 4
    part = shape.intersection(box(west, south, east, north))
    if part.is_empty or part.geom_type not in {"Polygon", "MultiPolygon"}:
        return geometry
    return Geometry.from_shapely(part)

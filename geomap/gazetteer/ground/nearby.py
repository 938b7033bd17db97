"""Nearest populated place, distance and bearing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from geomap.model.geometry import LonLat

COMPASS: Final = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
KM_PER_DEGREE = 111.2
EARTH_KM = 6371.0088
FARTHEST_KM: Final = 1000.0
"""What lies farther away than this is no nearest place."""
POLE_LAT: Final = -89.9
"""The South Pole lies on an edge of the polygons' plane: farther south is asked as here, in degrees."""
COAST_KM: Final = 30.0
"""A point on the coast may fall outside the simplified polygons: so near, a town speaks for it."""


def cell(lon: float, lat: float) -> int:
    """Number of the one-degree cell that a point lies in; the compiler counts the same way."""
    return (math.floor(lat) + 90) * 360 + (math.floor(lon) + 180) % 360


def cells_within(bounds: tuple[float, float, float, float]) -> list[int]:
    """Numbers of the cells that (west, south, east, north) in decimal degrees touches."""
    west, south, east, north = (math.floor(degrees) for degrees in bounds)
    return [
        (lat + 90) * 360 + (lon + 180) % 360
        for lat in range(south, north + 1)
        for lon in range(west, east + 1)
    ]


def rings_of_cells(point: LonLat, widest: int = 12) -> Iterator[tuple[list[int], float]]:
    """Yield the cells around a point, ring by ring, with the distance in km that the ring makes sure of.

    Whatever lies nearer to the point than that distance is in this ring or one before it.
    """
    column, row = math.floor(point.lon), math.floor(point.lat)
    before = -1
    for ring in range(widest + 1):
        # Away from the equator a cell is narrower: more columns are needed for the same distance.
        narrow = max(0.02, math.cos(math.radians(min(89.0, abs(point.lat) + ring + 1))))
        columns = min(180, math.ceil(ring / narrow))
        cells = [
            (row + dy + 90) * 360 + (column + dx + 180) % 360
            for dy in range(-ring, ring + 1)
            for dx in range(-columns, columns + 1)
            if (abs(dy) == ring or abs(dx) > before) and 0 <= row + dy + 90 < 180
        ]
        before = columns
        yield sorted(set(cells)), _reach_km(point, ring, columns)


def _reach_km(point: LonLat, ring: int, columns: int) -> float:
    """Distance in km from the point to the edge of the cells so far."""
    north = math.floor(point.lat) + 1 + ring - point.lat
    south = point.lat - (math.floor(point.lat) - ring)
    reach = KM_PER_DEGREE * min(north, south)
    if columns >= 180:
        return reach  # all the way round: there is no edge to the east or west
    east = math.floor(point.lon) + 1 + columns - point.lon
    west = point.lon - (math.floor(point.lon) - columns)
    return min(reach, _to_meridian_km(point.lat, east), _to_meridian_km(point.lat, west))


def _to_meridian_km(lat: float, degrees: float) -> float:
    """Distance in km from latitude ``lat`` to the meridian so many degrees away, by a great circle."""
    if degrees >= 90:
        return KM_PER_DEGREE * (90 - abs(lat))  # the way over the pole is the shortest
    across = math.cos(math.radians(lat)) * math.sin(math.radians(degrees))
    return EARTH_KM * math.asin(across)


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in kilometres of two points in decimal degrees, as `LonLat.distance_km` has it.

    For thousands of points in a row: no record is made of each.
    """
    p = math.pi / 180
    across = math.sin((lon2 - lon1) * p / 2)
    along = math.sin((lat2 - lat1) * p / 2)
    h = along * along + math.cos(lat1 * p) * math.cos(lat2 * p) * across * across
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def bearing_degrees(start: LonLat, end: LonLat) -> float:
    """Initial bearing from ``start`` to ``end`` on a great circle, degrees clockwise from north, 0 to 360."""
    p = math.pi / 180
    dlon = (end.lon - start.lon) * p
    y = math.sin(dlon) * math.cos(end.lat * p)
    x = math.cos(start.lat * p) * math.sin(end.lat * p) - math.sin(start.lat * p) * math.cos(
        end.lat * p
    ) * math.cos(dlon)
    return math.degrees(math.atan2(y, x)) % 360


def compass(degrees: float) -> str:
    """One of eight compass points: N, NE, E ..."""
    return COMPASS[round(degrees / 45) % 8]

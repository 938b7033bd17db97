"""Nearest populated place, distance and bearing."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geomap.model.geometry import LonLat

_COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
KM_PER_DEGREE = 111.2


def cell(lon: float, lat: float) -> int:
    """Number of the one-degree cell that a point lies in; the compiler counts the same way."""
    return (math.floor(lat) + 90) * 360 + (math.floor(lon) + 180) % 360


def rings_of_cells(point: LonLat, widest: int = 12) -> Iterator[tuple[list[int], float]]:
    """Yield the cells around a point, ring by ring, with the distance in km that the ring makes sure of.

    Whatever lies nearer to the point than that distance is in this ring or one before it.
    """
    column, row = math.floor(point.lon), math.floor(point.lat)
    for ring in range(widest + 1):
        # Away from the equator a cell is narrower: more columns are needed for the same distance.
        narrow = max(0.02, math.cos(math.radians(min(89.0, abs(point.lat) + ring + 1))))
        columns = min(180, math.ceil(ring / narrow))
        before = min(180, math.ceil((ring - 1) / narrow)) if ring else -1
        cells = [
            (row + dy + 90) * 360 + (column + dx + 180) % 360
            for dy in range(-ring, ring + 1)
            for dx in range(-columns, columns + 1)
            if (abs(dy) == ring or abs(dx) > before) and 0 <= row + dy + 90 < 180
        ]
        yield sorted(set(cells)), _reach_km(point, ring, columns, narrow)


def _reach_km(point: LonLat, ring: int, columns: int, narrow: float) -> float:
    east = math.floor(point.lon) + 1 + columns - point.lon
    west = point.lon - (math.floor(point.lon) - columns)
    north = math.floor(point.lat) + 1 + ring - point.lat
    south = point.lat - (math.floor(point.lat) - ring)
    return KM_PER_DEGREE * min(north, south, east * narrow, west * narrow)


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
    return _COMPASS[round(degrees / 45) % 8]


def from_place(place: LonLat, point: LonLat) -> tuple[float, str]:
    """Distance in km and direction of ``point`` as seen from ``place``: (12.0, 'NE')."""
    return place.distance_km(point), compass(bearing_degrees(place, point))

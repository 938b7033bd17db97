"""From a point and a distance, or two points, to another point on the sphere."""

from __future__ import annotations

import math

from geomap.model.geometry import LonLat

EARTH_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""


def moved(point: LonLat, bearing: float, distance_km: float) -> LonLat:
    """Give the point that lies ``distance_km`` away along a great circle.

    Parameters
    ----------
    point
        Decimal degrees, longitude first.
    bearing
        Degrees clockwise from north.
    distance_km
        Kilometres, zero or more.

    Examples
    --------
    >>> moved(LonLat(46.93, 40.34), 0.0, 11.12)
    LonLat(lon=46.93, lat=40.440004)
    """
    angle, course = distance_km / EARTH_KM, math.radians(bearing)
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    north = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    there = math.asin(max(-1.0, min(1.0, north)))
    east = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return _rounded(math.degrees(lon + east), math.degrees(there))


def midpoint(one: LonLat, other: LonLat) -> LonLat:
    """Give the point half-way along the great circle between two points.

    Examples
    --------
    >>> midpoint(LonLat(0.0, 10.0), LonLat(0.0, 20.0))
    LonLat(lon=0.0, lat=15.0)
    """
    x, y, z = (sum(axis) for axis in zip(_vector(one), _vector(other), strict=True))
    return _rounded(math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))


def _vector(point: LonLat) -> tuple[float, float, float]:
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _rounded(lon: float, lat: float) -> LonLat:
    return LonLat(round((lon + 540.0) % 360.0 - 180.0, 6), round(lat, 6))

"""How exactly a place is known, and what lies near it, in radii and UCDP GED's precision codes.

Codes after the UCDP Georeferenced Event Dataset Codebook (Högbladh, 23.1, variable
``where_prec``): 1 an exact place, 2 a limited area around one, 3 second-level unit, 4 first-level
unit or named region, 5 a linear or fuzzy feature, 6 country, 7 international waters and airspace.
"""

from __future__ import annotations

from typing import Final

from geomap.model.place import Place

NEAR_KM: Final = 15.0
"""How far beyond the extent of X 'near X' may be, in kilometres (UCDP: about 25 at most)."""

OUTSKIRTS_KM: Final = 10.0
"""How far beyond the middle of X its outskirts may be, besides its extent, in kilometres."""

FRONT_KM: Final = 30.0
"""Radius given to a stretch of a front that is named after a town, in kilometres."""

UNIT_SEAT_KM: Final = 30.0
"""Radius of a second-level unit known only through its seat: half the width of a middling district."""

SHORT_STRETCH_KM: Final = 50.0
"""Between two places no farther apart than this, in kilometres, something is near both."""

_LEAST_OFFSET_KM = 2.0
_DISTANCE_ERROR = 0.2  # '12 km north of X' is rounded, and north is a quarter of the compass
_WIDEST_NEAR_KM = 25.0

_WIDEST_UNIT_KM = 700.0  # a region wider than the widest first-level units is as coarse as a country
_WIDEST_POINT_KM = 10.0  # what is known less exactly, or is larger, is no point
_SURE_POINT_KM = 2.5  # a village written down from memory with a greater error is 'near' its point
_LINES = ("STM", "CNL", "WAD")
_SALT_WATER = frozenset({"SEA", "OCN", "GULF", "STRT", "BAY", "CHN"})


def precision_of(place: Place) -> int:
    """UCDP GED's precision code of a bare name that means the place."""
    code, sort = place.feature_code, place.feature_class
    if sort == "P":
        # The radius of a town of known size is its extent, of any other place its error.
        return 1 if place.population or place.radius_km <= _SURE_POINT_KM else 2
    if sort == "S":
        return 1 if place.radius_km <= _WIDEST_POINT_KM else 2
    if code.startswith(("PCL", "CONT")):
        return 6
    if code.startswith(("ADM2", "ADM3", "ADM4")):
        return 3
    if sort in "AL":
        return 4 if place.radius_km <= _WIDEST_UNIT_KM else 6
    if code in _SALT_WATER:
        return 7
    is_line = sort == "R" or code.startswith(_LINES)
    return 2 if place.radius_km <= _WIDEST_POINT_KM and not is_line else 5


def near_km(place: Place, distance_km: float | None = None) -> float:
    """Radius of 'near X', or of 'within ... km of X', in kilometres."""
    return place.radius_km + (distance_km or NEAR_KM)


def outskirts_km(place: Place) -> float:
    """Radius of 'the outskirts of X', in kilometres."""
    return place.radius_km + OUTSKIRTS_KM


def offset_km(place: Place, distance_km: float) -> float:
    """Radius around the point that lies ``distance_km`` from X in a direction, in kilometres."""
    return place.radius_km + max(_LEAST_OFFSET_KM, _DISTANCE_ERROR * distance_km)


def offset_precision(radius_km: float) -> int:
    """Precision code of such a point: a wide circle is no limited area any more."""
    return 2 if radius_km <= _WIDEST_NEAR_KM else 5


def stretch_km(one: Place, other: Place) -> float:
    """Radius around the point half-way between two places of what lies between them, in kilometres."""
    return one.point.distance_km(other.point) / 2 + max(one.radius_km, other.radius_km)


def stretch_precision(one: Place, other: Place) -> int:
    """Precision code of what lies between two places."""
    units = [place for place in (one, other) if place.feature_class in "AL"]
    if units:
        # Two units are as exact as the next larger one.
        return min(6, max(map(precision_of, units)) + 1)
    return 2 if one.point.distance_km(other.point) <= SHORT_STRETCH_KM else 5

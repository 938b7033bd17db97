"""How exactly a resolved toponym is known: UCDP GED's precision code and a radius.

Codes after the UCDP Georeferenced Event Dataset Codebook (Högbladh, 23.1, variable
``where_prec``): 1 exact place, 2 near it, 3 second-level unit, 4 first-level unit, 5 part of a
country larger than that or a linear feature, 6 country, 7 international waters and airspace.
"""

from __future__ import annotations

from geomap.gazetteer.answers.exactness import (
    UNIT_SEAT_KM,
    near_km,
    offset_km,
    offset_precision,
    outskirts_km,
    precision_of,
)
from geomap.model import Place, Toponym
from geomap.resolution.geometry import BEARINGS, PLAIN

_POINT_KM = 1.0  # nothing is known more exactly than to a village's extent


def where_prec(toponym: Toponym, place: Place) -> int:
    """UCDP GED's precision code of a toponym that means ``place``."""
    if place.feature_class == "H":
        return max(5, precision_of(place))  # a lake is small enough for a point, what happens at it is not
    if place.feature_code.startswith("PCL") and toponym.region_prefix is not None:
        return 4
    if toponym.relation == "border" and place.feature_class != "P":
        return 5
    if seat_stands_for_unit(toponym, place):
        return 3
    bare = precision_of(place)
    if toponym.distance_km is not None and place.feature_class == "P":
        # '12 km from X' may be on any side of it: what is known is a circle as wide as the way.
        error = offset_km(place, toponym.distance_km) if _directed(toponym) else toponym.distance_km
        return max(bare, offset_precision(error))
    return bare if toponym.relation in PLAIN else max(2, bare)


def radius_km(toponym: Toponym, place: Place) -> float:
    """Within how many kilometres of the place (moved, if a distance is given) it lies."""
    own = max(place.radius_km, _POINT_KM)
    if place.feature_class != "P":
        return own
    if seat_stands_for_unit(toponym, place):
        return max(own, UNIT_SEAT_KM)
    if toponym.distance_km is not None:
        directed = _directed(toponym)
        return (offset_km if directed else near_km)(place, toponym.distance_km)
    if toponym.relation == "outskirts":
        return outskirts_km(place)
    if toponym.relation not in PLAIN:
        return near_km(place)
    return own


def seat_stands_for_unit(toponym: Toponym, place: Place) -> bool:
    """Whether the text says 'X district' and only the town X is known."""
    return place.feature_class == "P" and toponym.cue in _SECOND_LEVEL


def _directed(toponym: Toponym) -> bool:
    """Whether the text says on which side of the place it lies."""
    return toponym.relation in BEARINGS


_SECOND_LEVEL = frozenset(
    "district raion rayon region province oblast governorate county prefecture department subdistrict woreda "
    "regency cercle wilaya territory division".split()
)

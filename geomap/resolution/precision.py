"""How exactly a resolved toponym is known: UCDP GED's precision code and a radius.

Codes after the UCDP Georeferenced Event Dataset Codebook (Högbladh, 23.1, variable
``where_prec``): 1 exact place, 2 near it, 3 second-level unit, 4 first-level unit, 5 part of a
country larger than that or a linear feature, 6 country, 7 international waters and airspace.
"""

from __future__ import annotations

from geomap.gazetteer.answers.located import precision_of
from geomap.model import Place, Toponym

NEAR_KM = 15.0
"""Radius given to 'near X' where the text says no distance, in kilometres (UCDP: about 25 at most)."""

OUTSKIRTS_KM = 10.0
SEAT_FOR_UNIT_KM = 30.0
"""Radius of a unit known only through its seat, in kilometres: half the width of a middling district."""

_POINT_KM = 2.0
_DISTANCE_ERROR = 0.2  # '12 km north of X' is rounded, and north is a quarter of the compass
_SIZE_KM = ((1_000_000, 10.0), (200_000, 6.0), (20_000, 4.0))


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
    return bare if toponym.relation in _ON_THE_SPOT else max(2, bare)


def radius_km(toponym: Toponym, place: Place) -> float:
    """Within how many kilometres of the place (moved, if a distance is given) it lies."""
    if place.feature_class != "P":
        return max(place.radius_km, _POINT_KM)
    own = max(place.radius_km, _town_radius(place.population))
    if seat_stands_for_unit(toponym, place):
        return max(own, SEAT_FOR_UNIT_KM)
    if toponym.distance_km is not None:
        return max(_POINT_KM, _DISTANCE_ERROR * toponym.distance_km, place.radius_km)
    if toponym.relation == "outskirts":
        return max(own, OUTSKIRTS_KM)
    if toponym.relation not in _ON_THE_SPOT:
        return max(own, NEAR_KM)
    return own


def seat_stands_for_unit(toponym: Toponym, place: Place) -> bool:
    """Whether the text says 'X district' and only the town X is known."""
    return place.feature_class == "P" and toponym.cue in _SECOND_LEVEL


_ON_THE_SPOT = frozenset({"in", "from", "to"})
_SECOND_LEVEL = frozenset(
    "district raion rayon region province oblast governorate county prefecture department subdistrict woreda "
    "regency cercle wilaya territory division".split()
)


def _town_radius(population: int) -> float:
    for least, radius in _SIZE_KM:
        if population >= least:
            return radius
    return _POINT_KM

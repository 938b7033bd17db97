"""geopy's ``Location`` with a ``raw`` part that says how it came about, of answers and surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.location import Location

from geomap.gazetteer.answers.areas import second_level_named
from geomap.gazetteer.answers.exactness import precision_of
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.names.languages import name_in

if TYPE_CHECKING:
    from geomap.gazetteer.ground.reverse import Surroundings
    from geomap.gazetteer.index import PlaceIndex
    from geomap.model.geometry import LonLat
    from geomap.model.place import Candidate, Place


def located_location(located: Located, place: Place, language: str = "en") -> Location:
    """Make a location of an answer; ``place`` is the one that it has."""
    point = located.moved_to or place.point
    raw = {
        **place_record(place),
        "where_prec": located.where_prec,
        "radius_km": located.radius_km,
        "method": located.method,
        "score": located.score,
        "note": located.note,
        "reasons": list(located.reasons),
        "candidates": [candidate_record(c) for c in located.tied],
        "rejected": [{**candidate_record(c), "why": c.reasons[-1]} for c in located.rejected if c.reasons],
        "suggestions": [candidate_record(c) for c in located.suggestions],
    }
    return _location(place, point, raw, language)


def candidate_location(candidate: Candidate, language: str = "en") -> Location:
    """Make a location of one of the places that a name may mean."""
    place = candidate.place
    raw = {
        **place_record(place),
        "matched": candidate.name,
        "name_kind": candidate.name_kind,
        "where_prec": precision_of(place),
        "radius_km": place.radius_km,
        "method": "within" if candidate.name_kind == "within" else "name",
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }
    return _location(place, place.point, raw, language)


def surrounding_locations(index: PlaceIndex, around: Surroundings, language: str = "en") -> list[Location]:
    """Make locations of what lies around a point: the nearest place first, then the units."""
    country, unit, nearest = around.country, around.unit, around.nearest
    if country is None and nearest is None:
        return []
    second = None
    if nearest is not None and nearest.admin2_name and nearest.country:
        second = second_level_named(index, nearest)
    raw = {
        "country": country.country if country else None,
        "country_name": country.name if country else None,
        "admin1": unit.name if unit else None,
        "admin1_id": unit.id if unit else None,
        "place_id": nearest.id if nearest else None,
        "name": nearest.name if nearest else None,
        "distance_km": around.distance_km,
        "direction": around.direction,
        "description": str(around),
    }
    point = nearest.point if nearest else around.point
    first = Location(str(around), (point.lat, point.lon), raw)
    units = (
        _location(
            u, u.point, {**place_record(u), "where_prec": precision_of(u), "radius_km": u.radius_km}, language
        )
        for u in (second, unit, country)
        if u is not None
    )
    return [first, *units]


def place_record(place: Place) -> dict[str, Any]:
    """What ``Location.raw`` has of a place."""
    return {
        "place_id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1_name,
        "admin2": place.admin2_name,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "population": place.population,
        "names": list(place.names),
        "source": place.source,
    }


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """What ``Location.raw`` has of another candidate."""
    place = candidate.place
    return {
        "place_id": place.id,
        "name": place.name,
        "matched": candidate.name,
        "name_kind": candidate.name_kind,
        "country": place.country,
        "admin1": place.admin1_name,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "score": candidate.score,
    }


def _location(place: Place, point: LonLat, raw: dict[str, Any], language: str) -> Location:
    first = name_in(place, language)
    units = (unit for unit in (place.admin2_name, place.admin1_name) if unit != place.name)
    address = ", ".join(dict.fromkeys(part for part in (first, *units, place.country) if part))
    return Location(address, (point.lat, point.lon), raw)

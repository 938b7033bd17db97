"""Answers about places as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.gazetteer.answers.located import Located
    from geomap.model.geometry import LonLat
    from geomap.model.place import Candidate, Place


def answer_line(located: Located, place: Place) -> str:
    """One line for the answer, whose place is ``place``: how and how exactly it is known."""
    how = f"[{located.method}, where_prec {located.where_prec}, within {located.radius_km:.0f} km]"
    return f"{_place_line(place, located.moved_to or place.point)}  {how}"


def candidate_line(candidate: Candidate) -> str:
    """One line for a place that the name may mean as well."""
    written = f"  ({candidate.name_kind}: {candidate.name})" if candidate.name_kind != "preferred" else ""
    return f"{_place_line(candidate.place, candidate.place.point)}{written}"


def explanation_lines(located: Located) -> Iterator[str]:
    """What decided, and what was rejected and why."""
    if located.reasons:
        yield f"    decided by   {'; '.join(located.reasons)}; score {located.score:g}"
    if located.note:
        yield f"    note         {located.note}"
    for candidate in located.rejected:
        place = candidate.place
        units = ", ".join(unit for unit in (place.admin2_name, place.admin1_name, place.country) if unit)
        why = candidate.reasons[-1] if candidate.reasons else ""
        yield f"    rejected     {place.name} ({place.feature_code}, {place.id}, {units}): {why}"


def answer_record(located: Located, place: Place) -> dict[str, Any]:
    """The answer, whose place is ``place``, for JSON; coordinates in decimal degrees."""
    return {
        **place_record(place, located.moved_to),
        "method": located.method,
        "where_prec": located.where_prec,
        "radius_km": round(located.radius_km or 0.0, 3),
        "score": located.score,
        "note": located.note,
        "reasons": list(located.reasons),
        "rejected": [
            {**candidate_record(c), "why": c.reasons[-1] if c.reasons else ""} for c in located.rejected
        ],
    }


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """Another candidate for JSON."""
    return {
        **place_record(candidate.place),
        "matched": candidate.name,
        "name_kind": candidate.name_kind,
        "score": round(candidate.score, 4),
    }


def place_record(place: Place, point: LonLat | None = None) -> dict[str, Any]:
    """A place for JSON, at its own point or at the one given."""
    at = point or place.point
    return {
        "place_id": place.id,
        "name": place.name,
        "lat": round(at.lat, 6),
        "lon": round(at.lon, 6),
        "country": place.country,
        "admin1": place.admin1_name,
        "admin2": place.admin2_name,
        "feature_code": place.feature_code,
        "population": place.population,
        "radius_km": round(place.radius_km, 3),
    }


def _place_line(place: Place, point: LonLat) -> str:
    named = (place.admin2_name, place.admin1_name, place.country)
    units = ", ".join(dict.fromkeys(unit for unit in named if unit and unit != place.name))
    where = f"{point.lat:>9.4f} {point.lon:>9.4f}"
    return f"{place.name:<28} {where}  {place.feature_code:<6} {place.id:<18} {units}"

"""Toponyms as JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from geomap.exports.records.shapes import to_geojson_geometry
from geomap.exports.records.unplaced import considered_record
from geomap.model import Document, Geometry, Ground, Recognition, Toponym, WeighedFeature, Weighing
from geomap.model.unresolved import why_open

_PLAIN = frozenset({"in", "from", "to"})
_DEGREE_KM = 111.2
_DETAIL = 0.01
"""By how much of the radius an outline may be off in a line, to keep it short."""


def toponym_record(
    document: Document,
    toponyms: Iterable[Toponym],
    *,
    explain: bool = False,
    recognition: Recognition | None = None,
) -> dict[str, Any]:
    """Lay the toponyms of a document out as interfaces promise.

    Parameters
    ----------
    document
        Their document; ``start`` and ``end`` count the Unicode characters of its text.
    toponyms
        In the order of the text. One that was not resolved has null ``place_id``, ``lat`` and
        ``lon`` (decimal degrees, WGS 84). One to which the text says how something lies has
        ``relation`` and ``distance_km`` (null where it gives none), one of which it names a part
        ('southern X') ``part``; where that leads to ground of its own, ``ground``. ``lat`` and ``lon``
        stay the place's own; ``where_prec`` and ``radius_km`` are those of the ground.
    explain
        Add how each was resolved: method, reasons and the candidates that were rejected; of one that was
        not, the reason and the candidates that were considered; and how all were weighed, if they know.
    recognition
        By what they were found, added as ``language``, ``recogniser`` and ``trained_model``.
    """
    told = {}
    if recognition is not None:
        told = {
            "language": recognition.language,
            "recogniser": recognition.recogniser,
            "trained_model": recognition.trained,
        }
    told_at: dict[int, int] = {}
    return {"doc_id": document.id, **told, "toponyms": [_toponym(t, explain, told_at) for t in toponyms]}


def dump_toponyms(
    pairs: Iterable[tuple[Document, Iterable[Toponym]]],
    *,
    explain: bool = False,
    recognition: Callable[[Document], Recognition] | None = None,
) -> str:
    """Write one JSON object a line for each document; see `toponym_record`."""
    lines = (
        toponym_record(d, t, explain=explain, recognition=recognition(d) if recognition else None)
        for d, t in pairs
    )
    return "".join(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n" for line in lines)


def _toponym(toponym: Toponym, explain: bool, told_at: dict[int, int]) -> dict[str, Any]:
    resolution = toponym.resolution
    place = resolution.place if resolution else None
    record: dict[str, Any] = {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "role": toponym.role.value,
        "place_id": place.id if place else None,
        "name": place.name if place else None,
        "lat": round(place.point.lat, 6) if place else None,
        "lon": round(place.point.lon, 6) if place else None,
        "country": place.country if place else None,
        "feature_code": place.feature_code if place else None,
        "where_prec": resolution.where_prec if resolution else None,
        "radius_km": round(resolution.radius_km, 3) if resolution else None,
        "score": round(resolution.score, 4) if resolution else None,
    }
    record.update(_relation(toponym))
    if explain:
        record["explain"] = {
            "cue": toponym.cue,
            "relation": toponym.relation,
            "method": resolution.method if resolution else None,
            "reasons": list(resolution.reasons) if resolution else [],
            "rejected": [considered_record(c) for c in (resolution.rejected if resolution else ())],
            "reason": None if resolution else why_open(toponym.considered, toponym.left_open),
            "considered": [considered_record(c) for c in toponym.considered],
            "weighing": _weighing(toponym.weighing, toponym.start, told_at),
        }
    return record


def _weighing(weighing: Weighing | None, start: int, told_at: dict[int, int]) -> dict[str, Any] | None:
    """All candidates with their features: what each is worth, and the points that it gave.

    Mentions that were settled together have one weighing; it is told with the first, to which the
    others point by where it starts.
    """
    if weighing is None:
        return None
    first = told_at.setdefault(id(weighing), start)
    if first != start:
        return {"as_at": first}
    return {
        "candidates": [
            {
                **considered_record(each.candidate),
                "points": round(each.total, 4),
                "features": _features(each.features),
            }
            for each in weighing.candidates
        ],
        "left_open": {
            "score": round(weighing.left_open, 4),
            "points": round(weighing.open_total, 4),
            "features": _features(weighing.open_features),
        },
    }


def _features(features: Iterable[WeighedFeature]) -> dict[str, dict[str, float | None]]:
    return {feature.name: {"value": feature.value, "points": feature.points} for feature in features}


def _relation(toponym: Toponym) -> dict[str, Any]:
    """How the text says that something lies to the place; nothing where it is plainly there."""
    told: dict[str, Any] = {}
    ground = toponym.ground
    if toponym.relation not in _PLAIN:
        distance = toponym.distance_km
        told["relation"] = toponym.relation
        told["distance_km"] = round(distance, 3) if distance is not None else None
    elif ground is not None and toponym.region_prefix is not None:
        told["part"] = toponym.region_prefix
    if ground is not None:
        told["ground"] = {
            "name": ground.name,
            "lat": round(ground.middle.lat, 6),
            "lon": round(ground.middle.lon, 6),
            "geometry": _outline(ground),
            "with": ground.other,
        }
    return told


def _outline(ground: Ground) -> dict[str, Any]:
    """The geometry of a ground in as much detail as its radius makes sense of."""
    geometry = ground.geometry
    from geomap.layers.shapes import is_point

    if not is_point(geometry):
        off = _DETAIL * ground.radius_km / _DEGREE_KM
        geometry = Geometry.from_shapely(geometry.to_shapely().simplify(off))
    return to_geojson_geometry(geometry, where=f"ground {ground.name!r}")

"""Toponyms as JSON Lines, one document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from geomap.exports.unplaced import considered_record
from geomap.model import Document, Recognition, Toponym
from geomap.model.unresolved import why_open


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
        ``lon`` (decimal degrees, WGS 84).
    explain
        Add how each was resolved: method, reasons and the candidates that were rejected; of one that was
        not, the reason and the candidates that were considered.
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
    return {"doc_id": document.id, **told, "toponyms": [_toponym(t, explain) for t in toponyms]}


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


def _toponym(toponym: Toponym, explain: bool) -> dict[str, Any]:
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
    if explain:
        record["explain"] = {
            "cue": toponym.cue,
            "relation": toponym.relation,
            "method": resolution.method if resolution else None,
            "reasons": list(resolution.reasons) if resolution else [],
            "rejected": [considered_record(c) for c in (resolution.rejected if resolution else ())],
            "reason": None if resolution else why_open(toponym.considered),
            "considered": [considered_record(c) for c in toponym.considered],
        }
    return record

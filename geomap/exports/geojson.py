"""GeoJSON and JSON Lines of features, the same bytes for the same extraction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geomap.exports.corrected import outcome_records
from geomap.exports.front_columns import Fronts
from geomap.exports.properties import documents_by_id, properties
from geomap.exports.shapes import to_geojson_geometry
from geomap.model import Extraction, Incident


def features(extraction: Extraction, *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """Yield one GeoJSON feature an incident, in the order of the texts.

    The geometry is null where the text gives no place, or none that could be resolved. With
    ``explain`` the properties have an ``explanation`` (see `explanation_record`).
    """
    documents, fronts = documents_by_id(extraction), Fronts(extraction)
    for incident in extraction.incidents:
        shape = incident.place.geometry if incident.place is not None else None
        yield {
            "type": "Feature",
            "id": incident.id,
            "geometry": None
            if shape is None
            else to_geojson_geometry(shape, where=f"incident {incident.id}"),
            "properties": {
                **properties(incident, documents, fronts),
                **({"explanation": explanation_record(incident)} if explain else {}),
            },
        }


def explanation_record(incident: Incident) -> dict[str, Any] | None:
    """Lay an incident's explanation out for JSON: rule, evidence and reasons; None if it has none."""
    told = incident.explanation
    if told is None:
        return None
    evidence = [
        {
            "part": e.part.value,
            "start": e.start,
            "end": e.end,
            "text": e.text,
            "means": e.means,
            "document_id": e.document_id,
        }
        for e in told.evidence
    ]
    return {"rule": told.rule, "evidence": evidence, "reasons": list(told.reasons)}


def to_geojson(extraction: Extraction, *, explain: bool = False) -> dict[str, Any]:
    """Make a FeatureCollection (RFC 7946) of the incidents; longitude first, WGS 84.

    Where corrections were asked for, it has a member ``corrections`` that says what came of each; of
    a rejected incident, which is no feature, it says what it was.

    Raises
    ------
    ExportError
        If a shape has a coordinate that is not finite.
    """
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if extraction.corrections:
        collection["corrections"] = outcome_records(extraction)
    collection["features"] = list(features(extraction, explain=explain))
    return collection


def dump_geojson(extraction: Extraction, *, explain: bool = False) -> str:
    """Write the FeatureCollection, one feature a line (so that versions can be compared)."""
    lines = ",\n".join(_compact(feature) for feature in features(extraction, explain=explain))
    told = ",\n".join(_compact(record) for record in outcome_records(extraction))
    corrections = f'"corrections": [\n{told}\n], ' if told else ""
    features_ = f"\n{lines}\n" if lines else ""
    return f'{{"type": "FeatureCollection", {corrections}"features": [{features_}]}}\n'


def dump_feature_lines(extraction: Extraction, *, explain: bool = False) -> str:
    """Write one feature a line, as GeoJSON text sequences without their separator (JSON Lines)."""
    return "".join(_compact(feature) + "\n" for feature in features(extraction, explain=explain))


def _compact(value: Any) -> str:
    # allow_nan=False: an infinite number would make a file that no other program reads.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

"""GeoJSON and JSON Lines of features, the same bytes for the same extraction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from geomap.exports.records.corrected import outcome_records
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.records.shapes import to_geojson_geometry
from geomap.exports.records.unplaced import unresolved_records
from geomap.model import Extraction, Incident


def features(extraction: Extraction, *, explain: bool = False) -> Iterator[dict[str, Any]]:
    """Yield one GeoJSON feature an incident, in the order of the texts.

    The geometry is null where the text gives no place, or none that could be resolved. With
    ``explain`` the properties have an ``explanation`` (see `explanation_record`).
    """
    for incident, told in incidents_with_properties(extraction):
        shape = incident.place.geometry if incident.place is not None else None
        yield {
            "type": "Feature",
            "id": incident.id,
            "geometry": None
            if shape is None
            else to_geojson_geometry(shape, where=f"incident {incident.id}"),
            "properties": told | ({"explanation": explanation_record(incident)} if explain else {}),
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
    a rejected incident, which is no feature, it says what it was. Where names have no place, it has a
    member ``unresolved`` that lists them.

    Raises
    ------
    ExportError
        If a shape has a coordinate that is not finite.
    """
    return {
        "type": "FeatureCollection",
        **_beside(extraction),
        "features": list(features(extraction, explain=explain)),
    }


def dump_geojson(extraction: Extraction, *, explain: bool = False) -> str:
    """Write the FeatureCollection, one feature a line (so that versions can be compared)."""
    members = _beside(extraction) | {"features": features(extraction, explain=explain)}
    told = ", ".join(f'"{name}": {_lines(records)}' for name, records in members.items())
    return f'{{"type": "FeatureCollection", {told}}}\n'


def dump_feature_lines(extraction: Extraction, *, explain: bool = False) -> str:
    """Write one feature a line, as GeoJSON text sequences without their separator (JSON Lines)."""
    return "".join(_compact(feature) + "\n" for feature in features(extraction, explain=explain))


def dump_feature_sequence(extraction: Extraction, *, explain: bool = False) -> str:
    """Write a GeoJSON text sequence (RFC 8142): each feature between a record separator and a line end.

    A reader that finds a record broken off goes on at the next separator.
    """
    return "".join(f"\x1e{_compact(feature)}\n" for feature in features(extraction, explain=explain))


def _beside(extraction: Extraction) -> dict[str, Iterable[dict[str, Any]]]:
    """The members beside the features; one that would be empty is left out."""
    told = {"corrections": outcome_records(extraction), "unresolved": unresolved_records(extraction)}
    return {name: records for name, records in told.items() if records}


def _lines(records: Iterable[dict[str, Any]]) -> str:
    """A list of records, one a line."""
    lines = ",\n".join(map(_compact, records))
    return f"[\n{lines}\n]" if lines else "[]"


def _compact(value: Any) -> str:
    # allow_nan=False: an infinite number would make a file that no other program reads.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

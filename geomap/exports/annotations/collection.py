"""Web Annotations (W3C, JSON-LD): one for each place name, sentence of an incident, account and claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from geomap.exports.annotations.vocabulary import CONTEXT, place_name, urn
from geomap.exports.pages.shown_text import web_address
from geomap.exports.records.properties import incidents_with_properties
from geomap.exports.records.shapes import to_geojson_geometry
from geomap.model import Claim, Document, Extraction, Incident, Toponym

AROUND = 32
"""Characters before and after the words by which a selector tells them from the same words elsewhere."""


def to_annotations(extraction: Extraction, *, texts: bool = False) -> dict[str, Any]:
    """Make an AnnotationCollection with one page, document by document.

    Each annotation has a target with two selectors: ``TextPositionSelector`` counts Unicode characters of
    the document's text, the end not included; ``TextQuoteSelector`` has the words themselves.

    Parameters
    ----------
    extraction
        What was found.
    texts
        Whether the documents' texts go along, as ``value`` of the first target in each.

    Raises
    ------
    ExportError
        If a shape has a coordinate that is not finite or beyond a pole.
    """
    items = list(_annotations(extraction, texts=texts))
    collection, page = _around(extraction, len(items))
    return collection | {"first": page | {"items": items}}


def dump_annotations(extraction: Extraction, *, texts: bool = False) -> str:
    """Write the collection as JSON-LD, one annotation a line."""
    lines = [_compact(annotation) for annotation in _annotations(extraction, texts=texts)]
    collection, page = _around(extraction, len(lines))
    items = ",\n".join(lines)
    held = f"[\n{items}\n]" if lines else "[]"
    first = f'{_compact(page)[:-1]}, "items": {held}}}'
    return f'{_compact(collection)[:-1]}, "first": {first}}}\n'


def _around(extraction: Extraction, total: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The collection without its page, and the page without its annotations."""
    name = urn("collection", *(document.id for document in extraction.documents))
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Place names, incidents and claims",
        "total": total,
    }
    return collection, {"id": urn("page", name), "type": "AnnotationPage", "startIndex": 0}


def _annotations(extraction: Extraction, *, texts: bool) -> Iterator[dict[str, Any]]:
    incidents: dict[str, list[tuple[Incident, dict[str, Any]]]] = {}
    accounts: dict[str, list[tuple[Incident, Incident, dict[str, Any]]]] = {}
    claims: dict[str, list[tuple[Incident, int, Claim]]] = {}
    for incident, told in incidents_with_properties(extraction):
        incidents.setdefault(incident.document_id, []).append((incident, told))
        for account, as_told in zip(incident.accounts, told["accounts"], strict=True):
            own = account.incident
            accounts.setdefault(own.document_id, []).append((incident, own, as_told))
        for number, claim in enumerate(incident.claims):
            claims.setdefault(claim.document_id, []).append((incident, number, claim))
    for document, toponyms in zip(extraction.documents, extraction.toponyms, strict=True):
        first = texts
        for kind, key, span, body in _of_document(
            toponyms,
            incidents.get(document.id, ()),
            accounts.get(document.id, ()),
            claims.get(document.id, ()),
        ):
            yield _annotation(document, kind, key, span, body, text=first)
            first = False


def _of_document(
    toponyms: Iterable[Toponym],
    incidents: Iterable[tuple[Incident, dict[str, Any]]],
    accounts: Iterable[tuple[Incident, Incident, dict[str, Any]]],
    claims: Iterable[tuple[Incident, int, Claim]],
) -> Iterator[tuple[str, str, tuple[int, int], dict[str, Any]]]:
    """Yield kind, key, span and body of each annotation of a document."""
    for toponym in toponyms:
        yield "toponym", toponym.role.value, (toponym.start, toponym.end), _place(toponym)
    for incident, told in incidents:
        yield "incident", incident.id, (incident.start, incident.end), _incident(incident, told)
    for incident, account, told in accounts:
        yield "account", incident.id, (account.start, account.end), _account(incident, account, told)
    for incident, number, claim in claims:
        key = f"{incident.id} {number}"
        yield "claim", key, (claim.start, claim.end), _claim(incident, claim)


_MOTIVATION = {
    "toponym": "identifying",
    "incident": "classifying",
    "account": "describing",
    "claim": "describing",
}


def _annotation(
    document: Document, kind: str, key: str, span: tuple[int, int], body: dict[str, Any], *, text: bool
) -> dict[str, Any]:
    start, end = span
    return {
        "id": urn("annotation", document.id, kind, start, end, key),
        "type": "Annotation",
        "motivation": _MOTIVATION[kind],
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": _source(document, text=text),
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": document.text[start:end],
                    "prefix": document.text[max(0, start - AROUND) : start],
                    "suffix": document.text[end : end + AROUND],
                },
            ],
        },
    }


def _source(document: Document, *, text: bool) -> dict[str, Any]:
    """The document: by its address if it has one on the web, and by the id that the input gave."""
    address = document.url if document.url and web_address(document.url) else None
    told: dict[str, Any] = {
        "id": address or urn("document", document.id),
        "type": "Text",
        "documentId": document.id,
        "title": document.title,
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
    }
    if text:
        told |= {"format": "text/plain", "value": document.text}
    return {name: value for name, value in told.items() if value is not None}


def _place(toponym: Toponym) -> dict[str, Any]:
    """What a name means; without a place only its role is told."""
    told: dict[str, Any] = {"type": "Place", "purpose": "identifying", "role": toponym.role.value}
    resolution = toponym.resolution
    if resolution is None:
        return told
    place = resolution.place
    found = {
        "id": place_name(place.id),
        "placeId": place.id,
        "name": place.name,
        "lat": place.point.lat,
        "long": place.point.lon,
        "country": place.country,
        "featureCode": place.feature_code,
        "wherePrec": resolution.where_prec,
        "radiusKm": round(resolution.radius_km, 3),
        "score": round(resolution.score, 4),
    }
    return told | {name: value for name, value in found.items() if value is not None}


def _incident(incident: Incident, told: dict[str, Any]) -> dict[str, Any]:
    shape = incident.place.geometry if incident.place is not None else None
    return {
        "id": urn("incident", incident.id),
        "type": "Incident",
        "purpose": "classifying",
        "incidentId": incident.id,
        "properties": told,
        "geometry": None if shape is None else to_geojson_geometry(shape, where=f"incident {incident.id}"),
    }


def _account(incident: Incident, account: Incident, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": urn("incident", account.id, "account"),
        "type": "Account",
        "purpose": "describing",
        "incident": urn("incident", incident.id),
        "incidentId": incident.id,
        "properties": told,
    }


def _claim(incident: Incident, claim: Claim) -> dict[str, Any]:
    told = {
        "type": "Claim",
        "purpose": "describing",
        "incident": urn("incident", incident.id),
        "incidentId": incident.id,
        "speaker": claim.speaker,
        "side": claim.side,
        "act": claim.act.value,
        "aspect": claim.about.value,
        "stance": claim.stance.value,
    }
    return {name: value for name, value in told.items() if value is not None}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

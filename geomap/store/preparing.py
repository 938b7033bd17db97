"""What is to be written of a report, made before anybody is kept waiting for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geomap.corroboration import Joining, Sketch, sketches_of
from geomap.corroboration.copies import signature_of
from geomap.corroboration.corroborating import parts_of
from geomap.errors import StoreError
from geomap.exports.records.properties import incidents_with_properties
from geomap.model import Extraction, Incident
from geomap.store import rows
from geomap.store.copying import signature_id
from geomap.store.records import Provenance
from geomap.wire import to_bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """All rows of a document and of what it tells.

    Parameters
    ----------
    id
        Of the document.
    signature
        Of its text (`geomap.corroboration.copies`).
    document, toponyms
        Their rows.
    accounts
        The rows of its incidents, each of which is its own incident for the while.
    claims
        The rows of what is claimed in them.
    sketches
        What is compared of those of which enough is known.
    """

    id: str
    signature: bytes
    document: dict[str, Any]
    toponyms: dict[str, Any]
    accounts: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    sketches: tuple[Sketch, ...]


def narrowed(extraction: Extraction, ids: Collection[str]) -> Extraction:
    """What was found in some of the documents, with joined incidents taken apart.

    Raises
    ------
    StoreError
        If an incident is of a document that is not there.
    """
    kept = [i for i, document in enumerate(extraction.documents) if document.id in ids]
    present = {document.id for document in extraction.documents}
    incidents: list[Incident] = []
    for part in (part for incident in extraction.incidents for part in parts_of(incident)):
        if part.document_id not in present:
            raise StoreError(
                f"document {part.document_id} is not in the report",
                where=f"incident {part.id}",
                hint="a report has the documents of its incidents",
            )
        if part.document_id in ids:
            incidents.append(part)
    return replace(
        extraction,
        documents=tuple(extraction.documents[i] for i in kept),
        toponyms=tuple(extraction.toponyms[i] for i in kept),
        recognition=tuple(extraction.recognition[i] for i in kept) if extraction.recognition else (),
        incidents=tuple(_distinct(incidents)),
    )


def prepare(extraction: Extraction, joining: Joining, provenance: Provenance) -> Iterator[Prepared]:
    """Yield the rows of each document of a narrowed extraction."""
    told: dict[str, list[tuple[Incident, dict[str, Any]]]] = {}
    for incident, properties in incidents_with_properties(extraction):
        told.setdefault(incident.document_id, []).append((incident, properties))
    sketches = sketches_of(extraction, joining)
    for number, document in enumerate(extraction.documents):
        signature = signature_of(document.text)
        row = rows.document_row(document, provenance.key, signature_id(signature))
        own = told.get(document.id, [])
        row["incidents"] = len(own)
        if extraction.recognition:
            row["recognition"] = to_bytes(extraction.recognition[number])
        yield Prepared(
            document.id,
            signature,
            row,
            rows.toponyms_row(document.id, extraction.toponyms[number]),
            tuple({**rows.told_row(i, properties), "incident_id": i.id} for i, properties in own),
            tuple(row for incident, _ in own for row in rows.claim_rows(incident, incident.id)),
            tuple(sketches[incident.id] for incident, _ in own if incident.id in sketches),
        )


def _distinct(incidents: list[Incident]) -> Iterator[Incident]:
    """Yield incidents with an id each; of several with one id the later ones get '-2', '-3' ..."""
    times: dict[str, int] = {}
    for incident in incidents:
        times[incident.id] = number = times.get(incident.id, 0) + 1
        yield incident if number == 1 else replace(incident, id=f"{incident.id}-{number}")

"""What is kept, as an extraction: nothing is read anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.model import Extraction, Incident, Recognition, Sector, Theatre
from geomap.store import tables
from geomap.store.rows import document_from, recognition_from
from geomap.wire import incident_of, sectors_of, theatre_of, toponyms_of

if TYPE_CHECKING:
    from geomap.store.backend import Backend
    from geomap.store.records import Selection

_LAST = "9999-12-31"  # of what has no day


def read(backend: Backend, selection: Selection, *, accounts: bool) -> Extraction:
    """The incidents that are selected, or the accounts, with all documents that tell of them."""
    layer = tables.ACCOUNTS if accounts else tables.INCIDENTS
    ids = backend.choose(layer, selection)
    own = "id" if accounts else "incident_id"
    if selection.document_ids is not None:
        of = backend.fetch(tables.ACCOUNTS, (own,), "document_id", selection.document_ids)
        told = {str(id_) for (id_,) in of}
        ids = [id_ for id_ in ids if id_ in told]
    incidents = [incident_of(record) for (record,) in backend.fetch(layer, ("record",), "id", ids)]
    if selection.everything:
        documents = {str(id_) for (id_,) in backend.fetch(tables.DOCUMENTS, ("id",))}
    else:
        rows = backend.fetch(tables.ACCOUNTS, ("document_id",), own, ids)
        documents = {str(id_) for (id_,) in rows} | set(selection.document_ids or ())
    around = assemble(backend, documents, {incident.theatre for incident in incidents})
    order = {document.id: number for number, document in enumerate(around.documents)}
    # That of the document in whose words it is told; an id of a stray document comes last.
    incidents.sort(key=lambda i: (order.get(i.document_id, len(order)), i.start, i.id))
    return replace(around, incidents=tuple(incidents))


def assemble(backend: Backend, document_ids: Collection[str], theatres: Iterable[str | None]) -> Extraction:
    """Documents by their days and ids with their place names, and some theatres; no incidents."""
    rows = backend.fetch(
        tables.DOCUMENTS, ("id", "published", "text", "record", "recognition"), "id", document_ids
    )
    found = sorted(
        (published or _LAST, str(id_), document_from(text, record), recognition_from(recognition))
        for id_, published, text, record, recognition in rows
    )
    names = {
        str(id_): record
        for id_, record in backend.fetch(
            tables.TOPONYMS, ("document_id", "record"), "document_id", document_ids
        )
    }
    recognition = [each for *_, each in found]
    known = {theatre for theatre in theatres if theatre is not None}
    used = [
        (_theatre(record), _sectors(sectors))
        for record, sectors in backend.fetch(tables.THEATRES, ("record", "sectors"), "id", known)
    ]
    return Extraction(
        documents=tuple(document for _, _, document, _ in found),
        toponyms=tuple(toponyms_of(names[id_]) if id_ in names else () for _, id_, *_ in found),
        incidents=tuple[Incident, ...](),
        theatres=tuple(theatre for theatre, _ in used),
        sectors=tuple(sector for _, sectors in used for sector in sectors),
        recognition=_all_or_none(recognition),
    )


def _all_or_none(found: list[Recognition | None]) -> tuple[Recognition, ...]:
    told = tuple(each for each in found if each is not None)
    return told if len(told) == len(found) else ()


# Each joined incident is measured against the lines of its theatre: the same few theatres again and again.
@lru_cache(maxsize=16)
def _theatre(record: bytes) -> Theatre:
    return theatre_of(record)


@lru_cache(maxsize=16)
def _sectors(record: bytes) -> tuple[Sector, ...]:
    return sectors_of(record)

"""What can be wrong with a store, looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from geomap.corroboration import WEAK, Joining, compare
from geomap.errors import GeomapError, StoreError
from geomap.exports.gis.geopackage.writing import text_of
from geomap.exports.records.properties import incidents_with_properties
from geomap.model import Incident
from geomap.store import tables
from geomap.store.ledger import likeness_from, sketch_from
from geomap.store.reading import assemble
from geomap.store.records import content_of
from geomap.store.rows import claim_rows, differing, document_from, told_row
from geomap.store.tables import (
    ACCOUNTS,
    BANDS,
    CLAIMS,
    DOCUMENTS,
    INCIDENTS,
    LIKENESSES,
    SIGNATURES,
    SKETCHES,
)
from geomap.wire import incident_of

if TYPE_CHECKING:
    from geomap.store.backend import Backend, Row

_AT_ONCE = 200  # rows whose records are held together

_BELONG = (
    (ACCOUNTS, "document_id", DOCUMENTS, "id"),
    (ACCOUNTS, "incident_id", INCIDENTS, "id"),
    (INCIDENTS, "id", ACCOUNTS, "incident_id"),
    (CLAIMS, "account_id", ACCOUNTS, "id"),
    (CLAIMS, "incident_id", INCIDENTS, "id"),
    (tables.TOPONYMS, "document_id", DOCUMENTS, "id"),
    (DOCUMENTS, "id", tables.TOPONYMS, "document_id"),
    (DOCUMENTS, "copy_of", DOCUMENTS, "id"),
    (DOCUMENTS, "signature_id", SIGNATURES, "id"),
    (SIGNATURES, "id", DOCUMENTS, "signature_id"),
    (BANDS, "signature_id", SIGNATURES, "id"),
    (SKETCHES, "id", ACCOUNTS, "id"),
    (LIKENESSES, "one", SKETCHES, "id"),
    (LIKENESSES, "other", SKETCHES, "id"),
    (ACCOUNTS, "theatre", tables.THEATRES, "id"),
)
"""Whose values have to be found where."""


def check(backend: Backend, joining: Joining) -> Iterator[str]:
    """Yield every fault, a line each; see `geomap.store.Store.check`."""
    yield from backend.faults()
    try:
        yield from _contents(backend, joining)
    except StoreError as error:  # a damaged file: no more of it can be read
        yield error.what
    except GeomapError as error:
        yield str(error)


def _contents(backend: Backend, joining: Joining) -> Iterator[str]:
    for table, field, other, other_field in _BELONG:
        for value in backend.strays(table, field, other, other_field):
            yield f"{table.name}: {field} {value} is not in {other.name}"
    yield from _documents(backend)
    for layer in (ACCOUNTS, INCIDENTS):
        for rows in _batches(backend, layer):
            yield from _layer(backend, layer, rows)
    yield from _likenesses(backend, joining)
    yield from _clusters(backend)


def _documents(backend: Backend) -> Iterator[str]:
    told: dict[str, int] = defaultdict(int)
    for (id_,) in backend.fetch(ACCOUNTS, ("document_id",)):
        told[str(id_)] += 1
    names = ("id", "text", "record", "content", "characters", "incidents", "published", "title")
    for id_, text, record, content, characters, incidents, published, title in backend.fetch(
        DOCUMENTS, names
    ):
        try:
            document = document_from(text, record)
        except GeomapError as error:
            yield f"documents: {id_}: {error}"
            continue
        day = document.published.isoformat() if document.published else None
        columns = (day, len(text), text_of(document.title))
        if content_of(document) != content or columns != (published, characters, title):
            yield f"documents: {id_} is not what was added"
        if incidents != told[id_]:
            yield f"documents: {id_} tells of {told[id_]} incidents, and {incidents} are noted"


def _batches(backend: Backend, layer: tables.Table) -> Iterator[list[dict[str, Any]]]:
    names = ("geom", *layer.names)
    rows = backend.fetch(layer, names)
    while batch := [dict(zip(names, row, strict=True)) for row in islice(rows, _AT_ONCE)]:
        yield batch


def _layer(backend: Backend, layer: tables.Table, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Columns against what the records make of them."""
    kept: dict[str, Row] = {}
    incidents = []
    for row in rows:
        try:
            incident = incident_of(row["record"])
        except GeomapError as error:
            yield f"{layer.name}: {row['id']}: {error}"
            continue
        kept[incident.id] = row
        incidents.append(incident)
        parts = {account.incident.id for account in incident.accounts} or {incident.id}
        if layer is INCIDENTS:
            ids = {str(i) for (i,) in backend.fetch(ACCOUNTS, ("id",), "incident_id", (row["id"],))}
            if ids != parts:
                yield f"{layer.name}: {row['id']} is joined of other accounts than are its"
    try:
        yield from _compared(backend, layer, kept, incidents)
    except StoreError:
        raise
    except GeomapError as error:
        yield f"{layer.name}: {len(incidents)} rows cannot be compared ({error})"


def _compared(
    backend: Backend, layer: tables.Table, kept: dict[str, Row], incidents: list[Incident]
) -> Iterator[str]:
    documents = {each.document_id for i in incidents for each in (i, *(a.incident for a in i.accounts))}
    around = assemble(backend, documents, {incident.theatre for incident in incidents})
    for incident, properties in incidents_with_properties(replace(around, incidents=tuple(incidents))):
        for name in differing(layer, kept[incident.id], told_row(incident, properties)):
            yield f"{layer.name}: {name} of {incident.id} is not what its record says"
    if layer is ACCOUNTS:
        yield from _claims(backend, [(i, str(kept[i.id]["incident_id"])) for i in incidents])


def _claims(backend: Backend, accounts: Iterable[tuple[Incident, str]]) -> Iterator[str]:
    accounts = list(accounts)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in backend.fetch(CLAIMS, CLAIMS.names, "account_id", [account.id for account, _ in accounts]):
        row = dict(zip(CLAIMS.names, values, strict=True))
        found[row["account_id"]].append(row)
    for account, incident_id in accounts:
        if found[account.id] != claim_rows(account, incident_id):
            yield f"claims: those of {account.id} are not what its record says"


def _likenesses(backend: Backend, joining: Joining) -> Iterator[str]:
    """Likenesses against what is compared."""
    rows = backend.fetch(LIKENESSES, LIKENESSES.names)
    while batch := list(islice(rows, _AT_ONCE)):
        ids = {id_ for one, other, *_ in batch for id_ in (one, other)}
        sketches = {
            str(id_): sketch_from(record)
            for id_, record in backend.fetch(SKETCHES, ("id", "record"), "id", ids)
        }
        for one, other, score, reasons in batch:
            if one not in sketches or other not in sketches:
                continue  # a stray, which has been told
            likeness = compare(sketches[one], sketches[other], joining)
            if likeness != likeness_from(score, reasons) or score < WEAK:
                yield f"likenesses: {one} and {other} are not as alike as is noted"


def _clusters(backend: Backend) -> Iterator[str]:
    """Clusters against likenesses: each is named after its first member, and its members are linked."""
    members: dict[str, set[str]] = defaultdict(set)
    for id_, cluster in backend.fetch(SKETCHES, ("id", "cluster")):
        members[cluster or ""].add(str(id_))
    for id_ in sorted(members.pop("", ())):
        yield f"sketches: {id_} is in no cluster"
    several = {id_: cluster for cluster, ids in members.items() if len(ids) > 1 for id_ in ids}
    linked: dict[str, set[str]] = defaultdict(set)
    for one, other in backend.fetch(LIKENESSES, ("one", "other")):
        if one in several and several[one] == several.get(other):
            linked[one].add(other)
            linked[other].add(one)
    kept = {str(cluster) for (cluster,) in backend.fetch(INCIDENTS, ("cluster",))}
    for cluster, ids in sorted(members.items()):
        if cluster != min(ids):
            yield f"sketches: cluster {cluster} is not named after its first member {min(ids)}"
        if cluster not in kept:
            yield f"sketches: cluster {cluster} has no incident"
        if len(ids) > 1 and _reached(min(ids), linked) != ids:
            yield f"sketches: cluster {cluster} is not held together by likenesses"


def _reached(start: str, linked: dict[str, set[str]]) -> set[str]:
    found, rest = {start}, [start]
    while rest:
        new = linked[rest.pop()] - found
        found |= new
        rest += new
    return found

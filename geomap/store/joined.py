"""The incidents that users look at, made of the accounts that are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geomap.corroboration import Ledger, join
from geomap.exports.records.properties import incidents_with_properties
from geomap.model import Extraction, Incident
from geomap.store import tables
from geomap.store.reading import assemble
from geomap.store.rows import told_row
from geomap.wire import incident_of

if TYPE_CHECKING:
    from geomap.store.backend import Backend, Row

_ACCOUNT = ("geom", *tables.ACCOUNTS.names)


def renew(backend: Backend, ledger: Ledger, clusters: Collection[str]) -> set[str]:
    """Make the incidents of some clusters anew; ids of those that are new, gone or not what they were."""
    before = {
        str(id_): record
        for id_, record in backend.fetch(tables.INCIDENTS, ("id", "record"), "cluster", clusters)
    }
    made = {str(row["id"]): row for row in rows_of(backend, ledger, clusters)}
    backend.drop(tables.INCIDENTS, "id", [id_ for id_ in before if id_ not in made])
    backend.put(tables.INCIDENTS, made.values())
    return {id_ for id_, row in made.items() if before.get(id_) != row["record"]} | (before.keys() - made)


def rows_of(backend: Backend, ledger: Ledger, clusters: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the row of the incident of each cluster that has members; accounts are told which is theirs."""
    members = {cluster: _members(ledger, cluster) for cluster in sorted(clusters)}
    wanted = [id_ for ids in members.values() for id_ in ids]
    accounts = {
        str(row["id"]): row
        for row in (
            dict(zip(_ACCOUNT, values, strict=True))
            for values in backend.fetch(tables.ACCOUNTS, _ACCOUNT, "id", wanted)
        )
    }
    several: dict[str, list[dict[str, Any]]] = {}
    for cluster, ids in members.items():
        told = [accounts[id_] for id_ in ids if id_ in accounts]
        if len(told) == 1:
            _point(backend, told, str(told[0]["id"]))
            yield {**_without(told[0]), "cluster": cluster}
        elif told:
            several[cluster] = told
    yield from _joined_rows(backend, ledger, several)


def _members(ledger: Ledger, cluster: str) -> tuple[str, ...]:
    """The accounts of a cluster; one of which too little is known to be joined is its own."""
    if ledger.sketch(cluster) is None:
        return (cluster,)
    return ledger.members(cluster)


def _joined_rows(
    backend: Backend, ledger: Ledger, several: dict[str, list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    ids = {str(row["document_id"]) for told in several.values() for row in told}
    around = assemble(backend, ids, {row["theatre"] for told in several.values() for row in told})
    documents = {document.id: document for document in around.documents}
    signatures = _signatures(backend, ids)
    joined: dict[str, Incident] = {}
    for cluster, told in several.items():
        incidents = [incident_of(row["record"]) for row in told]
        parts = [(each, documents[each.document_id]) for each in incidents]
        one = join(parts, {each.id: ledger.likenesses(each.id) for each in incidents}, signatures)
        joined[cluster] = one
        _point(backend, told, one.id)
    for cluster, row in zip(joined, _told_rows(around, joined.values()), strict=True):
        yield {**row, "cluster": cluster}


def _signatures(backend: Backend, document_ids: Collection[str]) -> dict[str, bytes]:
    numbers = dict(backend.fetch(tables.DOCUMENTS, ("id", "signature_id"), "id", document_ids))
    wanted = {number for number in numbers.values() if number is not None}
    known = dict(backend.fetch(tables.SIGNATURES, ("id", "signature"), "id", wanted))
    return {str(id_): known[number] for id_, number in numbers.items() if number in known}


def _told_rows(around: Extraction, joined: Iterable[Incident]) -> Iterator[dict[str, Any]]:
    for incident, properties in incidents_with_properties(replace(around, incidents=tuple(joined))):
        yield told_row(incident, properties)


def _point(backend: Backend, accounts: Iterable[Row], incident_id: str) -> None:
    """Have accounts and their claims name the incident that they are of."""
    astray = [row["id"] for row in accounts if row["incident_id"] != incident_id]
    if astray:
        backend.amend(tables.ACCOUNTS, {"incident_id": incident_id}, "id", astray)
        backend.amend(tables.CLAIMS, {"incident_id": incident_id}, "account_id", astray)


def _without(account: Row) -> dict[str, Any]:
    return {name: value for name, value in account.items() if name != "incident_id"}


def clusters_of(backend: Backend, accounts: Collection[str]) -> set[str]:
    """The clusters of accounts; one of which too little is known is a cluster by itself."""
    rows = backend.fetch(tables.SKETCHES, ("id", "cluster"), "id", accounts)
    known = {str(id_): str(cluster) for id_, cluster in rows}
    return {known.get(id_, id_) for id_ in accounts}

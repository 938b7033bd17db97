"""A theatre that is not what it was: what was measured against its lines is measured again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from geomap.exports.records.properties import incidents_with_properties
from geomap.store import tables
from geomap.store.joined import clusters_of, renew
from geomap.store.ledger import StoreLedger
from geomap.store.reading import assemble
from geomap.store.rows import told_row
from geomap.wire import incident_of

if TYPE_CHECKING:
    from geomap.store.backend import Backend

_AT_ONCE = 500  # accounts


def measure_anew(backend: Backend, theatres: Collection[str]) -> set[str]:
    """Write the columns of all accounts of some theatres anew; ids of incidents whose records changed.

    The records stay: sectors and places are as they were read.
    """
    ids = [str(id_) for (id_,) in backend.fetch(tables.ACCOUNTS, ("id",), "theatre", theatres)]
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        backend.put(tables.ACCOUNTS, list(_rows(backend, some)))
    return renew(backend, StoreLedger(backend), clusters_of(backend, ids))


def _rows(backend: Backend, accounts: Collection[str]) -> Iterator[dict[str, Any]]:
    owner: dict[str, str] = {}
    incidents = []
    fields = ("id", "incident_id", "record")
    for id_, incident_id, record in backend.fetch(tables.ACCOUNTS, fields, "id", accounts):
        owner[str(id_)] = str(incident_id)
        incidents.append(incident_of(record))
    documents = {incident.document_id for incident in incidents}
    around = assemble(backend, documents, {incident.theatre for incident in incidents})
    for incident, properties in incidents_with_properties(replace(around, incidents=tuple(incidents))):
        yield {**told_row(incident, properties), "incident_id": owner[incident.id]}

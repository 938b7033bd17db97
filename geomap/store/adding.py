"""Documents come into a store and go out of it, with all that follows from that, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geomap.corroboration import settle
from geomap.corroboration.corroborating import parts_of
from geomap.errors import StoreError
from geomap.model import Extraction
from geomap.store import copying, tables
from geomap.store.joined import clusters_of, renew
from geomap.store.keepable import check_keepable
from geomap.store.ledger import StoreLedger
from geomap.store.measuring import measure_anew
from geomap.store.preparing import Prepared, narrowed, prepare
from geomap.store.records import Added, Provenance, content_of
from geomap.store.rows import run_row, theatre_row

if TYPE_CHECKING:
    from geomap.corroboration import Joining
    from geomap.store.backend import Backend


def add(backend: Backend, joining: Joining, report: Extraction, provenance: Provenance) -> Added:
    """See `geomap.store.Store.add`."""
    contents = {document.id: content_of(document) for document in report.documents}
    if len(contents) < len(report.documents):
        raise StoreError(
            "two documents of the report have one id",
            where=backend.address,
            hint="geomap.read gives each its own",
        )
    _check_ids(backend, report)
    due = _due(backend, contents, provenance.key)
    ready = {each.id: each for each in prepare(narrowed(report, due), joining, provenance)} if due else {}
    if not ready:
        narrowed(report, ())  # a report that is at fault is so however little of it is new
        return Added(unchanged=tuple(contents))
    with backend.writing():
        # Somebody else may have added the same meanwhile.
        due = _due(backend, contents, provenance.key) & ready.keys()
        found = backend.fetch(tables.DOCUMENTS, ("id",), "id", due)
        there = {str(id_) for (id_,) in found}
        chosen = [ready[id_] for id_ in contents if id_ in due]
        changed = _put_theatres(backend, report, chosen)
        clusters = _replace(backend, joining, chosen, there)
        if changed:
            clusters |= measure_anew(backend, changed)
        added = Added(
            new=tuple(each.id for each in chosen if each.id not in there),
            changed=tuple(each.id for each in chosen if each.id in there),
            unchanged=tuple(id_ for id_ in contents if id_ not in due),
            clusters=tuple(sorted(clusters)),
        )
        if chosen:
            at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
            numbers = {
                name: len(getattr(added, name)) for name in ("new", "changed", "unchanged", "clusters")
            }
            backend.put(tables.RUNS, [run_row(provenance, f"{at}-{secrets.token_hex(4)}", at, numbers)])
    return added


def remove(backend: Backend, joining: Joining, document_ids: Collection[str]) -> int:
    """See `geomap.store.Store.remove`."""
    with backend.writing():
        there = {str(id_) for (id_,) in backend.fetch(tables.DOCUMENTS, ("id",), "id", document_ids)}
        if there:
            _replace(backend, joining, (), there)
        return len(there)


def forget_unused(backend: Backend) -> None:
    """Take out the theatres of which nothing tells any more."""
    with backend.writing():
        unused = list(backend.strays(tables.THEATRES, "id", tables.ACCOUNTS, "theatre"))
        backend.drop(tables.THEATRES, "id", unused)


def _check_ids(backend: Backend, report: Extraction) -> None:
    check_keepable((document.id for document in report.documents), "id of a document", backend.address)
    ids = (part.id for incident in report.incidents for part in (incident, *parts_of(incident)))
    check_keepable(ids, "id of an incident", backend.address)
    check_keepable((theatre.id for theatre in report.theatres), "id of a theatre", backend.address)


def _due(backend: Backend, contents: dict[str, str], provenance: str) -> set[str]:
    """The documents that are not there as they are."""
    rows = backend.fetch(tables.DOCUMENTS, ("id", "content", "provenance"), "id", contents)
    same = {id_ for id_, content, own in rows if content == contents[id_] and own == provenance}
    return contents.keys() - same


def _put_theatres(backend: Backend, report: Extraction, chosen: Iterable[Prepared]) -> set[str]:
    """Keep the theatres of which documents tell; ids of those that were there and were others."""
    told = {row["theatre"] for each in chosen for row in each.accounts}
    rows = [
        theatre_row(theatre, tuple(sector for sector in report.sectors if sector.theatre == theatre.id))
        for theatre in report.theatres
        if theatre.id in told
    ]
    names = tables.THEATRES.names
    before = {
        str(row["id"]): row
        for row in (
            dict(zip(names, values, strict=True))
            for values in backend.fetch(tables.THEATRES, names, "id", [row["id"] for row in rows])
        )
    }
    backend.put(tables.THEATRES, [row for row in rows if row != before.get(row["id"])])
    return {row["id"] for row in rows if row != before.get(row["id"], row)}


def _replace(
    backend: Backend, joining: Joining, chosen: Collection[Prepared], there: Collection[str]
) -> set[str]:
    """Put documents in the place of those that are there; ids of the incidents that are not what they were.

    The same rows come of it whatever was there before and in whatever steps it came.
    """
    ledger = StoreLedger(backend)
    before = backend.fetch(tables.ACCOUNTS, ("id",), "document_id", there)
    old = {str(id_) for (id_,) in before}
    copying.forget(backend, there)
    # What these told is joined with what others told: that is looked up before it goes.
    clusters = clusters_of(backend, old)
    kept = {each.id for each in chosen}
    backend.drop(tables.DOCUMENTS, "id", [id_ for id_ in there if id_ not in kept])
    backend.drop(tables.ACCOUNTS, "document_id", kept & set(there))
    backend.put(tables.DOCUMENTS, [each.document for each in chosen])
    backend.put(tables.TOPONYMS, [each.toponyms for each in chosen])
    backend.put(tables.ACCOUNTS, [row for each in chosen for row in each.accounts])
    backend.put(tables.CLAIMS, [row for each in chosen for row in each.claims])
    sketches = [sketch for each in chosen for sketch in each.sketches]
    ledger.expect({*old, *(sketch.id for sketch in sketches)})
    clusters |= settle(ledger, sketches, old, joining)
    ledger.keep()
    clusters |= clusters_of(backend, {str(row["id"]) for each in chosen for row in each.accounts})
    copying.find(backend, chosen)
    return renew(backend, ledger, clusters)

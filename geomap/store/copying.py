"""Which documents are copies of which: nearly the same text, found as documents come."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from geomap.corroboration.copies import COPY, bands_of, copy_likeness
from geomap.store.tables import BANDS, DOCUMENTS

if TYPE_CHECKING:
    from geomap.store.backend import Backend
    from geomap.store.preparing import Prepared

_Order = tuple[str, str]
_FIELDS = ("id", "published", "signature", "copy_of")


def find(backend: Backend, added: Iterable[Prepared]) -> None:
    """Note of new documents what they are copies of, and of others if they are copies of these.

    A document is a copy of the first one, by day and id, that has nearly its text. So it does not matter
    which of them came first into the store.
    """
    for each in added:
        signature = each.document["signature"]
        bands = _numbers(signature)
        near = {str(id_) for (id_,) in backend.fetch(BANDS, ("document_id",), "band", bands)} - {each.id}
        backend.put(BANDS, ({"band": band, "document_id": each.id} for band in bands))
        if not near:
            continue
        own = _order(each.document["published"], each.id)
        first = own
        later: list[str] = []
        orders: dict[str, _Order] = {}
        copies: dict[str, str | None] = {}
        for id_, published, other, copy_of in backend.fetch(DOCUMENTS, _FIELDS, "id", near):
            if copy_likeness(signature, other) < COPY:
                continue
            orders[id_], copies[id_] = _order(published, id_), copy_of
            first = min(first, orders[id_])
            if orders[id_] > own:
                later.append(id_)
        if first != own:
            backend.amend(DOCUMENTS, {"copy_of": first[1]}, "id", (each.id,))
        strangers = {copy for copy in (copies[id_] for id_ in later) if copy is not None}
        known = _orders(backend, strangers)
        changed = [id_ for id_ in later if own < min(orders[id_], known.get(copies[id_] or "", orders[id_]))]
        if changed:
            backend.amend(DOCUMENTS, {"copy_of": each.id}, "id", changed)


def forget(backend: Backend, gone: Collection[str]) -> None:
    """Take the bands of documents out; what was a copy of one of them is a copy of the next, or of none."""
    backend.drop(BANDS, "document_id", gone)
    out = set(gone)
    rows = backend.fetch(DOCUMENTS, ("id", "published", "signature"), "copy_of", gone)
    left = [(str(id_), _order(published, id_), signature) for id_, published, signature in rows]
    changes: dict[str | None, list[str]] = defaultdict(list)
    for id_, own, signature in left:
        if id_ not in out:
            changes[_first_of(backend, id_, own, signature)].append(id_)
    for copy_of, ids in changes.items():
        backend.amend(DOCUMENTS, {"copy_of": copy_of}, "id", ids)


def _first_of(backend: Backend, id_: str, own: _Order, signature: bytes) -> str | None:
    bands = backend.fetch(BANDS, ("document_id",), "band", _numbers(signature))
    near = {str(other) for (other,) in bands} - {id_}
    orders = [
        _order(published, other)
        for other, published, theirs, _ in backend.fetch(DOCUMENTS, _FIELDS, "id", near)
        if copy_likeness(signature, theirs) >= COPY
    ]
    first = min(orders, default=own)
    return first[1] if first < own else None


def _orders(backend: Backend, ids: Collection[str]) -> dict[str, _Order]:
    rows: Iterator[tuple[str, str | None]] = (
        (str(id_), published) for id_, published in backend.fetch(DOCUMENTS, ("id", "published"), "id", ids)
    )
    return {id_: _order(published, id_) for id_, published in rows}


def _order(published: str | None, id_: str) -> _Order:
    return published or "9999-12-31", str(id_)


def _numbers(signature: bytes) -> tuple[int, ...]:
    """The bands as numbers, which take less room; that two fall together only makes a candidate more."""
    digests = (hashlib.blake2b(band, digest_size=8).digest() for band in bands_of(signature))
    return tuple(dict.fromkeys(int.from_bytes(digest, signed=True) for digest in digests))

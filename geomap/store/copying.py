"""Which documents are copies of which: nearly the same text, found as documents come and go.

Documents with one signature are a group: a page that was read ten thousand times is compared once. A
document is a copy of the first one, by day and id, among all groups that are like its own. So it does not
matter which of them came first into the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.corroboration.copies import COPY, SIGNATURE_BYTES, bands_of, copy_likeness
from geomap.errors import StoreError
from geomap.store.tables import BANDS, DOCUMENTS, SIGNATURES

if TYPE_CHECKING:
    from geomap.store.backend import Backend
    from geomap.store.preparing import Prepared


def signature_id(signature: bytes) -> int | None:
    """The number of the group; None for a text without a word, which is nobody's copy."""
    return _number(signature) if signature else None


@dataclass(slots=True)
class _Group:
    """The documents of one signature.

    ``first`` is the first of them, ``head`` the first of all that are like them: each as text that sorts
    by day and id.
    """

    id: int
    signature: bytes
    first: str
    head: str


def find(backend: Backend, added: Iterable[Prepared]) -> None:
    """Note of new documents what they are copies of, and of others if they are copies of these."""
    for each in added:
        if not each.signature:
            continue
        own = _order(each.document["published"], each.id)
        group = _group(backend, each.signature)
        if group is None:
            group = _Group(_number(each.signature), each.signature, own, own)
            _begin(backend, group)
        elif own < group.first:
            group.first = own
            _put(backend, group)
            _lead(backend, own, _alike(backend, group))
            group.head = min(group.head, own)
        backend.amend(DOCUMENTS, {"copy_of": _other(group.head, each.id)}, "id", (each.id,))


def forget(backend: Backend, gone: Collection[str]) -> None:
    """Take documents out of their groups; what was a copy of one is a copy of the next, or of none."""
    out = set(gone)
    rows = list(backend.fetch(DOCUMENTS, ("signature_id", "id", "published"), "id", gone))
    touched = {number for number, *_ in rows if number is not None}
    orders = {_order(published, id_) for _, id_, published in rows}
    for group in _groups(backend, "id", touched):
        left = [
            _order(published, id_)
            for id_, published in backend.fetch(DOCUMENTS, ("id", "published"), "signature_id", (group.id,))
            if id_ not in out
        ]
        if not left:
            backend.drop(SIGNATURES, "id", (group.id,))
        elif group.first in orders:
            group.first = min(left)
            _put(backend, group)
    for group in _groups(backend, "head", orders):
        group.head = min(each.first for each in (group, *_alike(backend, group)))
        _put(backend, group)
        _tell(backend, group)


def _begin(backend: Backend, group: _Group) -> None:
    """Keep a new group, and find what it is like."""
    alike = _alike(backend, group)
    group.head = min((group.first, *(each.first for each in alike)))
    _put(backend, group)
    backend.put(BANDS, ({"band": band, "signature_id": group.id} for band in _bands(group.signature)))
    _lead(backend, group.first, alike)


def _lead(backend: Backend, own: str, alike: Iterable[_Group]) -> None:
    """Have a document that comes before the heads of groups be their head."""
    for group in alike:
        if own < group.head:
            group.head = own
            _put(backend, group)
            _tell(backend, group)


def _tell(backend: Backend, group: _Group) -> None:
    """Tell all documents of a group what they are copies of."""
    head = group.head.partition(" ")[2]
    backend.amend(DOCUMENTS, {"copy_of": head}, "signature_id", (group.id,))
    backend.amend(DOCUMENTS, {"copy_of": None}, "id", (head,))


def _other(head: str, id_: str) -> str | None:
    name = head.partition(" ")[2]
    return None if name == id_ else name


def _alike(backend: Backend, group: _Group) -> list[_Group]:
    """The groups whose texts are like those of a group, itself included if it is kept already."""
    rows = backend.fetch(BANDS, ("signature_id",), "band", _bands(group.signature))
    near = {number for (number,) in rows}
    return [
        each
        for each in _groups(backend, "id", near)
        if copy_likeness(group.signature, each.signature) >= COPY
    ]


def _group(backend: Backend, signature: bytes) -> _Group | None:
    return next(iter(_groups(backend, "id", (_number(signature),))), None)


def _groups(backend: Backend, field: str, values: Collection[Any]) -> list[_Group]:
    return [_kept(backend, *row) for row in backend.fetch(SIGNATURES, SIGNATURES.names, field, values)]


def _kept(backend: Backend, id_: int, signature: bytes, first: str, head: str) -> _Group:
    if not (
        isinstance(signature, bytes)
        and len(signature) == SIGNATURE_BYTES
        and isinstance(first, str)
        and isinstance(head, str)
    ):
        raise StoreError(
            f"signature {id_} is none", where=backend.address, hint="geomap store check lists what is damaged"
        )
    return _Group(id_, signature, first, head)


def _put(backend: Backend, group: _Group) -> None:
    row = {"id": group.id, "signature": group.signature, "first": group.first, "head": group.head}
    backend.put(SIGNATURES, [row])


def _order(published: str | None, id_: str) -> str:
    return f"{published or '9999-12-31'} {id_}"


def _bands(signature: bytes) -> tuple[int, ...]:
    """The bands as numbers, which take less room; that two fall together only makes a candidate more."""
    return tuple(dict.fromkeys(_number(band) for band in bands_of(signature)))


def _number(content: bytes) -> int:
    digest = hashlib.blake2b(content, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)

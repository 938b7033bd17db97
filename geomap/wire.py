"""Records as JSON bytes and back, lossless: what stores and shards keep of what was found.

The form is that of the records themselves, field by field; it is not meant for other programs, which
have `geomap.exports`. It changes with the records: who keeps it keeps `FORM` beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from geomap.characters import well_formed
from geomap.errors import InputError
from geomap.model import Document, Incident, Sector, Theatre, Toponym

if TYPE_CHECKING:
    import msgspec

FORM: Final = 1
"""Number of the form; raised whenever a record changes so that older bytes can no longer be read."""

T = TypeVar("T")


def to_bytes(record: Any) -> bytes:
    """A record, or a tuple of them, as JSON in UTF-8; the same bytes for the same record.

    A lone surrogate, which no document has, becomes U+FFFD.
    """
    import msgspec

    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.json.encode(_well_formed(msgspec.to_builtins(record)))


def incident_of(raw: bytes | str) -> Incident:
    """The incident that `to_bytes` wrote; see `record_of` for errors."""
    return record_of(raw, Incident)


def document_of(raw: bytes | str) -> Document:
    """The document that `to_bytes` wrote."""
    return record_of(raw, Document)


def toponyms_of(raw: bytes | str) -> tuple[Toponym, ...]:
    """The toponyms of a document, as `to_bytes` wrote them."""
    return record_of(raw, tuple[Toponym, ...])


def theatre_of(raw: bytes | str) -> Theatre:
    """The theatre that `to_bytes` wrote."""
    return record_of(raw, Theatre)


def sectors_of(raw: bytes | str) -> tuple[Sector, ...]:
    """The sectors of a theatre, as `to_bytes` wrote them."""
    return record_of(raw, tuple[Sector, ...])


def record_of(raw: bytes | str, kind: type[T]) -> T:
    """The record of that kind that `to_bytes` wrote.

    Raises
    ------
    InputError
        If the bytes are no such record: written by another version, or broken.
    """
    import msgspec

    try:
        found: T = _decoder(cast(Any, kind)).decode(raw)
    # TypeError: a number where bytes should be; RecursionError: lists within lists within lists.
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError) as error:
        name = getattr(kind, "__name__", str(kind))
        raise InputError(
            f"no {name} of this version of geomap ({error})", where="a kept record", hint="read it anew"
        ) from error
    return found


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    import msgspec

    return msgspec.json.Decoder(kind)


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list | tuple):
        return [_well_formed(each) for each in value]
    if isinstance(value, dict):
        return {
            well_formed(key) if isinstance(key, str) else key: _well_formed(each)
            for key, each in value.items()
        }
    return value

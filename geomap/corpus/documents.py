"""The documents of a shard, one after another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from geomap.corpus.shards import GROUPS, LINES, Piece, Shard
from geomap.errors import InputError, reason_of
from geomap.model import Document
from geomap.pipeline.reading import BATCH_CHARACTERS
from geomap.readers import finished, read_source
from geomap.readers.encoding import decode
from geomap.readers.fields import Reading, to_document

MAX_LINE: Final = 64_000_000
"""Bytes of a line; a longer one is passed over."""

_ROWS: Final = 500
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document with its number in the shard, counted from 0, and where it stands."""

    number: int
    document: Document


def documents_of(
    shard: Shard,
    fallback: date | None,
    on_error: Callable[[InputError], None],
    fields: Mapping[str, str] = _NONE,
) -> Iterator[Numbered]:
    """Yield the documents of a shard; memory does not grow with their number.

    Parameters
    ----------
    shard
        What to read.
    fallback
        The day of documents that do not say theirs.
    on_error
        Called with what cannot be read; the others go on.
    fields
        What rows call what is read; see `geomap.readers.read`.
    """
    number = 0
    for piece in shard.pieces:
        if piece.kind == LINES:
            found: Iterator[Document] = _finished(_lines(piece, fields, on_error), fallback, on_error)
        elif piece.kind == GROUPS:
            found = _finished(_rows(piece, fields, on_error), fallback, on_error)
        else:
            found = read_source(piece.source, date=fallback, fields=fields, on_error=on_error)
        try:
            for document in found:
                yield Numbered(number, document)
                number += 1
        except OSError as error:
            on_error(InputError(reason_of(error), where=piece.name))


def batches(documents: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """Batches of about as many characters as are read at once; within one no id comes twice."""
    batch: list[Numbered] = []
    ids: set[str] = set()
    size = 0
    for each in documents:
        if batch and (size >= BATCH_CHARACTERS or each.document.id in ids):
            yield batch
            batch, ids, size = [], set(), 0
        batch.append(each)
        ids.add(each.document.id)
        size += len(each.document.text)
    if batch:
        yield batch


def _finished(
    readings: Iterator[Reading], fallback: date | None, on_error: Callable[[InputError], None]
) -> Iterator[Document]:
    for reading in readings:
        if reading.fault is not None:
            on_error(reading.fault)
        yield finished(reading.document, fallback)


def _lines(
    piece: Piece, fields: Mapping[str, str], on_error: Callable[[InputError], None]
) -> Iterator[Reading]:
    """The rows of a range of JSON Lines."""
    with open(piece.path, "rb") as file:  # noqa: PTH123 - a name of any bytes
        file.seek(piece.begin)
        at, number = piece.begin, piece.first
        while at < piece.end:
            raw = file.readline(MAX_LINE)
            if not raw:
                return
            at += len(raw)
            where = f"{piece.name}:{number}"
            if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
                on_error(InputError("the line is too long", where=where, hint="a document a line is needed"))
                while raw and not raw.endswith(b"\n"):
                    raw = file.readline(MAX_LINE)
                    at += len(raw)
            elif raw.strip():
                try:
                    yield _of_line(raw, f"{piece.key}:{number}", where, fields)
                except InputError as error:
                    on_error(error)
            number += 1


def _of_line(raw: bytes, default_id: str, where: str, fields: Mapping[str, str]) -> Reading:
    decoded = decode(raw, where=where)
    try:
        row = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg.lower()} at column {error.colno})", where=where) from error
    except (RecursionError, ValueError) as error:
        raise InputError("not usable JSON", where=where) from error
    if not isinstance(row, dict):
        raise InputError("no object stands here", where=where, hint='{"text": "..."} is needed')
    reading = to_document(row, default_id=default_id, where=where, fields=fields)
    return reading.in_encoding(decoded.encoding if decoded.guessed else None)


def _rows(
    piece: Piece, fields: Mapping[str, str], on_error: Callable[[InputError], None]
) -> Iterator[Reading]:
    """The rows of some groups of a Parquet file; columns of bytes, as of geometry, are left out."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = piece.first - 1
    try:
        with pq.ParquetFile(piece.path) as table:
            columns = [each.name for each in table.schema_arrow if not _is_binary(each.type)]
            groups = list(range(piece.begin, piece.end))
            for batch in table.iter_batches(batch_size=_ROWS, row_groups=groups, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    where = f"{piece.name}, row {number}"
                    try:
                        yield to_document(row, default_id=f"{piece.key}:{number}", where=where, fields=fields)
                    except InputError as error:
                        on_error(error)
    except pa.ArrowException as error:
        on_error(InputError(f"the Parquet file cannot be read ({error})", where=piece.name))


def _is_binary(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))

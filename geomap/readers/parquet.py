"""Parquet files: a document a row, some rows at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from geomap.errors import InputError, message_of
from geomap.extras import require
from geomap.readers.bounds import Budget
from geomap.readers.fields import Reading, to_document

_ROWS = 500  # at a time: texts of news are some kilobytes each
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def read_parquet(
    stream: BinaryIO,
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
    fields: Mapping[str, str] = _NONE,
) -> Iterator[Reading]:
    """Yield the document of each row; a faulty row is named by its number and the others go on.

    Columns of bytes, as of geometry, are left out.

    Parameters
    ----------
    stream
        The file; it must be seekable.
    name, key
        What messages call it, and what the ids of rows without one begin with.
    on_error
        Called with each faulty row.
    fields
        What the table calls fields of ours; see `geomap.readers.fields.to_document`.

    Raises
    ------
    InputError
        If it cannot be read, or has no column with the text.
    MissingExtraError
        If pyarrow is not installed.
    """
    require("pyarrow", what="a Parquet file", where=name)
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        budget = Budget(name, size)
        found = pq.read_schema(stream)
        columns = [field.name for field in found if not _is_binary(pa.types, field.type)]
        _check_columns(columns, fields, name, on_error)
        # A text that many rows have stands in the file once, and stays so in memory until its row is read.
        texts = [field.name for field in found if _is_text(pa.types, field.type)]
        stream.seek(0)
        with pq.ParquetFile(stream, read_dictionary=texts) as table:
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
                for i in range(batch.num_rows):
                    (row,) = batch.slice(i, 1).to_pylist()
                    budget.take(sum(len(value) for value in row.values() if isinstance(value, str)))
                    number += 1
                    where = f"{name}, row {number}"
                    try:
                        yield to_document(row, default_id=f"{key}:{number}", where=where, fields=fields)
                    except InputError as error:
                        on_error(error)
    except InputError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        behind = f" behind row {number}" if number else ""
        raise InputError(
            f"the Parquet file cannot be read{behind} ({message_of(error)})", where=name
        ) from error
    if not number:
        raise InputError("the table is empty", where=name)


def _is_binary(types: Any, kind: object) -> bool:
    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _is_text(types: Any, kind: object) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind))


def _check_columns(
    columns: list[str], fields: Mapping[str, str], name: str, on_error: Callable[[InputError], None]
) -> None:
    there = {column.strip().casefold() for column in columns}
    listed = ", ".join(columns)[:300] or "none"
    for ours, theirs in {"text": "text", **fields}.items():
        if theirs.casefold() in there:
            continue
        if ours == "text":
            raise InputError(f"no column {theirs!r}", where=name, hint=f"the columns are: {listed}")
        on_error(
            InputError(
                f"no column {theirs!r}", where=name, hint=f"{listed} are there; it is read without {ours}"
            )
        )

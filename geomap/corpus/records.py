"""What was found in a shard, kept between reading and joining.

A file of records is Parquet, sorted by day, so that who wants some days reads a part of it. Rows:
``day`` (ordinal of the incident's first day, 0 without one), ``id``, ``digest`` (of all that is told of it),
``family`` and ``sketch`` (null for what is never joined), ``incident`` and ``document`` (bytes of
`geomap.wire`), ``signature`` of the document's text, which is not kept itself, and ``unplaced``, the names
without a place in the incident's sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from geomap.corroboration import Sketch
from geomap.corroboration.copies import signature_of
from geomap.exports.atomic import replacing
from geomap.model import Document, Incident
from geomap.wire import to_bytes

NO_DAY: Final = 0

_MOST_BYTES: Final = 32_000_000  # held before a file is written
_GROUP: Final = 200  # rows: what is read for the sake of one
_TEXT: Final = "-"
"""Stands for the text of a document: sketch and signature tell of it all that joining asks."""


class Found(NamedTuple):
    """An incident, what is compared of it, and the names in its sentence that have no place."""

    incident: Incident
    sketch: Sketch | None
    unplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An incident on its way from reading to joining; fields as in the file."""

    day: int
    id: str
    digest: bytes
    family: str | None
    sketch: bytes | None
    incident: bytes
    document: bytes
    signature: bytes
    unplaced: tuple[str, ...]

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        sketch = len(self.sketch) if self.sketch is not None else 0
        return sketch + len(self.incident) + len(self.document) + len(self.signature)


def records_of(document: Document, incidents: Iterable[Found]) -> Iterator[Record]:
    """The records of the incidents of one document."""
    told: bytes | None = None
    signature = b""
    for incident, sketch, unplaced in incidents:
        if told is None:
            told = to_bytes(replace(document, text=_TEXT))
            signature = signature_of(document.text)
        raw = to_bytes(incident)
        yield Record(
            day=incident.date_start.toordinal() if incident.date_start is not None else NO_DAY,
            id=incident.id,
            digest=hashlib.blake2b(told + raw, digest_size=16).digest(),
            family=sketch.family if sketch is not None else None,
            sketch=to_bytes(sketch) if sketch is not None else None,
            incident=raw,
            document=told,
            signature=signature,
            unplaced=unplaced,
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of records.

    Parameters
    ----------
    path
        Where it is.
    rows, undated
        How many records it has, and how many of these without a day.
    first, last
        The days of the others; 0 and 0 if there are none.
    sha256
        Of the file.
    """

    path: str
    rows: int
    undated: int
    first: int
    last: int
    sha256: str


def write_segment(records: list[Record], path: Path) -> Segment:
    """Write records, sorted by day and else in their order, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    ordered = sorted(records, key=lambda record: record.day)
    schema = _schema()
    table = pa.table(
        {name: [getattr(record, name) for record in ordered] for name in schema.names}, schema=schema
    )
    with replacing(path, sweeps=False) as partial:
        pq.write_table(
            table,
            partial,
            compression="zstd",
            row_group_size=_GROUP,
            write_statistics=["day"],
            store_schema=False,
        )
        with partial.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    days = [record.day for record in ordered if record.day != NO_DAY]
    return Segment(
        str(path),
        len(ordered),
        len(ordered) - len(days),
        days[0] if days else NO_DAY,
        days[-1] if days else NO_DAY,
        digest,
    )


def in_segments(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in parts that memory can hold."""
    held: list[Record] = []
    size = 0
    for record in records:
        held.append(record)
        size += record.size
        if size >= _MOST_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def read_segment(
    path: str | Path, first: int, last: int, columns: tuple[str, ...]
) -> Iterator[tuple[int, Any]]:
    """Yield (number of the row, values of the columns) of records of some days, in the order of the file.

    Parameters
    ----------
    path
        The file.
    first, last
        Ordinals of the days, both included.
    columns
        Names of columns; ``day`` is given as the first in any case.
    """
    import pyarrow.parquet as pq

    wanted = ["day", *columns]
    with pq.ParquetFile(path) as file:
        row = 0
        for number in range(file.num_row_groups):
            group = file.metadata.row_group(number)
            days = group.column(0).statistics
            if days.max < first or days.min > last:
                row += group.num_rows
                continue
            table = file.read_row_group(number, columns=wanted)
            values = [table.column(name).to_pylist() for name in wanted]
            for told in zip(*values, strict=True):
                if first <= told[0] <= last:
                    yield row, told
                row += 1


def _schema() -> Any:
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("day", pa.int32(), nullable=False),
            pa.field("id", pa.string(), nullable=False),
            pa.field("digest", pa.binary(), nullable=False),
            pa.field("family", pa.string()),
            pa.field("sketch", pa.binary()),
            pa.field("incident", pa.binary(), nullable=False),
            pa.field("document", pa.binary(), nullable=False),
            pa.field("signature", pa.binary(), nullable=False),
            pa.field("unplaced", pa.list_(pa.string())),
        ]
    )

"""A corpus cut into shards: which bytes of which files, always the same for the same corpus.

JSON Lines are cut at ends of lines, and Parquet between its groups of rows. Small files go together, and
a large one of another kind is a shard of its own, which is read as a stream.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from geomap.errors import InputError, UsageError, reason_of
from geomap.readers.source import STDIN, Source, expand

LINES: Final = "lines"
GROUPS: Final = "groups"
WHOLE: Final = "whole"

_LINES: Final = (".jsonl", ".ndjson")
_CHUNK: Final = 1 << 20
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""How text begins in which a line does not end with one byte; it is read as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a part of one.

    Parameters
    ----------
    kind
        `LINES` (bytes of JSON Lines), `GROUPS` (groups of rows of Parquet) or `WHOLE`.
    path
        Absolute: workers may have another working folder.
    name, key, suffix
        As of `geomap.readers.source.Source`.
    begin, end
        Bytes or groups of rows, from the first to the one behind the last.
    first
        Number of the first line or row, counted from 1.
    sha256
        Of the whole file.
    """

    kind: str
    path: str
    name: str
    key: str
    suffix: str
    begin: int
    end: int
    first: int
    sha256: str

    @property
    def source(self) -> Source:
        """The file as readers take it."""
        return Source(self.name, self.key, self.suffix, Path(self.path))


@dataclass(frozen=True, slots=True)
class Shard:
    """What one task reads.

    Parameters
    ----------
    number
        Counted from 0 in the order of the corpus.
    pieces
        What it is made of, in the order of the corpus.
    """

    number: int
    pieces: tuple[Piece, ...]

    def told(self) -> dict[str, Any]:
        """The shard as JSON has it."""
        return asdict(self)

    @classmethod
    def of(cls, told: dict[str, Any]) -> Shard:
        """The shard that `told` told."""
        return cls(told["number"], tuple(Piece(**piece) for piece in told["pieces"]))


def cut(
    inputs: Iterable[str | os.PathLike[str]], shard_bytes: int, on_error: Callable[[InputError], None]
) -> Iterator[Shard]:
    """Cut a corpus into shards of about so many bytes; every file is read once, for its checksum.

    Parameters
    ----------
    inputs
        Files and folders.
    shard_bytes
        How large a shard is to be, at least.
    on_error
        Called with each input that cannot be read; the others go on.

    Raises
    ------
    UsageError
        If standard input is named, which cannot be read again.
    """
    given = tuple(inputs)
    if any(each == STDIN for each in given):
        raise UsageError("standard input is no corpus", where=STDIN, hint="write it to a file first")
    number = 0
    pending: list[Piece] = []
    size = 0
    for source in expand(given, on_error):
        try:
            pieces = list(_pieces(source, shard_bytes))
        except OSError as error:
            on_error(InputError(reason_of(error), where=source.name))
            continue
        for piece, weight in pieces:
            if pending and size + weight > shard_bytes:
                yield Shard(number, tuple(pending))
                number += 1
                pending, size = [], 0
            pending.append(piece)
            size += weight
    if pending:
        yield Shard(number, tuple(pending))


def _pieces(source: Source, shard_bytes: int) -> Iterator[tuple[Piece, int]]:
    """The pieces of a file, each with its bytes."""
    path = Path(os.path.realpath(source.path or ""))
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if source.suffix in _LINES and not start.startswith(_WIDE):
            cuts, digest = _cut_lines(file, shard_bytes)
            for begin, end, first in cuts:
                yield _piece(LINES, source, path, begin, end, first, digest), end - begin
            return
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    if source.suffix == ".parquet":
        groups = _groups(path)
        if groups:
            for begin, end, first, weight in _cut_groups(groups, shard_bytes):
                yield _piece(GROUPS, source, path, begin, end, first, digest), weight
            return
    yield _piece(WHOLE, source, path, 0, size, 1, digest), size


def _piece(kind: str, source: Source, path: Path, begin: int, end: int, first: int, digest: str) -> Piece:
    return Piece(kind, str(path), source.name, source.key, source.suffix, begin, end, first, digest)


def _cut_lines(file: BinaryIO, shard_bytes: int) -> tuple[list[tuple[int, int, int]], str]:
    """Ranges of bytes that end with a line, each with the number of its first line; and the checksum."""
    digest = hashlib.sha256()
    cuts: list[tuple[int, int, int]] = []
    begin, at, line, lines = 0, 0, 1, 0
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        start = 0
        while True:
            # The first end of a line with which the range is long enough.
            least = max(start, begin + shard_bytes - at - 1)
            found = chunk.find(b"\n", least) if least < len(chunk) else -1
            if found < 0:
                break
            lines += chunk.count(b"\n", start, found + 1)
            cuts.append((begin, at + found + 1, line))
            begin, start = at + found + 1, found + 1
            line, lines = line + lines, 0
        lines += chunk.count(b"\n", start)
        at += len(chunk)
    if at > begin:
        cuts.append((begin, at, line))
    return cuts, digest.hexdigest()


def _groups(path: Path) -> list[tuple[int, int]]:
    """Rows and bytes of each group; none if it is no Parquet file, which is told when it is read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        told = pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return []
    found = [told.row_group(number) for number in range(told.num_row_groups)]
    return [(group.num_rows, group.total_byte_size) for group in found]


def _cut_groups(groups: list[tuple[int, int]], shard_bytes: int) -> Iterator[tuple[int, int, int, int]]:
    begin, first, rows, size = 0, 1, 0, 0
    for number, (count, weight) in enumerate(groups):
        if rows and size + weight > shard_bytes:
            yield begin, number, first, size
            begin, first, rows, size = number, first + rows, 0, 0
        rows += count
        size += weight
    yield begin, len(groups), first, size

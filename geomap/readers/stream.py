"""Streams of bytes: their beginning looked at, read as a whole within bounds, made seekable."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from geomap.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD: Final = 262_144
"""Bytes of an input that are looked at to tell what it is."""

MAX_WHOLE: Final = 500_000_000
"""Bytes of an input that is read as a whole. What has lines or records is not, and may have any size."""

_CHUNK = 1 << 20
_IN_MEMORY = 32_000_000


class _Rejoined(io.RawIOBase):
    """The beginning that was read from a stream, and then the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        piece = self._head[: len(target)] or self._rest.read(len(target))
        target[: len(piece)] = piece
        self._head = self._head[len(piece) :]
        return len(piece)

    def close(self) -> None:
        self._rest.close()
        super().close()


def with_head(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Read the beginning of a stream, and give it with a stream of all its bytes.

    The second is the stream itself, turned back, where that can be done.
    """
    if stream.seekable():
        begin = stream.tell()
        head = stream.read(HEAD)
        stream.seek(begin)
        return head, stream
    head = _read_up_to(stream, HEAD)
    return head, rejoined(head, stream)


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream of a beginning that was read, and of what follows it; closing it closes the other."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest)))


def read_whole(stream: BinaryIO, name: str, most: int = MAX_WHOLE) -> bytes:
    """Read a stream to its end; `InputError` if it has more bytes than that."""
    content = _read_up_to(stream, most + 1)
    if len(content) > most:
        raise too_large(name, most)
    return content


def too_large(name: str, most: int) -> InputError:
    """The error that something is too large to be held."""
    return InputError(
        f"larger than {most / 1e6:.0f} MB",
        where=name,
        hint="divide it; JSON Lines, CSV, Parquet and WARC of any size are read",
    )


@contextmanager
def seekable(stream: BinaryIO, name: str, most: int = MAX_WHOLE) -> Iterator[BinaryIO]:
    """Give the stream itself if it can be sought in, else a copy of what it still has.

    The copy is held in memory, or in a temporary file without a name where it is large.

    Raises
    ------
    InputError
        If a copy would have more bytes than that.
    """
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise too_large(name, most)
            copy.write(chunk)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def _read_up_to(stream: BinaryIO, most: int) -> bytes:
    """Read so many bytes, or all where there are fewer; a pipe gives them in pieces."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, _CHUNK))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)

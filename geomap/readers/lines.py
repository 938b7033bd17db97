"""The lines of a text, read one after the other however large it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from geomap.errors import InputError
from geomap.readers.encoding import decode, has_bytes_of_ascii, likeliest_encoding, settle
from geomap.readers.stream import read_whole

MAX_LINE = 100_000_000
"""Bytes that a line may have; what has none at all would be read as a whole."""

_CHUNK = 1 << 18
_SAMPLE = 65_536


class Line(NamedTuple):
    """A line without its end, its number from 1, and the encoding if it had to be guessed."""

    number: int
    text: str
    guessed: str | None = None


def lines_of(text: str, guessed: str | None = None) -> Iterator[Line]:
    """The lines of a text that is there already."""
    for number, line in enumerate(text.split("\n"), start=1):
        yield Line(number, line, guessed)


def read_lines(head: bytes, stream: BinaryIO, name: str) -> Iterator[Line]:
    """Yield the lines of a stream, of which only some are in memory.

    Lines are UTF-8; the encoding of those that are not is guessed at the first of them. Text in UTF-16
    or UTF-32 is read as a whole.

    Parameters
    ----------
    head
        How the stream begins.
    stream
        All of it.
    name
        As messages name it.

    Raises
    ------
    InputError
        If it is no text, or a line is too long.
    """
    if not has_bytes_of_ascii(head, where=name):
        decoded = decode(read_whole(stream, name), where=name)
        yield from lines_of(decoded.text, decoded.encoding if decoded.guessed else None)
        return
    yield from _Lines(stream, name)


class _Lines:
    """Lines of a stream of bytes."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._guess: str | None = None

    def __iter__(self) -> Iterator[Line]:
        number = 0
        rest = self._next().removeprefix(codecs.BOM_UTF8)
        more = True
        while more:
            chunk = self._rest_of_line()
            more = bool(chunk)
            *whole, rest = (rest + chunk).split(b"\n")
            too_long = len(rest) > MAX_LINE
            if not more and not too_long:
                whole.append(rest)
            for i in range(len(whole)):
                text, guessed = self._decoded(whole, i, rest)
                for line in settle(text).split("\n"):  # a lone carriage return ends a line as well
                    number += 1
                    yield Line(number, line, guessed)
            if too_long:
                raise InputError(
                    f"a line of more than {MAX_LINE / 1e6:.0f} MB",
                    where=f"{self._name}:{number + 1}",
                    hint="a document a line is needed",
                )

    def _rest_of_line(self) -> bytes:
        """The next pieces up to one with the end of a line: a long line is put together only once."""
        pieces: list[bytes] = []
        size = 0
        while size <= MAX_LINE and (piece := self._next()):
            pieces.append(piece)
            size += len(piece)
            if b"\n" in piece:
                break
        return b"".join(pieces)

    def _next(self) -> bytes:
        return self._stream.read(_CHUNK)

    def _decoded(self, whole: list[bytes], i: int, rest: bytes) -> tuple[str, str | None]:
        """The text of one of the lines that are there, and its encoding if that had to be guessed."""
        raw = whole[i].removesuffix(b"\r")
        try:
            return raw.decode("utf-8"), None
        except UnicodeDecodeError:
            if self._guess is None:
                sample = b"\n".join((*whole[i : i + _SAMPLE], rest))[:_SAMPLE]
                self._guess = likeliest_encoding(sample)
            return raw.decode(self._guess, "replace"), self._guess

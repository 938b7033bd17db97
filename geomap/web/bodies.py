"""The body of an answer: received and unpacked, both within bounds."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

from geomap.errors import FetchError
from geomap.model.telling import visible

ENCODINGS = "gzip, deflate"
"""What servers are told may be sent packed, and how."""

_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"


def read_body(answer: http.client.HTTPResponse, *, most: int, where: str, cut: bool = False) -> bytes:
    """Read the body of an answer.

    Parameters
    ----------
    answer
        Its status and headers have been read.
    most
        How many bytes it may have, as it is sent and unpacked.
    where
        The address, for messages.
    cut
        Take the beginning of what is longer, instead of refusing it.

    Raises
    ------
    FetchError
        If there is more, less than was announced, or it cannot be unpacked.
    """
    if answer.length is not None and answer.length > most and not cut:
        raise _too_large(most, where)
    received = _received(answer, most, where, cut=cut)
    encoding = answer.headers.get("Content-Encoding", "").strip().casefold()
    if encoding in ("", "identity"):
        pieces = received
    elif encoding in ("gzip", "x-gzip", "deflate"):
        pieces = _unpacked(received, most, where, cut=cut)
    else:
        raise FetchError(
            f"it is packed in a way that was not asked for ({visible(encoding[:40])})",
            where=where,
            hint=ENCODINGS,
        )
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise _too_large(most, where)
    return bytes(body)


def _received(answer: http.client.HTTPResponse, most: int, where: str, *, cut: bool) -> Iterator[bytes]:
    total = 0
    while piece := answer.read(_CHUNK):
        total += len(piece)
        yield piece
        if total > most:
            if cut:
                return
            raise _too_large(most, where)
    if answer.length:  # what of the announced length has not come
        raise FetchError(f"it broke off: {answer.length:,} bytes are missing", where=where)


def _unpacked(pieces: Iterator[bytes], most: int, where: str, *, cut: bool) -> Iterator[bytes]:
    """Unpack step by step: what is in memory is never much more than the bound, whatever it unpacks to."""
    unpacker = None
    total = 0
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if unpacker is None:
                    unpacker = zlib.decompressobj(_window_of(rest))
                elif unpacker.eof:
                    if not rest.startswith(_GZIP):
                        return  # padding
                    unpacker = zlib.decompressobj(_window_of(rest))
                out = unpacker.decompress(rest, _CHUNK)
                yield out
                total += len(out)
                if total > most:
                    return
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while unpacker is not None and (out := unpacker.decompress(b"", _CHUNK)):
            yield out
    except zlib.error as error:
        raise FetchError("it is not packed in the way that it says", where=where) from error
    if unpacker is not None and not unpacker.eof and not cut:
        raise FetchError("it broke off: what is packed has no end", where=where)


def _window_of(beginning: bytes) -> int:
    """How `zlib` is to unpack: gzip, deflate, or deflate without its header, as some servers send it."""
    if beginning.startswith(_GZIP):
        return 16 + zlib.MAX_WBITS
    head = int.from_bytes(beginning[:2], "big")
    return zlib.MAX_WBITS if beginning[0] & 0x0F == 8 and head % 31 == 0 else -zlib.MAX_WBITS


def _too_large(most: int, where: str) -> FetchError:
    return FetchError(f"it has more than {most:,} bytes", where=where)

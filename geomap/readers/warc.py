"""WARC files, as crawlers write them: each page in them a document.

Read with the standard library: record after record, whatever the size of the file, and on behind what
is broken.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from geomap.errors import InputError, MissingExtraError, message_of
from geomap.extras import require
from geomap.model import Document
from geomap.readers.encoding import declared_or_decoded
from geomap.readers.fields import Reading
from geomap.readers.stream import HEAD

MAX_PAGE: Final = 20_000_000
"""Bytes of a page; of what is longer this much is read."""

_LINE = 65_536
_HEADER_LINES = 500
_CHUNK = 1 << 20
_TYPES = ("response", "resource", "conversion")  # a conversion is a page's text, as in WET files
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its number in the file, its headers in small letters, and its block as far as it is read."""

    number: int
    headers: dict[str, str]
    block: bytes
    is_cut: bool = False

    @property
    def uri(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<> ")


@dataclass(frozen=True, slots=True)
class _Payload:
    """What a record brings: its media type, its character set if one is declared, its bytes."""

    kind: str
    charset: str | None
    content: bytes


def read_warc(
    stream: BinaryIO, *, name: str, key: str, on_error: Callable[[InputError], None]
) -> Iterator[Reading]:
    """Yield the document of each page that was fetched, and of each text.

    The id is the page's address. Its day is the one that the page tells; the day on which it was
    fetched is kept as the field ``crawled``. Images, redirections, requests and the like are passed
    over.

    Parameters
    ----------
    stream
        The file, unpacked.
    name, key
        What messages call it, and what the ids of pages without an address begin with.
    on_error
        Called with each record that is broken; the others are read.

    Raises
    ------
    InputError
        If there is no page in it.
    """
    passed: Counter[str] = Counter()
    found = False
    for record in _records(stream, name, on_error, passed):
        where = f"{name}, record {record.number}" + (f" ({record.uri})" if record.uri else "")
        try:
            payload = _payload_of(record, where)
            if payload is None:
                passed[record.headers["warc-type"]] += 1
                continue
            if record.is_cut or len(payload.content) >= MAX_PAGE:
                told = f"a page of more than {MAX_PAGE / 1e6:.0f} MB"
                on_error(InputError(told, where=where, hint="its beginning is read"))
            document = _document_of(payload, record.uri or f"{key}:{record.number}", where)
        except InputError as error:
            on_error(error)
            continue
        except MissingExtraError as error:
            on_error(InputError(error.what, where=error.where, hint=error.hint))
            continue
        found = True
        crawled = record.headers.get("warc-date", "")[:10]
        fields = (("crawled", crawled),) if crawled else ()
        yield Reading(replace(document, url=record.uri or document.url, fields=fields))
    if not found:
        others = ", ".join(f"{count} of type {kind}" for kind, count in sorted(passed.items())) or "none"
        raise InputError(f"no page in this WARC file; records passed over: {others}", where=name)


def _document_of(payload: _Payload, document_id: str, where: str) -> Document:
    decoded = declared_or_decoded(payload.content, payload.charset, where=where)
    if payload.kind in _TEXTS:
        if not decoded.text.strip():
            raise InputError("the text is empty", where=where)
        return Document(id=document_id, text=decoded.text)
    from geomap.readers.story import document_of_page

    return document_of_page(decoded.text, document_id=document_id, where=where)


def _payload_of(record: _Record, where: str) -> _Payload | None:
    """The page or text of a record; None if it is none."""
    kind = record.headers.get("content-type", "")
    if record.headers["warc-type"] != "response":
        return _payload(kind, record.block)
    status = _STATUS.match(record.block)
    if status is None or status[1] != b"200":
        return None
    head, _, body = record.block.partition(b"\r\n\r\n")
    if not body:
        head, _, body = record.block.partition(b"\n\n")
    headers = _headers_of(head.split(b"\n")[1:])
    payload = _payload(headers.get("content-type", ""), body)
    if payload is None:
        return None
    content = _dechunked(body) if "chunked" in headers.get("transfer-encoding", "").casefold() else body
    packing = headers.get("content-encoding", "").strip().casefold()
    return replace(payload, content=_unpacked(content, packing, where))


def _payload(told: str, content: bytes) -> _Payload | None:
    kind = told.partition(";")[0].strip().casefold()
    if kind not in (*_PAGES, *_TEXTS):
        return None
    charset = _CHARSET.search(told)
    return _Payload(kind, charset[1] if charset else None, content)


def _unpacked(content: bytes, packing: str, where: str) -> bytes:
    """Undo what the server packed the page with. Crawlers may have done so, and keep the header."""
    if packing in ("gzip", "x-gzip", "deflate"):
        if packing != "deflate" and not content.startswith(b"\x1f\x8b"):
            return content
        # Some servers leave out the frame of what they call deflate.
        bare = packing == "deflate" and content[:1] != b"\x78"
        try:
            window = -zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32
            return zlib.decompressobj(window).decompress(content, MAX_PAGE)
        except zlib.error as error:
            raise InputError(f"the page cannot be unpacked ({message_of(error)})", where=where) from error
    if packing == "br":
        brotli = require("brotli", what="a page packed with Brotli", where=where)
        decompressor = brotli.Decompressor()
        try:
            return bytes(decompressor.process(content, output_buffer_limit=MAX_PAGE))
        except brotli.error as error:
            raise InputError(f"the page cannot be unpacked ({message_of(error)})", where=where) from error
    return content


def _dechunked(body: bytes) -> bytes:
    """Join the chunks that a server sent; a body that is not in chunks (any more) stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 100)
        try:
            size = int(body[at:end].partition(b";")[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1


def _records(
    stream: BinaryIO, name: str, on_error: Callable[[InputError], None], passed: Counter[str]
) -> Iterator[_Record]:
    """Yield the records that may hold a page; count the others."""
    number = 0
    lost = False
    while line := stream.readline(_LINE):
        if not line.startswith(b"WARC/"):
            # Behind a broken record the next one is looked for, by the line that it begins with.
            if line.strip() and not lost:
                on_error(InputError("no WARC record begins here", where=f"{name}, behind record {number}"))
                lost = True
            continue
        lost = False
        number += 1
        where = f"{name}, record {number}"
        headers = _headers_of(_header_lines(stream))
        kind = headers.setdefault("warc-type", "unknown").casefold()
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:
            on_error(InputError(f"a WARC record of the length {length[:40]!r}", where=where))
            lost = True
            continue
        wanted = kind in _TYPES
        headers["warc-type"] = kind
        block, missing = _block(stream, int(length), MAX_PAGE + HEAD if wanted else 0)
        if missing:
            on_error(InputError(f"the WARC file breaks off, {missing:,} bytes are missing", where=where))
        if wanted:
            yield _Record(number, headers, block, is_cut=len(block) < int(length) - missing)
        else:
            passed[kind] += 1


def _header_lines(stream: BinaryIO) -> list[bytes]:
    lines: list[bytes] = []
    while (line := stream.readline(_LINE)).strip():
        if len(lines) < _HEADER_LINES:
            lines.append(line)
    return lines


def _headers_of(lines: list[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        field, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(field.strip().casefold(), " ".join(value.split()))
    return headers


def _block(stream: BinaryIO, length: int, most: int) -> tuple[bytes, int]:
    """The first bytes of a record's block, and how many of all are missing; the rest is passed over."""
    pieces: list[bytes] = []
    kept = 0
    while length:
        piece = stream.read(min(length, _CHUNK))
        if not piece:
            break
        length -= len(piece)
        if kept < most:
            pieces.append(piece[: most - kept])
            kept += len(pieces[-1])
    return b"".join(pieces), length

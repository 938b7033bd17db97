"""What the type that a server states says of what came."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from geomap.characters import text_encoding

# Nobody reads these: they are not waited for.
REFUSED: Final = ("image/", "audio/", "video/", "font/")

_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/pdf": ".pdf",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def suffix_of(content_type: str, url: str) -> str:
    """Give the suffix that a file of this kind would have.

    Where the type is none of those that readers know by it, the name in the address has to tell.
    """
    named = PurePosixPath(urlsplit(url).path).suffix.lower()
    return _SUFFIXES.get(content_type, named)


def as_utf8(body: bytes, charset: str | None) -> bytes:
    """Write a text in UTF-8 that is in another encoding by what its server states.

    What is no such text stays as it is, as does what is UTF-8 already, whatever is stated.
    """
    encoding = text_encoding(charset) if charset is not None else None
    if encoding is None or _is_utf8(body):
        return body
    try:
        return body.decode(encoding).encode("utf-8")
    except ValueError:
        return body


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

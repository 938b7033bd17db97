"""What an input is: by its suffix, else by how it begins."""

from __future__ import annotations

import json
import re
from typing import Final

from geomap.readers.source import is_feed
from geomap.readers.stream import HEAD

KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "text", ".jsonl": "json lines", ".ndjson": "json lines",
    ".json": "json", ".csv": "table", ".tsv": "table", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".rss": "feed", ".atom": "feed", ".pdf": "pdf", ".docx": "docx", ".eml": "mail", ".warc": "warc",
    ".parquet": "parquet", ".zip": "zip", ".tar": "tar", ".gz": "packed", ".bz2": "packed",
    ".xz": "packed", ".zst": "packed", ".tgz": "packed", ".tbz2": "packed", ".txz": "packed",
    ".tzst": "packed",
}  # fmt: skip
"""By suffix."""

_PACKINGS: Final = (
    (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zst"),
)  # fmt: skip
_MARK = b"\xef\xbb\xbf"  # of UTF-8
_OF_OFFICE = (b"[Content_Types].xml", b"word/", b"mimetypeapplication/vnd.oasis")
_ZIP = b"PK\x03\x04"
_TAR_AT, _TAR = 257, b"ustar"
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_OF_MAIL = re.compile(rb"^(?:received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE)


def kind_of(head: bytes) -> str:
    """Say by how it begins what an input is that has no known suffix."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(_ZIP):
        return "docx" if any(mark in head[:2048] for mark in _OF_OFFICE) else "zip"
    if packing_of(head):
        return "packed"
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "tar"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    begin = head.removeprefix(_MARK).lstrip()
    if begin[:5].lower() == b"<?xml" or begin.startswith((b"<rss", b"<feed", b"<rdf")):
        if is_feed(begin):
            return "feed"
    elif is_json_lines(begin):
        return "json lines"
    else:
        headers = _MAIL.match(head.replace(b"\r\n", b"\n"))
        if headers is not None and _OF_MAIL.search(headers[0]):
            return "mail"
    return "untold"


def packing_of(head: bytes) -> str | None:
    """How a file is packed that begins so: gz, bz2, xz, zst; None if it is not."""
    return next((packing for mark, packing in _PACKINGS if head.startswith(mark)), None)


def is_json_lines(head: bytes) -> bool:
    """Whether an object stands on the first line, and something on the next."""
    begin = head.removeprefix(_MARK).lstrip()
    if not begin.startswith(b"{"):
        return False
    first, _, rest = begin.partition(b"\n")
    if not rest.strip() and len(begin) < HEAD // 2:
        return False
    return _parses(first.decode("utf-8", "replace"))


def kind_of_text(text: str, wanted: str = "text") -> str:
    """Say what a text is that nothing else tells of: page, json, table (with such a column) or text."""
    start = text.lstrip()[:4096]
    if start[:15].casefold().startswith(("<!doctype html", "<html")):
        return "page"
    if start[:1] in ("{", "["):
        # '[KYIV] ...' and '{...' may begin a text as well: only what parses is JSON.
        return "json" if _parses(text.strip().split("\n", 1)[0]) or _parses(text) else "text"
    from geomap.readers.table import header_of

    header = header_of(start.split("\n", 1)[0], wanted)
    return "table" if header is not None and len(header[0]) > 1 else "text"


def _parses(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False

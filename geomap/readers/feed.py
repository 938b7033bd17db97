"""RSS and Atom feeds: each item a document.

::

    documents_of_feed(content: bytes, *, name: str, key: str,
                      on_error: Callable[[InputError], None],
                      address: str | None = None) -> Iterator[Document]

``content`` is the whole feed, wherever it comes from; nothing is fetched. An item's id is its
``guid`` (or Atom's ``id``), else its link, else ``key:number``; ids are not made distinct here
(`geomap.readers.read` does). A feed without items yields nothing and is no error: a new feed has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from time import struct_time
from typing import Any

from geomap.errors import InputError, message_of
from geomap.extras import require
from geomap.model import Document
from geomap.readers.encoding import settle
from geomap.readers.fields import parse_day

MAX_BYTES = 50_000_000
"""What a feed may have at most: it is read as a whole, and the largest known have a few million."""

_ENTITY = b"<!ENTITY"
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)


def documents_of_feed(
    content: bytes,
    *,
    name: str,
    key: str,
    on_error: Callable[[InputError], None],
    address: str | None = None,
) -> Iterator[Document]:
    """Yield the document of each item, in the order of the feed.

    The text is the item's content, else its summary, without markup; an item that has neither is
    its title. The day is that of publication as the feed writes it, else that of the last change.
    The source is the feed's title; an item that a feed took over from another names that.

    Parameters
    ----------
    content
        The feed, in any encoding.
    name
        What messages call it: a path or an address.
    key
        What the ids of items without one begin with.
    on_error
        Called with what cannot be read; the other items go on.
    address
        Where the feed was fetched, against which relative links are resolved.

    Raises
    ------
    MissingExtraError
        If feedparser is not installed.
    """
    feedparser = require("feedparser", what="a feed", where=name)
    if len(content) > MAX_BYTES:
        on_error(_too_large(name, len(content)))
        return
    if _ENTITY in content.replace(b"\0", b""):  # the zeros are those of UTF-16
        # Entities that name entities grow without bound; no feed needs its own.
        on_error(InputError("the feed declares entities", where=name, hint="one without them is needed"))
        return
    try:
        # A stream: bytes themselves would be tried as the name of a file.
        feed = feedparser.parse(
            BytesIO(content),
            response_headers={"content-location": address or ""},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # noqa: BLE001 - its tolerant parser meets anything at all
        on_error(InputError(f"the feed cannot be read ({message_of(error)})", where=name))
        return
    if not feed.entries and not feed.get("version"):
        on_error(InputError("no RSS or Atom feed", where=name, hint="one with items is needed"))
        return
    fault = feed.get("bozo_exception")
    if fault is not None and _breaks_xml(fault):
        on_error(
            InputError(
                f"the feed is no well-formed XML ({message_of(fault)})",
                where=name,
                hint="what is found in it is read all the same",
            )
        )
    for number, item in enumerate(feed.entries, start=1):
        where = f"{name}, item {number}"
        text = _text_of(item)
        if not text:
            on_error(InputError("the item has no text", where=where))
            continue
        yield Document(
            id=_told(item, "id") or _told(item, "link") or f"{key}:{number}",
            text=text,
            title=_title_of(item),
            published=_day_of(item),
            source=_told(item.get("source") or {}, "title") or _told(feed.feed, "title"),
            url=_told(item, "link"),
            language=_language_of(item, feed.feed),
        )


def _too_large(name: str, size: int) -> InputError:
    return InputError(
        f"a feed of {size / 1e6:.0f} MB", where=name, hint=f"at most {MAX_BYTES / 1e6:.0f} MB are read"
    )


def _breaks_xml(fault: Exception) -> bool:
    """Whether items may be lost; an encoding that was declared wrongly was put right."""
    from xml.sax import SAXException

    return isinstance(fault, SAXException)


def _told(part: Mapping[str, Any], field: str) -> str | None:
    value = part.get(field)
    return settle(value).strip() or None if isinstance(value, str) else None


def _text_of(item: Mapping[str, Any]) -> str:
    """The first of content, summary and title that has text; of several contents the longest."""
    contents: Sequence[Mapping[str, Any]] = item.get("content") or ()
    texts = sorted((_plain(content) for content in contents), key=len)
    if texts and texts[-1]:
        return texts[-1]
    for field in ("summary_detail", "title_detail"):
        text = _plain(item.get(field) or {})
        if text:
            return text
    return ""


def _title_of(item: Mapping[str, Any]) -> str | None:
    return " ".join(_plain(item.get("title_detail") or {}).split()) or None


def _plain(content: Mapping[str, Any]) -> str:
    """The text of a piece that may be HTML."""
    value = content.get("value")
    if not isinstance(value, str):
        return ""
    # Feeds escape HTML that they declare as plain text, so a tag in it counts more than the type.
    if content.get("type") in _HTML_TYPES or "</" in value:
        from geomap.readers.page import read_page

        return read_page(settle(value)).text.strip()
    return settle(value).strip()


def _day_of(item: Any) -> date | None:
    for field in ("published", "updated"):
        # As a plain dict: feedparser answers a question for one of the two with the other, and warns.
        stamp = dict.get(item, field)
        if not isinstance(stamp, str):
            continue
        try:
            return parse_day(stamp)
        except ValueError:
            day = _day_as_parsed(dict.get(item, f"{field}_parsed"))
            if day is not None:
                return day
    return None


def _day_as_parsed(parsed: struct_time | None) -> date | None:
    """The day that feedparser reads, which knows more forms; it also reads a year 0."""
    if parsed is None:
        return None
    try:
        return date(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    except ValueError:
        return None


def _language_of(item: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    pieces = [*(item.get("content") or ()), item.get("summary_detail") or {}]
    for told in (*(piece.get("language") for piece in pieces), item.get("language"), feed.get("language")):
        match = _LANGUAGE.fullmatch(told.strip()) if isinstance(told, str) else None
        if match is not None:
            return match[1].casefold()
    return None

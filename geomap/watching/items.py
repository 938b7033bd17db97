"""What a feed says, as documents whose ids can be trusted and whose days can be true."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from geomap.errors import InputError
from geomap.model import Document

# Ids that say by themselves that nobody else gives them; others ('1234') are their feed's alone.
_UNIVERSAL = re.compile(
    r"(?:https?://|tag:|urn:)\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_LONGEST_ID = 500

MOST_ITEMS: Final = 1000
"""Of how many items of a feed are read; a feed has some tens, and one must not take the time of all."""


def items_of(
    body: bytes, *, name: str, address: str, now: float, on_fault: Callable[[InputError], None]
) -> tuple[Document, ...]:
    """Read a feed.

    Parameters
    ----------
    body
        What came.
    name
        The feed, as it is told of.
    address
        Where it came from; '' for a file.
    now
        Seconds since 1970.
    on_fault
        Called with each item that cannot be read, and with what of an item is not believed.

    Raises
    ------
    InputError
        If it is no feed, or none of its items can be read.
    MissingExtraError
        If feedparser is not installed.
    """
    from geomap.readers.feed import documents_of_feed

    faults: list[InputError] = []
    found = tuple(
        documents_of_feed(body, name=name, key=name, on_error=faults.append, address=address or None)
    )
    if not found and faults:
        raise faults[0]
    for fault in faults:
        on_fault(fault)
    if len(found) > MOST_ITEMS:
        told = f"{len(found):,} items; the first {MOST_ITEMS:,} are read"
        on_fault(InputError(told, where=name))
    last = datetime.fromtimestamp(now, UTC).date() + timedelta(days=1)  # it is tomorrow somewhere
    return tuple(_distinct(_believed(_known(item, name), last, on_fault) for item in found[:MOST_ITEMS]))


def checksum_of(item: Document) -> str:
    """Tell what a feed says of an item from what it said before."""
    said = (item.id, item.text, item.title, item.published, item.source, item.url, item.language)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _known(item: Document, name: str) -> Document:
    """Give an item an id that is its own, whatever else the feed holds at the time."""
    number = item.id.removeprefix(f"{name}:")
    if number != item.id and number.isdigit():
        # Counted from the top of the feed: the next item would shift all of them.
        content = hashlib.sha256(f"{item.title}\n{item.text}".encode("utf-8", "surrogatepass")).hexdigest()
        return replace(item, id=f"{name}#{content[:16]}")
    if len(item.id) > _LONGEST_ID:
        return replace(
            item, id=f"{name}#{hashlib.sha256(item.id.encode('utf-8', 'replace')).hexdigest()[:16]}"
        )
    return item if _UNIVERSAL.fullmatch(item.id) else replace(item, id=f"{name}#{item.id}")


def _believed(item: Document, last: date, on_fault: Callable[[InputError], None]) -> Document:
    if item.published is None or item.published <= last:
        return item
    on_fault(
        InputError(
            f"published on {item.published.isoformat()}, which is yet to come",
            where=item.id[:200],
            hint="it is read as a text without a day",
        )
    )
    return replace(item, published=None)


def _distinct(items: Iterator[Document]) -> Iterator[Document]:
    """Yield each id once: of several the first, which in a feed is the latest."""
    seen = set()
    for item in items:
        if item.id not in seen:
            seen.add(item.id)
            yield item

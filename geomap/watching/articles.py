"""The page that an item of a feed leads to, in place of the few words of the feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from geomap.errors import InputError
from geomap.model import Document
from geomap.watching.sources import ADDRESSES

TRIES: Final = 3
"""How often the page of an item is asked for; after that the feed's own words have to do."""


def with_article(item: Document, article: Callable[[str], Iterable[Document]]) -> Document:
    """Give an item the text of its page, if that is longer than what the feed says.

    What the feed says of title, day and source stays: it is the publisher's, the page's is read
    out of markup.

    Raises
    ------
    InputError
        If the page cannot be had or read.
    """
    if item.url is None or not item.url.startswith(ADDRESSES):
        return item
    page = next(iter(article(item.url)), None)
    if page is None:
        raise InputError("the page has no text", where=item.url[:200])
    if len(page.text) <= len(item.text):
        return item
    return replace(
        item,
        text=page.text,
        title=item.title or page.title,
        published=item.published or page.published,
        source=item.source or page.source,
        language=item.language or page.language,
    )


def may_come_later(fault: InputError) -> bool:
    """Whether it is worth asking again: not where the server, or its robots.txt, says no."""
    status = getattr(fault, "status", None)
    return status is None or status == 429 or status >= 500

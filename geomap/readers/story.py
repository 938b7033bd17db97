"""A saved web page to a document: by trafilatura where it is installed, else by the reader of our own.

What a page says of itself in its metadata counts first; trafilatura (with htmldate) finds the story of
pages that do not mark it, and titles, sites and days that stand elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import Final

from geomap.errors import InputError
from geomap.extras import require
from geomap.model import Document
from geomap.readers.encoding import settle
from geomap.readers.page import Page, read_page
from geomap.readers.quiet import quiet

MAX_CHARACTERS: Final = 10_000_000
MAX_TAGS: Final = 20_000
"""Of a page that trafilatura looks at: for lists and tables its time grows with the square of their number.
Pages of news have some thousands of tags."""

_LEAST_SHARE = 0.5
"""Of a story that the page marks, below which what trafilatura found is taken to be a part."""

_ITEM = re.compile(r"^- ", re.MULTILINE)
_ROW = re.compile(r"^\|(.*)\|\s*$", re.MULTILINE)
# No search through the text: what it finds there is as often the day of something else. The latest day
# is fixed, since an answer is not to depend on when it is asked.
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


@dataclass(frozen=True, slots=True)
class _Found:
    """What trafilatura found."""

    text: str
    title: str | None
    published: date | None
    source: str | None
    url: str | None


def document_of_page(html: str, *, document_id: str, where: str) -> Document:
    """Make a document of a page.

    Parameters
    ----------
    html
        The page.
    document_id
        Its id.
    where
        Its name, for messages.

    Raises
    ------
    InputError
        If it has no text.
    """
    page = read_story(html)
    if not page.text:
        raise InputError("the page has no text", where=where)
    return Document(
        id=document_id,
        text=page.text,
        title=page.title,
        published=page.published,
        source=page.source,
        url=page.url,
        language=page.language,
    )


def read_story(html: str) -> Page:
    """Take the story's text and metadata out of a page, as well as what is installed can."""
    page = read_page(html)
    if not _is_installed() or len(html) > MAX_CHARACTERS or html.count("<") > MAX_TAGS:
        return page
    found = _find(html)
    if found is None:
        return page
    if "text" in page.weak or len(found.text) >= _LEAST_SHARE * len(page.text):
        page = replace(page, text=found.text)
    if "title" in page.weak:
        page = replace(page, title=found.title or page.title)
    if "published" in page.weak:
        page = replace(page, published=found.published or page.published)
    return replace(page, source=page.source or found.source, url=page.url or found.url)


@cache
def _is_installed() -> bool:
    return find_spec("trafilatura") is not None


def _find(html: str) -> _Found | None:
    """Ask trafilatura; None where it finds no text, or stumbles over the page."""
    trafilatura = require("trafilatura", what="a page")
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            story = trafilatura.bare_extraction(
                # A line end within a paragraph is a blank, as browsers have it; it would be kept.
                html.replace("\n", " "),
                include_comments=False,
                with_metadata=True,
                date_extraction_params=_DATES,
            )
        except Exception:  # noqa: BLE001 - whatever is in a page; our own reader reads it then
            return None
    if story is None or not story.text or not story.text.strip():
        return None
    return _Found(
        text=_plain(settle(story.text)),
        title=_line(story.title),
        published=_day(story.date),
        source=_line(story.sitename),
        url=_line(story.url),
    )


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    """The text without the marks of lists and tables."""
    text = _ROW.sub(lambda row: row[1].replace("|", "\n"), _ITEM.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _line(value: str | None) -> str | None:
    return " ".join(settle(value).split()) or None if value else None

"""A document: the text of one piece of news and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geomap.characters import well_formed
from geomap.model._check import require


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of news.

    A lone surrogate or a NUL in any of its texts becomes U+FFFD: files and databases cannot hold them.

    Parameters
    ----------
    id
        What the input calls it; unique within a run.
    text
        The whole text, header and dateline included. All spans of all records count Unicode
        characters of this text.
    title, source, url, language
        As the input gives them; ``language`` is an ISO 639-1 code.
    published
        The day of the text, on which 'yesterday' and 'on October 13' are anchored; None if
        the input does not say (never silently today).
    fields
        Other fields of the input, carried along as (name, value) pairs.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name in ("id", "text", "title", "source", "url", "language"):
            given = getattr(self, name)
            if given is not None and (held := well_formed(given)) is not given:
                object.__setattr__(self, name, held)
        if self.fields:
            held_fields = tuple((well_formed(name), well_formed(value)) for name, value in self.fields)
            object.__setattr__(self, "fields", held_fields)
        require(bool(self.id), "a document needs an id", where="Document")
        require(bool(self.text.strip()), "the text is empty", where=f"document {self.id}")

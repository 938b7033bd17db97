"""One document as it is read: everything that was found in it, by sentence and paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.structure import Sentence, parse
from geomap.incidents.voices import Sides, Voice, voices_of
from geomap.model import (
    ActorMention,
    CasualtyCount,
    DateMention,
    Document,
    Role,
    Theatre,
    Toponym,
)
from geomap.recognition.counts import find_counts
from geomap.recognition.dates import find_dates
from geomap.recognition.header import read_header
from geomap.recognition.sentences import split_sentences
from geomap.recognition.span_order import SpanOrder
from geomap.theatres import SectorMention, find_sector_mentions

_NO = re.compile(r"\b[Nn]o $")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
Found = TypeVar("Found", Toponym, DateMention, CasualtyCount, SectorMention, Voice)


class Reading:
    """One document with everything that was found in it, by sentence."""

    def __init__(
        self,
        document: Document,
        toponyms: Sequence[Toponym],
        actors: Sequence[ActorMention],
        index: PlaceIndex,
        theatre: Theatre | None,
    ) -> None:
        header = read_header(document.text)
        self.document = document
        self.text = document.text
        self.anchor: date | None = document.published or header.date
        self.sides = Sides(theatre)
        named = SpanOrder(a for a in actors if a.party is not None and a.end - a.start > len("Tigray"))
        self.toponyms = tuple(
            t
            for t in toponyms
            if t.start >= header.body_start
            # A place inside an actor's name ('Kurdistan Workers' Party') is no place of anything.
            and not (
                t.role is Role.PLACE
                and any(t.end - t.start < a.end - a.start for a in named.around(t.start, t.end))
            )
        )
        self.voices = tuple(
            v
            for v in voices_of(self.text, actors, toponyms, index, self.sides)
            if v.start >= header.body_start
        )
        self.anchor_said = self.anchor is not None
        if self.anchor is None:
            # A text without a day of its own is anchored at the latest day that it names in full.
            named_days = [d.date_end for d in find_dates(self.text, None) if d.date_prec == 1 and d.date_end]
            self.anchor = max(named_days, default=None)
        self.dates = tuple(d for d in find_dates(self.text, self.anchor) if d.start >= header.body_start)
        self.counts = tuple(
            c for c in find_counts(self.text) if not _NO.search(self.text, max(0, c.start - 3), c.start)
        )
        self.sectors = find_sector_mentions(self.text)
        spans = split_sentences(self.text, header.body_start)
        self.sentences = tuple(parse(self.text, span, i) for i, span in enumerate(spans))
        self.persons: dict[str, Voice] = {}
        self.known: list[Toponym] = []
        self._paragraph_ends = tuple(m.start() for m in _EMPTY_LINE.finditer(self.text))

    def known_before(self, toponyms: Sequence[Toponym], offset: int) -> tuple[Toponym, ...]:
        """The places named before a character, those of its sentence (``toponyms``) included."""
        here = (t for t in toponyms if t.end <= offset and t.role is Role.PLACE and t.resolution is not None)
        return (*self.known, *here)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph of a character."""
        return bisect_left(self._paragraph_ends, offset)


def inside(found: Sequence[Found], sentence: Sentence) -> tuple[Found, ...]:
    """Those that stand in a sentence; ``found`` is in the order of the text."""
    first = bisect_left(found, sentence.span.start, key=_start)
    last = bisect_left(found, sentence.span.end, lo=first, key=_start)
    return tuple(found[first:last])


def _start(found: Found) -> int:
    return found.start

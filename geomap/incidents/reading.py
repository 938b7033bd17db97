"""One document as it is read: everything that was found in it, by sentence and paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.actors.memory import Memory
from geomap.incidents.actors.voices import (
    Sides,
    Voice,
    countries_told_of,
    country_of,
    plain_country,
    seats_of,
    voices_of,
)
from geomap.incidents.places.named_before import Known, NamedBefore
from geomap.incidents.sentences.structure import Sentence, tokenise
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
from geomap.resolution import resolve
from geomap.theatres import SectorMention, find_sector_mentions

_NO = re.compile(r"\b[Nn]o $")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_COMPANY = 200
"""Toponyms around a name that help to place it: if all did, those of a long document would be read anew
for each such name."""
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
        self.sides = Sides(theatre)
        self.memory = Memory()
        self.known = NamedBefore()
        self._said = document.published or header.date
        self._begin = header.body_start
        self._given = tuple(toponyms)
        self._actors = actors
        self._index = index
        self._theatre = theatre
        spans = split_sentences(self.text, header.body_start)
        self.sentences = tuple(tokenise(self.text, span, i) for i, span in enumerate(spans))

    # What only a document with an incident needs is worked out when it is asked for.

    def read_all(self) -> None:
        """Find its dates, counts, sectors and actors now rather than when they are asked for."""
        _ = self.counts, self.sectors, self.voices

    @cached_property
    def toponyms(self) -> tuple[Toponym, ...]:
        """Its toponyms, but for those inside an actor's name ('Kurdistan Workers' Party')."""
        named = SpanOrder(a for a in self._actors if a.party is not None and a.end - a.start > len("Tigray"))
        return tuple(
            t
            for t in self._given
            if t.start >= self._begin
            and not (
                t.role is Role.PLACE
                and any(t.end - t.start < a.end - a.start for a in named.around(t.start, t.end))
            )
        )

    @property
    def datelines(self) -> tuple[Toponym, ...]:
        """The towns and countries of its dateline."""
        return tuple(t for t in self._given if t.role is Role.DATELINE)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Its actors, with the sides for which they act or speak."""
        found = voices_of(self.text, self._actors, self._given, self._index, self.sides)
        return tuple(v for v in found if v.start >= self._begin)

    @cached_property
    def anchor(self) -> date | None:
        """Its day; of a text without one the latest day that it names in full."""
        if self._said is not None:
            return self._said
        if _YEAR.search(self.text) is None:
            return None
        named = [d.date_end for d in self._undated if d.date_prec == 1 and d.date_end]
        return max(named, default=None)

    @cached_property
    def _undated(self) -> tuple[DateMention, ...]:
        """Its time expressions, as they are understood without knowing its day."""
        return find_dates(self.text, None)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Its time expressions."""
        found = self._undated if self.anchor is None else find_dates(self.text, self.anchor)
        return tuple(d for d in found if d.start >= self._begin)

    @cached_property
    def raw_counts(self) -> tuple[CasualtyCount, ...]:
        """Counts of people harmed, as they were found."""
        return find_counts(self.text)

    @cached_property
    def counts(self) -> tuple[CasualtyCount, ...]:
        """Counts of people harmed; 'on September 27 had killed' counts nobody."""
        days = SpanOrder(self.dates)
        return tuple(
            c
            for c in self.raw_counts
            if not _NO.search(self.text, max(0, c.start - 3), c.start)
            and not days.across(c.start, c.start + 1)
        )

    @cached_property
    def sectors(self) -> tuple[SectorMention, ...]:
        """Its words for parts of fronts and borders."""
        return tuple(find_sector_mentions(self.text))

    @cached_property
    def seats(self) -> dict[int, str]:
        """The side of the state in which each place lies, by the character where it begins."""
        return seats_of(self.toponyms, self._index, self.sides)

    @cached_property
    def home(self) -> str | None:
        """The country of which it tells most, by name."""
        return country_of(self._given, self._index)

    @cached_property
    def country(self) -> str | None:
        """ISO code of the country of which it plainly tells."""
        return plain_country(self._given)

    @cached_property
    def _paragraph_ends(self) -> tuple[int, ...]:
        return tuple(m.start() for m in _EMPTY_LINE.finditer(self.text))

    def resolved(self, name: Toponym) -> Toponym:
        """A name that was not recognised, as the place of that name in a country of which the text tells.

        What grammar makes a scene is more surely a place than a name by itself; one in a country of
        which the text tells nothing would be a guess.
        """
        at = bisect_left(self._given, name.start, key=_start)
        around = self._given[max(0, at - _COMPANY // 2) : at + _COMPANY // 2]
        given = sorted((*around, name), key=_start)
        theatres = () if self._theatre is None else (self._theatre,)
        found = resolve(self.document, given, self._index, theatres=theatres)
        meant = next((t for t in found if t.start == name.start and t.end == name.end), name)
        if meant.resolution is None or meant.resolution.place.country not in self._countries:
            return name
        return meant

    @cached_property
    def _countries(self) -> frozenset[str]:
        """ISO codes of the countries of which it tells."""
        return frozenset(countries_told_of(self._given))

    def known_before(self, toponyms: Sequence[Toponym], offset: int) -> Known:
        """The places named before a character, those of its sentence (``toponyms``) included."""
        here = [t for t in toponyms if t.end <= offset and t.role is Role.PLACE and t.resolution is not None]
        return Known(self.known, here)

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

"""What a sentence leaves out and the one before said: place, day, and the clause that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.draft import Draft
from geomap.incidents.placing import INHERITED
from geomap.incidents.reading import Reading, inside
from geomap.incidents.structure import Sentence
from geomap.incidents.timing import DOCUMENT_DATE
from geomap.model import (
    Polarity,
    Role,
)

_CAPITALISED_PLACE = re.compile(r"\b(?:in|at|near|around|outside|of|shelling|hit)\s+(?:the\s+)?([A-Z]\w+)")


def inherit_place(reading: Reading, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A violent happening without a place goes on where that of the sentence before was.

    Only within a paragraph, and not for words that stand in a subordinate clause.
    """
    if draft.placing is not None or not draft.type.violent or not earlier:
        return draft
    if draft.polarity is not Polarity.ASSERTED or draft.definite or _names_elsewhere(reading, sentence):
        return draft
    before = earlier[-1]
    told = draft.frame.speaker if draft.frame is not None else None
    said = before.frame.speaker if before.frame is not None else None
    if told is not None and (said is None or told.sides != said.sides):
        # Another speaker tells of another place.
        return draft
    clause = sentence.clause_at(draft.start)
    there = before.placing
    if (
        there is None
        or (there.toponym is None and not there.named)
        or not before.type.violent
        or before.sentence != sentence.index - 1
        or before.salience is not draft.salience
        or clause.kind == "subordinate"
        or reading.paragraph(before.quote.start) != reading.paragraph(draft.start)
        or any(t.role is Role.PLACE for t in inside(reading.toponyms, sentence))
    ):
        return draft
    placing = replace(there, why=INHERITED)
    return replace(draft, placing=placing, reasons=(*draft.reasons, f"where: {INHERITED}"))


def inherit_date(reading: Reading, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """In one paragraph the day of the sentence before holds on until another is named."""
    if draft.timing.why != DOCUMENT_DATE or not draft.type.violent or not earlier:
        return draft
    before = earlier[-1]
    told = before.timing.mention is not None and before.timing.mention.relation == "on"
    if (
        not told
        or before.sentence != sentence.index - 1
        or before.salience is not draft.salience
        or reading.paragraph(before.quote.start) != reading.paragraph(draft.start)
        or (before.timing.prec or 5) > 2
    ):
        return draft
    timing = replace(before.timing, time_of_day=draft.timing.time_of_day, why="day of the sentence before")
    return replace(draft, timing=timing, reasons=(*draft.reasons, "when: day of the sentence before"))


def goes_on(sentence: Sentence, draft: Draft, before: Sequence[Draft]) -> Draft:
    """'stormed a base in Bor and opened fire': a coordinate clause goes on where the one before was."""
    if (
        draft.placing is not None
        or not before
        or sentence.clause_at(draft.start).kind not in {"coordinate", "participle"}
    ):
        return draft
    placing = before[-1].placing
    if placing is None or before[-1].type.violent is not draft.type.violent:
        return draft
    return replace(draft, placing=placing, reasons=(*draft.reasons, "where: the clause before"))


def _names_elsewhere(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence may name a place that was not recognised ('near Mai Kadra')."""
    known = [(v.start, v.end) for v in inside(reading.voices, sentence)]
    known += [(d.start, d.end) for d in inside(reading.dates, sentence)]
    return any(
        not any(start <= match.start(1) < end for start, end in known)
        for match in _CAPITALISED_PLACE.finditer(reading.text, sentence.span.start, sentence.span.end)
    )

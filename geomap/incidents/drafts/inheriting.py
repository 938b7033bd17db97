"""What a sentence leaves out and the one before said: place, day, and the clause that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents.deeds.timing import DOCUMENT_DATE, PART_OF_DAY
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.places.placing import INHERITED, Placing
from geomap.incidents.reading import Reading, inside
from geomap.incidents.sentences.structure import Sentence
from geomap.model import (
    IncidentType,
    Polarity,
    Role,
    Toponym,
)

_SOON_AFTER = re.compile(
    r"(?:(?:a few |some )?(?:hours|minutes) (?:later|after|afterwards)|shortly (?:after|afterwards|later)|"
    r"soon after\w*|later (?:that|the same|in the) day|within (?:hours|minutes)|at the same time|"
    r"simultaneously|meanwhile|then)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<=\w )there\b(?! (?:is|are|was|were|had|has|have|will|would|may|might|to|be)\b)|"
    r"\bits (?:\w+ )?(?:quarter|cent(?:er|re)|outskirts|suburbs|streets|market|harbou?r|airport|port)\b",
    re.IGNORECASE,
)
_ORGANS = (["radio"], ["television"], ["tv"], ["media"])
_AT_THAT_TIME = frozenset({"when", "as", "while"})
_SOON = 3
"""Sentences in which 'hours later' may hang on what was told before."""
_CAPITALISED_PLACE = re.compile(r"\b(?:in|at|near|around|outside|of|shelling|hit)\s+(?:the\s+)?([A-Z]\w+)")


def inherit_place(reading: Reading, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """A violent happening without a place goes on where that of the sentence before was.

    Only within a paragraph, and not for words that stand in a subordinate clause. Where the clause
    says 'there' or 'its old quarter', a happening of any type is where the place named before is.
    """
    there = _there(reading, sentence, draft, earlier)
    if there is not None:
        return replace(draft, placing=there, reasons=(*draft.reasons, "where: 'there'"))
    if draft.placing is not None or not draft.type.violent or not earlier:
        return draft
    if draft.polarity is not Polarity.ASSERTED or draft.definite or names_elsewhere(reading, sentence):
        return draft
    before = earlier[-1]
    told = draft.frame.speaker if draft.frame is not None else None
    said = before.frame.speaker if before.frame is not None else None
    if told is not None and (said is None or told.sides != said.sides):
        # Another speaker tells of another place.
        return draft
    clause = sentence.clause_at(draft.start)
    place = before.placing
    if (
        place is None
        or (place.toponym is None and not place.named)
        or not before.type.violent
        or before.sentence != sentence.index - 1
        or before.salience is not draft.salience
        or clause.kind == "subordinate"
        or reading.paragraph(before.quote.start) != reading.paragraph(draft.start)
        or any(t.role is Role.PLACE for t in inside(reading.toponyms, sentence))
    ):
        return draft
    placing = replace(place, why=INHERITED)
    return replace(draft, placing=placing, reasons=(*draft.reasons, f"where: {INHERITED}"))


def _there(reading: Reading, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Placing | None:
    """'had captured two mortars there', 'shelled its old quarter': where the one before was."""
    if draft.placing is not None or not earlier:
        return None
    begin, end = sentence.clause_span(sentence.clause_at(draft.start))
    if _THERE.search(reading.text, begin, end) is None:
        return None
    named = _named_before(reading, sentence, draft)
    if named is not None:
        return Placing(named, None, named.start, named.end, "'there'")
    for before in reversed(earlier):
        if sentence.index - before.sentence > _SOON:
            break
        if before.placing is not None:
            return replace(before.placing, why="'there'")
    return None


def _named_before(reading: Reading, sentence: Sentence, draft: Draft) -> Toponym | None:
    """'Residents of X reported blasts, and the authorities there': the settlement that the sentence names."""
    return next(
        (
            t
            for t in reversed(inside(reading.toponyms, sentence))
            if t.start < draft.start
            and t.role in {Role.PLACE, Role.SPEAKER}
            and t.resolution is not None
            and t.resolution.place.feature_class == "P"
            and sentence.lows(*_behind(sentence, t))[:1] not in _ORGANS
        ),
        None,
    )


def _behind(sentence: Sentence, toponym: Toponym) -> tuple[int, int]:
    at = sentence.token_at(toponym.end - 1) + 1
    return at, at + 1


def dateline_place(reading: Reading, sentence: Sentence, draft: Draft) -> Draft:
    """A lead without any place tells of the town of its dateline, where that is one town and no capital."""
    if draft.placing is not None or not draft.type.violent or sentence.index > 0:
        return draft
    if draft.polarity is not Polarity.ASSERTED or names_elsewhere(reading, sentence):
        return draft
    if any(t.role in {Role.PLACE, Role.ORGANISATION} for t in inside(reading.toponyms, sentence)):
        return draft
    lines = reading.datelines
    towns = [t for t in lines if t.resolution is not None and t.resolution.place.feature_class == "P"]
    if len(towns) != 1 or towns[0].resolution is None or towns[0].resolution.place.feature_code == "PPLC":
        return draft
    town = towns[0]
    placing = Placing(town, None, town.start, town.end, "dateline")
    return replace(draft, placing=placing, reasons=(*draft.reasons, "where: dateline"))


def inherit_date(reading: Reading, sentence: Sentence, draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """In one paragraph the day of the sentence before holds on until another is named."""
    if draft.timing.why not in {DOCUMENT_DATE, PART_OF_DAY} or not draft.type.violent or not earlier:
        return draft
    if draft.definite and draft.placing is None:
        return draft  # takes up what was told, of whichever day
    before = earlier[-1]
    told = before.timing.mention is not None and before.timing.mention.relation == "on"
    if (
        told
        and _SOON_AFTER.match(reading.text, sentence.span.start)
        and sentence.index - before.sentence <= _SOON
    ):
        timing = replace(before.timing, time_of_day=draft.timing.time_of_day, why="soon after the one before")
        return replace(draft, timing=timing, reasons=(*draft.reasons, "when: soon after the one before"))
    if (
        not told
        or before.sentence != sentence.index - 1
        or before.earlier
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


def at_that_time(sentence: Sentence, draft: Draft, told: Sequence[Draft]) -> Draft:
    """'Residents fled X when gunmen and marines exchanged fire': violence is where the clause around it is.

    Where people flee to is not where they flee from.

    Parameters
    ----------
    sentence
        The sentence.
    draft
        A draft of it.
    told
        All of its drafts.
    """
    clause = sentence.clause_at(draft.start)
    if (
        draft.placing is not None
        or not draft.type.violent
        or clause.kind != "subordinate"
        or clause.head not in _AT_THAT_TIME
    ):
        return draft
    around = next(
        (
            d
            for d in told
            if d.placing is not None
            and sentence.clause_of(sentence.token_at(d.start)).verb == clause.parent
            and (d.type.violent or d.type is IncidentType.DISPLACEMENT)
            and d.polarity is draft.polarity
        ),
        None,
    )
    if around is None or around.placing is None:
        return draft
    toponym = around.placing.toponym
    if around.type is IncidentType.DISPLACEMENT and toponym is not None and toponym.relation == "to":
        return draft
    why = "the clause around it"
    placing = replace(around.placing, why=why)
    return replace(draft, placing=placing, reasons=(*draft.reasons, f"where: {why}"))


def names_elsewhere(reading: Reading, sentence: Sentence, start: int = 0) -> bool:
    """Whether a sentence, from a character on, may name a place that is not known ('near Mai Kadra')."""
    known = [(v.start, v.end) for v in inside(reading.voices, sentence)]
    known += [(d.start, d.end) for d in inside(reading.dates, sentence)]
    return any(
        not any(start <= match.start(1) < end for start, end in known)
        for match in _CAPITALISED_PLACE.finditer(
            reading.text, max(start, sentence.span.start), sentence.span.end
        )
    )

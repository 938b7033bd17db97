"""When it happened: the date that belongs to a trigger, against dates of saying and of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geomap.incidents.accounts.frames import Frame
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.structure import Sentence
from geomap.model import DateMention, IncidentType

_YEAR_PREC = 5
_SINCE_REACH = 12
"""Words between 'since' and the day of what it opens."""
_ROUGH = 4
"""Date precision of a month; a day beside it is more exact ('in this month's campaign on Saturday')."""
_RIGHT_BEHIND = 9
"""Characters from a place to the day that stands with it (' late on ')."""
_AT_THAT_TIME = frozenset({"when", "as", "while", "in", "during", "by"})
PART_OF_DAY = "part of the day"
DOCUMENT_DATE = "date of the document"
_PART_OF_DAY = re.compile(
    r"(?:(?:in|at|during|by|around|before)\s+)?(?:the\s+)?(?:early\s+|late\s+|small\s+)?(?:hours\s+of\s+the\s+)?"
    r"(?:morning|afternoon|evening|night|overnight|noon|dawn|dusk|midnight|early\s+hours|\d{1,2}[:.]\d\d)"
    r"(?:\s*[ap]\.?m\.?)?(?:\s+(?:hours|local\s+time))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The days of an incident, the words that give them, and how they were found."""

    start: date | None
    end: date | None
    text: str | None
    prec: int | None
    time_of_day: str | None
    why: str
    mention: DateMention | None = None


def timing_of(
    sentence: Sentence,
    trigger: Trigger,
    others: Sequence[Trigger],
    dates: Sequence[DateMention],
    frame: Frame | None,
    anchor: date | None,
    *,
    whole_sentence: bool = False,
) -> Timing:
    """The date of a trigger.

    In order: a date of its own clause; one that leads the sentence; that of the clause before, from
    which a coordinate clause or a participle goes on; that of the clause around a participle or what
    'when' or 'as' opens; the date of the saying; a part of the day ('at dawn'); the document's date
    (with no words for it); none if the document has none.

    Parameters
    ----------
    sentence, trigger, others
        Where the trigger stands, and all triggers of the sentence.
    dates
        The time expressions of the sentence.
    frame
        The account within which it stands, if any.
    anchor
        The document's date.
    whole_sentence
        Whether every clause counts alike (for running totals).
    """
    clause = sentence.clause_of(trigger.head)
    begin, end = sentence.clause_span(clause)
    in_frame = [d for d in dates if frame is None or not _saying(d, frame)]
    own = [d for d in in_frame if whole_sentence or sentence.clause_at(d.start) is clause]
    if not own:
        # The tree may hang a date on a clause within this one that tells of nothing itself.
        own = [d for d in in_frame if begin <= d.start < end and not _tells(sentence, d, others)]
    own = [d for d in own if whole_sentence or not _others_date(sentence, d, trigger, others)]
    if trigger.type is IncidentType.CEASEFIRE_VIOLATION:
        # 'violating the cease-fire of 2003': the year is the cease-fire's.
        own = [d for d in own if d.date_prec < _YEAR_PREC]
    days = [d for d in own if not _part_of_day(d) and (d.relation != "duration" or _spans(d, trigger))]
    part = next((d.time_of_day for d in own if d.time_of_day), None)
    day = _nearest(days, trigger)
    why = "own clause"
    if day is None and not _has_past_clause(sentence, trigger):
        leading = [d for d in in_frame if _leads(sentence, d) and not _part_of_day(d)]
        day = leading[0] if leading else None
        why = "leads the sentence"
    if day is None and clause.kind in {"coordinate", "participle"}:
        # 'killed 42 on Friday and abducted six': the date of the clause it goes on from.
        shared = [d for d in in_frame if d.start < begin and not _part_of_day(d) and d.relation == "on"]
        day = shared[-1] if shared else None
        why = "clause before"
    if day is None and clause.parent >= 0 and (clause.kind == "participle" or clause.head in _AT_THAT_TIME):
        # 'Seven died on Saturday when a bridge was blown up', 'were killed in fighting near X on Friday'
        around = sentence.clause_of(clause.parent)
        outer = [d for d in in_frame if not _part_of_day(d) and d.relation == "on"]
        day = next((d for d in reversed(outer) if sentence.clause_at(d.start) is around), None)
        why = "clause around"
    if day is not None:
        found = _with_next_day(sentence, _timing(day, part, anchor, why), day, dates)
        if whole_sentence and anchor is not None and _since(sentence, day):
            # 'Hundreds have been killed since the war broke out on ...': from then until now.
            return replace(found, end=max(anchor, found.end or anchor), prec=_span_prec(found.start, anchor))
        return found
    bare = next((d for d in own if _part_of_day(d)), None)
    if frame is not None:
        said = next(
            (
                d
                for d in dates
                if _saying(d, frame) and d.date_prec == 1 and d.relation == "on" and not _part_of_day(d)
            ),
            None,
        )
        if said is not None:
            start, stop = (said.date_start, said.date_end)
            words = bare.text if bare else None
            return Timing(start, stop, words, 1, part or said.time_of_day, "date of the saying", said)
    if bare is not None:
        return _timing(bare, part, anchor, PART_OF_DAY)
    if anchor is None:
        return Timing(None, None, None, None, part, "no date")
    return Timing(anchor, anchor, None, 1, part, DOCUMENT_DATE)


def _with_next_day(
    sentence: Sentence, timing: Timing, day: DateMention, dates: Sequence[DateMention]
) -> Timing:
    """'on Thursday and Friday': from the one to the other."""
    for other in dates:
        first, second = (day, other) if day.start < other.start else (other, day)
        if other is day or first.date_prec != 1 or second.date_prec != 1:
            continue
        if sentence.clause_at(first.start) is not sentence.clause_at(second.start):
            continue  # '... on Sunday and on Monday troops attacked'
        between = sentence.tokens_of(first.end, second.start)
        if [sentence.all_lows[i] for i in between] not in (["and"], ["and", "on"]):
            continue
        if (
            first.date_start is not None
            and second.date_end is not None
            and first.date_start < second.date_end
        ):
            days = (second.date_end - first.date_start).days
            return replace(timing, start=first.date_start, end=second.date_end, prec=2 if days < 7 else 4)
    return timing


def of_its_own(timing: Timing, place_end: int, dates: Sequence[DateMention]) -> Timing:
    """'took Minova on Tuesday and Sake on Thursday': the day right behind one of several places."""
    own = next((d for d in dates if 0 < d.start - place_end <= _RIGHT_BEHIND and d.date_prec == 1), None)
    if own is None or own is timing.mention:
        return timing
    return _timing(own, own.time_of_day, None, "behind the place")


def _timing(day: DateMention, part: str | None, anchor: date | None, why: str) -> Timing:
    start, end = day.date_start, day.date_end
    if day.relation == "since" and end is None:
        end = anchor
    if start is not None and end is not None and end < start:
        end = start
    return Timing(start, end, day.text, day.date_prec, day.time_of_day or part, why, day)


def _since(sentence: Sentence, day: DateMention) -> bool:
    """Whether a date is in what 'since' opens: 'since fighting broke out on October 1'."""
    at = sentence.token_at(day.start)
    return sentence.clause_of(at).head == "since" or "since" in sentence.lows(at - _SINCE_REACH, at)


def _tells(sentence: Sentence, mention: DateMention, others: Sequence[Trigger]) -> bool:
    """Whether a date stands in a clause that has a trigger of its own."""
    tokens = set(sentence.clause_at(mention.start).tokens)
    return any(o.head in tokens for o in others)


def _spans(mention: DateMention, trigger: Trigger) -> bool:
    """'two weeks of fighting' dates the fighting, and nothing beside it."""
    return mention.start <= trigger.start < mention.end


def _span_prec(start: date | None, end: date) -> int:
    """UCDP GED's date precision of a span of days."""
    if start is None:
        return 5
    days = (end - start).days + 1
    return next(prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, days)) if days <= most)


def _part_of_day(mention: DateMention) -> bool:
    """'in the morning', 'overnight': no day of its own."""
    return bool(mention.time_of_day) and _PART_OF_DAY.fullmatch(mention.text) is not None


def _saying(mention: DateMention, frame: Frame) -> bool:
    """Whether it dates the saying: beside the verb of speaking and outside what is said."""
    if frame.start <= mention.start < frame.end:
        # 'said on October 13 that': the date stands between the verb and what is said.
        return 0 <= mention.start - frame.cue_end <= 4
    return abs(mention.start - frame.cue_end) < 60


def _together(sentence: Sentence, one: Trigger, other: Trigger) -> bool:
    """Whether two verbs are joined by 'and' ('were hacked and shot on Saturday')."""
    grammar = sentence.grammar
    return grammar.relations[other.head] == "conj" and grammar.heads[other.head] == one.head


def _others_date(
    sentence: Sentence, mention: DateMention, trigger: Trigger, others: Sequence[Trigger]
) -> bool:
    """Whether another trigger of the clause stands nearer before the date."""
    if mention.start < trigger.start:
        return False
    # What came of it ('killed 12 on Monday') has the same day.
    return any(
        o is not trigger
        and not o.outcome
        and trigger.end <= o.start < mention.start
        and not _together(sentence, trigger, o)
        for o in others
    )


def _nearest(days: Sequence[DateMention], trigger: Trigger) -> DateMention | None:
    if not days:
        return None
    return min(
        days, key=lambda d: (d.relation == "duration", d.date_prec >= _ROUGH, abs(d.start - trigger.start))
    )


def _leads(sentence: Sentence, mention: DateMention) -> bool:
    return mention.start - sentence.span.start < 14


def _has_past_clause(sentence: Sentence, trigger: Trigger) -> bool:
    """'since a 1994 cease-fire': a subordinate clause of the past does not share a leading date."""
    return sentence.clause_of(trigger.head).head == "since"

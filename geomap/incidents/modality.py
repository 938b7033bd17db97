"""Whether the text says that it happened, and whether it is the news or its background."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geomap.incidents import lexicon
from geomap.incidents.structure import Sentence
from geomap.incidents.triggers import Trigger
from geomap.model import DateMention, IncidentType, Polarity, Salience

_REACH = 8
_BACKGROUND_AFTER = timedelta(days=30)
_YEARS = 366
_ROUGH = 4
"""Date precision of a month: a month before the text's is the past, whatever its days."""
_YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)s?")
_ANSWERING = frozenset("retaliation response revenge reprisal retaliatory answer".split())
_SPANS = frozenset("during weeks days months years".split())
_CAN_BE_CALLED_OFF = frozenset({IncidentType.TALKS, IncidentType.PRISONER_EXCHANGE, IncidentType.PROTEST})
_COMING = frozenset("due planned scheduled expected will".split())
_CALLED_OFF = frozenset("suspended postponed cancelled canceled collapsed stalled failed".split())
_STOPPING = frozenset(
    "stop stopping halt halting end ending cease ceasing avoid prevent preventing suspend".split()
)


def polarity_of(sentence: Sentence, trigger: Trigger) -> tuple[Polarity, str]:
    """The polarity of a trigger and the word that decided it."""
    clause = sentence.clause_of(trigger.head)
    # What governs an infinitive ('agreed to', 'failed to') stands before its clause.
    floor = 0 if clause.kind == "purpose" else clause.first
    before = sentence.lows(max(floor, trigger.first - _REACH), trigger.first)
    near = before[-4:]
    if clause.head in {"if", "unless", "whether"}:
        return Polarity.HYPOTHETICAL, clause.head
    for word in reversed(before):
        if word in {",", "but"} and word != before[-1]:
            break
        if (word in lexicon.words("negators") or word.endswith("n't")) and _negates(before, word):
            return Polarity.NEGATED, word
    for word in before:
        if word in lexicon.words("calls"):
            return Polarity.HYPOTHETICAL, word
        if word in lexicon.words("hypothetical") and _holds(word, before, trigger):
            return Polarity.HYPOTHETICAL, word
        if word in lexicon.words("planned"):
            return Polarity.PLANNED, word
    after = sentence.lows(trigger.last, min(clause.last, trigger.last + 16))
    called_off = next((w for w in after if w in _CALLED_OFF or (w == "off" and "called" in after)), None)
    if called_off is not None and trigger.type in _CAN_BE_CALLED_OFF:
        return Polarity.NEGATED, called_off
    coming = next((w for w in after[:6] if w in _COMING), None)
    if coming is not None and not trigger.verbal and not trigger.type.violent:
        return Polarity.PLANNED, coming
    if any(w in _STOPPING for w in near):
        return Polarity.HYPOTHETICAL, next(w for w in near if w in _STOPPING)
    if "to" in near[-2:] or clause.kind == "purpose":
        if "failed" in before or "refused" in before:
            return Polarity.NEGATED, "failed to"
        cue = next((w for w in before if w in lexicon.words("planned_before_infinitive")), None)
        if cue is not None or clause.kind == "purpose":
            return Polarity.PLANNED, cue or "to"
    return Polarity.ASSERTED, ""


def _negates(before: list[str], word: str) -> bool:
    """'no' right before the noun phrase, 'not' before the verb; not 'no fewer than', 'not only'."""
    rest = before[len(before) - before[::-1].index(word) :]
    return rest[:1] not in (["only"], ["fewer"], ["less"], ["just"], ["immediately"], ["longer"])


def _holds(word: str, before: list[str], trigger: Trigger) -> bool:
    """A modal makes a verb hypothetical; a fear or threat what follows it."""
    if word in {"could", "would", "might", "may", "should"}:
        return trigger.verbal or len(before) - before.index(word) <= 5
    return True


def salience_of(
    sentence: Sentence, trigger: Trigger, dated: DateMention | None, anchor: date | None
) -> tuple[Salience, str]:
    """News or background, and why."""
    clause = sentence.clause_of(trigger.head)
    if dated is not None and dated.date_end is not None:
        if anchor is not None and anchor - dated.date_end > _BACKGROUND_AFTER:
            return Salience.BACKGROUND, f"dated {dated.text}"
        if anchor is not None and dated.date_prec >= _ROUGH and dated.date_end < anchor.replace(day=1):
            return Salience.BACKGROUND, f"dated {dated.text}"
        if dated.date_start is not None and (dated.date_end - dated.date_start).days > _YEARS:
            return Salience.BACKGROUND, f"spans {dated.text}"
        if anchor is None and dated.date_prec == 5:
            return Salience.BACKGROUND, f"dated {dated.text}"
    start = max(clause.first, trigger.first - 4)
    words = sentence.lows(start, min(clause.last, trigger.last + 3))
    year = next((w for w in words if _YEAR.fullmatch(w)), None)
    if trigger.type is IncidentType.CEASEFIRE_VIOLATION:
        year = None  # of the cease-fire
    if year is not None and anchor is not None and int(year[:4]) < anchor.year - 1:
        return Salience.BACKGROUND, f"dated {year}"
    before = sentence.lows(trigger.first - 4, trigger.first)
    if not trigger.verbal and any(w in _ANSWERING for w in before):
        return Salience.BACKGROUND, "what is answered"
    if not trigger.verbal and any(w in _SPANS for w in sentence.lows(start, trigger.first)):
        return Salience.BACKGROUND, "a span of time"
    cue = next((w for w in words if w in lexicon.words("background_cues")), None)
    if cue is not None:
        return Salience.BACKGROUND, cue
    if (
        clause.kind == "subordinate"
        and clause.head in {"since", "as", "while", "despite", "amid"}
        and not trigger.verbal
    ):
        return Salience.BACKGROUND, f"in a clause with {clause.head!r}"
    return Salience.CORE, ""

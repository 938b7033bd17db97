"""Which words of a sentence tell of an incident, and of what type, decided in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.deeds.arguments import Arguments
from geomap.incidents.deeds.trigger_matching import triggers_at
from geomap.incidents.deeds.trigger_needs import needs_met
from geomap.incidents.deeds.trigger_types import typed
from geomap.incidents.deeds.triggers import Surroundings, Trigger
from geomap.incidents.lexicon import TriggerPattern
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType

_HOLDING = frozenset({"hold", "holds", "held", "holding"})
_Hit = tuple[Trigger, TriggerPattern]


def find_triggers(sentence: Sentence, around: Surroundings) -> tuple[Trigger, ...]:
    """The triggers of a sentence in the order of the text; of overlapping ones the longest.

    Parameters
    ----------
    sentence
        The sentence.
    around
        What else was found in it; many words tell of an incident only beside a weapon, an armed
        actor or people harmed.
    """
    lows = sentence.all_lows
    openers = lexicon.triggers()
    hits = [hit for i, low in enumerate(lows) if low in openers for hit in triggers_at(sentence, i)]
    at_war = (
        any(_plainly_violent(pattern) for _, pattern in hits)
        or around.armed_actor
        or around.at_war
        or bool(around.counts)
        or _war_words(lows)
    )
    kept = [
        (t, p)
        for t, p in hits
        if _arguments_fit(t, p, around.arguments) and needs_met(sentence, lows, t, p, around, at_war=at_war)
    ]
    found = [typed(sentence, t, around) for t in _told_once(sentence, _longest(kept))]
    return tuple(_as_taken(sentence, trigger, found) for trigger in found)


def holds(sentence: Sentence, token: int) -> bool:
    """Whether a word tells that somebody goes on holding whom he took."""
    return sentence.all_lows[token] in _HOLDING


def _plainly_violent(pattern: TriggerPattern) -> bool:
    """Whether a pattern tells of violence whatever stands beside it."""
    if pattern.needs is not None or pattern.has_arguments or pattern.type == "attack":
        return False
    return IncidentType(pattern.type).violent


def _war_words(lows: Sequence[str]) -> bool:
    return not (lexicon.words("weapons").isdisjoint(lows) and lexicon.words("armed_people").isdisjoint(lows))


def _arguments_fit(trigger: Trigger, pattern: TriggerPattern, arguments: Arguments) -> bool:
    """Whether those who act and what they act upon are of the classes that a pattern asks for."""
    head = trigger.head
    if pattern.objects and not arguments.object_is(head, trigger.last, pattern.objects):
        return False
    if pattern.not_objects and arguments.direct_object_is(head, pattern.not_objects):
        return False
    if arguments.nobody_acts(head):
        # 'the town was taken': somebody took it; an intransitive verb has a subject or tells nothing.
        return bool(pattern.objects) or not pattern.subjects
    if pattern.not_subjects and not arguments.subject_is_not(head, pattern.not_subjects):
        return False
    return not pattern.subjects or arguments.subject_is(head, pattern.subjects)


def _longest(hits: Sequence[_Hit]) -> list[Trigger]:
    """Of triggers that share a word the longest, of equal ones the first.

    A truce inside its violation is kept: 'broke the truce agreed on Monday'.
    """
    kept: list[Trigger] = []
    for trigger, _ in sorted(hits, key=lambda h: (-(h[0].last - h[0].first), h[0].first)):
        truce = trigger.type is IncidentType.CEASEFIRE_AGREEMENT
        clash = [k for k in kept if k.first < trigger.last and trigger.first < k.last]
        if not clash or (truce and all(k.type is IncidentType.CEASEFIRE_VIOLATION for k in clash)):
            kept.append(trigger)
    return sorted(kept, key=lambda t: (t.first, t.last))


def _as_taken(sentence: Sentence, trigger: Trigger, found: Sequence[Trigger]) -> Trigger:
    """'held ten farmers whom it had seized': who holds those whom he abducted has arrested nobody."""
    if trigger.type is not IncidentType.ARREST or not holds(sentence, trigger.head):
        return trigger
    held = sentence.grammar.objects(trigger.head)
    taken = any(
        t.type is IncidentType.ABDUCTION and t.verbal and set(sentence.grammar.objects(t.head)) & set(held)
        for t in found
    )
    return replace(trigger, type=IncidentType.ABDUCTION) if taken else trigger


def _told_once(sentence: Sentence, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Without the noun of a verb that tells the same: 'a truce was signed'."""
    verbs = {t.head: t for t in triggers if t.verbal}
    kept = []
    for trigger in triggers:
        verb = verbs.get(sentence.grammar.heads[trigger.head])
        same = verb is not None and verb.type is trigger.type and not verb.generic
        if trigger.verbal or not same:
            kept.append(trigger)
    return kept

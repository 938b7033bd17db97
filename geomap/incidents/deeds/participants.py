"""Who did it and to whom: from grammar, else from accusation."""

from __future__ import annotations

from geomap.incidents.accounts.account_actors import doers, victims
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.initiators import initiators
from geomap.incidents.deeds.meeting import MUTUAL, Answer, meeting
from geomap.incidents.deeds.targets import targets
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType

_LOSING = ("lost", "los", "surrender", "abandon", "ced")
_FALLING = ("fell", "fall")
"""Verbs by which ground changes hands without a word of who held it: 'the town fell to the rebels'."""


def participants(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> Answer:
    """Initiators, targets, and what decided.

    Parameters
    ----------
    sentence, trigger
        The trigger and its sentence.
    cast
        The actors of the sentence.
    frame
        The innermost account around the trigger, if any.
    """
    if trigger.type in MUTUAL and not trigger.generic:
        return meeting(sentence, trigger, cast, frame)
    if trigger.type is IncidentType.CAPTURE_OF_TERRITORY and trigger.verbal and not trigger.passive:
        first = sentence.all_lows[trigger.first]
        if first.startswith(_LOSING + _FALLING):
            return _lost(sentence, trigger, cast, frame)
    acting = initiators(sentence, trigger, cast, frame)
    harmed = targets(sentence, trigger, cast, frame)
    why = "grammar"
    if not acting and frame is not None:
        if frame.reciprocal and frame.speaker is not None:
            return (frame.speaker,), harmed or (frame.speaker,), "both accuse each other"
        if frame.accused is not None:
            acting, why = (frame.accused,), "accusation"
    sides = {s for v in acting for s in v.sides}
    accuser = frame.speaker if frame is not None and frame.accused is not None else None
    if accuser is not None and accuser.sides:
        # 'accuses X of having attacked its positions': its own
        harmed = tuple(accuser if v.sides and set(v.sides) <= sides and _is_owned(v) else v for v in harmed)
    harmed = tuple(v for v in harmed if v not in acting and not (v.sides and set(v.sides) <= sides))
    return acting, harmed, why


def _is_owned(voice: Voice) -> bool:
    return voice.text.lower().startswith(("its ", "their "))


def _lost(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> Answer:
    """'The army lost the town to the rebels': who loses ground, and to whom."""
    grammar = sentence.grammar
    to = [k for k in grammar.of(trigger.head, "obl", "obj") if grammar.preposition(k) == "to"]
    takers = doers(cast, to, frame)
    subject = grammar.subject(trigger.head)
    if subject is None or sentence.all_lows[trigger.first].startswith(_FALLING):
        return takers, (), "who lost it"
    return takers, victims(cast, [subject], frame), "who lost it"

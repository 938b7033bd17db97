"""The type of what a trigger tells, by the weapons of its clause and by what is hit; and those weapons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.incidents import lexicon
from geomap.incidents.deeds.triggers import Surroundings, Trigger
from geomap.incidents.deeds.weapons import weapon_type
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType

_FALLING = ("land", "hit", "struck", "strik", "fall", "fell", "slam", "crash", "explod")
"""Verbs of what is fired: its weapon may stand before it, out of its clause."""
_FIRE = frozenset({"gunfire", "gunshots", "shooting", "shots", "firing"})
_WEAPON_REACH = 12
_NEAR = 8
"""Words before and behind a trigger where its weapon is looked for first."""
_TARGET_REACH = 10


def typed(sentence: Sentence, trigger: Trigger, around: Surroundings) -> Trigger:
    """A trigger with its final type and the weapons of its clause.

    Parameters
    ----------
    sentence, trigger
        The trigger and its sentence.
    around
        What else was found in the sentence.
    """
    inside = sentence.lows_of(sentence.clause_of(trigger.head))
    if trigger.generic:
        found = _of_attack(sentence, trigger, around, inside)
    else:
        found = _of_explosion(sentence, trigger, inside) or trigger.type
    return replace(trigger, type=found, weapons=_weapons(inside))


def _of_explosion(sentence: Sentence, trigger: Trigger, inside: list[str]) -> IncidentType | None:
    """A bomb by whom or by what it came: carried by its victim, or dropped from the air."""
    if trigger.type is IncidentType.IED_MINE and "suicide" in inside:
        return IncidentType.SUICIDE_BOMBING
    if trigger.type is IncidentType.IED_MINE and not trigger.verbal and _beside_fire(sentence, trigger):
        return IncidentType.ARMED_CLASH
    bombing = sentence.all_lows[trigger.first].startswith("bombing")
    if bombing and weapon_type(inside) is IncidentType.AIR_STRIKE:
        return IncidentType.AIR_STRIKE
    return None


def _beside_fire(sentence: Sentence, trigger: Trigger) -> bool:
    """'gunfire and explosions rang out': the noise of a fight, and no bomb of its own."""
    grammar = sentence.grammar
    head = trigger.head
    first = grammar.heads[head] if grammar.relations[head] == "conj" else head
    return any(sentence.all_lows[i] in _FIRE for i in grammar.coordinated(first))


def _of_attack(sentence: Sentence, trigger: Trigger, around: Surroundings, inside: list[str]) -> IncidentType:
    """The type of an attack whose words do not tell it: by who acts, by weapon, by target."""
    lows = sentence.all_lows
    clause = sentence.clause_of(trigger.head)
    at = clause.tokens.index(trigger.first) if trigger.first in clause.tokens else 0
    if any(w in lexicon.words("crowds") for w in inside[: at + 1]):
        return IncidentType.RIOT
    by_weapon = weapon_type(inside[max(0, at - _NEAR) : at + _NEAR + 1]) or weapon_type(inside)
    if by_weapon is None and lows[trigger.first].startswith(_FALLING):
        # 'shells fired from X had landed in Y': what fell stands before it.
        by_weapon = weapon_type(lows[max(0, trigger.first - _WEAPON_REACH) : trigger.first])
    if by_weapon is not None:
        return by_weapon
    if lows[trigger.first].startswith("destroy"):
        return IncidentType.PROPERTY_DAMAGE
    behind = lows[trigger.last : trigger.last + _TARGET_REACH]
    if any(w in lexicon.words("military_targets") for w in behind):
        return IncidentType.ARMED_CLASH
    civilian = any(w in lexicon.words("civilians") for w in inside) or any(
        c.victims != "military" for c in around.counts
    )
    return IncidentType.ATTACK_ON_CIVILIANS if civilian else IncidentType.ARMED_CLASH


def _weapons(words: Sequence[str]) -> tuple[str, ...]:
    """The weapons that a clause names, the longer name of two that share a word."""
    known = lexicon.words("weapons")
    found: list[str] = []
    taken = False
    for word, following in zip(words, (*words[1:], ""), strict=True):
        both = f"{word} {following}"
        if both in known:
            found.append(both)
        elif word in known and not taken:
            found.append(word)
        taken = both in known
    return tuple(dict.fromkeys(found))

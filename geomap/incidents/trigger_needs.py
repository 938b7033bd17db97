"""Whether what a trigger needs around it is there: many words tell of an incident only beside something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.incidents import lexicon
from geomap.incidents.weapons import weapon_type
from geomap.model import IncidentType, Role

if TYPE_CHECKING:
    from geomap.incidents.lexicon import TriggerPattern
    from geomap.incidents.structure import Sentence
    from geomap.incidents.triggers import Surroundings, Trigger

_SETTLEMENTS = frozenset("city town village district region province capital area airport base".split())
_DESCRIBING = frozenset({IncidentType.DISPLACEMENT, IncidentType.WITHDRAWAL})
_YEAR = re.compile(r"1[89]\d\d|20\d\d")


def needs_met(
    sentence: Sentence,
    lows: list[str],
    trigger: Trigger,
    pattern: TriggerPattern,
    around: Surroundings,
    *,
    at_war: bool,
) -> bool:
    """Whether a trigger tells of an incident in its sentence, by its type and by what its pattern needs."""
    if trigger.type is IncidentType.CEASEFIRE_AGREEMENT:
        return _agreed(sentence, lows, trigger)
    if trigger.type is IncidentType.ARMED_CLASH and _against_a_thing(lows, trigger, around):
        return False
    if trigger.type in _DESCRIBING and _describes(lows, trigger):
        return False
    if trigger.type is IncidentType.TALKS and not trigger.verbal:
        return _held(sentence, lows, trigger, around)
    needs = pattern.needs
    if needs == "war" and _of_work_or_sport(lows, trigger):
        return False
    if needs == "war":
        return at_war or _on_a_place(trigger, around, lows)
    if needs == "no_count":
        before = lows[trigger.first - 1] if trigger.first else ""
        described = before in lexicon.words("people") or before in lexicon.words("armed_people")
        counted = any(c.start < trigger.end and trigger.start < c.end for c in around.counts)
        return not counted and not described
    if needs == "place":
        return _object_place(lows, trigger, around)
    if needs == "weapon":
        return any(x in lexicon.words("weapons") for x in lows)
    if needs == "person":
        ahead = lows[trigger.last : trigger.last + 5]
        people = lexicon.words("people") | lexicon.words("armed_people") | lexicon.words("civilians")
        near = any(0 < start - trigger.end < 25 for start in around.voice_starts)
        return trigger.passive or near or any(x in people for x in ahead)
    if needs == "truce":
        return around.truce
    if needs == "crowd":
        return not any(0 <= trigger.start - start < 25 for start in around.state_starts)
    if needs == "officials":
        return around.officials >= 2 or _titles_around(lows, trigger)
    if needs == "people":
        clause = sentence.clause_of(trigger.head)
        return bool(around.counts) or any(
            w in lexicon.words("people") for w in lows[clause.first : clause.last]
        )
    return True


def _of_work_or_sport(lows: list[str], trigger: Trigger) -> bool:
    """A strike for pay, a battle on the pitch."""
    if any(w in lexicon.words("sports") for w in lows):
        return True
    if not lows[trigger.first].startswith("strike"):
        return False
    near = lows[max(0, trigger.first - 4) : trigger.last + 7]
    return any(w in lexicon.words("labour") for w in near) and weapon_type(near) is None


def _against_a_thing(lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """'the battle against measles': a fight with nobody who could fight back."""
    if trigger.last >= len(lows) or lows[trigger.last] not in {"against", "with", "over"}:
        return False
    foe = any(0 < start - trigger.end <= 30 for start in around.voice_starts)
    armed = any(w in lexicon.words("armed_people") for w in lows[trigger.last : trigger.last + 5])
    named = any(0 < t.start - trigger.end <= 30 for t in around.toponyms)
    return not (foe or armed or named)


def _describes(lows: list[str], trigger: Trigger) -> bool:
    """'displaced families', 'fleeing civilians': describes people, tells of no new flight."""
    after = lows[trigger.last] if trigger.last < len(lows) else ""
    before = lows[trigger.first - 1] if trigger.first else ""
    people = lexicon.words("people") | lexicon.words("armed_people") | {"war"}
    return trigger.verbal and (after in people or before == "internally")


def _agreed(sentence: Sentence, lows: list[str], trigger: Trigger) -> bool:
    """A truce is an incident where it is agreed, or dated; not where it is called for or broken."""
    if trigger.verbal or trigger.head != trigger.first:
        return True
    clause = sentence.clause_of(trigger.head)
    near = lows[max(clause.first, trigger.first - 7) : trigger.first]
    after = lows[trigger.last : min(clause.last, trigger.last + 6)]
    year = any(_YEAR.fullmatch(w) for w in near[-3:])
    return (
        year
        or any(w in lexicon.words("agreeing") for w in near)
        or any(w in lexicon.words("agreeing") for w in after)
    )


def _held(sentence: Sentence, lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """Talks are an incident where they are held: with a verb, a place or those who met."""
    clause = sentence.clause_of(trigger.head)
    inside = lows[clause.first : clause.last]
    start, end = sentence.clause_span(clause)
    placed = any(t.role is Role.PLACE and start <= t.start < end for t in around.toponyms)
    return any(w in lexicon.words("holding") for w in inside) and (
        placed or around.officials > 0 or "between" in inside or "peace" in inside
    )


def _titles_around(lows: list[str], trigger: Trigger) -> bool:
    before = lows[max(0, trigger.first - 8) : trigger.first]
    after = lows[trigger.last : trigger.last + 9]
    return any(w in lexicon.words("titles") for w in before) and any(
        w in lexicon.words("titles") for w in after
    )


def _on_a_place(trigger: Trigger, around: Surroundings, lows: list[str]) -> bool:
    """'the attack on Goma': a place as object makes an attack of a word that may be another."""
    if trigger.verbal:
        return False
    after = lows[trigger.last] if trigger.last < len(lows) else ""
    return after in {"on", "near", "against"} and any(
        t.role is Role.PLACE and 0 <= t.start - trigger.end < 30 for t in around.toponyms
    )


def _object_place(lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """Whether a place stands where the object is, or (in the passive) the subject."""
    ahead = lows[trigger.last : trigger.last + 4]
    if trigger.verbal and ahead[:1] == ["the"] and any(w in _SETTLEMENTS for w in ahead):
        return True
    for toponym in around.toponyms:
        if toponym.role is not Role.PLACE:
            continue
        after = toponym.start - trigger.end
        before = trigger.start - toponym.end
        if 0 <= after < 60 or ((trigger.passive or not trigger.verbal) and 0 <= before < 60):
            return True
    return False

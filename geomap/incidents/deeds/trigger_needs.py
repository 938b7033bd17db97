"""Whether what a trigger needs around it is there: many words tell of an incident only beside something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from geomap.incidents import lexicon
from geomap.incidents.deeds.weapons import weapon_type
from geomap.model import IncidentType, Role

if TYPE_CHECKING:
    from geomap.incidents.deeds.triggers import Surroundings, Trigger
    from geomap.incidents.lexicon import TriggerPattern
    from geomap.incidents.sentences.structure import Sentence

_NEAR = 25
"""Characters within which an actor goes with a trigger."""
_SETTLEMENTS = frozenset("city town village district region province capital area airport base".split())
_DESCRIBING = frozenset({IncidentType.DISPLACEMENT, IncidentType.WITHDRAWAL})
_HAPPENING = frozenset("took taken takes take occurred happened perpetrated committed carried place".split())
_CAUSING = frozenset({"in", "by", "from", "of", "after", "during"})
_BY_ACCIDENT = frozenset({"gas", "boiler", "accidental", "volcanic", "industrial"})
_COLLIDING = frozenset(
    "collided collision overturned plunged capsized derailed crashed skidded ravine landslide "
    "avalanche".split()
)
_ARMS = frozenset(
    "bomb bombs bomber bombers bombing explosives suicide mine mines missile missiles rocket rockets shell "
    "shells shelling fire fired shot grenade grenades drone drones gunmen attack attacked attacks".split()
)
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
    if trigger.type is IncidentType.TALKS and (not trigger.verbal or trigger.gerund):
        # 'The council, meeting in Geneva, condemned': where it sits, no news.
        return not trigger.verbal and _held(sentence, trigger, around)
    if _meant_otherwise(sentence, lows, trigger, around):
        return False
    if pattern.needs is None:
        return True
    return _NEEDS[pattern.needs](_Scene(sentence, lows, trigger, around, at_war))


def _meant_otherwise(sentence: Sentence, lows: list[str], trigger: Trigger, around: Surroundings) -> bool:
    """Whether the words around make something else of it: a fight with nobody, criticism, an accident."""
    if trigger.type is IncidentType.ARMED_CLASH and _against_a_thing(lows, trigger, around):
        return True
    under_fire = lows[trigger.last - 1] == "fire" and "under" in lows[trigger.first : trigger.last]
    if under_fire and _criticised(lows, trigger):
        return True
    if trigger.outcome and _describes_victims(sentence, trigger, around):
        return True
    if trigger.verbal and (trigger.outcome or trigger.generic) and by_misfortune(sentence, trigger.head):
        return True
    return trigger.type in _DESCRIBING and _describes(lows, trigger)


class _Scene(NamedTuple):
    """A trigger with all that it may need around it."""

    sentence: Sentence
    lows: list[str]
    trigger: Trigger
    around: Surroundings
    at_war: bool


def _war(scene: _Scene) -> bool:
    if _of_work_or_sport(scene.lows, scene.trigger):
        return False
    return scene.at_war or _on_a_place(scene.trigger, scene.around, scene.lows)


def _no_count(scene: _Scene) -> bool:
    trigger = scene.trigger
    before = scene.lows[trigger.first - 1] if trigger.first else ""
    described = before in lexicon.words("people") or before in lexicon.words("armed_people")
    counted = any(c.start < trigger.end and trigger.start < c.end for c in scene.around.counts)
    return not counted and not described


def _person(scene: _Scene) -> bool:
    trigger = scene.trigger
    ahead = scene.lows[trigger.last : trigger.last + 5]
    people = lexicon.words("people") | lexicon.words("armed_people") | lexicon.words("civilians")
    near = any(0 < start - trigger.end < _NEAR for start in scene.around.voice_starts)
    return trigger.passive or near or any(x in people for x in ahead)


def _crowd(scene: _Scene) -> bool:
    return not any(0 <= scene.trigger.start - start < _NEAR for start in scene.around.state_starts)


def _killer(scene: _Scene) -> bool:
    # 'two men were killed' may be an accident: somebody does it, or a weapon or an armed actor is about.
    return scene.at_war or not scene.around.arguments.nobody_acts(scene.trigger.head)


def _told(scene: _Scene) -> bool:
    # 'said that its fighters held Palma': who holds what is somebody's claim.
    at = scene.trigger.start
    return scene.at_war and any(start <= at < end for start, end in scene.around.accounts)


def _people(scene: _Scene) -> bool:
    inside = scene.sentence.lows_of(scene.sentence.clause_of(scene.trigger.head))
    return bool(scene.around.counts) or any(w in lexicon.words("people") for w in inside)


_NEEDS: Mapping[str, Callable[[_Scene], bool]] = {
    "war": _war,
    "no_count": _no_count,
    "place": lambda s: _object_place(s.lows, s.trigger, s.around),
    "weapon": lambda s: any(x in lexicon.words("weapons") for x in s.lows),
    "person": _person,
    "truce": lambda s: s.around.truce,
    "crowd": _crowd,
    "officials": lambda s: s.around.officials > 1 or _titles_around(s.lows, s.trigger),
    "killer": _killer,
    "told": _told,
    "happened": lambda s: s.trigger.definite and s.around.at_war and _happened(s.sentence, s.trigger),
    "no_attack": lambda s: not any(w in lexicon.words("harming") for w in s.lows),
    "officials_or_sides": lambda s: (
        s.around.officials > 0 or bool(s.around.state_starts) or s.around.armed_actor
    ),
    "people": _people,
}
"""What a pattern may need, by its name in the lexicon; an unknown name is an error there."""


def by_misfortune(sentence: Sentence, token: int) -> bool:
    """'The storm killed 30', 'died in a road accident': of the verb above a token, or of the token itself."""
    grammar = sentence.grammar
    verb = (
        token
        if grammar.is_verb(token)
        else next((h for h in grammar.above(token) if grammar.is_verb(h)), token)
    )
    causes = [k for k in grammar.of(verb, "obl", "nmod", "obl:agent") if grammar.preposition(k) in _CAUSING]
    subject = grammar.subject(verb)
    if subject is not None and not grammar.passive(verb):
        causes.append(subject)
    found = {sentence.all_lows[k] for k in causes}
    if _COLLIDING & set(sentence.all_lows) and not _ARMS & set(sentence.all_lows):
        return True  # 'Two buses collided; one passenger died'
    gas = any(
        sentence.all_lows[k] in {"explosion", "blast"} and sentence.all_lows[k - 1] in _BY_ACCIDENT
        for k in causes
        if k
    )
    return gas or not found.isdisjoint(lexicon.words("misfortunes"))


def _criticised(lows: list[str], trigger: Trigger) -> bool:
    """'came under fire in parliament for his remarks'."""
    ahead = lows[trigger.last : trigger.last + 8]
    return "for" in ahead and any(w in {"his", "her", "their", "its", "remarks", "comments"} for w in ahead)


def _of_work_or_sport(lows: list[str], trigger: Trigger) -> bool:
    """A strike for pay, a battle on the pitch."""
    if any(w in lexicon.words("sports") for w in lows):
        return True
    if not lows[trigger.first].startswith(("strike", "struck", "striking")):
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


def _happened(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun is said to have happened: 'took place', 'occurred', 'was committed'."""
    verb = next((h for h in sentence.grammar.above(trigger.head) if sentence.grammar.is_verb(h)), None)
    return verb is not None and sentence.all_lows[verb] in _HAPPENING


def _describes_victims(sentence: Sentence, trigger: Trigger, around: Surroundings) -> bool:
    """'bodies of people killed in the war': a participle behind a noun, with no number and no doer."""
    grammar = sentence.grammar
    if grammar.relations[trigger.head] != "acl" or trigger.gerund or grammar.agents(trigger.head):
        return False
    return not any(c.start < trigger.end and trigger.start < c.end for c in around.counts)


def _agreed(sentence: Sentence, lows: list[str], trigger: Trigger) -> bool:
    """A truce is an incident where it is agreed, or dated; not where it is called for or broken."""
    if trigger.verbal:
        return True
    grammar = sentence.grammar
    if any(_YEAR.fullmatch(w) for w in lows[max(0, trigger.first - 3) : trigger.first]):
        return True
    agreeing = lexicon.words("agreeing")
    if any(lows[k] in agreeing for k in grammar.of(trigger.head, "acl", "acl:relcl")):
        return True
    above = next((h for h in grammar.above(trigger.head) if grammar.is_verb(h)), None)
    if above is not None and lows[above] in agreeing:
        return True
    clause = sentence.clause_of(trigger.head)
    return any(lows[i] in agreeing for i in clause.tokens if -7 < i - trigger.first < 7)


def _held(sentence: Sentence, trigger: Trigger, around: Surroundings) -> bool:
    """Talks are an incident where they are held: with a verb, a place or those who met."""
    clause = sentence.clause_of(trigger.head)
    inside = sentence.lows_of(clause)
    tokens = set(clause.tokens)
    placed = any(t.role is Role.PLACE and sentence.token_at(t.start) in tokens for t in around.toponyms)
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

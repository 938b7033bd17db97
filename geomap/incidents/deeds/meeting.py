"""Mutual deeds: those who fight, talk or agree with each other; who is beaten back began."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.incidents import lexicon
from geomap.incidents.accounts.account_actors import actor_of, add_voice, can_act, doers
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.initiators import owners
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.structure import Sentence
from geomap.model import ActorKind, IncidentType

MUTUAL = frozenset(
    {
        IncidentType.ARMED_CLASH,
        IncidentType.TALKS,
        IncidentType.CEASEFIRE_AGREEMENT,
        IncidentType.PRISONER_EXCHANGE,
    }
)
_WITH = frozenset({"with", "between", "against", "among", "and", "from", "of"})
_WITH_VERB = frozenset({"with", "between", "against"})
_WARDING = frozenset("repel repelled repulse repulsed beat fend fended push pushed drove drive".split())
"""Verbs whose object attacked: 'repelled rebels', 'beat back an attack'."""
_BOTH_FIGHT = ("clash", "exchang", "trad", "skirmish", "battl", "fight", "fought", "engag", "confront")
"""Verbs by which both fight; by others ('stormed', 'ambushed') one attacks the other."""

Answer = tuple[tuple[Voice, ...], tuple[Voice, ...], str]
"""Initiators, targets, and what decided."""


def meeting(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> Answer:
    """Those who do something with or to each other.

    Parameters
    ----------
    sentence, trigger
        The trigger, whose type is one of `MUTUAL`, and its sentence.
    cast
        The actors of the sentence.
    frame
        The innermost account around the trigger, if any.
    """
    sides = _sides(sentence, trigger, cast, frame)
    if trigger.type is not IncidentType.ARMED_CLASH:
        return tuple(sides), (), "grammar"
    sides = [v for v in sides if v.sides or v.kind is ActorKind.ARMED_GROUP]
    one_way = _beaten_back(sentence, trigger, cast, frame, sides) or _attacked(
        sentence, trigger, cast, frame, sides
    )
    if one_way is not None:
        return one_way
    if len(sides) > 1 or any(len(v.sides) > 1 for v in sides):
        return tuple(sides), tuple(sides), "both fight"
    if not sides and frame is not None and frame.accused is not None:
        return (frame.accused,), (), "accusation"
    if not sides and frame is not None and frame.reciprocal and frame.speaker is not None:
        return (frame.speaker,), (frame.speaker,), "both accuse each other"
    if sides and trigger.passive:
        return (), tuple(sides), "grammar"
    return tuple(sides), (), "grammar"


def _sides(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> list[Voice]:
    """Those who meet, each side once; no mediator fights."""
    sides: list[Voice] = []
    for token in sorted(set(_heads(sentence, trigger))):
        voice = actor_of(cast, token, frame)
        if voice is None or not (can_act(voice) or voice.kind is ActorKind.PERSON):
            continue
        if voice.kind is ActorKind.MEDIATOR and trigger.type is IncidentType.ARMED_CLASH:
            continue
        if not any(v.sides and v.sides == voice.sides for v in sides):
            add_voice(sides, voice)
    return sides


def _beaten_back(
    sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None, sides: Sequence[Voice]
) -> Answer | None:
    """'The army repelled rebels': the rebels began."""
    if not trigger.verbal or trigger.passive or sentence.all_lows[trigger.first] not in _WARDING:
        return None
    subject = sentence.grammar.subject(trigger.head)
    own = doers(cast, [subject], frame) if subject is not None else ()
    return (_others(sides, own), own, "who is beaten back began") if own else None


def _attacked(
    sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None, sides: Sequence[Voice]
) -> Answer | None:
    """'The rebels stormed the army's camp', 'were ambushed by': one attacks the other."""
    grammar = sentence.grammar
    if len(sides) < 2 or not trigger.verbal or sentence.all_lows[trigger.first].startswith(_BOTH_FIGHT):
        return None
    if trigger.passive:
        by = doers(cast, grammar.agents(trigger.head), frame)
        return by, _others(sides, by), "grammar"
    subject = grammar.subject(trigger.head)
    own = doers(cast, grammar.coordinated(subject), frame) if subject is not None else ()
    return (own, _others(sides, own), "grammar") if own else None


def _others(sides: Sequence[Voice], own: Sequence[Voice]) -> tuple[Voice, ...]:
    return tuple(v for v in sides if all(v.sides != o.sides for o in own))


def _heads(sentence: Sentence, trigger: Trigger) -> list[int]:
    """The heads of all that may be those who meet, by what governs them."""
    grammar = sentence.grammar
    heads: list[int] = []
    governing = {trigger.head: _WITH}
    if trigger.verbal:
        heads += _subjects(sentence, trigger.head)
        heads += grammar.objects(trigger.head)
    else:
        heads += owners(grammar, trigger)
        verb = grammar.verb_above(trigger.head)
        same = verb is not None and sentence.clause_of(verb) is sentence.clause_of(trigger.head)
        if verb is not None and same and grammar.lows[verb] not in lexicon.words("undergoing"):
            governing.setdefault(verb, _WITH_VERB)
            brought_about = grammar.lows[verb] in lexicon.words("bringing_about")
            if brought_about or trigger.type is not IncidentType.ARMED_CLASH:
                heads += _subjects(sentence, verb)
    for governor, prepositions in governing.items():
        for kid in grammar.of(governor, "nmod", "obl", "obl:agent"):
            if grammar.preposition(kid) in prepositions or grammar.relations[kid] == "obl:agent":
                heads += grammar.coordinated(kid)
    return [h for h in heads if h not in range(trigger.first, trigger.last)]


def _subjects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    subject = sentence.grammar.subject(verb)
    return () if subject is None else sentence.grammar.coordinated(subject)

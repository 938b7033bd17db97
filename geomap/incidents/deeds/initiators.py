"""Who does what a trigger tells: its subject, its 'by', or whose noun it is ('Russian shelling')."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.incidents.accounts.account_actors import can_act, doers, is_named_in
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.grammar import Grammar
from geomap.incidents.sentences.structure import Sentence

COMING = frozenset({"come", "came", "comes", "coming"})
"""Verbs whose subject undergoes the deed: 'came under fire'."""
_GOING_WITH = frozenset({"accompanied", "backed", "supported", "preceded", "followed"})
_BESIDE = frozenset({"obl", "obl:agent", "nmod", "acl", "advcl", "conj", "amod", "obj"})
"""Relations from what goes with a deed up to the verb of that deed."""
_BROUGHT_ABOUT = frozenset({"obj", "nsubj:pass", "conj", "compound", "obl", "acl", "acl:relcl"})
"""Relations from a noun up to the verb by which it is brought about."""


def initiators(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> tuple[Voice, ...]:
    """Those who do it, by grammar alone.

    Parameters
    ----------
    sentence, trigger
        The trigger and its sentence.
    cast
        The actors of the sentence.
    frame
        The innermost account around the trigger, if any.
    """
    grammar = sentence.grammar
    by = doers(cast, grammar.agents(trigger.head), frame)
    if trigger.verbal:
        if trigger.passive or sentence.all_lows[trigger.first] in COMING:
            return by or _from(grammar, cast, trigger.head)
        subject = grammar.subject(trigger.head)
        if subject is None:
            # 'officials spoke of two people dead': a noun is told of, and who stands before it tells it.
            return _nearest_before(sentence, trigger, cast) if grammar.is_verb(trigger.head) else ()
        return doers(cast, grammar.coordinated(subject), frame) or by
    # A noun: 'Russian shelling', "Azerbaijan's drone strikes", 'X launched an attack on'.
    found = by or doers(cast, owners(grammar, trigger), frame)
    if found:
        return found
    verb = _light_verb(grammar, trigger.head)
    if verb is not None:
        if grammar.passive(verb):
            return doers(cast, grammar.agents(verb), frame)
        subject = grammar.subject(verb)
        if subject is not None and subject != trigger.head:
            return doers(cast, grammar.coordinated(subject), frame)
    return _from(grammar, cast, trigger.head) or _accompanied(trigger, cast, frame)


def owners(grammar: Grammar, trigger: Trigger) -> list[int]:
    """What stands before a noun and says whose it is."""
    inside = range(trigger.first, trigger.last)
    return [
        k
        for t in inside
        for k in grammar.of(t, "nmod:poss", "amod", "compound", "nmod")
        if k not in inside and k < trigger.first
    ]


def _accompanied(trigger: Trigger, cast: Cast, frame: Frame | None) -> tuple[Voice, ...]:
    """'the Azerbaijani side resumed its actions, accompanied by rocket fire': who does what goes with it."""
    grammar = cast.sentence.grammar
    undergone = lexicon.words("harming") | lexicon.words("undergoing")
    here = trigger.head
    for head in grammar.above(trigger.head):
        if grammar.relations[here] not in _BESIDE:
            return ()
        if grammar.is_verb(head) and grammar.lows[head] not in _GOING_WITH:
            if grammar.passive(head) or grammar.lows[head] in undergone:
                return ()
            subject = grammar.own_subject(head)
            if subject is None or not (frame is None or is_named_in(cast, subject, frame)):
                return ()
            return doers(cast, grammar.coordinated(subject), frame)
        here = head
    return ()


def _from(grammar: Grammar, cast: Cast, head: int) -> tuple[Voice, ...]:
    """'came under fire from X', 'rockets from Gaza': who is named with 'from'."""
    return doers(cast, [k for k in grammar.of(head, "obl", "nmod") if grammar.preposition(k) == "from"])


def _nearest_before(sentence: Sentence, trigger: Trigger, cast: Cast) -> tuple[Voice, ...]:
    """Where the tree has no subject at all: the last actor of the clause before the verb."""
    clause = set(sentence.clause_of(trigger.head).tokens)
    for token in range(trigger.first - 1, -1, -1):
        voice = cast.named(token)
        if voice is not None and token in clause:
            governed = sentence.grammar.preposition(token) not in {"", "by"}
            return () if governed or not can_act(voice) else (voice,)
    return ()


def _light_verb(grammar: Grammar, noun: int) -> int | None:
    """The verb by which a noun is brought about: 'launched an attack', 'opened artillery fire'."""
    bringing = lexicon.words("bringing_about")
    here = noun
    for head in grammar.above(noun):
        if grammar.relations[here] not in _BROUGHT_ABOUT:
            return None
        if grammar.is_verb(head):
            return head if grammar.lows[head] in bringing else None
        here = head
    return next((k for k in grammar.of(noun, "acl") if grammar.lows[k] in bringing), None)

"""Who and what is acted upon: the parties harmed by a deed, and the things it hits."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.incidents.accounts.account_actors import victims
from geomap.incidents.accounts.frames import Frame
from geomap.incidents.actors.speakers import Cast
from geomap.incidents.actors.voices import Voice
from geomap.incidents.deeds.initiators import COMING
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.sentences.grammar import Grammar
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType

_AIMED = frozenset({"on", "against", "at", "upon", "towards"})
_MOVEMENT = frozenset({IncidentType.DISPLACEMENT, IncidentType.CASUALTIES_REPORT, IncidentType.HUMANITARIAN})
"""What befalls people without being aimed at a party."""


def targets(sentence: Sentence, trigger: Trigger, cast: Cast, frame: Frame | None) -> tuple[Voice, ...]:
    """The parties against whom it was done.

    Parameters
    ----------
    sentence, trigger
        The trigger and its sentence.
    cast
        The actors of the sentence.
    frame
        The innermost account around the trigger, if any.
    """
    if trigger.type in _MOVEMENT:
        return ()
    heads = _by_verb(sentence, trigger) if trigger.verbal else _aimed(sentence.grammar, trigger)
    found = victims(cast, heads, frame)
    if found or trigger.verbal:
        return found
    return victims(cast, _by_verb_above(sentence.grammar, trigger), frame)


def things_of(sentence: Sentence, trigger: Trigger) -> tuple[str, ...]:
    """The nouns that are acted upon, in lower case.

    'camp' of 'bombed a French camp', 'oqueli' of 'murder of Oqueli'.

    Parameters
    ----------
    sentence, trigger
        The trigger and its sentence.
    """
    grammar = sentence.grammar
    found: dict[str, None] = {}
    for head in _hit(grammar, trigger):
        low = grammar.lows[head]
        if low in {"it", "them"} or grammar.is_noun(head):
            found[low] = None
        if grammar.is_noun(head):
            first, last = grammar.name_phrase(head)
            found.update((grammar.lows[i], None) for i in range(first, last) if grammar.tags[i] == "PROPN")
    return tuple(found)


def _by_verb(sentence: Sentence, trigger: Trigger) -> list[int]:
    """What a verb acts upon: its objects and what it is aimed at; who 'came under fire' is its subject."""
    grammar = sentence.grammar
    if sentence.all_lows[trigger.first] in COMING:
        return _subject(grammar, trigger.head)
    aimed = [k for k in grammar.of(trigger.head, "obl") if grammar.preposition(k) in _AIMED]
    return [*grammar.objects(trigger.head), *aimed]


def _aimed(grammar: Grammar, trigger: Trigger) -> list[int]:
    """What a noun is aimed at: 'the attack on the convoy', 'the shelling of Armenian forces'."""
    behind = grammar.of(trigger.head, "nmod", "obl")
    return [k for k in behind if grammar.preposition(k) in _AIMED | {"of"}]


def _by_verb_above(grammar: Grammar, trigger: Trigger) -> list[int]:
    """Whom a noun hits by its verb: 'launched a strike against X', 'X suffered a raid', 'a raid killed X'."""
    verb = grammar.verb_above(trigger.head)
    if verb is None:
        return []
    low = grammar.lows[verb]
    if low in lexicon.words("bringing_about"):
        return [k for k in grammar.of(verb, "obl") if grammar.preposition(k) in _AIMED]
    if low in lexicon.words("undergoing"):
        return _subject(grammar, verb)
    if low in lexicon.words("harming"):
        return [o for o in grammar.objects(verb) if o != trigger.head]
    return []


def _subject(grammar: Grammar, verb: int) -> list[int]:
    subject = grammar.subject(verb)
    return [] if subject is None else [subject]


def _hit(grammar: Grammar, trigger: Trigger) -> list[int]:
    """The heads of all that a trigger acts upon, parties or not."""
    head = trigger.head
    if trigger.verbal:
        heads = list(grammar.objects(head))
        heads += [k for k in grammar.of(head, "obl") if grammar.preposition(k) in {"at", "on"}]
        if grammar.relations[head] == "acl":
            heads.append(grammar.heads[head])  # 'a grenade thrown into a bar'
        return heads
    of = [k for k in grammar.of(head, "nmod") if grammar.preposition(k) == "of"]
    return [*(c for k in of for c in grammar.coordinated(k)), *grammar.of(head, "nmod:poss")]

"""Whether a place belongs to a noun that tells what happened: 'the blast at a hotel in the town of X'.

'The rebels claimed the attack through their office in X' says nothing of where the attack was.
"""

from __future__ import annotations

from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.places.placing import Placing
from geomap.incidents.sentences.structure import Sentence

_RIGHT_BEHIND = 12
"""Characters between a noun and the place that it has of its own: 'the attack on X', 'the blast in X'."""
_WITHIN_PHRASE = frozenset({"nmod", "compound", "flat", "amod", "appos", "conj"})
"""Relations from a name up to the noun whose phrase it belongs to."""
_OF_A_PLACE = frozenset(
    "in at near on of against outside inside around off along between beside within over".split()
)
"""Prepositions of a place within the phrase of a deed; 'through its office in X' is none."""


def belongs_to_noun(sentence: Sentence, trigger: Trigger, placing: Placing) -> bool:
    """Whether a place stands right behind a noun or hangs from it.

    Parameters
    ----------
    sentence, trigger
        The noun that tells what happened, and its sentence.
    placing
        The place chosen for it.
    """
    if placing.start < trigger.end:
        return False
    if placing.start - trigger.end <= _RIGHT_BEHIND:
        return True
    grammar = sentence.grammar
    here = sentence.token_at(placing.start)
    for above in grammar.above(here):
        if grammar.relations[here] not in _WITHIN_PHRASE:
            return False
        if grammar.relations[here] == "nmod" and grammar.preposition(here) not in _OF_A_PLACE:
            return False
        if trigger.first <= above < trigger.last:
            return True
        here = above
    return False

"""The preposition that governs a place name, and so says how a happening lies to it."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Toponym

_PREPOSITIONS = frozenset(
    "in near at from to by on around across outside into against between with through over towards toward "
    "along within inside off for".split()
)
_BESIDE = frozenset({"close", "next", "adjacent"})  # with 'to' behind them
_ATTACKED = frozenset("hit struck targeting hitting striking shelling shelled outskirts".split())
_ATTACK_OF = frozenset({"shelling", "bombardment", "bombing"})
_BEARINGS = frozenset(
    "east west north south north-east north-west south-east south-west northeast northwest southeast "
    "southwest".split()
)
_LEADS = 40
"""Characters from the start of a sentence within which a bearing leads it."""
_FURTHEST_BACK = 14  # words between a preposition and the last name of the list that it governs

_PLACED = {"between": "between", "halfway": "between", "off": "off"}
"""Relation -> what a phrase of it is governed by where nothing stands before it."""


def preposition_of(sentence: Sentence, toponym: Toponym) -> str:
    """The preposition that governs a toponym, found through lists ('in Barda, Ganja and X').

    Of a phrase that gives a place through others ('on the road from X to Y') it is the one that
    governs the phrase; where none does, the phrase says itself that it is a place ('between X and Y').
    """
    if toponym.ground is None or toponym.ground.start == toponym.start:
        if toponym.relation == "near" and toponym.distance_km is not None:
            return "near"  # '12 miles from X'
        return _preposition_at(sentence, toponym.start)
    return _preposition_at(sentence, toponym.ground.start) or _PLACED.get(toponym.relation, "")


def _preposition_at(sentence: Sentence, start: int) -> str:
    """The preposition that governs what begins at a character; '' if there is none."""
    i = sentence.token_at(start) - 1
    steps = 0
    while i >= 0 and steps < _FURTHEST_BACK:
        token = sentence.tokens[i]
        low = token.low
        if low == "to" and i and sentence.tokens[i - 1].low in _BESIDE:
            return "near"
        if low in _PREPOSITIONS:
            return low
        if low == "of":
            head = sentence.tokens[i - 1].low if i else ""
            if head in _BEARINGS and start - sentence.span.start < _LEADS:
                return "near"  # 'Some 30 km east of X, jets bombed'
            if head not in lexicon.words("between_preposition_and_name") and head not in _ATTACK_OF:
                return "of"
        elif low in _ATTACKED:
            return "hit"
        elif (
            low not in lexicon.words("between_preposition_and_name")
            and low != ","
            and not token.capitalised
            and not low.isdigit()
            and low != "km"
        ):
            return ""
        i -= 1
        steps += 1
    return ""

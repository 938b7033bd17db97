"""The word by which a verb takes up what was told before: 'denied the accusation', 'claimed both attacks'."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.sentences.structure import Sentence
from geomap.model import Act

_ANSWERS = frozenset({Act.DENIES, Act.CONFIRMS, Act.ADMITS})
_CLOSING = frozenset({",", ".", ";", ")", "--", "—", "–"})
_REACH = 6
"""Words behind a verb among which the word stands."""


def claimed_deed(sentence: Sentence, cue: Cue) -> str | None:
    """The deed that somebody claims for his own, or None."""
    grammar, lows = sentence.grammar, sentence.all_lows
    if not lows[cue.first].startswith("claim") or grammar.of(cue.head, "ccomp"):
        return None
    found = [lows[k] for k in grammar.of(cue.head, "obj") if k > cue.head]
    if not found or found[0] not in lexicon.anaphors():
        return None
    return "both" if lows[cue.last : cue.last + 1] == ["both"] else found[0]


def answered(sentence: Sentence, cue: Cue) -> str | None:
    """The word by which a denial or confirmation takes up something said before; empty without an object."""
    if cue.act not in _ANSWERS:
        return None
    rest = sentence.lows(cue.last, cue.last + _REACH)
    if not rest or rest[0] in {".", ",", ";"} or (rest[0] in {"and", "but"} and cue.act is Act.DENIES):
        return ""
    if rest[0] == "that" and len(rest) > 1 and rest[1] not in {".", ",", ";", "too"}:
        # 'denied that it ...' tells something itself; 'denied that.' takes it up.
        return None
    if "both" in rest and lexicon.anaphors() & set(rest):
        return "both"
    for word, following in zip(rest, (*rest[1:], "."), strict=True):
        if word == "that":
            return word if following in _CLOSING else None
        if word in {"it", "this", "they"} and (
            following in lexicon.words("auxiliaries") or following.endswith("ed")
        ):
            return None  # 'denied it had shelled X'
        if word in lexicon.anaphors():
            return word
        if word.endswith("ing"):
            return None
    return None

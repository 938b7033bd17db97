"""Where the patterns of triggers match, and whether a word stands there as the verb or noun it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.incidents import lexicon
from geomap.incidents.deeds.triggers import Trigger
from geomap.incidents.lexicon import TriggerPattern
from geomap.incidents.sentences.structure import Sentence
from geomap.model import IncidentType

_GAP = 4
"""Words that '~' in a phrase may stand for."""
_BREAKS = frozenset(". , ; : that who which between over with in near around as after came and".split())
"""Words that cannot stand inside a phrase such as 'fight ~ rebels'."""
_DEFINITE = frozenset("the this that these those its their his her such both".split())
_VERBAL = frozenset({"base", "s", "past", "pp", "ing"})
_ATTRIBUTIVE = frozenset({"amod", "compound"})
_OF_NOUNS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "root"})


def triggers_at(sentence: Sentence, token: int) -> Iterator[tuple[Trigger, TriggerPattern]]:
    """Every pattern that matches at a token and stands there as the kind of word that it is.

    Parameters
    ----------
    sentence
        The sentence.
    token
        The first word of the phrase.
    """
    lows = sentence.all_lows
    for pattern in lexicon.triggers().get(lows[token], ()):
        last = _end_of(lows, token, pattern) if pattern.rest else token + 1
        if last is not None and _fits(sentence, token, last, pattern):
            yield _trigger(sentence, token, last, pattern), pattern


def _end_of(lows: Sequence[str], first: int, pattern: TriggerPattern) -> int | None:
    """The token after the match of a pattern, or None; '~' in it stands for up to four words."""
    at = first + 1
    gap = False
    for word in pattern.rest:
        if word == "~":
            gap = True
            continue
        reach = _GAP + 1 if gap else 1
        for found in range(at, min(at + reach, len(lows))):
            if _same(lows[found], word):
                break
        else:
            return None
        if found > at and not _BREAKS.isdisjoint(lows[at:found]):
            return None
        at = found + 1
        gap = False
    return at


def _same(low: str, word: str) -> bool:
    if low == word:
        return True
    return low[0] == word[0] and (low == lexicon.plural(word) or (low[-1] == "s" and low[:-1] == word))


def _fits(sentence: Sentence, first: int, last: int, pattern: TriggerPattern) -> bool:
    """Whether a word stands as the verb or noun that a pattern wants, and nothing beside it forbids it."""
    lows, grammar = sentence.all_lows, sentence.grammar
    if (lows[first - 1] if first else "") in pattern.not_prev:
        return False
    if any(tuple(lows[last : last + len(words)]) == words for words in pattern.not_next):
        return False
    if pattern.kind == "noun":
        return bool(pattern.rest) or _is_noun(sentence, first)
    if pattern.kind in {"base", "s"}:
        return grammar.is_verb(first)
    if _attributive(sentence, first):
        return False
    if pattern.kind == "ing":
        return not (grammar.is_noun(first) and _nominal(sentence, first))
    return grammar.is_verb(first) or not grammar.is_noun(first) or bool(pattern.rest)


def _is_noun(sentence: Sentence, token: int) -> bool:
    """Whether a word stands as a noun of its own, in no name: 'an attack', 'the shelling of'."""
    if sentence.grammar.is_noun(token):
        return not _in_name(sentence, token)
    return sentence.all_lows[token].endswith("ing") and _nominal(sentence, token)


def _in_name(sentence: Sentence, token: int) -> bool:
    """Whether a capitalised word is part of a longer name ('Operation Storm', 'Attack Squadron')."""
    if not sentence.tokens[token].capitalised or token == 0:
        return False
    if all(w.isupper() for w in sentence.words if w.isalpha() and len(w) > 1):
        return False
    return sentence.tokens[token - 1].capitalised or (
        token + 1 < len(sentence.tokens) and sentence.tokens[token + 1].capitalised
    )


def _nominal(sentence: Sentence, token: int) -> bool:
    """Whether an -ing form stands as a noun: 'the shelling of', 'heavy fighting'."""
    grammar = sentence.grammar
    if grammar.of(token, "obj", "aux"):
        return False
    if grammar.of(token, "det", "amod", "nmod:poss", "compound"):
        return True
    if sentence.all_lows[token] == "meeting":
        return False  # 'ministers meeting in Geneva'
    return grammar.relations[token] in _OF_NOUNS


def _attributive(sentence: Sentence, token: int) -> bool:
    """'a targeted attack', 'the besieged town': a participle before a noun is an adjective."""
    grammar = sentence.grammar
    return grammar.relations[token] in _ATTRIBUTIVE and grammar.heads[token] > token


def _trigger(sentence: Sentence, first: int, last: int, pattern: TriggerPattern) -> Trigger:
    """The record of a match."""
    verbal = pattern.kind in _VERBAL
    lows, grammar = sentence.all_lows, sentence.grammar
    head = first
    if not verbal and pattern.rest and not {"of", "and"} & set(pattern.rest):
        head = last - 1
    begin = first if verbal else grammar.name_phrase(head)[0]
    generic = pattern.type == "attack"
    return Trigger(
        type=IncidentType.OTHER_VIOLENCE if generic else IncidentType(pattern.type),
        first=first,
        last=last,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last - 1].end,
        verbal=verbal,
        # 'hit' and 'shot' are written alike in all tenses: the tree tells, not the form.
        passive=verbal and pattern.kind != "ing" and grammar.passive(first),
        gerund=pattern.kind == "ing",
        definite=not verbal and any(lows[i] in _DEFINITE for i in range(max(0, begin - 1), head)),
        generic=generic,
        head=head,
        outcome=verbal and lows[first] in lexicon.words("outcomes"),
        rule=f'{pattern.type}: {"verb" if verbal else "noun"} "{pattern.phrase}"',
    )

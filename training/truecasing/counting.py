"""The usual case of words, counted where it tells: not at the beginning of a sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from geomap.recognition.truecasing.lexicon import AMBIGUOUS
from geomap.recognition.truecasing.pieces import CAPITAL, pieces_of, plain_key, shape_of

#: A word is of one case if so many of its occurrences are.
SURE = 0.985
#: Words that occur less often are fitted as unknown ones.
LEAST = 3
_SMALL_SHARE = 0.35
_POSSESSIVES = ("'s", "’s")

Counts = Mapping[str, Counter[str]]


def is_usual(text: str) -> bool:
    """Whether a sentence is written in the usual way, neither in capitals nor as a headline."""
    words = [text[p.start : p.end] for p in pieces_of(text) if text[p.start].isalpha()]
    return sum(map(str.islower, words)) >= _SMALL_SHARE * len(words)


def count(texts: Iterable[str]) -> Counts:
    """How often each word is written how, by its small form."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if not is_usual(text):
            continue
        for piece in pieces_of(text):
            word = text[piece.start : piece.end]
            if piece.opens or not word[0].isalpha() or "." in word or len(word) < 2:
                continue
            counts[piece.key][word[:-2] if word.endswith(_POSSESSIVES) else word] += 1
    return counts


def class_of(counted: Counter[str]) -> str:
    """The class of a word by how it is written."""
    every = counted.total()
    by_case: Counter[str] = Counter()
    for word, times in counted.items():
        by_case[shape_of(word)] += times
    case, times = min(by_case.items(), key=lambda item: (-item[1], item[0]))
    return case if times >= SURE * every else AMBIGUOUS


def own_forms(counts: Counts) -> dict[str, str]:
    """Words with a capital within, by their small form ('mccain': 'McCain')."""
    forms = {}
    for key, counted in counts.items():
        word, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
        inner = word[1:]
        plain = inner == inner.lower() or "'" in word or "’" in word
        if shape_of(word) == CAPITAL and not plain and 2 * times > counted.total() and plain_key(word) == key:
            forms[key] = word
    return forms

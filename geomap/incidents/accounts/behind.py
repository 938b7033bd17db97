"""Speakers who stand behind what they say: '..., the army said on Monday', '"...," said the mayor'.

The order of the words tells it more surely than the tree, which takes such a speaker for a part of
what is said in one sentence out of five.
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.incidents.accounts.cueing import Cue
from geomap.incidents.sentences.structure import Sentence, is_quote
from geomap.model import Act

_CLOSING = frozenset({".", ";", ",", ")", "--", "—", "–", ":"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})
_NOT_SPEAKERS = frozenset({"that", "there", "what", "which", "who", "when", "where", "how", "if", "nothing"})
_LONGEST = 16
"""Words of a speaker with all that describes him."""
_TAIL = 9
"""Words behind the verb ('on Monday in a report') up to the next mark."""
_LEAST_SAID = 3


@dataclass(frozen=True, slots=True)
class Behind:
    """A speaker behind his words: the head of his name, and the characters of what he says."""

    head: int
    content: tuple[int, int]


def speaker_behind(sentence: Sentence, cue: Cue) -> Behind | None:
    """The speaker who stands behind what is said, or None where the order is the usual one."""
    if cue.gerund or cue.passive:
        return None
    return _before_verb(sentence, cue) or _after_verb(sentence, cue)


def _before_verb(sentence: Sentence, cue: Cue) -> Behind | None:
    """'..., the army said', '..., villagers who had fled said on Monday'."""
    mark = _mark_before(sentence, cue.first)
    if mark is None or not _ends(sentence, cue.last):
        return None
    head = _head_of(sentence, mark + 1, cue.first)
    if head is None or not _says_something(sentence, mark):
        return None
    return Behind(head, (sentence.span.start, sentence.tokens[mark].start))


def _after_verb(sentence: Sentence, cue: Cue) -> Behind | None:
    """'..., said the army', '..., according to': the verb right behind a mark, the speaker behind it."""
    lows = sentence.all_lows
    mark = cue.first - 1
    if cue.act is not Act.REPORTS or _closes_insertion(sentence, mark):
        return None
    if mark < 0 or not (lows[mark] == "," or is_quote(lows[mark])) or cue.last >= len(lows):
        return None
    if lows[cue.last] in _NOT_SPEAKERS or not _says_something(sentence, mark):
        return None
    last = cue.last
    while last < len(lows) and lows[last] not in _CLOSING and last - cue.last < _LONGEST:
        last += 1
    head = _head_of(sentence, cue.last, last)
    if head is None or any(_finite(sentence, i) for i in range(cue.last, head)):
        return None
    if head + 1 < last and (
        _finite(sentence, head + 1) or lows[head + 1] in {"had", "has", "have", "was", "were"}
    ):
        return None  # 'refugees, from Gori, said Russian troops had ...'
    return Behind(head, (sentence.span.start, sentence.tokens[mark].start))


def _closes_insertion(sentence: Sentence, mark: int) -> bool:
    """Whether a comma ends what was put in: 'The agency, which has its seat in Geneva, reported'."""
    lows = sentence.all_lows
    for i in range(mark - 1, max(-1, mark - _LONGEST), -1):
        if lows[i] == "," and i + 1 < mark:
            return lows[i + 1] in _RELATIVE or not any(_finite(sentence, j) for j in range(i))
    return False


def _mark_before(sentence: Sentence, verb: int) -> int | None:
    """The comma or quotation mark before a speaker; None if a verb stands between that describes nobody."""
    lows = sentence.all_lows
    described = False
    for i in range(verb - 1, max(-1, verb - _LONGEST - 1), -1):
        if lows[i] == "," or is_quote(lows[i]):
            if i + 1 < verb and lows[i + 1] in _RELATIVE:
                return None
            return None if described and not _has_relative(sentence, i, verb) else i
        if lows[i] in {";", ":", "that", "and", "but", "while"}:
            return None
        if _finite(sentence, i):
            described = True
    return None


def _has_relative(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.all_lows[i] in _RELATIVE for i in range(first + 1, last))


def _finite(sentence: Sentence, token: int) -> bool:
    return sentence.grammar.tags[token] in {"VBD", "VBZ", "VBP", "AUX", "MD"}


def _head_of(sentence: Sentence, first: int, last: int) -> int | None:
    """The head of a noun phrase by the order of its words: the last noun of the first run of nouns."""
    grammar, lows = sentence.grammar, sentence.all_lows
    head = None
    for i in range(first, last):
        if lows[i] in _PRONOUNS:
            return i if head is None else head
        if grammar.is_noun(i):
            head = i
        elif head is not None and (
            grammar.tags[i].startswith(("ADP", "SCONJ", "PUNCT", "WH")) or lows[i] in _RELATIVE
        ):
            return head
        elif grammar.tags[i].startswith(("ADP", "SCONJ", "CCONJ")) and head is None:
            return None
    return head


def _says_something(sentence: Sentence, mark: int) -> bool:
    """Whether the words before a mark tell something: a verb, and more than a place or day that leads."""
    grammar = sentence.grammar
    begin = next((i + 1 for i in range(mark - 1, -1, -1) if sentence.all_lows[i] == ";"), 0)
    if mark - begin < _LEAST_SAID:
        return False
    return any(grammar.is_verb(i) for i in range(begin, mark)) and not _subordinate(sentence, begin, mark)


def _subordinate(sentence: Sentence, begin: int, mark: int) -> bool:
    """'After the army had left, the mayor said': a clause that leads, and is not what is said."""
    first = sentence.all_lows[begin]
    return first in {
        "after",
        "before",
        "when",
        "while",
        "as",
        "although",
        "though",
        "since",
        "asked",
        "speaking",
    } and not any(sentence.all_lows[i] == "," for i in range(begin, mark))


def _ends(sentence: Sentence, after: int) -> bool:
    """Whether nothing is said behind the verb: a mark follows at once, or after 'on Monday in a report'."""
    lows = sentence.all_lows
    for i in range(after, min(after + _TAIL, len(lows))):
        if lows[i] in _CLOSING or is_quote(lows[i]):
            return True
        if _finite(sentence, i) or lows[i] in {"that", "it", "they", "he", "she"}:
            return False
    return after >= len(lows) or len(lows) - after < _TAIL

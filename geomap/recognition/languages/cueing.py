"""What stands beside a name in its own language: feature words, relations, distances."""

from __future__ import annotations

from collections.abc import Sequence, Set

from geomap.recognition.cues import Cues
from geomap.recognition.languages.grammar import Grammar
from geomap.recognition.languages.walking import Found
from geomap.recognition.tokens import Token

_CLOSE = frozenset(("", " ", "-", "\n", "\u00a0", " «", ' "', " “", "'", "’", "\u2011"))
_REACH = 7
_LONGEST_PHRASE = 5
_CASES = frozenset(("in", "from", "to"))


def read_cues(tokens: Sequence[Token], found: Found, grammar: Grammar, taken: Set[int] = frozenset()) -> Cues:
    """The cues around a name, its case among them.

    Parameters
    ----------
    tokens, found, grammar
        Of the text, the name, of its language.
    taken
        Indices of the tokens of all names: 'района' of 'Тертерского района' is no cue for what follows.
    """
    name, words = found.name, grammar.words
    before = _before(tokens, name.first, grammar, taken)
    after = _after(tokens, name.last)
    word = found.cue
    if grammar.cues_after:
        relation, locative = _relation_after(after, grammar)
        word = word or next((cue for w in after[:2] if (cue := words.cue(w)) is not None), None)
        assailed = False
        distance = None
        if relation is None and found.case == "from":
            relation = "from"
        locative = locative or (bool(after) and after[0] in words.people)
    else:
        relation, locative, lead = _relation_before(before, grammar)
        rest = _without_connectors(before, grammar)
        word = word or (words.cue(rest[-1]) if rest else None)
        if word is not None and word == words.cue(rest[-1] if rest else "") and len(rest) > 1:
            # 'в селе X', 'près du village de X': what leads to the feature word leads to the name.
            lead_relation, lead_locative, lead = _relation_before(rest[:-1], grammar)
            relation, locative = lead_relation or relation, lead_locative or locative
        assailed = bool(rest) and rest[-1] in words.assailed
        locative = locative or (bool(rest) and rest[-1] in words.people)
        distance = _kilometres(lead, grammar) if relation not in {None, "between", "border"} else None
    if found.case == "in" and not locative and grammar.code in _SAYING_CASES:
        locative = True
    if found.case in _CASES and grammar.cues_after:
        locative = True
    return Cues(
        word, relation or "in", distance, None, locative or relation not in {None, "border"}, assailed
    )


# Languages where an ending says by itself that it is of place: in the others prepositions do.
_SAYING_CASES = frozenset(("az", "tr", "hy", "ar"))


def _before(tokens: Sequence[Token], first: int, grammar: Grammar, taken: Set[int]) -> list[str]:
    """Folded words that lead to a name without a break, in their order."""
    found: list[str] = []
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens[j + 1].gap not in _CLOSE or (j in taken and not tokens[j].capital):
            break
        word = tokens[j].text if tokens[j].text[0].isdigit() else tokens[j].folded
        found.append(_unjoined(word, grammar))
    found.reverse()
    return found


def _unjoined(word: str, grammar: Grammar) -> str:
    """The word, without what is written together with it where only the rest is known."""
    if grammar.unjoined is None or _is_known(word, grammar):
        return word
    return next((rest for rest in grammar.unjoined(word) if _is_known(rest, grammar)), word)


def _is_known(word: str, grammar: Grammar) -> bool:
    words = grammar.words
    return (
        word in words.relations
        or word in words.locative
        or words.cue(word) is not None
        or word in words.assailed
        or word in words.people
    )


def _after(tokens: Sequence[Token], last: int) -> list[str]:
    found: list[str] = []
    for token in tokens[last + 1 : last + 4]:
        if token.gap not in _CLOSE:
            break
        found.append(token.folded)
    return found


def _without_connectors(before: Sequence[str], grammar: Grammar) -> list[str]:
    rest = list(before)
    while rest and rest[-1] in grammar.words.connector:
        rest.pop()
    return rest


def _relation_before(before: Sequence[str], grammar: Grammar) -> tuple[str | None, bool, Sequence[str]]:
    """Relation, whether it is of place, and the words before it."""
    words = grammar.words
    text = list(before)
    for shift in range(3):
        # An article or preposition may stand between: 'près de la ville', 'autour de l’Ukraine'.
        rest = text[: len(text) - shift]
        if shift and (not rest or text[len(rest)] not in words.connector):
            break
        for length in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
            relation = words.relations.get(" ".join(_joined(rest[-length:])))
            if relation is not None:
                return relation, True, rest[:-length]
        if rest and rest[-1] in words.locative:
            return None, True, rest[:-1]
    return None, False, text


def _joined(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ") for word in words]


def _relation_after(after: Sequence[str], grammar: Grammar) -> tuple[str | None, bool]:
    words = grammar.words
    for i, word in enumerate(after):
        relation = words.relations.get(word)
        if relation is not None:
            return relation, True
        if word in words.locative:
            return None, True
        if i and words.cue(word) is None:
            break
        if not i and words.cue(word) is None and word in words.stop:
            break
    return None, False


def _kilometres(lead: Sequence[str], grammar: Grammar) -> float | None:
    """The distance that ``lead`` ends in: 'в 12 км', 'à 12 kilomètres'."""
    for i in (len(lead) - 1, len(lead) - 2):
        if i >= 1 and lead[i] in grammar.words.km and lead[i - 1][0].isdigit():
            try:
                return float(lead[i - 1].replace(",", "."))
            except ValueError:
                return None
    return None

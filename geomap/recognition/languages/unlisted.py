"""Names that the gazetteer lacks, believed for the noun beside them: 'в селе Невідоме', 'Filan köyü'."""

from __future__ import annotations

from collections.abc import Sequence, Set

from geomap.recognition.languages.grammar import Grammar
from geomap.recognition.languages.walking import Found
from geomap.recognition.names import Name, NameFacts
from geomap.recognition.tokens import Token

#: What settlements and units are called; beside a river or an airport many things are named.
_BELIEVED = frozenset(
    (
        *"village settlement city town municipality".split(),
        *"district oblast province governorate department territory".split(),
    )
)
_MOST = 3
_LEAST = 3


def unlisted_names(tokens: Sequence[Token], taken: Set[int], grammar: Grammar) -> list[Found]:
    """The capitalised words beside a settlement's or unit's noun that are part of no other name.

    Parameters
    ----------
    tokens, grammar
        Of the text, of its language. In a script without capitals nothing is found.
    taken
        Indices of the tokens that are part of names found.
    """
    if grammar.caseless:
        return []
    found: list[Found] = []
    for i, token in enumerate(tokens):
        if token.capital or token.text[0].isdigit() or grammar.words.cue(token.folded) not in _BELIEVED:
            continue
        span = _before(tokens, i, grammar) if grammar.cues_after else _after(tokens, i, grammar)
        if span is None or not taken.isdisjoint(range(span[0], span[1] + 1)):
            continue
        first, last = span
        key = " ".join(t.folded for t in tokens[first : last + 1])
        name = Name(first, last, tokens[first].start, tokens[last].end, key, NameFacts())
        found.append(Found(name))
    return found


def _after(tokens: Sequence[Token], cue: int, grammar: Grammar) -> tuple[int, int] | None:
    first = cue + 1
    while (
        first < len(tokens) and tokens[first].gap == " " and tokens[first].folded in grammar.words.connector
    ):
        first += 1
    if first >= len(tokens) or not _is_name(tokens, first, grammar, " '’"):
        return None
    last = first
    while last + 1 < len(tokens) and last + 1 - first < _MOST and _joined(tokens, last + 1, grammar):
        last += 1
    return first, last


def _before(tokens: Sequence[Token], cue: int, grammar: Grammar) -> tuple[int, int] | None:
    last = cue - 1
    if last < 0 or tokens[cue].gap != " " or not _is_name(tokens, last, grammar):
        return None
    first = last
    while (
        first > 0
        and last - first + 1 < _MOST
        and _joined(tokens, first, grammar)
        and tokens[first - 1].capital
    ):
        first -= 1
    if tokens[first].opens and first != last:
        first += 1  # what opens the sentence need not be a name
    return first, last


def _joined(tokens: Sequence[Token], i: int, grammar: Grammar) -> bool:
    """Whether a token goes on with the name before it."""
    token = tokens[i]
    return token.gap == "-" or (token.gap == " " and _is_name(tokens, i, grammar))


def _is_name(tokens: Sequence[Token], i: int, grammar: Grammar, gaps: str = "") -> bool:
    token, words = tokens[i], grammar.words
    return (
        token.capital
        and not token.upper
        and not token.shouted
        and len(token.folded) >= _LEAST
        and not token.possessive
        and (not gaps or token.gap in gaps)
        and token.folded not in words.stop
        and token.folded not in words.office
        and token.folded not in words.given
    )

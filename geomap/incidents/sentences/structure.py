"""A sentence as incidents need it: its tokens, and through the parser's tree its clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from geomap.incidents.sentences.clauses import Clause
from geomap.incidents.sentences.grammar import Grammar
from geomap.model import Span
from geomap.syntax import parse as parse_syntax

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+(?!\w)|\w+(?:[.'’\-]\w+)*(?:(?<=\.[A-Za-z])\.|(?<=s)['’](?=[ \n]))?|--+|\S"
)
BE = frozenset("is are was were be been being get got gets".split())
_UNCONNECTED = 9
_QUOTES = frozenset('"“”„«»')


class Token(NamedTuple):
    """A word or mark: its span in the document and its lower-case form, possessive s left off."""

    start: int
    end: int
    low: str
    possessive: bool = False
    capitalised: bool = False


class Sentence:
    """A sentence with its tokens and, once it is parsed, its grammar.

    Parameters
    ----------
    index
        Its number in the document.
    span
        Where it stands.
    text
        The document's text.
    """

    def __init__(self, index: int, span: Span, text: str) -> None:
        self.index = index
        self.span = span
        self._text = text
        self._grammar: Grammar | None = None

    @cached_property
    def starts(self) -> list[int]:
        """Where its words and marks begin."""
        return [t.start for t in self.tokens]

    @property
    def low_text(self) -> str:
        """Its words in lower case."""
        return self._text[self.span.start : self.span.end].lower()

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and marks."""
        return tuple(_without_abbreviations(_tokens(self._text, self.span)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens as they are written, for the parser."""
        return tuple(self._text[t.start : t.end] for t in self.tokens)

    @cached_property
    def all_lows(self) -> list[str]:
        """The tokens in lower case, possessive s left off."""
        return [t.low for t in self.tokens]

    @property
    def parsed(self) -> bool:
        """Whether its tree is there."""
        return self._grammar is not None

    @property
    def grammar(self) -> Grammar:
        """Its tree; parsed now if `parse_all` did not see to it before."""
        if self._grammar is None:
            self._grammar = _grammars([self])[0]
        return self._grammar

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses in the order of their first tokens."""
        return self.grammar.clauses[0]

    def steps(self, one: int, other: int) -> int:
        """How many relations lie between two tokens in the tree; many if none connects them."""
        grammar = self.grammar
        up = {one: 0} | {token: step for step, token in enumerate(grammar.above(one), start=1)}
        for step, token in enumerate((other, *grammar.above(other))):
            if token in up:
                return step + up[token]
        return _UNCONNECTED

    def token_at(self, offset: int) -> int:
        """Index of the token at or before a character of the document."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tokens_of(self, start: int, end: int) -> range:
        """The tokens that share a character with a stretch of the document."""
        first = self.token_at(start)
        if self.tokens and self.tokens[first].end <= start:
            first += 1
        return range(first, max(first, self.token_at(end - 1) + 1))

    def clause_of(self, token: int) -> Clause:
        """The clause of a token."""
        found, number = self.grammar.clauses
        return found[number[min(token, len(number) - 1)]]

    def clause_at(self, offset: int) -> Clause:
        """The clause of a character of the document."""
        return self.clause_of(self.token_at(offset))

    def clause_span(self, clause: Clause) -> tuple[int, int]:
        """First and last character of a clause; those of clauses within it lie between them."""
        return self.tokens[clause.first].start, self.tokens[clause.last - 1].end

    def lows(self, first: int, last: int) -> list[str]:
        """Lower-case words of tokens ``first`` to ``last`` (half open)."""
        return self.all_lows[max(0, first) : last]

    def lows_of(self, clause: Clause) -> list[str]:
        """Lower-case words of a clause without those of clauses within it."""
        return [self.all_lows[i] for i in clause.tokens]


def tokenise(text: str, span: Span, index: int) -> Sentence:
    """The sentence at ``span``, not yet parsed."""
    return Sentence(index, span, text)


def parse_all(sentences: Sequence[Sentence]) -> None:
    """Parse sentences together, which is far cheaper than one by one; those parsed before are left."""
    todo = [s for s in sentences if s._grammar is None]
    for sentence, grammar in zip(todo, _grammars(todo), strict=True):
        sentence._grammar = grammar


def _grammars(sentences: Sequence[Sentence]) -> list[Grammar]:
    trees = parse_syntax([s.words for s in sentences])
    return [Grammar(s.all_lows, tree) for s, tree in zip(sentences, trees, strict=True)]


def _tokens(text: str, span: Span) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        low, possessive, capitalised = _written(match.group())
        tokens.append(Token(*match.span(), low, possessive, capitalised))
    return tokens


@lru_cache(maxsize=65536)
def _written(word: str) -> tuple[str, bool, bool]:
    """A word in lower case without its possessive ending; whether it had one, whether it is capitalised."""
    low = word.lower().replace("’", "'")
    possessive = low.endswith("'s") and len(low) > 2
    if possessive:
        low = low[:-2]
    elif low.endswith("s'") and len(low) > 3:
        low, possessive = low[:-1], True
    return low, possessive, word[0].isupper()


def _without_abbreviations(tokens: list[Token]) -> list[Token]:
    """Leave out a short abbreviation in brackets ('the Rapid Support Forces (RSF) stormed')."""
    kept: list[Token] = []
    skip = 0
    for i, token in enumerate(tokens):
        if skip:
            skip -= 1
        elif (
            token.low == "("
            and i + 2 < len(tokens)
            and tokens[i + 2].low == ")"
            and tokens[i + 1].capitalised
            and i
        ):
            skip = 2
        else:
            kept.append(token)
    return kept


def is_quote(low: str) -> bool:
    """Whether a token is a quotation mark."""
    return low in _QUOTES

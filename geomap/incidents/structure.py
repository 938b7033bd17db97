"""The shape of a sentence as far as incidents need it: tokens, and clauses with their kind.

A shallow clause grammar: boundaries are punctuation, conjunctions, subordinators, relative words
and participles of known verbs. It is linear in the text and needs no model.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from geomap.incidents import lexicon
from geomap.model import Span

_TOKEN = re.compile(r"\w+(?:[.'’\-]\w+)*(?:(?<=\.[A-Za-z])\.)?|--+|\S")
_RELATIVES = frozenset({"which", "who", "whom", "whose"})
_STRONG = frozenset({";", ":", "--", "---", "—", "–", "(", ")"})
BE = frozenset("is are was were be been being get got gets".split())
_QUOTES = frozenset('"“”„«»')
REDUCED = "participle of a reduced relative"
"""Head of the clause that 'reached' opens in 'a truce reached in Moscow'."""
_AS_PHRASE = frozenset("well part a an many much of soon far long it the such".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its span in the document and its lower-case form, possessive s left off."""

    start: int
    end: int
    low: str
    possessive: bool = False
    capitalised: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (half open) of a sentence.

    ``kind``: main, coordinate (its subject may be that of the clause before), participle (so
    too), content (what is said), purpose (an infinitive), subordinate, relative, aside. ``head``
    is the word that opened it ('since', 'if', 'which', or `REDUCED`).
    """

    first: int
    last: int
    kind: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens and clauses."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]

    def token_at(self, offset: int) -> int:
        """Index of the token at or before a character of the document."""
        return max(0, bisect_right(self.tokens, offset, key=lambda t: t.start) - 1)

    def clause_of(self, token: int) -> Clause:
        """The clause of a token."""
        for clause in self.clauses:
            if token < clause.last:
                return clause
        return self.clauses[-1]

    def clause_at(self, offset: int) -> Clause:
        """The clause of a character of the document."""
        return self.clause_of(self.token_at(offset))

    def clause_span(self, clause: Clause) -> tuple[int, int]:
        """Start and end of a clause in characters of the document."""
        return self.tokens[clause.first].start, self.tokens[clause.last - 1].end

    def lows(self, first: int, last: int) -> list[str]:
        """Lower-case words of tokens ``first`` to ``last`` (half open)."""
        return [t.low for t in self.tokens[max(0, first) : last]]


def parse(text: str, span: Span, index: int) -> Sentence:
    """Tokens and clauses of the sentence at ``span``."""
    tokens = tuple(_tokens(text, span))
    return Sentence(index, span, tokens, tuple(_clauses(tokens)))


def _tokens(text: str, span: Span) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match.group().replace("’", "'")
        low = word.lower()
        possessive = low.endswith("'s") and len(low) > 2
        if possessive:
            low = low[:-2]
        tokens.append(Token(match.start(), match.end(), low, possessive, word[0].isupper()))
    return _without_abbreviations(tokens)


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


def _known_verb(low: str, kinds: tuple[str, ...]) -> bool:
    return any(p.kind in kinds for p in lexicon.cues().get(low, ())) or any(
        p.kind in kinds for p in lexicon.triggers().get(low, ())
    )


def _is_trigger(low: str, kind: str) -> bool:
    return any(p.kind == kind for p in lexicon.triggers().get(low, ()))


def _carried_out(tokens: tuple[Token, ...], i: int) -> bool:
    """'began to shell', 'used drones to attack': an infinitive of what was done."""
    return any(t.low in lexicon.words("carried_out_before_infinitive") for t in tokens[max(0, i - 5) : i])


def _in_relative(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a relative clause between commas has just ended."""
    for token in reversed(tokens[: i - 1]):
        if token.low == ",":
            return False
        if token.low in _RELATIVES:
            return True
    return False


def _low(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _finite_ahead(tokens: tuple[Token, ...], first: int, reach: int) -> bool:
    """Whether a finite verb follows before the next mark."""
    for token in tokens[first : first + reach]:
        if token.low in {",", ";", ":", "--", "—"}:
            return False
        if token.low in lexicon.words("auxiliaries") or _known_verb(token.low, ("past", "s")):
            return True
    return False


def _boundary(tokens: tuple[Token, ...], i: int) -> tuple[int, str] | None:
    """If a clause begins at token ``i``: the kind, and how many tokens the opening mark takes."""
    low = tokens[i].low
    after = _low(tokens, i + 1)
    before = _low(tokens, i - 1)
    kind: str | None = None
    skip = 0
    if low in _STRONG:
        kind, skip = "aside", 1
    elif (
        (
            low in lexicon.words("subordinators")
            and not (low in {"since", "following"} and before in {"ever", "the"})
        )
        or (low == "as" and after not in _AS_PHRASE and before not in {"such", "as", "well", "far", "known"})
        or (low == "as" and after == "the" and _finite_ahead(tokens, i + 1, 5))
    ):
        kind = "subordinate"
    elif low in _RELATIVES or _reduced_relative(low, before, after):
        kind = "relative"
    elif low == "that" and (
        before in lexicon.words("nouns_with_content")
        or any(t.low in lexicon.cues() for t in tokens[max(0, i - 7) : i])
    ):
        kind = "content"
    elif low == "to" and _is_trigger(after, "base") and not _carried_out(tokens, i):
        kind = "purpose"
    elif low in {"and", "but"}:
        direct = next(
            (
                t.low
                for t in tokens[i + 1 : i + 3]
                if t.low not in {"then", "also", "later", "has", "have", "had"}
            ),
            "",
        )
        speaks = any(p.kind in {"past", "s"} for p in lexicon.cues().get(direct, ()))
        if speaks or (_known_verb(direct, ("past", "s")) and not _known_verb(before, ("past", "pp"))):
            kind = "coordinate"
        elif (before == "," or low == "but") and _finite_ahead(tokens, i + 1, 9):
            kind = "main"
    elif before == "," and (low.endswith("ed") or _known_verb(low, ("past",))) and _in_relative(tokens, i):
        # 'The agency, which has its seat in Geneva, condemned': the main clause goes on.
        kind = "coordinate"
    elif before == ",":
        ahead = [t.low for t in tokens[i : i + 4]]
        gerund = next((w for w in ahead if w.endswith("ing") and _known_verb(w, ("ing",))), None)
        lead = ahead[: ahead.index(gerund)] if gerund else []
        if (
            gerund
            and all(
                w in {"in", "turn", "also", "meanwhile", "instead", "in-turn", "reportedly"} for w in lead
            )
        ) or low in {"killing", "wounding", "injuring", "leaving", "destroying", "damaging", "forcing"}:
            kind = "participle"
    return (skip, kind) if kind else None


def _reduced_relative(low: str, before: str, after: str) -> bool:
    """'a truce reached in Moscow': a participle after a noun of agreement."""
    return (
        low in lexicon.words("agreed_participles")
        and before in lexicon.words("agreement_nouns")
        and after in {"in", "on", "by", "between", "at", "with", "last", "earlier", "under", "after", "this"}
    )


def _clauses(tokens: tuple[Token, ...]) -> list[Clause]:
    starts: list[tuple[int, str, str]] = [(0, "main", "")]
    for i in range(1, len(tokens)):
        found = _boundary(tokens, i)
        if found is None:
            continue
        skip, kind = found
        begin = i + skip
        if begin >= len(tokens):
            continue
        head = (
            REDUCED
            if _reduced_relative(tokens[i].low, tokens[i - 1].low, _low(tokens, i + 1))
            else tokens[i].low
        )
        if begin == starts[-1][0]:
            starts[-1] = (begin, kind if skip == 0 else starts[-1][1], head)
        else:
            starts.append((begin, kind, head))
    first = tokens[0].low if tokens else ""
    if first in lexicon.words("subordinators") or first == "as":
        starts[0] = (0, "subordinate", first)
        # 'As fighting went on, the minister met ...': the main clause begins at the comma.
        comma = next((i for i, t in enumerate(tokens) if t.low == ","), None)
        if comma is not None and comma + 1 < len(tokens) and all(s[0] != comma + 1 for s in starts):
            starts.append((comma + 1, "main", ""))
            starts.sort()
    clauses = []
    for (begin, kind, head), following in zip(starts, [*starts[1:], (len(tokens), "", "")], strict=True):
        if following[0] > begin:
            clauses.append(Clause(begin, following[0], kind, head))
    return clauses


def is_quote(low: str) -> bool:
    """Whether a token is a quotation mark."""
    return low in _QUOTES

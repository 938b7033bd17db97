"""The tree of a sentence (Universal Dependencies): what hangs on what, and phrases by their heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from geomap.incidents.sentences.mending import mended
from geomap.syntax import Parse

RELATIVES = frozenset({"who", "which", "that", "whom"})
"""Pronouns that stand for the noun before them."""
FURTHEST = 12
"""Steps up a tree after which a question is given up."""
_IN_PHRASE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat", "case", "nmod", "fixed"})
_LEFT_OF_NAME = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat", "advmod"})
_FRONT = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})


class Tree:
    """The tree of one sentence.

    Parameters
    ----------
    lows
        The words in lower case.
    parse
        Their tags, heads and relations.
    """

    def __init__(self, lows: Sequence[str], parse: Parse) -> None:
        self.lows = lows
        # 'VERB:VBN' is told by its form alone.
        self.tags = tuple(tag.rpartition(":")[2] for tag in parse.tags)
        self.heads, self.relations = mended(lows, self.tags, parse.heads, parse.relations)

    @cached_property
    def kids(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in order."""
        kids: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head >= 0:
                kids[head].append(i)
        return tuple(tuple(k) for k in kids)

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """First and last token below each token."""
        left, right = list(range(len(self.heads))), list(range(len(self.heads)))
        for i in reversed(self.top_down()):
            head = self.heads[i]
            if head >= 0:
                left[head] = min(left[head], left[i])
                right[head] = max(right[head], right[i])
        return left, right

    def top_down(self) -> list[int]:
        """The tokens, each after the one that it hangs on."""
        order = [i for i, head in enumerate(self.heads) if head < 0]
        for i in order:
            order.extend(self.kids[i])
        return order

    def stretch(self, token: int) -> tuple[int, int]:
        """The tokens from the first to the last below a token, half open."""
        return self._edges[0][token], self._edges[1][token] + 1

    def of(self, token: int, *relations: str) -> tuple[int, ...]:
        """Dependents in one of some relations, in order."""
        kids, found = self.kids[token], self.relations
        return tuple([k for k in kids if found[k] in relations]) if kids else ()

    def is_verb(self, token: int) -> bool:
        """Whether a token is tagged as a verb or auxiliary."""
        return self.tags[token].startswith(("VB", "MD", "VERB", "AUX"))

    def is_noun(self, token: int) -> bool:
        """Whether a token is tagged as a noun or name."""
        return self.tags[token].startswith(("NN", "NOUN", "PROPN"))

    def above(self, token: int) -> Iterator[int]:
        """The tokens on which a token hangs, nearest first."""
        for _ in range(FURTHEST):
            token = self.heads[token]
            if token < 0:
                return
            yield token

    def verb_above(self, token: int) -> int | None:
        """The nearest verb on which a token hangs."""
        return next((h for h in self.above(token) if self.is_verb(h)), None)

    def own_subject(self, verb: int) -> int | None:
        """The head of a verb's own subject."""
        found = self.of(verb, "nsubj", "nsubj:pass")
        return found[-1] if found else None

    def coordinated(self, token: int) -> tuple[int, ...]:
        """A token and those joined to it by 'and', in order."""
        found = [token]
        for i in found:
            found.extend(k for k in self.of(i, "conj") if self.is_verb(k) is self.is_verb(i))
        return tuple(sorted(found))

    def preposition(self, token: int) -> str:
        """The preposition of a phrase's head: 'in' of 'in the town'; the first one of a list."""
        for _ in range(FURTHEST):
            case = self.of(token, "case")
            case = tuple(c for c in case if c < token) or case
            if case:
                return self.lows[case[0]]
            if self.relations[token] not in {"conj", "flat", "compound", "appos"}:
                return ""
            token = self.heads[token]
        return ""

    def heads_phrase(self, token: int) -> bool:
        """Whether a token is the head of a noun phrase and no part of another's front."""
        if not (self.is_noun(token) or self.tags[token].startswith("PRON")):
            return False
        return not (self.relations[token] in _FRONT and self.heads[token] > token)

    def phrase(self, token: int) -> tuple[int, int]:
        """The noun phrase of a head, half open: determiners, adjectives, compounds and 'of' phrases."""
        first = last = token
        todo = [token]
        while todo:
            here = todo.pop()
            for kid in self.kids[here]:
                if self.relations[kid] not in _IN_PHRASE or self.lows[kid] in {",", ";", ":"}:
                    continue
                if self.relations[kid] == "case" and here == token and kid < token:
                    continue
                if self.relations[kid] == "nmod" and here != token:
                    continue
                first, last = min(first, kid), max(last, kid)
                todo.append(kid)
        return first, last + 1

    def name_phrase(self, token: int) -> tuple[int, int]:
        """The phrase of a head without what follows it: 'the French army' of 'the French army in Bouake'."""
        first = last = token
        todo = [token]
        while todo:
            here = todo.pop()
            for kid in self.kids[here]:
                if self.relations[kid] in _LEFT_OF_NAME and (kid < here or self.relations[kid] == "flat"):
                    first, last = min(first, kid), max(last, kid)
                    todo.append(kid)
        return first, last + 1

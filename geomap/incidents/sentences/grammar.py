"""Who acts and what is acted upon, by the parser's tree: subjects, objects, agents, the clause of a word.

A parser errs in one relation out of six, so every question here is put widely: a subject is looked
for along conjunctions and participles, an agent among all phrases with 'by'.
"""

from __future__ import annotations

from functools import cached_property

from geomap.incidents.sentences.clauses import Clause, find_clauses, opens_clause
from geomap.incidents.sentences.tree import FURTHEST, RELATIVES, Tree

_IDIOMS = frozenset({"turn", "response", "addition"})
_CARRYING = frozenset({"to", "after", "before", "while", "by", "of", "without", "from", "in", "for"})
"""Words that open a clause without a subject: 'after storming the town, they'."""
_BEGINNING = frozenset({"began", "begun", "begin", "started", "continued"})
"""Verbs whose object does not do what follows: 'began an offensive to retake'."""
_SHARING = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp", "dep", "other"})
"""Relations by which a verb may have the subject of the verb above it."""


class Grammar(Tree):
    """The tree of one sentence, with who acts in it and its clauses.

    Parameters
    ----------
    lows
        The words in lower case.
    parse
        Their tags, heads and relations.
    """

    @cached_property
    def clauses(self) -> tuple[tuple[Clause, ...], tuple[int, ...]]:
        """The clauses by their first token, and the number of the clause of each token."""
        return find_clauses(self)

    def clause_verb(self, token: int) -> int:
        """The predicate of the clause in which a token stands."""
        here = token
        for _ in range(len(self.heads)):
            if opens_clause(self, here):
                return here
            here = self.heads[here]
        return here

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive: by its auxiliary, its subject, or a participle behind a noun."""
        if self.of(verb, "aux:pass", "nsubj:pass", "obl:agent"):
            return True
        if self.of(verb, "obj"):
            return False
        bare = self.tags[verb] in {"VBN", "VBD"} and not self.of(verb, "aux", "nsubj")
        if self.relations[verb] in {"acl", "acl:relcl"} and bare:
            return True
        if self.relations[verb] in {"conj", "xcomp"} and self.tags[verb] == "VBN" and bare:
            # 'were hacked and shot', 'were found shot'
            return self.passive(self.heads[verb])
        return False

    def subject(self, verb: int) -> int | None:
        """The head of the subject of a verb, own or carried: 'X shelled A and stormed B', 'X, firing'."""
        for _ in range(FURTHEST):
            own = self.own_subject(verb)
            if own is not None:
                relative = self.lows[own] in RELATIVES and self.relations[verb] == "acl:relcl"
                return self.heads[verb] if relative else own
            relation, head = self.relations[verb], self.heads[verb]
            if head < 0:
                return None
            if relation == "acl" and self.lows[head] in _IDIOMS:
                # 'denied it, in turn claiming that': of the sentence's subject.
                above = self.verb_above(head)
                if above is None:
                    return None
                verb = above
                continue
            if relation in {"acl", "acl:relcl"}:
                # 'troops pursuing rebels'; in 'the town shelled by' the noun is what undergoes it.
                return head
            if relation == "xcomp":
                objects = self.of(head, "obj")
                if objects and self.lows[head] not in _BEGINNING:
                    return objects[0]
            if not self._shares_subject(verb):
                return None
            verb = head
        return None

    def _shares_subject(self, verb: int) -> bool:
        """Whether a verb without a subject may have that of the word on which it hangs."""
        relation, head = self.relations[verb], self.heads[verb]
        if relation not in _SHARING:
            return False
        if relation == "ccomp" and not self.tags[verb].startswith("VBG"):
            return False
        if relation == "advcl":
            marks = self.of(verb, "mark")
            return not marks or self.lows[marks[0]] in _CARRYING
        return self.is_verb(head) or bool(self.of(head, "cop"))

    def objects(self, verb: int) -> tuple[int, ...]:
        """What a verb acts upon: its objects, or in the passive its subject; with those joined to them."""
        if self.passive(verb):
            subject = self.heads[verb] if self.relations[verb] in {"acl", "acl:relcl"} else self.subject(verb)
            return () if subject is None else self.coordinated(subject)
        found = tuple(dict.fromkeys(c for k in self.of(verb, "obj") for c in self.coordinated(k)))
        if self.relations[verb] != "acl:relcl":
            return found
        # 'the farmers whom it had seized': those for whom the pronoun stands
        return tuple(self.heads[verb] if self.lows[k] == "whom" else k for k in found)

    def agents(self, verb: int) -> tuple[int, ...]:
        """Who does what a passive verb or a noun tells: the phrases with 'by', with those joined to them."""
        found = [
            k
            for k in self.kids[verb]
            if self.relations[k] == "obl:agent"
            or (self.relations[k] in {"obl", "nmod"} and self.preposition(k) == "by")
        ]
        return tuple(c for k in found for c in self.coordinated(k))

"""The clauses of a sentence: which tokens belong to which predicate, and of what kind each clause is."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.incidents.sentences.tree import RELATIVES, Tree

_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})
_IN_TIME_OR_PLACE = frozenset({"when", "where", "while"})
_NAMING = frozenset(
    {"called", "calls", "termed", "described", "describes", "considered", "considers", "labelled"}
)
"""Verbs by which somebody calls a thing so."""
_OF_RELATIVES = RELATIVES | {"where", "whose"}


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of one predicate.

    Parameters
    ----------
    verb
        Token of its predicate.
    kind
        main, coordinate (its subject may be that of the clause before), participle (so too),
        content (what is said), purpose (an infinitive), subordinate, relative, aside.
    head
        The word that opened it ('since', 'if', 'which'), or an empty string.
    tokens
        Its tokens, in order; those of clauses within it are not among them.
    parent
        Token of the predicate that it hangs on; -1 for none.
    """

    verb: int
    kind: str
    head: str
    tokens: tuple[int, ...]
    parent: int

    @property
    def first(self) -> int:
        """Its first token."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """The token after its last one."""
        return self.tokens[-1] + 1


def find_clauses(tree: Tree) -> tuple[tuple[Clause, ...], tuple[int, ...]]:
    """The clauses by their first token, and the number of the clause of each token."""
    verbs = _predicates(tree)
    members: dict[int, list[int]] = {}
    for i, verb in enumerate(verbs):
        members.setdefault(verb, []).append(i)
    found = []
    for verb, tokens in members.items():
        parent = verbs[tree.heads[verb]] if tree.heads[verb] >= 0 else -1
        found.append(Clause(verb, *_kind(tree, verb), tuple(tokens), parent))
    found.sort(key=lambda c: c.tokens)
    number = {clause.verb: n for n, clause in enumerate(found)}
    return tuple(found), tuple(number[verb] for verb in verbs)


def opens_clause(tree: Tree, token: int) -> bool:
    """Whether a token is the predicate of a clause of its own."""
    relation = tree.relations[token]
    if relation in {"acl:relcl", "ccomp", "advcl"} and _only_names(tree, token):
        return False
    if relation in _CLAUSAL or tree.heads[token] < 0:
        return True
    if relation == "xcomp":
        return tree.is_verb(token)
    return relation == "conj" and (tree.is_verb(token) or bool(tree.of(token, "nsubj", "nsubj:pass", "cop")))


def _only_names(tree: Tree, verb: int) -> bool:
    """'what it called a command post': a phrase that says no more than 'a command post'."""
    if tree.lows[verb] not in _NAMING or tree.heads[verb] < 0:
        return False
    # the tree hangs the verb on 'what', or 'what' on the verb
    return any(tree.lows[i] == "what" for i in (tree.heads[verb], *tree.of(verb, "obj", "obl")) if i < verb)


def _predicates(tree: Tree) -> list[int]:
    """The predicate of the clause in which each token stands."""
    verbs = [-1] * len(tree.heads)
    for i in tree.top_down():
        verbs[i] = i if opens_clause(tree, i) else verbs[tree.heads[i]]
    return verbs


def _kind(tree: Tree, verb: int) -> tuple[str, str]:
    """Kind of a clause and the word that opens it."""
    relation = tree.relations[verb]
    mark = _mark(tree, verb)
    infinitive = mark == "to" and tree.tags[verb] in {"VB", "VERB"}
    if infinitive or (relation == "xcomp" and tree.tags[verb] == "VB"):
        return "purpose", "to"
    match relation:
        case "acl:relcl":
            pronoun = next((k for k in tree.kids[verb] if tree.lows[k] in _OF_RELATIVES), None)
            return "relative", "" if pronoun is None else tree.lows[pronoun]
        case "acl":
            return _behind_noun(tree, verb, mark)
        case "advcl":
            return ("subordinate", mark) if mark else ("participle", "")
        case "ccomp":
            return "content", mark
        case "xcomp":
            return "participle", ""
        case "conj":
            return ("main" if tree.own_subject(verb) is not None else "coordinate"), ""
        case "parataxis":
            return "aside", ""
    return "main", mark


def _behind_noun(tree: Tree, verb: int, mark: str) -> tuple[str, str]:
    """Kind of a clause that describes a noun: 'the order to leave', 'the claim that', 'the town shelled'."""
    if mark == "to" or any(tree.lows[k] == "to" for k in tree.of(verb, "mark")):
        return "purpose", "to"
    return ("content", "that") if mark == "that" else ("participle", mark)


def _mark(tree: Tree, verb: int) -> str:
    """The word that opens a clause: 'that', 'after', 'to', 'when'; an empty string if there is none."""
    for kid in tree.of(verb, "mark", "case"):
        if tree.is_verb(verb) or tree.relations[kid] == "mark":
            return tree.lows[kid]
    if tree.relations[verb] == "advcl":
        for kid in tree.of(verb, "advmod"):
            if tree.lows[kid] in _IN_TIME_OR_PLACE:
                return tree.lows[kid]
    return ""

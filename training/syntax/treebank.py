"""A treebank in CoNLL-U as sentences of the tokens that geomap reads.

UD parts "don't", "Azerbaijan's" and 'Yerevan-backed' into words of their own; geomap's tokens keep
them together (`geomap.incidents.sentences.structure`). So each sentence's text is cut anew: words that share
a token are joined, the one that the rest of the sentence hangs from standing for them, and a word
that falls into several tokens is represented by its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"\w+(?:[.'’\-]\w+)*(?:(?<=\.[A-Za-z])\.)?|--+|\S")

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = {"NN": "NOUN", "NNS": "NOUN:NNS", "NNP": "PROPN", "NNPS": "PROPN"}
_KEPT = frozenset(
    "root nsubj nsubj:pass csubj obj iobj obl obl:agent nmod nmod:poss nmod:desc ccomp xcomp advcl acl "
    "acl:relcl conj cc appos parataxis compound compound:prt amod case mark aux aux:pass det nummod advmod "
    "cop punct flat fixed expl discourse obl:unmarked".split()
)
_RENAMED = {
    "nsubj:outer": "nsubj",
    "csubj:pass": "csubj",
    "csubj:outer": "csubj",
    "nmod:unmarked": "nmod",
    "advcl:relcl": "advcl",
    "cc:preconj": "cc",
    "det:predet": "det",
}
_WEAK = frozenset({"punct", "case", "cop", "aux", "aux:pass", "advmod", "det", "mark", "cc"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence: its words, and for each its tag, its head's index (-1 for the root) and relation."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    tag: str
    head: int
    relation: str


def read(text: str) -> Iterator[Tree]:
    """Yield the trees of a file in CoNLL-U."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if rows:
            yield _retokenised(*_words(rows))


def tag_of(upos: str, xpos: str) -> str:
    """UPOS, with the form of a verb (VBN, VBD ...), the plural and relative or asking pronouns told apart."""
    if upos in _VERBAL:
        return f"{upos}:{xpos}" if xpos in {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"} else upos
    if upos in {"NOUN", "PROPN"}:
        return _NOMINAL.get(xpos, upos) if upos == "NOUN" else upos
    if upos == "PRON":
        return "PRON:WH" if xpos.startswith("W") else "PRON:PRP$" if xpos == "PRP$" else "PRON"
    if upos == "PART":
        return "PART:TO" if xpos == "TO" else "PART"
    return "ADV:WRB" if xpos == "WRB" else upos


def relation_of(written: str) -> str:
    """The relation as geomap names it: rare ones become 'dep'."""
    known = _RENAMED.get(written, written)
    if known in _KEPT:
        return known
    general = known.partition(":")[0]
    return general if general in _KEPT else "dep"


def _words(rows: Sequence[list[str]]) -> tuple[str, list[_Word]]:
    """The text of a sentence and its words with their spans; empty nodes are left out."""
    text = ""
    words: list[_Word] = []
    joined_to = 0  # last word of the multiword token being read
    joined_space = True
    for row in rows:
        number, form, upos, xpos, head, relation, misc = (row[i] for i in (0, 1, 3, 4, 6, 7, 9))
        if "." in number:
            continue
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            joined_to, joined_space = int(number.partition("-")[2]), space
            continue
        start = len(text)
        text += form.replace(" ", "_")
        words.append(_Word(start, len(text), tag_of(upos, xpos), int(head) - 1, relation_of(relation)))
        inside = int(number) < joined_to
        if int(number) == joined_to:
            space = joined_space
        if space and not inside:
            text += " "
    return text, words


def _retokenised(text: str, words: Sequence[_Word]) -> Tree:
    spans = [m.span() for m in TOKEN.finditer(text)]
    groups: list[list[int]] = [[] for _ in spans]
    token_of = [0] * len(words)
    at = 0
    for i, word in enumerate(words):
        while spans[at][1] <= word.start:
            at += 1
        token_of[i] = at
        groups[at].append(i)
    heads, tags, relations = [0] * len(spans), [""] * len(spans), [""] * len(spans)
    before = 0
    for token, group in enumerate(groups):
        if not group:  # a later piece of a word that fell into several tokens
            piece = text[slice(*spans[token])]
            mark = not piece[0].isalnum()
            heads[token], relations[token] = before, "punct" if mark else "flat"
            tags[token] = "PUNCT" if mark else tags[before]
            continue
        before = token
        chief = _chief(group, words)
        word = words[chief]
        heads[token] = token_of[word.head] if word.head >= 0 else -1
        tags[token], relations[token] = word.tag, word.relation
    return Tree(tuple(text[a:b] for a, b in spans), tuple(tags), tuple(heads), tuple(relations))


def _chief(group: Sequence[int], words: Sequence[_Word]) -> int:
    """The word of a token that hangs from another token; not an 's or n't where a fuller word does."""
    outside = [i for i in group if words[i].head not in group]
    full = [i for i in outside if words[i].relation not in _WEAK]
    return (full or outside)[0]


def is_tree(tree: Tree) -> bool:
    """Whether every word hangs from the root: where joined words hung from each other it may not."""
    size = len(tree.words)
    for start in range(size):
        at, steps = start, 0
        while at >= 0 and steps <= size:
            at, steps = tree.heads[at], steps + 1
        if steps > size:
            return False
    return True

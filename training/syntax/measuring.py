"""How well and how fast trees are found."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from geomap.syntax.parsing import Parse, Parser
from training.syntax.treebank import Tree

#: Relations that the incidents are read by; their figures are told one by one.
TOLD = ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl", "nmod", "nmod:poss", "ccomp", "xcomp", "advcl",
        "acl", "acl:relcl", "conj", "appos", "parataxis")  # fmt: skip


def measure(parser: Parser, trees: Sequence[Tree]) -> dict[str, float]:
    """Percentages of words: tag right; head right (UAS), and relation too (LAS); without marks."""
    found = parser.parse([tree.words for tree in trees])
    words = tags = counted = heads = both = 0
    for tree, parse in zip(trees, found, strict=True):
        for i, relation in enumerate(tree.relations):
            words += 1
            tags += tree.tags[i] == parse.tags[i]
            if relation == "punct":
                continue
            counted += 1
            right = tree.heads[i] == parse.heads[i]
            heads += right
            both += right and relation == parse.relations[i]
    return {
        "tags": round(100 * tags / words, 2),
        "uas": round(100 * heads / counted, 2),
        "las": round(100 * both / counted, 2),
    }


def by_relation(
    found: Sequence[Parse], trees: Sequence[Tree], relations: Sequence[str] = TOLD
) -> dict[str, dict[str, float]]:
    """Precision and recall of relations, the head right too."""
    out = {}
    for relation in relations:
        given = right = wanted = 0
        for tree, parse in zip(trees, found, strict=True):
            for i in range(len(tree.words)):
                here = parse.relations[i] == relation
                there = tree.relations[i] == relation
                given, wanted = given + here, wanted + there
                right += here and there and parse.heads[i] == tree.heads[i]
        out[relation] = {
            "precision": round(100 * right / max(given, 1), 1),
            "recall": round(100 * right / max(wanted, 1), 1),
            "number": wanted,
        }
    return out


def words_a_second(parse: Callable[[Sequence[Sequence[str]]], object], trees: Sequence[Tree]) -> int:
    """Words parsed in a second of the processor, the best of five runs over all trees in one batch."""
    sentences = [tree.words for tree in trees]
    times = []
    for _ in range(5):
        begun = time.process_time()
        parse(sentences)
        times.append(time.process_time() - begun)
    return int(sum(map(len, sentences)) / min(times))

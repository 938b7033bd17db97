"""How well news of war is parsed: ``python -m training.syntax.own.measuring [--model FILE]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from geomap.errors import InputError
from geomap.syntax.model_file import unpack
from geomap.syntax.parsing import Parse, Parser
from training.running import run
from training.syntax.measuring import by_relation, measure
from training.syntax.treebank import Tree, read

FOLDER: Final = Path(__file__).parent
PARTS: Final = ("war-train", "war-test")
#: Relations that tell who did what to whom.
TOLD: Final = ("nsubj", "nsubj:pass", "obj", "obl:agent", "obl", "ccomp", "conj", "acl", "parataxis")
_FORMS: Final = ("VERB:VBD", "VERB:VBN")


def own_trees(part: str) -> tuple[Tree, ...]:
    """The trees of a part.

    Raises
    ------
    InputError
        If there is no such part.
    """
    if part not in PARTS:
        raise InputError(f"no part {part!r}", where=str(FOLDER), hint=f"one of {', '.join(PARTS)}")
    return tuple(read((FOLDER / f"{part}.conllu").read_text(encoding="utf-8")))


def measured(parser: Parser, trees: Sequence[Tree]) -> dict[str, dict[str, float]]:
    """Percentages: of all words, then precision, recall and F1 of two forms of verbs and of relations."""
    found = parser.parse([tree.words for tree in trees])
    out = {"all": {**measure(parser, trees), "roots": _roots(found, trees)}}
    for form in _FORMS:
        out[form] = _with_f1(_by_tag(found, trees, form))
    for relation, figures in by_relation(found, trees, TOLD).items():
        out[relation] = _with_f1(figures)
    return out


def _roots(found: Sequence[Parse], trees: Sequence[Tree]) -> float:
    same = sum(
        parse.heads.index(-1) == tree.heads.index(-1) for parse, tree in zip(found, trees, strict=True)
    )
    return round(100 * same / max(len(trees), 1), 1)


def _by_tag(found: Sequence[Parse], trees: Sequence[Tree], tag: str) -> dict[str, float]:
    pairs = [pair for p, t in zip(found, trees, strict=True) for pair in zip(p.tags, t.tags, strict=True)]
    right = pairs.count((tag, tag))
    given, wanted = sum(a == tag for a, _ in pairs), sum(b == tag for _, b in pairs)
    return {
        "precision": round(100 * right / max(given, 1), 1),
        "recall": round(100 * right / max(wanted, 1), 1),
        "number": wanted,
    }


def _with_f1(figures: dict[str, float]) -> dict[str, float]:
    precision, recall = figures["precision"], figures["recall"]
    return {**figures, "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 1)}


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m training.syntax.own.measuring", description="Measure the parser on news of war."
    )
    parser.add_argument("--model", type=Path, help="a model's file (the package's own)")
    parser.add_argument("--part", choices=PARTS, default="war-test", help="the part to parse (war-test)")
    options = parser.parse_args()
    model = unpack(options.model.read_bytes()) if options.model else None
    for name, figures in measured(Parser(model), own_trees(options.part)).items():
        print(f"{name:12} {json.dumps(figures)}")


if __name__ == "__main__":
    run(main)

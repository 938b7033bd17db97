"""Make the parser's model: ``python -m training.syntax [--corpora FOLDER] [-o FILE]``.

Reads the treebank, cuts its sentences as geomap's tokens, fits the network's weights, measures on
the parts held out, and writes the model's file and beside it what it was made from (``.json``).
The same treebank and versions give the same bytes on one machine with one thread
(``OPENBLAS_NUM_THREADS=1``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from geomap.errors import ExportError, InputError
from geomap.syntax.model_file import pack, unpack
from geomap.syntax.parsing import Parser
from training.augmentation.names import read_pools
from training.corpora.reading import corpora, training_folder
from training.running import run
from training.syntax.composing.choosing import LEXICON
from training.syntax.composing.sentences import compose
from training.syntax.examples import Examples, News, vocabulary
from training.syntax.fitting import SETTINGS, fit
from training.syntax.measuring import by_relation, measure, words_a_second
from training.syntax.network import Shape
from training.syntax.news import read_news
from training.syntax.own.measuring import FOLDER, own_trees
from training.syntax.packing import model_of
from training.syntax.treebank import Tree, is_tree, read

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "geomap/syntax/models/syntax-en.geomap"
GAZETTEER = ROOT / "geomap/_data/gazetteer.sqlite"
MANIFEST = Path(__file__).with_name("manifest.toml")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.syntax", description="Make the parser's model.")
    parser.add_argument("--corpora", type=Path, help="folder of the corpora (else GEOMAP_TRAINING)")
    parser.add_argument("--epochs", type=int, default=SETTINGS["epochs"], help="passes over the treebank")
    parser.add_argument(
        "-o", "--output", type=Path, default=MODEL, help="the model's file (the package's own)"
    )
    options = parser.parse_args()
    make(options.corpora, options.output, options.epochs)


def treebank(part: str, folder: Path | None = None) -> tuple[Tree, ...]:
    """The trees of a part of the treebank.

    Raises
    ------
    InputError
        If its file is missing, or another than the manifest's.
    """
    listed = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    entry = listed["parts"][part]
    path = training_folder(folder) / entry["file"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the treebank cannot be read ({error.strerror})",
            where=str(path),
            hint=f"get {listed['title']} ({listed['url']}) and name its folder by --corpora",
        ) from None
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise InputError(
            f"another file than the manifest's (sha256 {found[:12]}...)",
            where=str(path),
            hint=f"{entry['sha256'][:12]}... is needed",
        )
    return tuple(read(content.decode("utf-8")))


def make(folder: Path | None, output: Path, epochs: int) -> None:
    """Make the model and its card."""
    begun = time.process_time()
    if not output.parent.is_dir():
        raise ExportError("the folder is not there", where=str(output.parent))
    listed = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    held_out = held_out_parts(folder)
    settings = {**SETTINGS, "epochs": epochs}
    own = own_trees("war-train") * settings["own_times"]
    trees = [tree for tree in (*treebank("train", folder), *own) if is_tree(tree)]
    news = read_news(folder, settings["news"], settings["seed"])
    pools = read_pools(GAZETTEER, random.Random(settings["seed"]))
    composed = compose(pools, settings["composed"], settings["seed"])
    # Most of the names in composed sentences are of no other use: a part of those tells the words that are.
    known = vocabulary(trees, (*news, *composed[:2000]))
    shape = Shape(rows=len(known.rows) + 1, tags=len(known.tags), relations=len(known.relations))
    print(f"{len(trees)} sentences, {sum(len(t.words) for t in trees)} tokens", flush=True)
    weights = fit(
        Examples(trees, known), known, shape, Examples(composed, known), News(news, known), settings=settings
    )
    about: dict[str, Any] = {
        "name": "syntax-en",
        "licence": "CC BY-SA 4.0",
        "treebank": {k: listed[k] for k in ("title", "version", "url", "licence", "citation")},
        "sha256": {part: entry["sha256"] for part, entry in listed["parts"].items()},
        "news": {"gmb": corpora()["gmb"].sha256},
        "gazetteer": hashlib.sha256(GAZETTEER.read_bytes()).hexdigest(),
        "own": hashlib.sha256((FOLDER / "war-train.conllu").read_bytes()).hexdigest(),
        "lexicon": hashlib.sha256(LEXICON.read_bytes()).hexdigest(),
        "numpy": np.__version__,
        "settings": settings,
        "network": asdict(shape),
        "sentences": len(trees),
    }
    data = pack(model_of(shape, weights, known, about))
    output.write_bytes(data)
    parser = Parser(unpack(data))
    card: dict[str, Any] = {**about, "model_sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    card |= figures(parser, held_out)
    output.with_suffix(".json").write_text(
        json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(json.dumps({part: card[part] for part in held_out}, indent=2))
    print(f"{words_a_second(parser.parse, held_out['test'])} words a second of the processor")
    print(f"{output}: {len(data)} bytes, {time.process_time() - begun:.0f} s")


def held_out_parts(folder: Path | None = None) -> dict[str, tuple[Tree, ...]]:
    """What is not trained on: two parts of the treebank, and our own trees of news of war."""
    parts = {part: treebank(part, folder) for part in ("dev", "test")}
    return {**parts, "war-test": own_trees("war-test")}


def figures(parser: Parser, held_out: Mapping[str, Sequence[Tree]]) -> dict[str, dict[str, Any]]:
    """How well each part is parsed."""
    out: dict[str, dict[str, Any]] = {}
    for part, gold in held_out.items():
        found = parser.parse([tree.words for tree in gold])
        out[part] = {**measure(parser, gold), "relations": by_relation(found, gold)}
    return out


if __name__ == "__main__":
    run(main)

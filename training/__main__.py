"""Make the tagger's model: ``python -m training [--corpora FOLDER] [-o FILE]``.

Reads and cleans the corpora, holds out a tenth of their documents, changes and adds sentences,
fits the weights, measures on what was held out, and writes the model's file and beside it what
it was made from (``.json``). The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from geomap.errors import ExportError
from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.names import NameFinder
from geomap.recognition.tagging.field import FieldTagger
from geomap.recognition.tagging.model_file import pack, unpack
from training.augmentation.filling import TEMPLATES
from training.augmentation.names import read_pools
from training.corpora.reading import corpora
from training.corpora.records import Sentence
from training.fitting import SETTINGS, fit, version
from training.labelling import LABELS, label_batches
from training.measuring import measure
from training.mixture import FILLED, SWAPPED_NAMES, SWAPPED_SENTENCES, TIMES, mixture
from training.running import run
from training.sentences import read_sentences

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "geomap/recognition/tagging/models/news-en.geomap"
GAZETTEER = ROOT / "geomap/_data/gazetteer.sqlite"
SEED = 13


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Make the tagger's model.")
    parser.add_argument("--corpora", type=Path, help="folder of the corpora (else GEOMAP_TRAINING)")
    parser.add_argument("-o", "--output", type=Path, help="the model's file (the package's own)")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=list(TIMES),
        help="train on these corpora, for training.combining (with -o)",
    )
    options = parser.parse_args()
    if options.only and options.output is None:
        parser.error("--only makes another model than the package's: give -o FILE")
    make(options.corpora, options.output or MODEL, options.only or list(TIMES))


def make(folder: Path | None, output: Path, names: Sequence[str]) -> None:
    """Make the model and its manifest."""
    begun = time.perf_counter()
    if not output.parent.is_dir():
        raise ExportError("the folder is not there", where=str(output.parent))
    versions = {"python-crfsuite": version(), "numpy": np.__version__}  # said before the long work begins
    train, held_out = read_sentences(folder)
    train = tuple(sentence for sentence in train if sentence.corpus in names)
    print(f"{len(train)} sentences to train on, {len(held_out)} held out", flush=True)
    rng = random.Random(SEED)
    pools = read_pools(GAZETTEER, rng)
    index = PlaceIndex.bundled()
    fitted = fit(label_batches(mixture(train, pools, rng), NameFinder(index)))
    print(f"{fitted.tokens} tokens, {time.perf_counter() - begun:.0f} s", flush=True)
    about = describe(train, names, fitted.tokens, versions)
    data = pack(LABELS, fitted.weights, fitted.transitions, about)
    output.write_bytes(data)
    figures = measure(FieldTagger(index, unpack(data)), held_out)
    manifest = {**about, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "held_out": figures}
    output.with_suffix(".json").write_text(
        json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(json.dumps(figures, indent=2))
    print(f"{output}: {len(data)} bytes, {time.perf_counter() - begun:.0f} s")


def describe(
    train: Sequence[Sentence], names: Sequence[str], tokens: int, versions: Mapping[str, str]
) -> dict[str, Any]:
    """What a model was made from."""
    return {
        "name": "news-en",
        "licence": "CC BY-SA 4.0",
        "corpora": {name: corpora()[name].sha256 for name in names},
        "gazetteer": hashlib.sha256(GAZETTEER.read_bytes()).hexdigest(),
        "templates": hashlib.sha256(TEMPLATES.read_bytes()).hexdigest(),
        "seed": SEED,
        "settings": SETTINGS,
        "mixture": {
            "times": dict(TIMES),
            "swapped_sentences": SWAPPED_SENTENCES,
            "swapped_names": SWAPPED_NAMES,
            "filled": FILLED,
        },
        "sentences": dict(sorted(Counter(s.corpus for s in train).items())),
        "tokens": tokens,
        "versions": dict(versions),
    }


if __name__ == "__main__":
    sys.exit(run(main))

"""Fit the resolution ranker: ``python -m training.resolution --evaluation FOLDER --dump UA.zip [-o FILE]``.

Reads the annotated corpora (``FOLDER/geoparsing/lgl.jsonl`` and ``geovirus.jsonl``, not part of the
repository) and our own texts (``tests/trials/toponyms``, but the blind ones), measures by
cross-validation over documents, then fits all of them and writes the weights. GeoNames' dump of Ukraine
makes a gazetteer of tens of thousands of villages, in which the texts on Ukraine teach what only
neighbours can tell. Prints one JSON object: for each corpus the held-out figures of the fitted ranker
beside those of the population prior, and how far scores can be relied on.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from geomap.gazetteer import overlays
from geomap.gazetteer.index import PlaceIndex
from geomap.pipeline.reading import NONE
from geomap.resolution.options import OPEN
from geomap.resolution.ranking import WEIGHTS, LinearRanker, bundled
from geomap.resolution.resolving import ABSTAIN_BELOW
from geomap.resolution.scene import FEATURES
from training.resolution.examples import Example, composed_examples, examples, sentence_examples
from training.resolution.fitting import Bounds, fit
from training.resolution.measuring import answers, figures, reliability
from training.resolution.writing import as_toml

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests/trials/toponyms"
START = Path(__file__).with_name("starting.toml")
#: How much each corpus counts, however long it is, so that American local news and outbreaks do not outweigh
#: texts on wars and on the rest of the world.
CORPUS_WEIGHTS = {
    "lgl": 2.0,
    "geovirus": 1.0,
    "dev": 1.0,
    "places_dev": 2.0,
    "ukraine_dev": 0.6,
    "dev by sentence": 1.0,
    "places_dev by sentence": 1.0,
    "ukraine_dev by sentence": 0.3,
    "ukraine_dev with dump": 1.0,
    "composed": 0.5,
}
FOLDS = 5


def main() -> int:
    """Run the command; the exit status is its own."""
    parser = argparse.ArgumentParser(description="Fit the resolution ranker's weights.")
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--dump", type=Path, required=True, help="GeoNames' dump of Ukraine, UA.zip")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    folder = Path(given.evaluation) / "geoparsing" if given.evaluation else None
    if folder is None or not folder.exists():
        print("no annotated corpora here; give --evaluation or GEOMAP_EVALUATION", file=sys.stderr)
        return 2
    start = LinearRanker.read(START)
    try:
        bundled()
    except ValueError:
        # Documents are read with the package's ranker, which has to know the features of today.
        WEIGHTS.write_text(as_toml(start), encoding="utf-8")
    index = PlaceIndex.bundled()
    read = examples([folder / "lgl.jsonl", folder / "geovirus.jsonl"], index, theatre=NONE)
    own = [OWN / f"{name}.jsonl" for name in ("dev", "places_dev", "ukraine_dev")]
    read += examples(own, index) + sentence_examples(own, index) + composed_examples(index)
    read += [replace(e, corpus="ukraine_dev with dump") for e in examples(own[2:], with_dump(given.dump))]
    print(json.dumps(cross_validated(read, start), indent=2))
    given.output.write_text(
        as_toml(fit(read, start, CORPUS_WEIGHTS, bounds=Bounds.read(START))), encoding="utf-8"
    )
    return 0


def with_dump(dump: Path) -> PlaceIndex:
    """The bundled gazetteer with a dump of GeoNames' over it, in a folder that is gone in the end."""
    folder = tempfile.mkdtemp(prefix="geomap-dump-")
    atexit.register(shutil.rmtree, folder)
    os.environ["GEOMAP_DATA_DIR"] = folder
    overlays.add(dump)
    return PlaceIndex.installed()


def cross_validated(read: Sequence[Example], start: LinearRanker) -> dict[str, Any]:
    """Figures of each corpus, each document judged by a ranker that was fitted without it."""
    held: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in CORPUS_WEIGHTS}
    for fold in range(FOLDS):
        ranker = fit(
            [e for e in read if fold_of(e) != fold], start, CORPUS_WEIGHTS, bounds=Bounds.read(START)
        )
        for example in read:
            if fold_of(example) == fold:
                held[example.corpus] += answers([example], ranker)
    prior = population_prior()
    of = {name: sum(e.annotated for e in read if e.corpus == name) for name in held}
    return {
        name: {
            "ranker": figures(found, least=0.0, annotated=of[name]),
            "ranker, with threshold": figures(found, least=ABSTAIN_BELOW, annotated=of[name]),
            "population prior": figures(
                answers([e for e in read if e.corpus == name], prior), least=0.0, annotated=of[name]
            ),
            "reliability": reliability(found),
        }
        for name, found in held.items()
    }


def fold_of(example: Example) -> int:
    """The fold of a document and of all that was made of it."""
    return zlib.crc32(example.document.encode()) % FOLDS


def population_prior() -> LinearRanker:
    """The baseline: the candidate that is likeliest when nothing else is known; nothing is left open."""
    weights = np.zeros(len(FEATURES))
    weights[FEATURES.index("prior")] = 1.0
    return LinearRanker(weights, np.full(len(OPEN), -1e3))


if __name__ == "__main__":
    sys.exit(main())

"""Toponym recognition and resolution on annotated corpora, beside the population prior.

The corpora (LGL, GeoVirus, WOTR as JSON Lines with ``doc_id``, ``text``, ``toponyms``) and their
scorer are not part of the repository. They are looked for in ``--evaluation`` or in the folder
that the environment variable GEOMAP_EVALUATION names; where there are none, that is said and the
exit status is 0.

    python benchmarks/accuracy/geoparsing.py --evaluation FOLDER [--corpus lgl ...] [--keep FOLDER]

Prints one JSON object: for each corpus and resolver the scorer's figures, and the speed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Toponym
from geomap.pipeline.reading import in_batches
from geomap.recognition.actors import ActorLexicon, find_actors
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.toponyms import ToponymRecogniser
from geomap.resolution import resolve
from geomap.resolution.options import FloatArray
from geomap.resolution.scene import FEATURES

# GeoVirus has no demonyms, LGL has them.
CORPORA: dict[str, tuple[str, ...]] = {"lgl": (), "geovirus": ("demonym",), "wotr": ("demonym",)}

Resolver = Callable[[Document, Sequence[Toponym], PlaceIndex], tuple[Toponym, ...]]


class PopulationPrior:
    """The baseline: the candidate that is likeliest when nothing else is known."""

    def candidates(self, features: FloatArray) -> FloatArray:
        """The prior alone, so steep that the first is taken."""
        return 10.0 * features[:, FEATURES.index("prior")]

    def open(self, features: FloatArray) -> FloatArray:
        """Nothing is left open."""
        return np.full(len(features), -1000.0)


def main() -> int:
    """Run the benchmark; the exit status is that of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--evaluation", type=Path, default=os.environ.get("GEOMAP_EVALUATION"))
    parser.add_argument("--corpus", action="append", choices=sorted(CORPORA))
    parser.add_argument("--keep", type=Path, help="folder for the predictions")
    given = parser.parse_args()
    folder: Path | None = Path(given.evaluation) if given.evaluation else None
    if folder is None or not (folder / "score.py").exists():
        print(
            "geoparsing: no annotated corpora here; give --evaluation or GEOMAP_EVALUATION", file=sys.stderr
        )
        return 0
    scorer = _load(folder / "score.py")
    index = PlaceIndex.bundled()
    with tempfile.TemporaryDirectory() as temporary:
        keep = given.keep or Path(temporary)
        keep.mkdir(parents=True, exist_ok=True)
        figures = {
            name: _measure(name, folder / "geoparsing" / f"{name}.jsonl", scorer, index, keep)
            for name in given.corpus or CORPORA
        }
    print(json.dumps(figures, indent=2))
    return 0


def _measure(name: str, gold: Path, scorer: ModuleType, index: PlaceIndex, keep: Path) -> dict[str, Any]:
    documents = list(_read(gold))
    gold = _numbered(gold, keep / f"{name}.gold.jsonl")
    tagger = TextTagger(index)
    recogniser = ToponymRecogniser(index, tagger)
    lexicon = ActorLexicon.bundled(index)
    clock = time.process_time()
    recognised = []
    for batch in in_batches(documents):
        tagger.ahead(d.text for d in batch)
        recognised += [recogniser.recognise(d, find_actors(d.text, lexicon)) for d in batch]
    recognition_seconds = time.process_time() - clock
    resolvers: dict[str, Resolver] = {
        "geomap": resolve,
        "population prior": lambda d, t, i: resolve(d, t, i, ranker=PopulationPrior()),
    }
    figures: dict[str, Any] = {}
    megabytes = sum(len(d.text.encode()) for d in documents) / 1e6
    for label, resolver in resolvers.items():
        clock = time.process_time()
        resolved = [resolver(d, t, index) for d, t in zip(documents, recognised, strict=True)]
        seconds = time.process_time() - clock
        predictions = keep / f"{name}.{label.replace(' ', '_')}.jsonl"
        with predictions.open("w", encoding="utf-8") as out:
            for document, toponyms in zip(documents, resolved, strict=True):
                out.write(
                    json.dumps({"doc_id": document.id, "toponyms": [_as_json(t) for t in toponyms]}) + "\n"
                )
        figures[label] = scorer.geoparsing(gold, predictions, CORPORA[name])
        figures[label]["seconds"] = {
            "recognition": round(recognition_seconds, 2),
            "resolution": round(seconds, 2),
            "mb_per_cpu_second": round(megabytes / (recognition_seconds + seconds), 3),
        }
    return figures


def _read(path: Path) -> Iterable[Document]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            published = date.fromisoformat(row["date"]) if row.get("date") else None
            yield Document(str(number), row["text"], title=row.get("title"), published=published)


def _numbered(gold: Path, copy: Path) -> Path:
    """Number the documents: WOTR's ids begin anew in each volume, and the scorer pairs by id."""
    with gold.open(encoding="utf-8") as lines, copy.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            out.write(json.dumps(json.loads(line) | {"doc_id": str(number)}) + "\n")
    return copy


def _as_json(toponym: Toponym) -> dict[str, Any]:
    point = toponym.resolution.place.point if toponym.resolution else None
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "role": toponym.role.value,
        "place_id": toponym.resolution.place.id if toponym.resolution else None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
    }


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())

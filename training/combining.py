"""The weights that put evidence and tagger together: ``python -m training.combining [--corpora FOLDER]``.

Fitted by logistic regression on the names of the gazetteer in sentences that were held out from
the tagger's training. Prints the weights, to be written into `geomap.recognition.evidence`, and
how well they part places from other names.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.evidence import TaggerWeights, combined_features
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.tagging.field import FieldTagger
from geomap.recognition.tagging.model_file import unpack
from geomap.recognition.tagging.spans import Label
from geomap.recognition.toponyms import evidence_of
from training.__main__ import MODEL
from training.corpora.reading import corpora
from training.corpora.records import Sentence
from training.sentences import read_sentences

Floats = npt.NDArray[np.float64]

_RIDGE = 1.0
_STEPS = 30


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.combining")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    _, held_out = read_sentences(options.corpora)
    index = PlaceIndex.bundled()
    tagger = TextTagger(index, FieldTagger(index, unpack(options.model.read_bytes())))
    rows = list(_cases(held_out, tagger))
    features = np.array([f for f, _ in rows])
    places = np.array([y for _, y in rows], dtype=float)
    weights = logistic(features, places)
    alone = features[:, 0] > 0
    print(
        json.dumps(
            {
                "names": len(rows),
                "places": int(places.sum()),
                "right by evidence alone": round(100 * float((alone == places).mean()), 2),
                "right together": round(100 * float(((features @ weights > 0) == places).mean()), 2),
                "weights": TaggerWeights(*(round(float(w), 2) for w in weights))._asdict(),
            },
            indent=2,
        )
    )


def _cases(sentences: tuple[Sentence, ...], tagger: TextTagger) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The features of each name of the gazetteer, and whether it is a place or people there.

    Names within an organisation's are left out: whether 'Kharkiv' of 'Kharkiv University' is a
    toponym, the corpora do not say.
    """
    tagger.ahead([s.text for s in sentences])
    for sentence in sentences:
        tagged = tagger.of(sentence.text)
        for name, evidence in evidence_of(sentence.text, tagged.tokens, tagged.names):
            if name.facts.demonym and Label.DEMONYM not in corpora()[sentence.corpus].labels:
                continue
            over = [s for s in sentence.spans if s.start < name.end and name.start < s.end]
            if any(s.label is Label.ORGANISATION for s in over):
                continue
            opinion = tagged.opinions.over(name.first, name.last)
            yield combined_features(evidence, opinion), any(s.label is not Label.PERSON for s in over)


def logistic(features: Floats, right: Floats) -> Floats:
    """Fit by Newton's method, with a ridge on all weights but the last, the constant."""
    weights = np.zeros(features.shape[1])
    ridge = np.full(features.shape[1], _RIDGE)
    ridge[-1] = 0.0
    for _ in range(_STEPS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (chances - right) + ridge * weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()

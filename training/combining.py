"""How well evidence and tagger go together: ``python -m training.combining [--model FILE] [--unseen]``.

Takes the names of the gazetteer in sentences that the tagger was not trained on - the held-out
tenth, or with ``--unseen`` whole corpora that its manifest does not list (make such a model by
``python -m training --only gmb -o FILE``) - and prints how many the weights of
`geomap.recognition.combining` judge right, and how many the best weights for these very names
would (logistic regression).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geomap.errors import UsageError
from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.combining import TAGGER_WEIGHTS, TaggerWeights, combined_features
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.tagging.field import FieldTagger
from geomap.recognition.tagging.model_file import unpack
from geomap.recognition.tagging.spans import Label
from geomap.recognition.weighed import evidence_of
from training.__main__ import MODEL
from training.corpora.reading import corpora
from training.corpora.records import Sentence
from training.running import run
from training.sentences import read_sentences

Floats = npt.NDArray[np.float64]

_RIDGE = 1.0
_STEPS = 30


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m training.combining")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--unseen", action="store_true", help="corpora that the model was not made from")
    options = parser.parse_args()
    model = unpack(options.model.read_bytes())
    train, sentences = read_sentences(options.corpora)
    if options.unseen:
        sentences = tuple(s for s in (*train, *sentences) if s.corpus not in model.about["corpora"])
    index = PlaceIndex.bundled()
    if not sentences:
        raise UsageError("no sentences are left to measure on", where="--unseen", hint="give --model")
    rows = list(_cases(sentences, TextTagger(index, FieldTagger(index, model))))
    features = np.array([f for f, _ in rows])
    places = np.array([y for _, y in rows], dtype=float)
    fitted = logistic(features, places)
    ways = {
        "evidence alone": features[:, 0],
        "together, as shipped": features @ np.array(TAGGER_WEIGHTS),
        "together, fitted to these": features @ fitted,
    }
    figures = {way: round(100 * float(((score > 0) == places).mean()), 2) for way, score in ways.items()}
    weights = TaggerWeights(*(round(float(w), 2) for w in fitted))._asdict()
    print(json.dumps({"names": len(rows), "right": figures, "fitted": weights}, indent=2))


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
            yield combined_features(name, evidence, opinion), any(s.label is not Label.PERSON for s in over)


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
    sys.exit(run(main))

"""The weights of the conditional random field, fitted by python-crfsuite (Okazaki 2007, MIT licence).

Features are buckets (`geomap.recognition.tagging.templates`), so that what is learnt are rows of a
table; CRFsuite is needed for training only.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.extras import require
from geomap.recognition.tagging.templates import BUCKETS
from training.labelling import LABELS, Labelled

#: L-BFGS with L1 (which empties most buckets) and L2 regularisation.
SETTINGS: Final[dict[str, float | int | bool]] = {
    "c1": 0.5,
    "c2": 0.5,
    "max_iterations": 90,
    "feature.minfreq": 3.0,
    "feature.possible_transitions": True,
}


class Fitted(NamedTuple):
    """Weights a bucket and label, and from label to label."""

    weights: dict[int, npt.NDArray[np.float64]]
    transitions: npt.NDArray[np.float64]
    tokens: int


def fit(batches: Iterable[Labelled]) -> Fitted:
    """Fit the weights; the same batches give the same weights."""
    pycrfsuite = _needed()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    names = [str(bucket) for bucket in range(BUCKETS)]
    tokens = 0
    for batch in batches:
        rows, starts, labels = batch.buckets.tolist(), batch.starts.tolist(), batch.labels.tolist()
        for begin, end in pairwise(starts):
            features = [[names[b] for b in row] for row in rows[begin:end]]
            trainer.append(features, [LABELS[n] for n in labels[begin:end]])
            tokens += end - begin
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "model.crfsuite"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return Fitted(_table(info.state_features), _square(info.transitions), tokens)


def _needed() -> ModuleType:
    return require("pycrfsuite", what="training")


def version() -> str:
    """The version of python-crfsuite, on which the weights depend."""
    _needed()
    return metadata.version("python-crfsuite")


def _table(features: dict[tuple[str, str], float]) -> dict[int, npt.NDArray[np.float64]]:
    table: dict[int, npt.NDArray[np.float64]] = {}
    for (bucket, label), weight in features.items():
        row = table.setdefault(int(bucket), np.zeros(len(LABELS)))
        row[LABELS.index(label)] = weight
    return table


def _square(moves: dict[tuple[str, str], float]) -> npt.NDArray[np.float64]:
    square = np.zeros((len(LABELS), len(LABELS)))
    for (before, after), weight in moves.items():
        square[LABELS.index(before), LABELS.index(after)] = weight
    return square

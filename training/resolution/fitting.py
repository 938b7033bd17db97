"""Fitting weights: a conditional logit over each sense's candidates and the choice to leave it open.

The features of a candidate hang on what is believed of the other toponyms, and that on the weights:
so beliefs and weights are worked out in turn, some times over. The log-likelihood of the right
candidates, less a penalty for large weights, is raised by Newton's method; it is not concave where several
candidates are right, so a step that does not raise it is halved.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geomap.resolution.inference import infer
from geomap.resolution.options import OPEN, FloatArray, IntArray
from geomap.resolution.ranking import LinearRanker
from geomap.resolution.scene import FEATURES
from training.resolution.examples import Example

PENALTY = 1.0
TURNS = 5
_STEPS = 25
_ENOUGH = 1e-4


class Bounds(NamedTuple):
    """The least and the most that each weight may be, of `FEATURES` and `OPEN` together."""

    least: FloatArray
    most: FloatArray

    @classmethod
    def none(cls) -> Bounds:
        """No bounds at all."""
        size = len(FEATURES) + len(OPEN)
        return cls(np.full(size, -np.inf), np.full(size, np.inf))

    @classmethod
    def read(cls, path: Path) -> Bounds:
        """Those of the tables ``least`` and ``most`` of a file; what stands in neither has none.

        Raises
        ------
        ValueError
            If a feature is not known.
        """
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        bounds = cls.none()
        for name, values in (("least", bounds.least), ("most", bounds.most)):
            for feature, value in tables.get(name, {}).items():
                if feature not in FEATURES:
                    raise ValueError(f"{path.name}: no feature {feature!r} to bound")
                values[FEATURES.index(feature)] = value
        return bounds


class _Rows(NamedTuple):
    """All candidates of all targets, and each target's choice to leave it open, as rows."""

    features: FloatArray  # of FEATURES and OPEN together
    target: IntArray
    right: FloatArray  # 1 for a right row
    weight: FloatArray  # of each target
    start: FloatArray  # weights that nothing speaks for or against stay what they are


def fit(
    examples: Sequence[Example],
    start: LinearRanker,
    corpus_weights: Mapping[str, float],
    *,
    bounds: Bounds | None = None,
    turns: int = TURNS,
) -> LinearRanker:
    """Weights fitted to the examples, from those of ``start`` on.

    Parameters
    ----------
    examples
        The documents.
    start
        Where to begin: sensible weights.
    corpus_weights
        How much each corpus counts in all, by its name.
    bounds
        Which weights are allowed; any if not given.
    turns
        How often beliefs are worked out anew.
    """
    sizes = {c: sum(t.weight for e in examples if e.corpus == c for t in e.targets) for c in corpus_weights}
    ranker = start
    for _ in range(turns):
        rows = _rows(examples, ranker, start, {c: w / max(sizes[c], 1.0) for c, w in corpus_weights.items()})
        vector = np.concatenate((ranker.weights, ranker.open_weights))
        vector = _newton(rows, vector, bounds or Bounds.none())
        ranker = LinearRanker(vector[: len(FEATURES)], vector[len(FEATURES) :])
    return ranker


def _rows(
    examples: Sequence[Example], ranker: LinearRanker, start: LinearRanker, scale: Mapping[str, float]
) -> _Rows:
    total = sum(1 for e in examples for _ in e.targets)
    features, target, right, weight = [], [], [], []
    number = 0
    for example in examples:
        if not example.targets:
            continue
        scene = example.scene
        beliefs = infer(scene, ranker)
        for t in example.targets:
            first, last = int(scene.first[t.sense]), int(scene.first[t.sense + 1])
            block = np.zeros((last - first + 1, len(FEATURES) + len(OPEN)))
            block[:-1, : len(FEATURES)] = beliefs.features[first:last]
            block[-1, len(FEATURES) :] = scene.open[t.sense]
            is_right = np.zeros(last - first + 1)
            is_right[[r - first for r in t.right] or [-1]] = 1.0
            features.append(block)
            right.append(is_right)
            target.append(np.full(last - first + 1, number))
            weight.append(t.weight * scale[example.corpus] * total)
            number += 1
    return _Rows(
        features=np.vstack(features),
        target=np.concatenate(target),
        right=np.concatenate(right),
        weight=np.array(weight),
        start=np.concatenate((start.weights, start.open_weights)),
    )


def _likelihood(rows: _Rows, vector: FloatArray) -> tuple[float, FloatArray, FloatArray]:
    """Penalised log-likelihood, and each row's probability: of all, and among the right ones."""
    scores = rows.features @ vector
    count = len(rows.weight)
    top = np.full(count, -np.inf)
    np.maximum.at(top, rows.target, scores)
    weights = np.exp(scores - top[rows.target])
    total = np.bincount(rows.target, weights, count)
    good = np.bincount(rows.target, weights * rows.right, count)
    value = float((rows.weight * (np.log(good + 1e-300) - np.log(total))).sum())
    off = vector - rows.start
    value -= 0.5 * PENALTY * float(off @ off)
    return value, weights / total[rows.target], weights * rows.right / np.maximum(good, 1e-300)[rows.target]


def _newton(rows: _Rows, vector: FloatArray, bounds: Bounds) -> FloatArray:
    vector = vector.clip(*bounds)
    value, of_all, of_right = _likelihood(rows, vector)
    count, size = len(rows.weight), rows.features.shape[1]
    for _ in range(_STEPS):
        each = rows.weight[rows.target]
        gradient = rows.features.T @ (each * (of_right - of_all)) - PENALTY * (vector - rows.start)
        mean = np.zeros((count, size))
        np.add.at(mean, rows.target, rows.features * of_all[:, None])
        curvature = (rows.features * (each * of_all)[:, None]).T @ rows.features
        curvature -= (mean * rows.weight[:, None]).T @ mean
        curvature += PENALTY * np.eye(size)
        # What stands at its bound and is pushed against it stays there; the others move freely.
        held = ((vector <= bounds.least) & (gradient < 0)) | ((vector >= bounds.most) & (gradient > 0))
        step = np.zeros(size)
        step[~held] = np.linalg.solve(curvature[np.ix_(~held, ~held)], gradient[~held])
        length = 1.0
        while length > 1e-3:
            trial = (vector + length * step).clip(*bounds)
            new, all_new, right_new = _likelihood(rows, trial)
            if new > value:
                break
            length /= 2
        else:
            return vector
        gained = new - value
        vector, value, of_all, of_right = trial, new, all_new, right_new
        if gained < _ENOUGH:
            break
    return vector

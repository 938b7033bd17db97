"""How a document's toponyms were weighed, told in full for those who ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geomap.model import Candidate, WeighedCandidate, WeighedFeature, Weighing
from geomap.resolution.inference import Beliefs
from geomap.resolution.options import OPEN, FloatArray
from geomap.resolution.ranking import LinearRanker, Ranker
from geomap.resolution.scene import FEATURES, Scene


def weighing_of(
    scene: Scene, beliefs: Beliefs, ranker: Ranker, sense: int, ordered: Sequence[tuple[int, float]]
) -> Weighing | None:
    """How the candidates of a sense were weighed.

    Parameters
    ----------
    scene, beliefs, ranker
        What inference went by, and its outcome.
    sense
        The number of the sense.
    ordered
        Its candidates by their numbers in the scene, the likeliest first, with their shares.

    Returns
    -------
    Weighing or None
        None of a name of which no place is known: there was nothing to weigh.
    """
    if not ordered:
        return None
    linear = ranker if isinstance(ranker, LinearRanker) else None
    first, last = int(scene.first[sense]), int(scene.first[sense + 1])
    totals = ranker.candidates(beliefs.features[first:last])
    options = scene.senses[sense].options.options
    candidates = []
    for row, share in ordered:
        found = options[row - first].candidate
        told = Candidate(found.place, found.name, found.name_kind, round(share, 4), found.reasons)
        features = _features(FEATURES, beliefs.features[row], linear.weights if linear else None)
        candidates.append(WeighedCandidate(told, round(float(totals[row - first]), 4), features))
    own = scene.open[sense]
    return Weighing(
        tuple(candidates),
        round(float(beliefs.left_open[sense]), 4),
        round(float(ranker.open(scene.open[sense : sense + 1])[0]), 4),
        _features(OPEN, own, linear.open_weights if linear else None),
    )


def _features(
    names: Sequence[str], values: FloatArray, weights: FloatArray | None
) -> tuple[WeighedFeature, ...]:
    return tuple(
        WeighedFeature(
            names[i],
            round(float(values[i]), 4),
            round(float(values[i] * weights[i]), 4) if weights is not None else None,
        )
        for i in np.flatnonzero(values.round(4)).tolist()
    )

"""What a document's toponyms mean, settled together: each by what is believed of the others.

Mean-field inference: beliefs begin with what each candidate is by itself; in every round all
features are worked out anew from the beliefs of the round before. The first round settles the
countries, the second what lies near what; a third was measured and changes nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geomap.resolution.options import FloatArray
from geomap.resolution.ranking import Ranker
from geomap.resolution.scene import Scene

ROUNDS = 2
_PRIOR_BASE = 6.0  # to begin with, one order of magnitude of people makes a candidate so many times as likely


class Beliefs(NamedTuple):
    """The outcome of inference.

    Parameters
    ----------
    candidates
        The share of belief in each candidate, 0 to 1.
    left_open
        The share of belief that a sense means none of its candidates.
    features
        Of each candidate in the last round, of shape (candidates, `geomap.resolution.scene.FEATURES`).
    """

    candidates: FloatArray
    left_open: FloatArray
    features: FloatArray


def infer(scene: Scene, ranker: Ranker, *, rounds: int = ROUNDS) -> Beliefs:
    """Settle a document's senses.

    Parameters
    ----------
    scene
        The senses with their candidates.
    ranker
        What weighs them.
    rounds
        How often beliefs are worked out anew.
    """
    nothing = np.full(len(scene.senses), -np.inf)
    belief, left_open = _shares(scene, np.log(_PRIOR_BASE) * scene.fixed[:, 0], nothing)
    features = np.zeros((len(scene.group), 0))
    opens = ranker.open(scene.open)
    for _ in range(rounds):
        features = np.hstack((scene.fixed, scene.changing(belief)))
        belief, left_open = _shares(scene, ranker.candidates(features), opens)
    return Beliefs(belief, left_open, features)


def _shares(scene: Scene, scores: FloatArray, opens: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shares of belief from logarithmic scores, sense by sense; the rest is that it is none of them."""
    top = opens.copy()
    np.maximum.at(top, scene.group, scores)
    top[~np.isfinite(top)] = 0.0
    weights = np.exp(scores - top[scene.group])
    none = np.exp(opens - top)
    total = np.bincount(scene.group, weights, len(scene.senses)) + none
    total[total == 0.0] = 1.0
    belief: FloatArray = weights / total[scene.group]
    left_open: FloatArray = none / total
    belief[scene.settled] = 1.0
    left_open[scene.group[scene.settled]] = 0.0
    return belief, left_open

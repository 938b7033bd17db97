"""How right a ranker is on examples: accuracy, its ceiling, area under the curve of errors, calibration."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from geomap.resolution.inference import infer
from geomap.resolution.ranking import Ranker
from training.resolution.examples import NEAR_KM, Example

_FARTHEST_KM = 20_039.0
_BINS = (0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def answers(examples: Iterable[Example], ranker: Ranker) -> list[tuple[float, float, bool]]:
    """For each annotated mention that was recognised: score, error in km, whether it could be right.

    The last is whether any candidate is near enough.
    """
    found = []
    for example in examples:
        scene = example.scene
        beliefs = infer(scene, ranker)
        for sense, point in example.truths:
            first, last = int(scene.first[sense]), int(scene.first[sense + 1])
            if first == last:
                found.append((0.0, _FARTHEST_KM, False))
                continue
            places = [o.candidate.place for o in scene.senses[sense].options.options]
            far = [p.point.distance_km(point) for p in places]
            best = int(np.argmax(beliefs.candidates[first:last]))
            found.append((float(beliefs.candidates[first + best]), far[best], min(far) <= NEAR_KM))
    return found


def figures(
    found: Sequence[tuple[float, float, bool]], *, least: float, annotated: int | None = None
) -> dict[str, Any]:
    """Accuracy within 161 km and the rest, for answers at a threshold.

    Parameters
    ----------
    found
        As `answers` gives it.
    least
        The threshold.
    annotated
        How many mentions there are, recognised or not, for the accuracy from raw text.
    """
    n = max(1, len(found))
    right = sum(far <= NEAR_KM and score >= least for score, far, _ in found)
    answered = sum(score >= least for score, _, _ in found)
    errors = [far if score >= least else _FARTHEST_KM for score, far, _ in found]
    ceiling = sum(could for *_, could in found)
    raw = {} if annotated is None else {"end to end acc161": round(100 * right / max(1, annotated), 1)}
    return {
        "toponyms": len(found),
        **raw,
        "acc161": round(100 * right / n, 1),
        "ceiling": round(100 * ceiling / n, 1),
        "of ceiling": round(100 * right / max(1, ceiling), 1),
        "precision": round(100 * right / max(1, answered), 1),
        "answered": round(100 * answered / n, 1),
        "auc": round(sum(math.log1p(e) for e in errors) / n / math.log1p(_FARTHEST_KM), 3),
    }


def reliability(found: Sequence[tuple[float, float, bool]]) -> list[dict[str, Any]]:
    """Of answers with about such a score, how many are right."""
    table = []
    for low, high in itertools.pairwise(_BINS):
        inside = [(score, far <= NEAR_KM) for score, far, _ in found if low <= score < high]
        if inside:
            table.append(
                {
                    "scores": f"{low:g} to {min(high, 1.0):g}",
                    "answers": len(inside),
                    "mean score": round(sum(s for s, _ in inside) / len(inside), 3),
                    "right": round(sum(r for _, r in inside) / len(inside), 3),
                }
            )
    return table

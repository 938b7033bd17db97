"""The weights of what stands around a word: an averaged perceptron, in an order fixed by the seed."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from geomap.recognition.truecasing.deciding import CASES, features, settled
from geomap.recognition.truecasing.lexicon import Lexicon
from geomap.recognition.truecasing.pieces import Piece, pieces_of, shape_of

ROUNDS = 4
#: Features are kept that were met so often, so many of those that weigh most.
LEAST_MET = 4
MOST = 21_000
SCALE = 20

Example = tuple[list[Piece], list[str], list[str]]
"""The words of a sentence in capitals, their classes, and the cases in which they are written."""


def example(text: str, lexicon: Lexicon) -> Example:
    """A sentence as it is read when it is in capitals, with the cases to be told."""
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    pieces = pieces_of(upper)
    classes = [p.given or lexicon.class_of(p.key) for p in pieces]
    return pieces, classes, [_shape(text[p.start : p.end]) for p in pieces]


def _shape(word: str) -> str:
    return shape_of(word[:-2] if word.endswith(("'s", "’s")) else word)


def fit(
    examples: Sequence[Example], *, rounds: int = ROUNDS, seed: int = 13
) -> dict[str, tuple[int, int, int]]:
    """Fit the weights; words whose case is settled without them teach nothing."""
    rng = random.Random(seed)
    weights: dict[str, list[float]] = {}
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    met: Counter[str] = Counter()
    step = 0
    order = list(range(len(examples)))
    for round_ in range(rounds):
        rng.shuffle(order)
        for number in order:
            pieces, classes, gold = examples[number]
            cases: list[str] = []
            for i, piece in enumerate(pieces):
                case = piece.given or settled(pieces, i, classes, cases)
                if case is not None:
                    cases.append(case)
                    continue
                found = features(pieces, i, classes, cases)
                scores = [0.0, 0.0, 0.0]
                for feature in found:
                    row = weights.get(feature)
                    if row is not None:
                        scores[0] += row[0]
                        scores[1] += row[1]
                        scores[2] += row[2]
                told = max(range(3), key=lambda n: (scores[n], n == 1))
                if piece.opens:
                    cases.append(CASES[told])  # its first letter says nothing
                    continue
                step += 1
                if not round_:
                    met.update(found)
                right = CASES.index(gold[i])
                if told != right:
                    for feature in found:
                        row = weights.setdefault(feature, [0.0, 0.0, 0.0])
                        total = sums[feature]
                        row[right] += 1
                        row[told] -= 1
                        total[right] += step
                        total[told] -= step
                cases.append(gold[i] if rng.random() < 0.5 else CASES[told])
    averaged = {
        feature: tuple(round(SCALE * (row[n] - sums[feature][n] / max(step, 1))) for n in range(3))
        for feature, row in weights.items()
        if met[feature] >= LEAST_MET
    }
    heaviest = sorted(averaged.items(), key=lambda item: (min(item[1]) - max(item[1]), item[0]))[:MOST]
    return {f: (w[0], w[1], w[2]) for f, w in sorted(heaviest)}

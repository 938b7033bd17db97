"""The best tree over scores: as good as trying every tree, and always a tree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from geomap.syntax.trees import NEVER, best_trees


def by_trying(scores: np.ndarray) -> float:
    """The sum of the best tree whose one root is the word that gains most by being it."""
    n = len(scores)
    gain = scores[:, 0] - scores[:, 1:].max(axis=1)
    root = int(gain.argmax())
    best = -np.inf
    for heads in product(range(n + 1), repeat=n):
        if [i for i, h in enumerate(heads) if h == 0] != [root]:
            continue
        if not ends(heads):
            continue
        best = max(best, sum(scores[i, h] for i, h in enumerate(heads)))
    return best


def ends(heads: tuple[int, ...]) -> bool:
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def random_scores(rng: np.random.Generator, lengths: list[int]) -> np.ndarray:
    longest = max(lengths)
    scores = np.full((len(lengths), longest, longest + 1), NEVER, dtype=np.float32)
    for b, n in enumerate(lengths):
        scores[b, :n, : n + 1] = rng.integers(-50, 50, (n, n + 1))
        scores[b, np.arange(n), np.arange(n) + 1] = NEVER
    return scores


@pytest.mark.parametrize("seed", range(4))
def test_as_good_as_trying_every_tree(seed):
    rng = np.random.default_rng(seed)
    lengths = [2, 3, 4, 5, 5, 5, 5]
    scores = random_scores(rng, lengths)
    heads = best_trees(scores.copy(), np.array(lengths))
    for b, n in enumerate(lengths):
        found = tuple(int(h) for h in heads[b, :n])
        assert ends(found)
        assert found.count(0) == 1
        total = sum(float(scores[b, i, h]) for i, h in enumerate(found))
        assert total == by_trying(scores[b, :n, : n + 1])


def test_long_sentences_become_trees():
    rng = np.random.default_rng(5)
    lengths = [1, 40, 60, 60]
    heads = best_trees(random_scores(rng, lengths), np.array(lengths))
    for b, n in enumerate(lengths):
        assert ends(tuple(int(h) for h in heads[b, :n]))


def test_a_single_word_is_the_root():
    assert best_trees(random_scores(np.random.default_rng(0), [1]), np.array([1])).tolist() == [[0]]

"""Probabilities along sequences, beside a count of all labellings."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.recognition.tagging.decoding import marginals


def by_counting(scores, transitions):
    """Add up every labelling of one sequence."""
    size, labels = scores.shape
    table = np.zeros((size, labels))
    for path in product(range(labels), repeat=size):
        weight = sum(scores[i, label] for i, label in enumerate(path))
        weight += sum(transitions[a, b] for a, b in pairwise(path))
        for i, label in enumerate(path):
            table[i, label] += np.exp(weight)
    return table / table.sum(axis=1, keepdims=True)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(0, 1000))
def test_as_by_counting_all_labellings(lengths, seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 2, (sum(lengths), 3)).astype(np.float32)
    transitions = rng.normal(0, 2, (3, 3)).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    found = marginals(scores, starts, transitions)
    for a, b in pairwise(starts):
        assert found[a:b] == pytest.approx(by_counting(scores[a:b], transitions), abs=1e-4)


def test_nothing_and_large_scores():
    empty = marginals(np.zeros((0, 3), np.float32), np.array([0]), np.zeros((3, 3), np.float32))
    assert empty.shape == (0, 3)
    scores = np.array([[500, -500, 0], [0, 500, -500]], dtype=np.float32)
    found = marginals(scores, np.array([0, 2]), np.zeros((3, 3), np.float32))
    assert found.argmax(axis=1).tolist() == [0, 1]
    assert np.isfinite(found).all()

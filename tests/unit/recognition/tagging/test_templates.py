"""Features as buckets."""

from __future__ import annotations

import numpy as np

from geomap.recognition.tagging.columns import make_columns
from geomap.recognition.tagging.templates import (
    AT_DISTANCE,
    BUCKETS,
    bucket,
    joint_templates,
    outside_templates,
    within_sequence,
    word_templates,
)
from geomap.recognition.tagging.word_types import WordTypes
from geomap.recognition.tokens import tokenise


def laid_out(text):
    types = WordTypes()
    return make_columns([(tokenise(text), ())], types), types


def test_buckets_are_spread_and_tell_their_templates_apart():
    numbers = np.arange(1, 20_001, dtype=np.uint64)
    first, second = bucket(1, numbers), bucket(2, numbers)
    assert first.min() >= 0
    assert first.max() < BUCKETS
    assert len(np.unique(first)) > 19_800
    assert (first != second).mean() > 0.999


def test_the_order_of_columns_matters():
    a, b = np.arange(1, 1001, dtype=np.uint64), np.arange(2001, 3001, dtype=np.uint64)
    assert (bucket(1, a, b) != bucket(1, b, a)).mean() > 0.99


def test_the_same_surroundings_give_the_same_features_wherever_they_stand():
    one, types = laid_out("He left. Shells fell near Kharkiv today.")
    two = make_columns([(tokenise("Shells fell near Kharkiv today."), ())], types)
    for a, b in zip(joint_templates(one, types.hashes), joint_templates(two, types.hashes), strict=True):
        assert a[2:].tolist() == b.tolist()


def test_nothing_is_seen_across_sentences():
    columns, _ = laid_out("He left. Shells fell.")
    assert within_sequence(columns, -1).tolist() == [False, True, False, True]
    assert within_sequence(columns, 1).tolist() == [True, False, True, False]
    assert within_sequence(columns, 2).tolist() == [False] * 4


def test_one_token_and_none():
    for text in ("Kharkiv", ""):
        columns, types = laid_out(text)
        size = len(columns.types)
        assert all(len(t) == size for t in joint_templates(columns, types.hashes))
    assert all(outside_templates(d).shape == (1, len(AT_DISTANCE[d])) for d in AT_DISTANCE)
    assert word_templates(WordTypes().hashes, 0).shape[0] == 0

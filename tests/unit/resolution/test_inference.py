"""Shares of belief: what they add up to, and what settles them."""

from __future__ import annotations

import numpy as np
import pytest

from geomap.model import Override
from geomap.resolution.inference import infer
from geomap.resolution.options import OPEN
from geomap.resolution.ranking import LinearRanker, bundled
from geomap.resolution.scene import FEATURES, Scene
from geomap.resolution.senses import find_senses
from tests.small_gazetteer import SmallIndex, candidate, keys_of, mention, place, row_of

TEXT = "Arda; Bela; Cora; Dora"
NAMES = TEXT.split("; ")
INDEX = SmallIndex(
    {
        "Arda": [
            candidate(place("a1", "Arda", 10, 50), 4.0),
            candidate(place("a2", "Arda", 80, 10, "BB"), 4.5),
        ],
        "Bela": [place("b1", "Bela", 10.1, 50)],
        "Cora": [
            place("c1", "Cora", 80, 11, "BB"),
            place("c2", "Cora", 10, 50.1),
            place("c3", "Cora", 0, 0, "CC"),
        ],
    }
)
TOPONYMS = [mention(TEXT, name) for name in NAMES]


def scene_with(overrides=()):
    said = {row.name: row for row in overrides}
    return Scene(find_senses(TEXT, TOPONYMS, INDEX, lambda t: said.get(t.text)))


def weighing_by(scale, open_weight=0.0):
    """A ranker that goes by the prior alone."""
    weights = np.zeros(len(FEATURES))
    weights[FEATURES.index("prior")] = scale
    opens = np.zeros(len(OPEN))
    opens[OPEN.index("nothing known of it")] = open_weight
    return LinearRanker(weights, opens)


@pytest.mark.parametrize("rounds", [1, 2, 5])
@pytest.mark.parametrize("ranker", [bundled(), weighing_by(1.0), weighing_by(0.0), weighing_by(1e300, 1e307)])
def test_shares_of_a_sense_add_up_to_one(ranker, rounds):
    scene = scene_with()
    beliefs = infer(scene, ranker, rounds=rounds)
    totals = np.bincount(scene.group, beliefs.candidates, len(scene.senses)) + beliefs.left_open
    assert totals == pytest.approx(np.ones(4))
    assert (beliefs.candidates >= 0).all()
    assert beliefs.left_open[3] == 1.0
    assert beliefs.features.shape == (6, len(FEATURES))


def test_numbers_are_logarithms_of_odds():
    beliefs = infer(scene_with(), weighing_by(np.log(4.0), 3 * np.log(4.0)))
    two, one, lone = beliefs.candidates[:3]
    assert two / one == pytest.approx(2.0)
    assert (lone, beliefs.left_open[1]) == pytest.approx((0.5, 0.5))
    assert beliefs.left_open[0] == pytest.approx(1 / (1 + 4 + 8))


@pytest.mark.parametrize(("scale", "left_open"), [(1e6, 0.0), (-1e6, 1.0), (1e300, 0.0), (-1e300, 1.0)])
def test_huge_numbers_do_not_overflow(scale, left_open):
    beliefs = infer(scene_with(), weighing_by(scale))
    assert np.isfinite(beliefs.candidates).all()
    assert beliefs.left_open.tolist() == [left_open] * 3 + [1.0]
    assert beliefs.candidates[:2].tolist() == [1.0 - left_open, 0.0]


def test_what_a_user_says_stays_settled():
    own = place("own", "Own", 10, 50.2)
    scene = scene_with([Override("Arda", own), Override("Bela", None)])
    beliefs = infer(scene, weighing_by(0.0, 1e6))
    assert keys_of(scene) == ["own", "c1", "c2", "c3"]
    assert beliefs.candidates.tolist() == [1.0, 0.0, 0.0, 0.0]
    assert beliefs.left_open.tolist() == [0.0, 1.0, 1.0, 1.0]


def test_each_is_settled_by_what_is_believed_of_the_others():
    scene = scene_with()
    beliefs = infer(scene, bundled())
    assert beliefs.candidates[row_of(scene, "a1")] > beliefs.candidates[row_of(scene, "a2")]
    best = scene.best_of(2, beliefs.candidates)
    assert best == row_of(scene, "c2")


def test_the_same_scene_gives_the_same_beliefs():
    for one, other in zip(infer(scene_with(), bundled()), infer(scene_with(), bundled()), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_document_without_names():
    beliefs = infer(Scene(()), bundled())
    assert (len(beliefs.candidates), len(beliefs.left_open), len(beliefs.features)) == (0, 0, 0)

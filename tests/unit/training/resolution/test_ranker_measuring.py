"""Figures of rankers on hand-counted answers, and weights as a file."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geomap.model import LonLat
from geomap.resolution.options import OPEN
from geomap.resolution.ranking import WEIGHTS, LinearRanker
from geomap.resolution.scene import FEATURES
from tests.small_gazetteer import SmallIndex, candidate, mention, place, scene_of
from training.resolution.__main__ import START, population_prior
from training.resolution.examples import Example
from training.resolution.measuring import answers, figures, reliability
from training.resolution.writing import as_toml

FARTHEST = 20_039.0
# Score, error in kilometres, whether any candidate is near enough.
FOUND = [(0.9, 0.0, True), (0.9, 161.0, True), (0.6, 5000.0, True), (0.1, 10.0, True), (0.0, FARTHEST, False)]


def test_figures_without_a_threshold():
    told = figures(FOUND, least=0.0)
    area = sum(math.log1p(e) for _, e, _ in FOUND) / 5 / math.log1p(FARTHEST)
    assert told == {
        "toponyms": 5,
        "acc161": 60.0,
        "ceiling": 80.0,
        "of ceiling": 75.0,
        "precision": 60.0,
        "answered": 100.0,
        "auc": round(area, 3),
    }


def test_what_is_left_open_is_as_far_off_as_can_be():
    told = figures(FOUND, least=0.5)
    assert (told["acc161"], told["precision"], told["answered"]) == (40.0, 66.7, 60.0)
    area = (math.log1p(161.0) + math.log1p(5000.0)) / 5 / math.log1p(FARTHEST) + 2 / 5
    assert told["auc"] == round(area, 3)


def test_figures_of_nothing():
    told = figures([], least=0.0)
    assert {told.pop("toponyms"), *told.values()} == {0}
    assert reliability([]) == []


def test_how_far_scores_can_be_relied_on():
    found = [
        (1.0, 1.0, True),
        (0.96, 900.0, True),
        (0.95, 161.0, True),
        (0.3, 162.0, True),
        (0.25, 5.0, True),
    ]
    assert reliability(found) == [
        {"scores": "0.25 to 0.5", "answers": 2, "mean score": 0.275, "right": 0.5},
        {"scores": "0.95 to 1", "answers": 3, "mean score": 0.97, "right": 0.667},
    ]


def test_answers_are_the_likeliest_candidates():
    text = "Arda; Bela"
    near, far = place("near", "Arda", 10.0, 50.0), place("far", "Arda", 80.0, 10.0, "BB")
    index = SmallIndex({"Arda": [candidate(near, 3.0), candidate(far, 4.0)]})
    scene = scene_of(text, [mention(text, "Arda"), mention(text, "Bela")], index)
    point = LonLat(10.0, 51.0)
    example = Example(
        "made", "made/1", scene, (), ((0, point), (1, point), (0, far.point), (0, LonLat(0, 0)))
    )
    missed, unknown, right, nowhere = answers([example], population_prior())
    share = math.e / (1 + math.e)
    assert missed == (pytest.approx(share), far.point.distance_km(point), True)
    assert unknown == (0.0, FARTHEST, False)
    assert right == (pytest.approx(share), 0.0, True)
    assert not nowhere[2]


def test_weights_come_back_from_their_file(tmp_path):
    drawn = np.random.default_rng(7)
    ranker = LinearRanker(drawn.normal(size=len(FEATURES)), drawn.normal(size=len(OPEN)))
    path = tmp_path / "weights.toml"
    path.write_text(as_toml(ranker), encoding="utf-8")
    back = LinearRanker.read(path)
    np.testing.assert_allclose(back.weights, ranker.weights, rtol=0, atol=5.001e-4)
    np.testing.assert_allclose(back.open_weights, ranker.open_weights, rtol=0, atol=5.001e-4)
    assert as_toml(back) == as_toml(ranker)


def test_nothing_has_no_sign_of_less():
    assert "-0.0\n" not in as_toml(LinearRanker(np.full(len(FEATURES), -1e-5), np.full(len(OPEN), -0.0)))


def test_the_bundled_file_is_as_it_is_written():
    assert as_toml(LinearRanker.read(WEIGHTS)) == WEIGHTS.read_text(encoding="utf-8")


def test_fitting_begins_with_weights_of_the_features_of_today():
    start = LinearRanker.read(START)
    assert np.isfinite(start.weights).all()
    assert start.weights.any()

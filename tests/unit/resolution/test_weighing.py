"""Resolutions told in full: what each candidate got adds up."""

from __future__ import annotations

import numpy as np
import pytest

import geomap
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Override
from geomap.resolution import resolve
from geomap.resolution.options import OPEN
from geomap.resolution.ranking import bundled
from geomap.resolution.scene import FEATURES
from tests.small_gazetteer import SmallIndex, candidate, mention, place, state

TEXT = "Arda, Bela; Cora; Dora"
WEIGHTS = dict(zip(FEATURES, bundled().weights.tolist(), strict=True))
OPENS = dict(zip(OPEN, bundled().open_weights.tolist(), strict=True))
NAMESAKES = [candidate(place(f"c{n:02}", "Cora", n, n, f"C{n}"), 3.0 + n / 100) for n in range(30)]
INDEX = SmallIndex(
    {
        "Arda": [
            candidate(place("a1", "Arda", 10, 50), 4.0),
            candidate(place("a2", "Arda", 80, 10, "BB"), 4.5),
        ],
        "Bela": [candidate(state("b1", "Bela", 11, 50, "AA"), 8.0)],
        "Cora": NAMESAKES,
    }
)
TOPONYMS = [mention(TEXT, name) for name in ("Arda", "Bela", "Cora", "Dora")]


def weighings(**options):
    found = resolve(Document("d", TEXT), TOPONYMS, INDEX, explain=True, **options)
    return [t.weighing for t in found]


def test_points_are_values_times_weights_and_add_up():
    for weighing in filter(None, weighings()):
        for each in weighing.candidates:
            assert sum(f.points for f in each.features) == pytest.approx(each.total, abs=5e-3)
            for feature in each.features:
                assert feature.points == pytest.approx(feature.value * WEIGHTS[feature.name], abs=5e-4)
                assert feature.value != 0.0
        assert sum(f.points for f in weighing.open_features) == pytest.approx(weighing.open_total, abs=5e-3)
        for feature in weighing.open_features:
            assert feature.points == pytest.approx(feature.value * OPENS[feature.name], abs=5e-4)


def test_shares_go_by_the_totals_and_add_up_with_leaving_it_open():
    arda, bela, cora, dora = weighings()
    for weighing in (arda, bela):
        totals = np.array([*(c.total for c in weighing.candidates), weighing.open_total])
        shares = [*(c.candidate.score for c in weighing.candidates), weighing.left_open]
        assert shares == pytest.approx((np.exp(totals) / np.exp(totals).sum()).tolist(), abs=2e-3)
    assert [c.candidate.place.id for c in arda.candidates] == ["a1", "a2"]
    assert len(cora.candidates) == len(NAMESAKES)
    shares = [c.candidate.score for c in cora.candidates]
    assert shares == sorted(shares, reverse=True)
    assert dora is None  # there was nothing to weigh


def test_what_decides_is_told():
    arda, *_ = weighings()
    names = [{f.name for f in each.features} for each in arda.candidates]
    assert "in the place that qualifies it" in names[0] - names[1]
    assert "outside the place that qualifies it" in names[1] - names[0]


def test_the_answer_is_the_same_with_and_without():
    explained = resolve(Document("d", TEXT), TOPONYMS, INDEX, explain=True)
    plain = resolve(Document("d", TEXT), TOPONYMS, INDEX)
    assert all(t.weighing is None for t in plain)
    assert [(t.resolution, t.considered) for t in plain] == [(t.resolution, t.considered) for t in explained]


def test_a_ranker_of_another_sort_tells_no_points():
    class Flat:
        def candidates(self, features):
            return np.zeros(len(features))

        def open(self, features):
            return np.ones(len(features))

    arda, *_ = weighings(ranker=Flat())
    assert (arda.candidates[0].total, arda.open_total) == (0.0, 1.0)
    assert {f.points for f in (*arda.candidates[0].features, *arda.open_features)} == {None}
    assert "(1.00)" in arda.table()


def test_what_a_user_says_is_told_as_certain():
    own = Override("Cora", place("o:1", "Own", 10, 50.1), note="why")
    _, _, cora, _ = weighings(overriding=lambda t: own if t.text == "Cora" else None)
    (only,) = cora.candidates
    assert (only.candidate.place.id, only.candidate.score, cora.left_open) == ("o:1", 1.0, 0.0)


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


READ = (
    "Shells fell on Kharkiv and on the village of Qwxyzvka, Ukraine.\nRefugees\u2028from\x1b[31m Lviv came."
)


def test_a_reader_may_ask_for_it(index):
    found = geomap.geoparse(READ, index=index, explain=True)
    assert {"Kharkiv", "Ukraine", "Lviv"} <= {t.text for t in found}
    for toponym in found:
        known = toponym.resolution is not None or bool(toponym.considered)
        assert (toponym.weighing is not None) == known
        if toponym.resolution is not None:
            assert toponym.weighing.candidates[0].candidate.place.id == toponym.resolution.place.id
        assert all(line.isprintable() for line in toponym.explain().split("\n"))


def test_without_asking_none_is_kept(index):
    assert {t.weighing for t in geomap.geoparse(READ, index=index)} == {None}

"""Weights learn from examples which features tell, and leave alone those that no example has."""

from __future__ import annotations

import numpy as np
import pytest

from geomap.resolution.inference import infer
from geomap.resolution.options import OPEN
from geomap.resolution.ranking import LinearRanker, bundled
from geomap.resolution.scene import FEATURES
from tests.small_gazetteer import SmallIndex, candidate, mention, place, scene_of
from training.resolution.__main__ import FOLDS, fold_of, population_prior
from training.resolution.__main__ import START as STARTING_FILE
from training.resolution.examples import Example, Target
from training.resolution.fitting import Bounds, fit

START = LinearRanker(np.full(len(FEATURES), 0.125), np.full(len(OPEN), -0.25))
WATER, TOWN, UNIT = (FEATURES.index(name) for name in ("water", "town", "second-level unit"))
ONE, MANY = OPEN.index("one candidate"), OPEN.index("of several words")


def example(number: int, right: tuple[int, ...] = (0,), corpus: str = "made", weight: float = 1.0) -> Example:
    """A text with one name that could mean a lake or a town."""
    lake = place(f"w{number}", "Arda", 10, 50, feature_class="H", feature_code="LK")
    town = place(f"x{number}", "Arda", 80, 10)
    scene = scene_of("Arda", [mention("Arda", "Arda")], SmallIndex({"Arda": [lake, town]}))
    return Example(corpus, f"{corpus}/{number}", scene, (Target(0, right, weight),), ())


def shares(ranker: LinearRanker) -> tuple[float, float, float]:
    beliefs = infer(example(99).scene, ranker)
    return (*beliefs.candidates.tolist(), float(beliefs.left_open[0]))


def test_it_learns_to_prefer_what_is_right():
    lakes = fit([example(n, (0,)) for n in range(30)], START, {"made": 1.0})
    towns = fit([example(n, (1,)) for n in range(30)], START, {"made": 1.0})
    none = fit([example(n, ()) for n in range(30)], START, {"made": 1.0})
    assert shares(START)[0] == pytest.approx(shares(START)[1])
    assert [int(np.argmax(shares(ranker))) for ranker in (lakes, towns, none)] == [0, 1, 2]
    assert min(shares(lakes)[0], shares(towns)[1], shares(none)[2]) > 0.75
    assert lakes.weights[WATER] > START.weights[WATER] > towns.weights[WATER]
    assert lakes.weights[TOWN] < START.weights[TOWN] < towns.weights[TOWN]


def test_where_either_is_right_neither_is_preferred():
    either = fit([example(n, (0, 1)) for n in range(30)], START, {"made": 1.0})
    lake, town, left_open = shares(either)
    assert lake == pytest.approx(town, abs=0.05)
    assert left_open < 0.1


def test_what_no_example_has_stays_where_it_began():
    fitted = fit([example(n) for n in range(5)], START, {"made": 1.0})
    assert fitted.weights[UNIT] == START.weights[UNIT]
    assert fitted.open_weights[ONE] == START.open_weights[ONE]
    assert fitted.open_weights[MANY] == START.open_weights[MANY]
    assert fitted.weights[WATER] != START.weights[WATER]


def test_the_more_examples_the_further_from_the_start():
    few, many = (fit([example(n) for n in range(count)], START, {"made": 1.0}) for count in (2, 200))
    assert START.weights[WATER] < few.weights[WATER] < many.weights[WATER]


def test_a_corpus_counts_as_much_as_is_asked_however_long_it_is():
    mixed = [example(n, (0,), "lakes") for n in range(40)] + [example(n, (1,), "towns") for n in range(4)]
    lake, town, _ = shares(fit(mixed, START, {"lakes": 1.0, "towns": 1.0}))
    assert lake == pytest.approx(town, abs=0.01)
    lake, town, _ = shares(fit(mixed, START, {"lakes": 1.0, "towns": 3.0}))
    assert town > 2 * lake


def test_mentions_of_a_sense_weigh_by_how_many_there_are():
    mixed = [example(0, (0,), weight=9.0), example(1, (1,), weight=1.0), *(example(n) for n in range(2, 30))]
    fitted = fit(mixed, START, {"made": 1.0})
    other = fit([example(1, (1,), weight=9.0), *mixed[2:]], START, {"made": 1.0})
    assert shares(fitted)[0] > shares(other)[0]


def test_documents_in_which_nothing_is_annotated_teach_nothing():
    empty = Example("made", "made/x", example(0).scene, (), ())
    taught = [example(n) for n in range(3)]
    one, other = (fit(given, START, {"made": 1.0}) for given in (taught, [empty, *taught]))
    np.testing.assert_array_equal(one.weights, other.weights)


def test_no_turns_are_the_start():
    assert fit([example(0)], START, {"made": 1.0}, turns=0) is START


def test_all_that_is_made_of_a_document_is_in_one_fold():
    parts = [Example(corpus, "dev/7", example(0).scene, (), ()) for corpus in ("dev", "dev by sentence")]
    assert len({fold_of(part) for part in parts}) == 1
    folds = [fold_of(example(n)) for n in range(200)]
    assert set(folds) == set(range(FOLDS))
    assert max(folds.count(f) for f in range(FOLDS)) < 80


def test_the_baseline_goes_by_the_prior_and_answers_always():
    places = [candidate(place("a", "Arda", 10, 50), 4.0), candidate(place("b", "Arda", 80, 10, "BB"), 5.0)]
    scene = scene_of("Arda", [mention("Arda", "Arda")], SmallIndex({"Arda": places}))
    beliefs = infer(scene, population_prior())
    odds = beliefs.candidates[0] / beliefs.candidates[1]
    assert odds == pytest.approx(np.e)
    assert beliefs.left_open[0] == pytest.approx(0.0)


def test_the_weights_that_ship_keep_to_their_bounds():
    bounds = Bounds.read(STARTING_FILE)
    vector = np.concatenate((bundled().weights, bundled().open_weights))
    assert (vector >= bounds.least - 1e-3).all()
    assert (vector <= bounds.most + 1e-3).all()
    assert np.isfinite(bounds.least).sum() > 10


def test_a_bound_of_what_is_no_feature_is_a_fault(tmp_path):
    path = tmp_path / "bounds.toml"
    path.write_text('[most]\n"no such feature" = 0.0\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bounds.toml: no feature 'no such feature' to bound"):
        Bounds.read(path)

"""The table of weights, as a file and in use."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from geomap.resolution.options import OPEN
from geomap.resolution.ranking import WEIGHTS, LinearRanker, bundled
from geomap.resolution.scene import FEATURES


def test_the_bundled_weights_are_of_exactly_the_features_in_their_order():
    tables = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert tuple(tables) == ("candidate", "open")
    assert (tuple(tables["candidate"]), tuple(tables["open"])) == (FEATURES, OPEN)
    assert bundled().weights.tolist() == list(tables["candidate"].values())
    assert bundled().open_weights.tolist() == list(tables["open"].values())


def test_the_bundled_weights_are_finite_and_tell_something():
    for weights in (bundled().weights, bundled().open_weights):
        assert np.isfinite(weights).all()
        # What stands at the bound of its sign tells nothing; few do.
        assert np.count_nonzero(weights) >= 0.8 * len(weights)


def test_no_two_features_have_one_name():
    assert len({*FEATURES, *OPEN}) == len(FEATURES) + len(OPEN)


def tables():
    return {name: float(n) for n, name in enumerate(FEATURES)}, {
        name: -float(n) for n, name in enumerate(OPEN)
    }


def test_numbers_are_sums_of_features_times_weights():
    candidate, left_open = tables()
    backwards = dict(reversed(candidate.items()))
    ranker = LinearRanker.from_tables(backwards, left_open)
    assert ranker.candidates(np.eye(len(FEATURES))).tolist() == list(candidate.values())
    assert ranker.open(np.ones((2, len(OPEN)))).tolist() == [sum(left_open.values())] * 2


def test_without_open_weights_leaving_open_counts_nothing():
    assert LinearRanker(np.zeros(len(FEATURES))).open(np.ones((1, len(OPEN)))).tolist() == [0.0]


@pytest.mark.parametrize("which", [0, 1])
def test_weights_of_another_version_are_refused(which):
    given = tables()
    given[which]["sound of the name"] = 1.0
    with pytest.raises(ValueError, match=r"not known: sound of the name$"):
        LinearRanker.from_tables(*given)
    given = tables()
    name, _ = given[which].popitem()
    with pytest.raises(ValueError, match=rf"missing or not known: {name}$"):
        LinearRanker.from_tables(*given)


@pytest.mark.parametrize("kept", ["candidate", "open", None])
def test_a_file_without_a_table_is_refused_as_one_without_its_features(kept, tmp_path):
    path = tmp_path / "weights.toml"
    lines = WEIGHTS.read_text(encoding="utf-8").replace("[open]", "\f[open]").split("\f")
    path.write_text({"candidate": lines[0], "open": lines[1], None: ""}[kept], encoding="utf-8")
    missing = OPEN[0] if kept == "candidate" else "prior"
    with pytest.raises(ValueError, match=f"features missing or not known: .*{missing}"):
        LinearRanker.read(path)

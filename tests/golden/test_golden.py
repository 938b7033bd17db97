"""The samples give what was recorded."""

from __future__ import annotations

import pytest

from geomap.demo import sample_paths
from tests.golden.golden import FOLDER, make

NAMES = (*(f"{path.stem}.json" for path in sample_paths()), "layers.json")


@pytest.fixture(scope="module")
def made():
    return make()


def test_every_sample_is_recorded_and_nothing_else(made):
    assert set(made) == set(NAMES)
    assert {path.name for path in FOLDER.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_what_was_recorded(made, name):
    recorded = (FOLDER / name).read_text(encoding="utf-8")
    assert made[name].splitlines() == recorded.splitlines(), "if meant: python tests/golden/update.py"

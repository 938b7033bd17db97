"""The ceilings: a toponym counts where any place of its name lies near enough, by its kind."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.ceilings import ceilings, kind_of, unreachable
from geomap.gazetteer.index import PlaceIndex

BAKU = {"surface": "Baku", "lon": 49.9, "lat": 40.4, "type": "PPLC"}
FAR = {"surface": "Baku", "lon": 10.0, "lat": 80.0, "type": "PPL"}
NONE = {"surface": "Xyzzyqat", "lon": 49.9, "lat": 40.4}
SLIP = {"surface": "Baku", "lon": -939.0, "lat": 40.4, "type": "PPL"}
OPEN = {"surface": "Baku", "lon": None, "lat": None, "type": "PPL"}


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


def test_what_is_near_enough_counts_and_what_has_no_coordinates_does_not(index: PlaceIndex) -> None:
    figures = ceilings([{"toponyms": [BAKU, FAR]}, {"toponyms": [NONE, OPEN, SLIP]}], index)
    assert figures["toponyms"] == 3
    assert figures["share"] == 33.3
    assert figures["by kind"]["settlement"] == {"toponyms": 2, "share": 50.0}
    assert figures["by kind"]["not told"] == {"toponyms": 1, "share": 0.0}


def test_what_is_out_of_reach_is_named(index: PlaceIndex) -> None:
    assert list(unreachable([{"toponyms": [BAKU, NONE]}], index)) == ["'Xyzzyqat' (not told) at 40.40, 49.90"]


def test_nothing_has_no_share(index: PlaceIndex) -> None:
    assert ceilings([], index) == {"toponyms": 0, "share": None, "by kind": {}}


@pytest.mark.parametrize(
    ("code", "kind"),
    [("PCLI", "country"), ("ADM1", "first-level unit"), ("ADM2", "second-level unit"), ("PPLX", "settlement"),
     ("STM", "water"), ("PRK", "other"), ("", "not told"), (None, "not told")],
)  # fmt: skip
def test_kinds(code: str | None, kind: str) -> None:
    assert kind_of(code) == kind

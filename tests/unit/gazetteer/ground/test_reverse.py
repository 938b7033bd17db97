"""From points to words."""

from __future__ import annotations

import pytest

from geomap.gazetteer.ground.reverse import WORTH_A_SURVEY, reverse, reverse_all
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


def test_in_a_town(index: PlaceIndex) -> None:
    assert str(reverse(index, LonLat(46.932, 40.342))) == "Tartar, Tartar District, Azerbaijan"


def test_away_from_a_town(index: PlaceIndex) -> None:
    around = reverse(index, LonLat(36.0, 22.0))
    assert around.nearest is not None
    assert around.distance_km is not None
    assert f"{around.distance_km:.0f} km {around.direction} of {around.nearest.name}" in str(around)


def test_far_from_everything(index: PlaceIndex) -> None:
    around = reverse(index, LonLat(0.0, -89.9))
    assert (around.nearest, around.distance_km, around.direction) == (None, None, None)


def test_many(index: PlaceIndex) -> None:
    found = list(reverse_all(index, [LonLat(46.9, 40.3), LonLat(34.45, 31.5)]))
    assert [s.country.country for s in found if s.country] == ["AZ", "PS"]


def test_the_south_pole_is_in_antarctica_one_by_one_and_in_bulk(index: PlaceIndex) -> None:
    pole = LonLat(0.0, -90.0)
    alone, *rest = reverse(index, pole), *reverse_all(index, [pole] * WORTH_A_SURVEY)
    assert str(alone) == "Antarctica"
    assert set(rest) == {alone}

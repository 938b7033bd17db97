"""The likeliest places of many names at once."""

from __future__ import annotations

from itertools import islice, repeat

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place

NAMES = (
    "Tartar", "Kharkov", "Tripoli", "Springfield", "Donetsk Oblast", "Goma", "no such place", "",
    "Аґдам", "Azeri", "U.S.", "Khan Younus", "Donbas", "Upper Nile", "San José", "Deir Ezzor", "Abdal Gulabli", "Terter rayon",
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize("country", [None, "AZ", "US", "LB"])
@pytest.mark.parametrize("wider", [False, True])
def test_each_answer_is_the_first_of_a_look_up(index: PlaceIndex, country: str | None, wider: bool) -> None:
    if wider:
        village = Place("test:1", "Goma", LonLat(47, 40), "P", "PPL", country="AZ")
        index = index.with_places([village, Place("geonames:584871", "Tartar", LonLat(46, 40), "P", "PPL")])
    for name, answer in zip(NAMES, index.likeliest(NAMES, country=country), strict=True):
        candidates = index.lookup(name, country=country)
        if not candidates:
            assert answer is None, name
            continue
        place = candidates[0].place
        assert answer is not None, name
        assert (answer.place_id, answer.name) == (place.id, place.name)
        assert (answer.lon, answer.lat) == (place.point.lon, place.point.lat)
        assert (answer.country, answer.admin1) == (place.country, place.admin1)
        assert (answer.score, answer.others) == (candidates[0].score, len(candidates) - 1)


def test_it_agrees_with_look_ups_over_the_names_of_a_region(index: PlaceIndex) -> None:
    towns = index.largest_towns((30.0, 30.0, 50.0, 50.0), 400)
    names = [town.name for town in towns]
    ids = [answer.place_id if answer else None for answer in index.likeliest(names)]
    assert ids == [index.lookup(name)[0].place.id for name in names]


def test_names_without_end_are_answered_as_they_come(index: PlaceIndex) -> None:
    first = list(islice(index.likeliest(repeat("Goma")), 3))
    assert [answer.place_id for answer in first if answer] == ["geonames:216281"] * 3

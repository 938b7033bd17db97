"""Sentences composed on the places of a gazetteer."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from tests.small_gazetteer import SmallIndex, place, unit
from training.resolution import composed
from training.resolution.composed import compose

TOWN = place("town", "Arda", 12.0, 52.0)
OBLAST = unit("oblast", "Arda Oblast", 12.3, 52.0)
AIRPORT = place("airport", "Arda airport", 12.1, 52.0, feature_class="S", feature_code="AIRP")


class SmallWorld(SmallIndex):
    """Has towns on its map as well."""

    def __init__(self, places, towns=(TOWN,)):
        super().__init__(places)
        self._towns = towns

    def largest_towns(self, bounds, limit):
        west, south, east, north = bounds
        found = [t for t in self._towns if west <= t.point.lon < east and south <= t.point.lat < north]
        return tuple(found[:limit])

    def countries(self):
        return ()

    def has_prefix(self, folded):
        return folded in self._places, False


def made(places, **given):
    return {c.document.id: c for c in compose(SmallWorld(places, **given))}


WORLD = {"Arda": [TOWN], "Arda district": [OBLAST], "Arda airport": [AIRPORT]}


def test_a_town_its_unit_and_its_sites_each_have_a_sentence():
    found = made(WORLD)
    assert list(found) == ["unit-0", "town-0", "site-0"]
    assert [c.kind for c in found.values()] == ["unit1", "settlement", "site"]
    assert [c.point for c in found.values()] == [OBLAST.point, TOWN.point, AIRPORT.point]
    assert "the Arda oblast" in found["unit-0"].document.text
    assert "Arda airport" in found["site-0"].document.text
    assert {c.document.text[c.start : c.end] for c in found.values()} == {"Arda"}


def test_the_same_gazetteer_gives_the_same_sentences():
    assert made(WORLD) == made(WORLD)


@pytest.mark.parametrize(
    "district",
    [
        unit("u", "Arda Oblast", 12.3, 52.0, "BB"),
        unit("u", "Arda Oblast", 14.0, 52.0),
        unit("u", "Arda Oblast", 12.3, 52.0, feature_code="ADM3"),
        place("u", "Arda Oblast", 12.3, 52.0),
    ],
)
def test_a_unit_elsewhere_or_of_another_sort_is_not_about_the_town(district):
    assert list(made(WORLD | {"Arda district": [district]})) == ["site-0"]


def test_a_wide_unit_is_about_a_town_far_from_its_middle():
    wide = unit("u", "Arda", 14.0, 52.0, radius_km=200.0)
    text = made(WORLD | {"Arda district": [wide]})["unit-0"].document.text
    assert "the Arda district" in text or "the Arda region" in text


def test_a_name_that_means_another_town_first_teaches_nothing():
    other = place("other", "Arda", 80.0, 10.0, "BB")
    assert list(made(WORLD | {"Arda": [other, TOWN]})) == ["site-0"]


@pytest.mark.parametrize(
    "site",
    [
        place("s", "Arda airport", 12.1, 52.0, "BB", feature_class="S", feature_code="AIRP"),
        place("s", "Arda airport", 12.1, 52.0),
    ],
)
def test_a_site_is_a_site_in_the_towns_country(site):
    assert list(made(WORLD | {"Arda airport": [site]})) == ["unit-0", "town-0"]


def stands_right(each):
    """Whether the words about the span are those of its kind."""
    text = each.document.text
    before, after = text[: each.start], text[each.end :]
    if each.document.id.startswith(("within", "elsewhere")):
        return after.startswith(", ") and (each.point is None) == each.document.id.startswith("elsewhere")
    if each.kind == "settlement":
        return before.endswith(("the town of ", "the city of "))
    if each.kind == "unit1":
        return before.endswith("the ") and after.startswith(tuple(f" {w}" for w in composed._UNIT_WORDS))
    return after.startswith(tuple(f" {word}" for word in composed._SITE_WORDS))


@pytest.mark.parametrize("name", ["The", "city", "town", "of", "own", "district", "port", "s"])
def test_the_span_is_that_of_the_name_whatever_it_is(name):
    town = place("town", name, 12.0, 52.0)
    places = {name: [town], f"{name} district": [unit("u", name, 12.3, 52.0)], f"{name} port": [AIRPORT]}
    found = made(places, towns=(town,))
    assert list(found) == ["unit-0", "town-0", "site-0"]
    for each in found.values():
        assert each.document.text[each.start : each.end] == name
        assert stands_right(each)


def test_the_bundled_gazetteer_has_some_in_many_countries(monkeypatch):
    monkeypatch.setattr(composed, "_CELL", 60)
    monkeypatch.setattr(composed, "_TOWNS_WITH_SITES", 3)
    found = list(compose(PlaceIndex.bundled()))
    assert {c.kind for c in found} == {"unit1", "settlement", "site", None}
    assert len({c.document.id for c in found}) == len(found) > 20
    assert all(stands_right(each) for each in found)
    assert len({round(c.point.lon / 40) for c in found if c.point is not None}) > 3

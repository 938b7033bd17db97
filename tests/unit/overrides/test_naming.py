"""Overrides for names of tables and command lines."""

from __future__ import annotations

import pytest

from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Override, Place
from geomap.overrides import ForNames, Overrides

FARM = Place("override:qwxyzvyk", "Qwxyzvyk", LonLat(37.9, 48.5), "P", "PPL", "UA", radius_km=1)


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


@pytest.fixture
def ask(index):
    def ask_(rows, name, *cells, country=None, **units):
        saying = ForNames(index, Overrides(rows))
        held = saying.among(name, *cells, country=country)
        located = locate(index, name, country=country, overriding=held.for_name, **units)
        saying.count(held, located)
        return located, [outcome.names for outcome in saying.outcomes()]

    return ask_


@pytest.mark.parametrize(
    ("name", "prec", "radius", "point"),
    [
        ("Qwxyzvyk", 1, 1.0, LonLat(37.9, 48.5)),
        ("QWXYZVYK village", 1, 1.0, LonLat(37.9, 48.5)),
        ("Qwxyzvyk district", 3, 30.0, LonLat(37.9, 48.5)),
        ("near Qwxyzvyk", 2, 16.0, LonLat(37.9, 48.5)),
        ("Qwxyzvyk, Donetsk Oblast, Ukraine", 1, 1.0, LonLat(37.9, 48.5)),
        ("10 km north of Qwxyzvyk", 2, 3.0, LonLat(37.9, 48.58993)),
    ],
)
def test_what_stands_around_the_name_still_counts(ask, name, prec, radius, point):
    located, names = ask([Override("Qwxyzvyk", FARM, note="why")], name, country="UA")
    assert (located.place, located.method, located.where_prec, located.radius_km) == (
        FARM,
        "override",
        prec,
        radius,
    )
    assert located.point.distance_km(point) < 0.01
    assert (located.score, located.reasons, names) == (1.0, ("override: why",), [1])


def test_it_goes_before_what_the_gazetteer_knows(ask):
    located, _ = ask([Override("Kharkiv", FARM)], "Kharkiv", country="UA")
    assert located.place is FARM
    unit, _ = ask([Override("Tartar", FARM)], "Tartar district", country="AZ")
    assert unit.place is FARM
    other, names = ask([Override("Kivu", FARM)], "North Kivu", country="CD")
    assert (other.method, names) == ("name", [0])
    of_unit, _ = ask([Override("Goma", FARM)], "Goma", country="CD", admin2="Goma")
    assert of_unit.place is FARM


def test_one_end_of_a_road_may_be_overridden(ask):
    located, names = ask([Override("Qwxyzvyk", FARM, note="why")], "Qwxyzvyk-Sloviansk road", country="UA")
    assert (located.place, located.method, names) == (FARM, "between", [1])
    assert located.reasons[-1] == "override: why"
    none, _ = ask([Override("Kramatorsk", None)], "between Kramatorsk and Sloviansk", country="UA")
    assert (none.place.name, none.method) == ("Sloviansk", "name")


def test_a_name_that_is_no_place_has_none(ask):
    located, names = ask([Override("Goma", None, note="a firm")], "Goma", country="CD")
    assert (located.place, located.method, located.note, names) == (None, "override", "override: a firm", [1])


@pytest.mark.parametrize(
    ("context", "country", "cells", "there"),
    [
        ("DR Congo", "CD", (), True),
        ("CD", "Democratic Republic of the Congo", (), True),
        ("Rwanda", "CD", (), False),
        ("Baku", None, ("a report from Baku", None), True),
        ("Baku", "Atlantis", ("Baku",), True),
        ("Baku", "Atlantis", (), False),
    ],
)
def test_the_context_is_the_rows(ask, context, country, cells, there):
    located, names = ask([Override("Qwxyzvyk", FARM, (context,))], "Qwxyzvyk", *cells, country=country)
    assert ((located.place is FARM), names) == (there, [int(there)])
    if country == "Atlantis":
        assert "no such country" in located.note

"""Names as tables give them, to places of the bundled gazetteer."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.search import find_country, locate, precision_of, search


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UA", "UA"),
        ("ukr", "UA"),
        ("Ukraine", "UA"),
        ("DR Congo (Zaire)", "CD"),
        ("Myanmar (Burma)", "MM"),
        ("Yemen (North Yemen)", "YE"),
        ("U.S.", "US"),
    ],
)
def test_countries_have_many_names(index, name, code):
    assert find_country(index, name).iso2 == code


def test_an_unknown_country_gets_suggestions(index):
    with pytest.raises(UsageError, match="'Ukrane': no such country; perhaps Ukraine"):
        find_country(index, "Ukrane")


def countries(found):
    return {c.place.country for c in found}


def test_search_is_narrowed(index):
    assert len(countries(search(index, "Pokrovsk"))) > 1
    assert countries(search(index, "Pokrovsk", country="UA")) == {"UA"}
    assert countries(search(index, "Pokrovsk", admin1="Sakha")) == {"RU"}
    assert {c.place.admin1_name for c in search(index, "Pokrovsk", admin1="Donetsk oblast")} == {
        "Donetsk Oblast"
    }
    assert search(index, "Pokrovsk", admin1="Nowhere Province") == ()


def test_search_reads_units_behind_commas(index):
    for name in ("Goma, DR Congo", "Goma, North Kivu", "Goma, North Kivu, DR Congo"):
        assert search(index, name)[0].place.id == "geonames:216281"
    assert search(index, "Xyzzyq, DR Congo") == ()
    assert search(index, ",") == ()


def test_search_looks_past_words_around_a_name(index):
    for name in ("town of Goma", "Goma town", "near Goma", "Outskirts of Goma"):
        assert search(index, name)[0].place.name == "Goma"


def test_a_second_level_unit_brings_its_neighbours_first(index):
    plain = search(index, "Springfield", country="US")
    near = search(index, "Springfield", country="US", admin2="Chicopee")
    assert plain[0].place.admin1_name != "Massachusetts"
    assert near[0].place.admin1_name == "Massachusetts"
    assert {c.place.id for c in plain} == {c.place.id for c in near}


@pytest.mark.parametrize(
    ("asked", "method", "precision", "name"),
    [
        ({"name": "Goma", "country": "CD"}, "name", 1, "Goma"),
        ({"name": "near Goma", "country": "CD"}, "name", 2, "Goma"),
        ({"name": "Xyzzyq", "country": "CD", "admin2": "Goma"}, "admin2 seat", 3, "Goma"),
        (
            {"name": "Xyzzyq", "country": "CD", "admin1": "North Kivu", "admin2": "Goma"},
            "admin2 seat",
            3,
            "Goma",
        ),
        ({"name": "Xyzzyq", "country": "UA", "admin1": "Donetsk oblast"}, "admin1", 4, "Donetsk Oblast"),
        ({"name": "", "country": "Sudan"}, "country", 6, "Sudan"),
        ({"name": "Xyzzyq"}, "none", None, None),
        ({"name": " "}, "none", None, None),
    ],
)
def test_the_ladder(index, asked, method, precision, name):
    located = locate(index, **asked)
    assert (located.method, located.where_prec) == (method, precision)
    assert (located.place.name if located.place else None) == name
    assert (located.radius_km is None) == (located.place is None)
    if asked["name"].startswith("Xyz"):
        assert "no place 'Xyzzyq'" in located.note


def test_what_could_not_be_used_is_noted(index):
    assert "no such country" in locate(index, "Goma", country="Ruritania").note
    assert "more of this name" in locate(index, "Springfield", country="US").note
    assert locate(index, "").note == "the row names no place"


def test_precision_of_a_bare_name(index):
    codes = {"country:UA": 6, "adm1:UA.05": 4, "geonames:216281": 1}
    assert {i: precision_of(index.place(i)) for i in codes} == codes

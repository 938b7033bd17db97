"""All places of a name, narrowed by what they are said to lie in."""

from __future__ import annotations

import pytest

from geomap.errors import UsageError
from geomap.gazetteer.answers.search import search
from geomap.gazetteer.index import PlaceIndex


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


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
    with pytest.raises(UsageError, match="no such country"):
        search(index, "Pokrovsk", country="Ruritania")


def test_search_reads_units_behind_commas(index):
    for name in ("Goma, DR Congo", "Goma, North Kivu", "Goma, North Kivu, DR Congo"):
        assert search(index, name)[0].place.id == "geonames:216281"
    assert search(index, "Xyzzyq, DR Congo") == ()
    assert search(index, ",") == ()


def test_search_looks_past_words_around_a_name(index):
    for name in ("town of Goma", "Goma town", "near Goma", "Outskirts of Goma"):
        assert search(index, name)[0].place.name == "Goma"


def test_a_second_level_unit_leaves_its_neighbours(index):
    plain = search(index, "Springfield", country="US")
    near = search(index, "Springfield", country="US", admin1="Massachusetts", admin2="Chicopee")
    assert plain[0].place.admin1_name != "Massachusetts"
    assert countries(near) == {"US"}
    assert {c.place.admin1_name for c in near} == {"Massachusetts"}

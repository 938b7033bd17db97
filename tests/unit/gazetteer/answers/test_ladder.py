"""Rows of tables to places or to the smallest unit around them, in the bundled gazetteer and in made ones."""

from __future__ import annotations

import pytest

from geomap.errors import RecordError
from geomap.gazetteer.answers.exactness import precision_of
from geomap.gazetteer.answers.ladder import locate
from geomap.gazetteer.answers.located import ADDED_COLUMNS, Located, added_cells
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


def village(
    key, lon, lat, name="Zelenoqamsk", country="UA", admin1="05", admin1_name="Donetsk Oblast", **more
):
    return Place(
        f"test:{key}", name, LonLat(lon, lat), "P", "PPL", country, admin1, admin1_name, radius_km=1.0, **more
    )


@pytest.mark.parametrize(
    ("asked", "method", "precision", "place_id"),
    [
        ({"name": "Goma", "country": "CD"}, "name", 1, "geonames:216281"),
        ({"name": "near Goma", "country": "CD"}, "name", 2, "geonames:216281"),
        ({"name": "Goma-Suburb", "country": "CD"}, "name", 2, "geonames:216281"),
        ({"name": "eastern Goma", "country": "CD"}, "name", 1, "geonames:216281"),
        ({"name": "Goma front", "country": "CD"}, "name", 5, "geonames:216281"),
        ({"name": "Goma barracks", "country": "CD"}, "name", 2, "geonames:216281"),
        ({"name": "10 km north of Goma", "country": "CD"}, "offset", 2, "geonames:216281"),
        ({"name": "between Goma and Rutshuru", "country": "CD"}, "between", 5, "geonames:216281"),
        ({"name": "Xyzzyq", "country": "CD", "admin1": "North Kivu"}, "admin1", 4, "adm1:CD.11"),
        ({"name": "Xyzzyq, North Kivu", "country": "CD"}, "admin1", 4, "adm1:CD.11"),
        ({"name": "Xyzzyq", "country": "UA", "admin1": "Donetsk oblast"}, "admin1", 4, "adm1:UA.05"),
        ({"name": "Luhansk Oblast", "country": "UA"}, "name", 4, "adm1:UA.14"),
        ({"name": "Donetsk oblast", "country": "UA"}, "name", 4, "adm1:UA.05"),
        ({"name": "", "country": "Sudan"}, "country", 6, "country:SD"),
        ({"name": "Xyzzyq"}, "none", None, None),
        ({"name": " "}, "none", None, None),
    ],
)
def test_the_ladder(index, asked, method, precision, place_id):
    located = locate(index, **asked)
    assert (located.method, located.where_prec) == (method, precision)
    assert (located.place.id if located.place else None) == place_id
    assert (located.radius_km is None) == (located.place is None)
    assert 0 <= located.score <= 1
    if asked["name"].startswith("Xyz"):
        assert "no place 'Xyzzyq" in located.note


def test_a_second_level_unit_stands_for_a_place_that_is_not_known(index):
    located = locate(index, "Xyzzyq", country="CD", admin1="North Kivu", admin2="Goma")
    assert located.where_prec == 3
    assert located.method in {"admin2", "admin2 seat"}
    assert located.radius_km >= 10


def test_an_offset_moves_the_point_and_keeps_the_place(index):
    plain, north = locate(index, "Goma"), locate(index, "10 km north of Goma")
    assert north.place == plain.place
    assert north.point.distance_km(plain.point) == pytest.approx(10, abs=0.01)
    assert north.point.lat > plain.point.lat
    assert north.radius_km >= 2


def test_what_lies_between_is_half_way(index):
    one, other = locate(index, "Aghdam", country="AZ"), locate(index, "Tartar", country="AZ")
    for cell in ("between Aghdam and Tartar", "Aghdam-Tartar road", "Aghdam and Tartar"):
        half = locate(index, cell, country="AZ")
        apart = one.point.distance_km(other.point)
        assert half.point.distance_km(one.point) == pytest.approx(apart / 2, abs=0.1)
        assert half.where_prec == 2
        assert half.radius_km >= apart / 2
    near = locate(index, "between Tartar and Xyzzyq", country="AZ")
    assert (near.place, near.where_prec) == (other.place, 2)
    assert "no place 'Xyzzyq' there" in near.note


def test_names_that_nothing_tells_apart_climb_to_what_holds_them_all(index):
    far = village(2, 38.5, 48.5)
    one_oblast = index.with_places([village(1, 37.5, 48.0), far])
    located = locate(one_oblast, "Zelenoqamsk", country="UA")
    assert (located.method, located.place.id, located.where_prec) == ("ambiguous", "adm1:UA.05", 4)
    assert {c.place.id for c in located.tied} == {"test:1", "test:2"}
    assert "2 places of this name that nothing given tells apart" in located.note

    other_oblast = village(3, 36.2, 50.0, admin1="07", admin1_name="Kharkiv Oblast")
    two_oblasts = index.with_places([village(1, 37.5, 48.0), other_oblast])
    located = locate(two_oblasts, "Zelenoqamsk", country="UA")
    assert (located.method, located.place.id, located.where_prec) == ("ambiguous", "country:UA", 6)
    assert locate(two_oblasts, "Zelenoqamsk", country="UA", admin1="Kharkiv oblast").place == other_oblast

    abroad = village(4, 40.0, 55.0, country="RU", admin1="47", admin1_name="Moscow Oblast")
    located = locate(index.with_places([village(1, 37.5, 48.0), abroad]), "Zelenoqamsk")
    assert (located.method, located.place) == ("ambiguous", None)
    assert len(located.tied) == 2


def test_neighbouring_villages_of_one_name_are_one_place(index):
    located = locate(index.with_places([village(1, 37.50, 48.0), village(2, 37.54, 48.0)]), "Zelenoqamsk")
    assert (located.method, located.where_prec) == ("name", 1)
    located = locate(index.with_places([village(1, 37.50, 48.0), village(2, 37.65, 48.0)]), "Zelenoqamsk")
    assert (located.method, located.where_prec) == ("ambiguous", 2)
    assert located.radius_km == pytest.approx(12.2, abs=0.2)


def test_the_rejected_are_kept_with_the_reason(index):
    why = {
        c.place.id: c.reasons[-1]
        for c in locate(index, "Pokrovsk", country="UA", admin1="Donetsk oblast").rejected
    }
    assert any(reason == "in another country (RU)" for reason in why.values())
    assert all(reason for reason in why.values())
    elsewhere = index.with_places([village(1, 36.2, 50.0, admin1="07", admin1_name="Kharkiv Oblast")])
    located = locate(elsewhere, "Zelenoqamsk", country="UA", admin1="Donetsk Oblast")
    assert located.method == "admin1"
    assert located.rejected[0].reasons[-1] == "not in Donetsk Oblast"


def test_ground_that_a_table_files_under_another_state_is_found(index):
    assert locate(index, "Ramallah", country="Israel").place.country == "PS"
    assert locate(index, "Pristina", country="Serbia (Yugoslavia)").place.country == "XK"
    # What the country itself has comes first.
    assert locate(index, "Haifa", country="Israel").place.country == "IL"


def test_what_could_not_be_used_is_noted(index):
    assert "no such country" in locate(index, "Goma", country="Ruritania").note
    assert "no first-level unit 'Nowhere'" in locate(index, "Goma", country="CD", admin1="Nowhere").note
    assert "nothing given tells apart" in locate(index, "Springfield", country="US").note
    assert locate(index, "").note == "the row names no place"


def test_precision_of_a_bare_name(index):
    codes = {"country:UA": 6, "adm1:UA.05": 4, "geonames:216281": 1}
    assert {i: precision_of(index.place(i)) for i in codes} == codes

    def place(feature_class, feature_code, radius_km=1.0):
        return Place("x:1", "X", LonLat(0, 0), feature_class, feature_code, radius_km=radius_km)

    assert precision_of(place("P", "PPL", 20)) == 2
    assert precision_of(place("P", "PPL", 3.5)) == 2
    assert precision_of(place("P", "PPL", 1)) == 1
    assert precision_of(place("S", "AIRP")) == 1
    assert precision_of(place("A", "ADM2", 20)) == 3
    assert precision_of(place("L", "RGN", 900)) == 6
    assert precision_of(place("H", "SEA", 300)) == 7
    assert precision_of(place("H", "STM", 300)) == precision_of(place("H", "STM", 5)) == 5
    assert precision_of(place("T", "MT", 3)) == 2


def test_an_answer_keeps_its_own_rules():
    with pytest.raises(RecordError, match="belong to a place"):
        Located(None, where_prec=1)
    with pytest.raises(RecordError, match="score 2"):
        Located(None, score=2)
    assert added_cells(Located(None)) == {**dict.fromkeys(ADDED_COLUMNS), "geomap_method": "none"}


def test_where_one_of_several_is_likeliest_it_is_still_only_near_or_away(index):
    bare, near, north = (locate(index, name) for name in ("Gaza", "near Gaza", "5 km north of Gaza"))
    assert {found.method for found in (bare, near, north)} == {"likeliest"}
    assert (bare.where_prec, near.where_prec, north.where_prec) == (1, 2, 2)
    assert near.radius_km == bare.radius_km + 15
    assert north.point.distance_km(bare.point) == pytest.approx(5, abs=0.01)


def test_near_several_places_side_by_side_is_around_all_of_them():
    beside = [village(n, 37.0 + n / 10, 48.0) for n in range(2)]
    index = PlaceIndex.bundled().with_places(beside)
    bare, near = (locate(index, name, country="UA") for name in ("Zelenoqamsk", "near Zelenoqamsk"))
    assert (bare.method, bare.where_prec) == (near.method, near.where_prec) == ("ambiguous", 2)
    assert near.radius_km == bare.radius_km + 15


@pytest.mark.parametrize("name", ["near", "Xyzzy", "AZ", "a" * 5000, "qw" * 3000, "90000 km north of Goma"])
def test_no_sound_or_length_makes_a_place_of_what_is_none(index, name):
    assert (locate(index, name).place, locate(index, name).method) == (None, "none")


def test_short_names_are_heard_where_the_country_is_given(index):
    assert locate(index, "Hamaah").place is None
    assert locate(index, "Hamaah", country="SY").place.name == "Hama"


@pytest.mark.parametrize(
    ("units", "caveat"),
    [
        ({"country": "RS"}, "Pristina is filed under XK, not RS"),
        ({"country": "XK", "admin1": "Xyzzyq"}, "no first-level unit 'Xyzzyq' there"),
        ({"country": "XK"}, None),
    ],
)
def test_what_could_not_be_used_as_given_is_told(index, units, caveat):
    located = locate(index, "Pristina", **units)
    assert located.caveats == ((caveat,) if caveat else ())
    assert (caveat or "") in located.note

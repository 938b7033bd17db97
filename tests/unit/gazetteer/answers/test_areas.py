"""What a place is said to lie in."""

from __future__ import annotations

import pytest

from geomap.gazetteer.answers.areas import Area, read_area, unit_cores
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


def place(lon, lat, country="CD", **more):
    return Place("test:1", "X", LonLat(lon, lat), "P", "PPL", country, **more)


def test_nothing_given_holds_everything():
    assert Area().why_not(place(0, 0)) is None
    assert Area().country is None


def test_why_a_place_is_not_within(index):
    area = read_area(index, "CD", "North Kivu", "Goma")
    assert area.why_not(index.place("geonames:216281")) is None
    assert area.why_not(place(0, 0, "FR")) == "in another country (FR)"
    assert area.why_not(place(15.3, -4.3, admin1="06", admin1_name="Kinshasa")).startswith(
        "not in North Kivu"
    )
    far = place(28.5, 0.5, admin1="11", admin1_name="North Kivu Province")
    assert area.why_not(far).endswith("Goma")
    assert " km from " in area.why_not(far)


def test_units_are_known_by_their_own_name_first(index):
    assert read_area(index, "AF", "Uruzgan province").first[0].id == "adm1:AF.39"
    assert read_area(index, "RU", "Sakha (Yakutia)").first[0].country == "RU"


def test_a_seat_stands_for_a_unit_that_the_gazetteer_does_not_have(index):
    without_units = read_area(index, "SY", None, "Mintaqat Palmyra district")
    assert without_units.second.feature_class == "P" or without_units.second.feature_code == "ADM2"
    assert without_units.second.country == "SY"


def test_what_is_not_known_is_noted(index):
    area = read_area(index, "CD", "Xyzzyq", "Qyzzyx district")
    assert area.first == ()
    assert area.unknown_first == "Xyzzyq"
    assert area.notes == (
        "no second-level unit 'Qyzzyx district' there",
        "no first-level unit 'Xyzzyq' there",
    )


def test_cores_are_names_without_their_terms():
    assert unit_cores("Donetsk Oblast") == {"donetsk"}
    assert unit_cores("Sakha (Yakutia)") >= {"sakha", "yakutia"}
    assert unit_cores("Northern state") == {"northern state"}

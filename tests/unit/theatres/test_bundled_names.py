"""The names in the bundled theatres' files are of places that the bundled gazetteer has."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.theatres import bundled_ids, load


@pytest.mark.parametrize("theatre", bundled_ids())
def test_every_place_that_has_parties_names_is_in_the_gazetteer(theatre):
    index = PlaceIndex.bundled()
    named = load(theatre).place_names
    assert [found.place for found in named if index.place(found.place) is None] == []


def test_both_parties_of_karabakh_have_their_names():
    names = {found.place: found for found in load("karabakh-2020").place_names}
    for place, azerbaijan, armenia in (
        ("geonames:146970", "Khankendi", "Stepanakert"),
        ("geonames:147105", "Shusha", "Shushi"),
        ("geonames:146969", "Khojavend", "Martuni"),
        ("geonames:147625", "Lachin", "Berdzor"),
        ("geonames:586268", "Kalbajar", "Karvachar"),
        ("geomap:settlement:karabakh-martakert", "Aghdara", "Martakert"),
        ("geomap:settlement:karabakh-madagiz", "Sugovushan", "Mataghis"),
    ):
        assert names[place].of("azerbaijan")[0] == azerbaijan
        assert names[place].of("armenia")[0] == armenia

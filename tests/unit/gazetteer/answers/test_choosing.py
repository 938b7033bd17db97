"""One of several places, or several that nothing tells apart."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from geomap.gazetteer.answers.choosing import choose
from geomap.model import Candidate, LonLat, Place


def town(key, people, lon=0.0, lat=0.0, feature_class="P", radius_km=1.0, **names):
    place = Place(f"geonames:{key}", "Alba", LonLat(lon, lat), feature_class, "X", "UA", radius_km=radius_km)
    return Candidate(place, "Alba", score=math.log10(max(people, 200)), reasons=("preferred name",), **names)


def keys(candidates):
    return [int(c.place.id.partition(":")[2]) for c in candidates]


def test_a_much_larger_town_is_meant():
    choice = choose([town(1, 500, 1), town(2, 50_000, 2)])
    assert keys(choice.tied) == [2]
    assert keys(choice.rejected) == [1]
    assert choice.rejected[0].reasons[-1] == "smaller"
    assert choice.share == pytest.approx(0.99, abs=0.001)


def test_towns_of_like_size_cannot_be_told_apart():
    choice = choose([town(1, 40_000, 1), town(2, 50_000, 2), town(3, 300, 3)])
    assert keys(choice.tied) == [2, 1]
    assert keys(choice.rejected) == [3]
    assert choice.spread_km == pytest.approx(111.2, abs=0.1)


def test_villages_of_unknown_size_tie():
    choice = choose([town(key, 0, key) for key in range(10)])
    assert len(choice.tied) == 10
    assert choice.share == 1


def test_many_small_ones_outweigh_one_that_is_a_little_larger():
    villages = [town(key, 0, key) for key in range(1, 60)]
    assert len(choose([town(0, 1_500), *villages]).tied) == 60
    assert keys(choose([town(0, 50_000), *villages]).tied) == [0]


def test_a_capital_is_meant_before_a_town_of_like_size():
    capital = town(1, 50_000, 1)
    capital = replace(capital, place=replace(capital.place, feature_code="PPLC"))
    assert keys(choose([capital, town(2, 40_000, 2)]).tied) == [1]
    assert keys(choose([capital, town(2, 60_000, 2)]).tied) == [2, 1]


def test_whose_label_it_is_comes_before_whose_other_name_it_is():
    def named(key, label, form, people, kind):
        place = Place(f"geonames:{key}", label, LonLat(key, 0), "P", "PPL", "UA")
        return Candidate(place, form, kind, math.log10(people))

    label = named(1, "Alba", "Alba", 10_000, "preferred")
    assert keys(choose([label, named(2, "Xyzq", "Alba", 30_000, "alternate")]).tied) == [1]
    assert keys(choose([named(2, "Xyzq", "Alba", 30_000, "alternate")]).tied) == [2]
    choice = choose([label, named(2, "Xyzq", "Alba", 300, "alternate")])
    assert choice.rejected[0].reasons[-1] == "by another name than Xyzq"


def test_neighbours_are_one_place():
    choice = choose([town(1, 0, 30.00), town(2, 0, 30.03)])
    assert len(choice.tied) == 1
    assert choice.rejected[0].reasons[-1] == "beside Alba"


def test_the_unit_around_a_town_is_no_rival():
    unit = town(1, 40_000, 0.1, feature_class="A", radius_km=30)
    choice = choose([town(2, 50_000), unit])
    assert keys(choice.tied) == [2]
    assert choice.rejected[0].reasons[-1] == "the unit around Alba"
    assert keys(choose([town(2, 40_000), town(1, 50_000, 0.1, feature_class="A", radius_km=30)]).tied) == [1]


def test_the_sort_that_is_asked_for_comes_first():
    river = town(1, 300, 5, feature_class="H")
    choice = choose([town(2, 50_000), river], "water")
    assert keys(choice.tied) == [1]
    assert choice.of_the_sort
    assert choice.rejected[0].reasons[-1] == "not of the sort that was asked for"
    assert not choose([town(2, 50_000)], "water").of_the_sort


def test_other_names_are_told_in_the_reason():
    others = [town(key, 300, key, name_kind=kind) for key, kind in ((2, "historic"), (3, "transliteration"))]
    reasons = {c.place.id: c.reasons[-1] for c in choose([town(1, 50_000), *others]).rejected}
    assert reasons == {"geonames:2": "by a historic name", "geonames:3": "by another romanisation"}


def test_of_nothing_nothing_is_chosen():
    assert choose([]) is None

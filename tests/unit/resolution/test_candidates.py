"""Under which names a toponym is looked up, and which of the places found it could mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.model import Candidate, Role
from geomap.resolution.candidates import Form, find_options, forms, wanted, within
from tests.small_gazetteer import SmallIndex, candidate, named, place, state, unit

BARE, WORD, OUT, UNSAID = Form.BARE, Form.WITH_WORD, Form.WRITTEN_OUT, Form.UNIT_UNSAID


@pytest.mark.parametrize(
    ("toponym", "tried"),
    [
        (named("Arda"), [("Arda", BARE)]),
        (named("Ky."), [("Kentucky", BARE)]),
        (named("KY."), [("Kentucky", BARE)]),
        (named("Ky"), [("Ky", BARE), ("Kentucky", OUT)]),
        (named("Mt. Arda"), [("Mt. Arda", BARE), ("Mount Arda", OUT)]),
        (named("Arda Co."), [("Arda Co.", BARE), ("Arda County", OUT)]),
        (named("Arda", cue="district"), [("Arda district", WORD), ("Arda", BARE)]),
        (
            named("Arda", cue="lake"),
            [("Arda lake", WORD), ("lake Arda", WORD), ("lake of Arda", WORD), ("Arda", BARE)],
        ),
        (
            named("Arda", cue="hills"),
            [("Arda hills", WORD), ("hills Arda", WORD), ("hills of Arda", WORD), ("Arda", BARE)],
        ),
        (named("Arda", region_prefix="southern"), [("southern Arda", WORD), ("Arda", BARE)]),
        (named("Алты", lemma="Алта", cue="district"), [("Алта district", WORD), ("Алта", BARE)]),
    ],
)
def test_forms_of_a_name(toponym, tried):
    assert list(forms(toponym)) == tried


@pytest.mark.parametrize(
    ("cue", "classes", "strict"),
    [
        ("river", "H", True),
        ("port", "P", False),
        ("municipality", "AL", False),
        ("enclave", "P", False),
        ("ridge", "TLA", False),
        ("strip", "LTA", False),
    ],
)
def test_what_a_feature_word_asks_for(cue, classes, strict):
    asked = wanted(cue)
    assert asked is not None
    assert (asked.classes, asked.strict) == (classes, strict)


@pytest.mark.parametrize("cue", [None, "airport", "road"])
def test_some_words_ask_for_nothing(cue):
    assert wanted(cue) is None


def found(toponym, index):
    return [(o.candidate.place.id, o.form) for o in find_options(toponym, index)]


def test_each_place_is_found_once_under_its_most_telling_form():
    town, district = place("t", "Arda", 1, 1), unit("d", "Arda district", 1, 1)
    index = SmallIndex({"Arda": (town, district), "Arda district": (district,)})
    assert found(named("Arda", cue="district"), index) == [("d", WORD), ("t", BARE)]
    by_word, by_name = find_options(named("Arda", cue="district"), index)
    assert by_word.candidate.reasons == ("known as 'Arda district'",)
    assert by_name.candidate.reasons == ()


def test_a_river_is_no_town_but_other_feature_words_leave_it_open():
    town = place("t", "Arda", 1, 1)
    river = place("r", "Arda", 1, 1, feature_class="H", feature_code="STM")
    index = SmallIndex({"Arda": (town, river)})
    assert found(named("Arda", cue="river"), index) == [("r", BARE)]
    assert found(named("Arda", cue="district"), index) == [("r", BARE), ("t", BARE)]


def test_demonyms_and_names_are_kept_apart_and_guesses_are_left_out():
    land = Candidate(state("c", "Ardaland", 1, 1, "AA"), "Arda", "demonym", 8.0)
    town = candidate(place("t", "Arda", 1, 1))
    guess = Candidate(place("g", "Ardta", 1, 1), "Ardta", "suggestion", 9.0)
    unsaid = unit("u", "Arda County", 1, 1)
    index = SmallIndex({"Arda": (guess, land, town)}, {"Arda": (unsaid,)})
    assert found(named("Arda", role=Role.DEMONYM), index) == [("c", BARE)]
    assert found(named("Arda"), index) == [("t", BARE), ("u", UNSAID)]


def test_units_without_their_word_only_where_no_feature_word_stands():
    county = unit("u", "Arda County", 1, 1, feature_code="ADM2")
    index = SmallIndex({"Arda County": (county,)}, {"Arda": (county,), "Алта": (county,)})
    assert found(named("Arda"), index) == [("u", UNSAID)]
    assert found(named("Алты", lemma="Алта"), index) == [("u", UNSAID)]
    assert found(named("Arda", cue="village"), index) == []
    assert found(named("Arda Co."), index) == [("u", OUT)]
    both = SmallIndex({"Arda": (county,)}, {"Arda": (county,)})
    assert found(named("Arda"), both) == [("u", BARE)]


def test_the_likeliest_come_first_and_only_so_many():
    namesakes = [candidate(place(f"t{n:03}", "Arda", 1, 1), score=n // 2) for n in range(100)]
    first = [o.candidate.place.id for o in find_options(named("Arda"), SmallIndex({"Arda": namesakes}))]
    assert first[:4] == ["t098", "t099", "t096", "t097"]
    assert len(first) == 60
    assert first[-1] == "t041"


LAND = state("c", "Aland", 1, 1, "AA", admin1="00")
PROVINCE = unit("p", "Arda", 1, 1, admin1="01")
COUNTY = unit("d", "Bela Raion", 1, 1, feature_code="ADM2", admin1="01", admin2_name="Bela Raion")
VILLAGE = place("v", "Cora", 1, 1, admin1="01", admin2_name="Bela Raion")


@pytest.mark.parametrize("outer", [LAND, PROVINCE, COUNTY])
def test_a_village_lies_in_its_units_and_its_country(outer):
    assert within(VILLAGE, outer)
    assert not within(outer, VILLAGE)
    assert not within(outer, outer)
    assert not within(replace(VILLAGE, country="BB"), outer)
    assert not within(replace(VILLAGE, country=None), replace(outer, country=None))


def test_units_lie_in_larger_ones():
    assert within(PROVINCE, LAND)
    assert within(COUNTY, PROVINCE)
    assert not within(replace(LAND, id="other", feature_code="PCLD"), LAND)
    assert not within(replace(PROVINCE, id="other"), PROVINCE)
    assert not within(replace(COUNTY, id="other"), COUNTY)


def test_what_lies_in_another_unit_or_in_none_that_is_known():
    assert not within(replace(VILLAGE, admin1="02"), PROVINCE)
    assert not within(replace(VILLAGE, admin1=None), PROVINCE)
    assert not within(VILLAGE, replace(PROVINCE, admin1=None))
    assert not within(replace(VILLAGE, admin2_name="Dora Raion"), COUNTY)
    assert not within(replace(VILLAGE, admin2_name=None), COUNTY)
    assert not within(VILLAGE, place("seat", "Bela Raion", 1, 1, admin1="01"))

"""What the rest of a document says of a candidate."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geomap.model import Candidate, Role
from geomap.resolution.scene import CHANGING, COMPANY, FEATURES, Scene
from geomap.resolution.senses import find_senses
from geomap.resolution.static_features import STATIC
from tests.small_gazetteer import (
    SmallIndex,
    belief_in,
    changing_of,
    company_of,
    mention,
    named,
    place,
    scene_of,
    state,
    unit,
)

COUNTRY, UNIT = "document's country", "document's unit"
TEXT = "Arda; Bela; Cora"


def three(arda=(), bela=(), cora=(), text=TEXT, **fields):
    """A scene of three names with the candidates given."""
    index = SmallIndex({"Arda": arda, "Bela": bela, "Cora": cora})
    return scene_of(text, [mention(text, n, **fields.get(n, {})) for n in ("Arda", "Bela", "Cora")], index)


HERE = place("here", "Arda", 10.0, 50.0, admin1="01")
AWAY = place("away", "Arda", 80.0, 10.0, "BB", admin1="01")
NEXT = place("next", "Bela", 10.2, 50.0, admin1="01")
THIRD = place("third", "Cora", 12.0, 50.0, admin1="02")


def test_an_empty_document_has_empty_tables():
    scene = Scene(())
    assert scene.fixed.shape == (0, len(STATIC) + len(COMPANY))
    assert scene.changing(np.zeros(0)).shape == (0, len(CHANGING))
    assert (scene.group.tolist(), scene.first.tolist()) == ([], [0])


def test_names_without_candidates_have_no_rows():
    scene = three(bela=(NEXT,))
    assert (scene.group.tolist(), scene.first.tolist()) == ([1], [0, 0, 1, 1])
    assert [scene.best_of(n, np.ones(1)) for n in range(3)] == [None, 0, None]
    assert np.isfinite(scene.changing(np.ones(1))).all()


def test_the_others_votes_are_shared_out_among_countries_and_units():
    scene = three((HERE, AWAY), (NEXT,), (THIRD,))
    belief = belief_in(scene, here=0.5, away=0.5, next=1.0, third=0.5)
    here, away = (changing_of(scene, key, belief) for key in ("here", "away"))
    assert (here[COUNTRY], here[UNIT]) == pytest.approx((1.0, 2 / 3))
    assert (away[COUNTRY], away[UNIT]) == (0.0, 0.0)
    assert (here["no other place in its country"], away["no other place in its country"]) == (0.0, 1.0)
    third = changing_of(scene, "third", belief)
    assert (third[COUNTRY], third[UNIT]) == pytest.approx((0.75, 0.0))


def test_a_dateline_has_more_votes():
    scene = three(
        (HERE, AWAY), (NEXT,), (place("b", "Cora", 80.0, 10.0, "BB"),), Cora={"role": Role.DATELINE}
    )
    belief = belief_in(scene, next=1.0, b=1.0)
    assert [changing_of(scene, key, belief)[COUNTRY] for key in ("here", "away")] == pytest.approx(
        [0.25, 0.75]
    )


@pytest.mark.parametrize(("prior", "alone"), [(3.0, 1.0), (4.5, 1.0), (6.5, 0.5), (8.5, 0.0), (9.0, 0.0)])
def test_the_larger_a_place_the_less_it_needs_another_in_its_country(prior, alone):
    scene = three((Candidate(AWAY, "Arda", "preferred", prior),), (NEXT,))
    values = changing_of(scene, "away", belief_in(scene, next=1.0))
    assert values["no other place in its country"] == pytest.approx(alone)


def test_no_place_is_alone_where_no_other_name_says_anything():
    scene = three((HERE, AWAY))
    values = changing_of(scene, "away", belief_in(scene, here=0.5, away=0.5))
    assert values["no other place in its country"] == 0.0


def test_what_a_name_qualifies_tells_which_of_its_places_is_meant():
    state = place("s", "Cora", 10.0, 50.0, "AA", admin1="01", feature_class="A", feature_code="ADM1")
    land = place("l", "Cora", 90.0, 10.0, "BB", feature_class="A", feature_code="PCLI")
    town = place("t", "Arda", 10.0, 50.0, "AA", admin1="01")
    text = "Arda, Cora"
    index = SmallIndex({"Arda": (town,), "Cora": (land, state)})
    scene = Scene(find_senses(text, (mention(text, "Arda"), mention(text, "Cora")), index))
    column = scene.fixed[:, FEATURES.index("what it qualifies could lie in it")]
    held = {
        option.candidate.place.id: column[scene.first[n] + i]
        for n, s in enumerate(scene.senses)
        for i, option in enumerate(s.options.options)
    }
    assert held == {"t": 0.0, "l": 0.0, "s": 1.0}


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_name_never_votes_for_itself(share):
    scene = three((HERE, AWAY))
    for key in ("here", "away"):
        values = changing_of(scene, key, belief_in(scene, **{key: share}))
        assert not any(values.values())


def test_nor_do_other_senses_of_the_same_name():
    text = "Arda; Arda airport"
    toponyms = mention(text, "Arda"), mention(text, "Arda", 1, cue="airport")
    site = place("site", "Arda airport", 10.1, 50.0, admin1="01", feature_class="S", feature_code="AIRP")
    scene = scene_of(text, toponyms, SmallIndex({"Arda": (HERE,), "Arda airport": (site,)}))
    assert len(scene.senses) == 2
    belief = belief_in(scene, here=1.0, site=1.0)
    for key in ("here", "site"):
        values = changing_of(scene, key, belief)
        assert (values[COUNTRY], values[UNIT], values["near the nearest place"]) == (0.0, 0.0, 0.0)
        assert company_of(scene, key)["names that could lie in its country"] == 0.0


def test_nor_does_a_longer_name_for_the_same_places():
    """'Columbus State' says nothing about where 'Columbus' lies, if it could mean mostly the same."""
    text = "Arda; Arda State; Bela"
    names = ("Arda", "Arda State", "Bela")
    toponyms = mention(text, "Arda"), mention(text, "Arda State"), mention(text, "Bela")
    own = HERE, AWAY, place("other", "Arda", -60.0, -10.0, "CC")
    for longer, votes in (((HERE, AWAY), 0.0), ((AWAY,), 0.0), ((NEXT, THIRD, AWAY), 2 / 3)):
        scene = scene_of(text, toponyms, SmallIndex(dict(zip(names, (own, longer), strict=False))))
        belief = np.ones(len(scene.group)) / 2
        assert changing_of(scene, "here", belief)[COUNTRY] == pytest.approx(votes)


def test_senses_of_one_name_stay_one_family_when_one_of_them_joins_another():
    text = "Bela; Arda; Arda lake"
    water = place("water", "Arda", 10.0, 50.0, feature_class="H", feature_code="LK")
    toponyms = mention(text, "Bela"), mention(text, "Arda"), mention(text, "Arda", 1, cue="lake")
    index = SmallIndex({"Bela": (NEXT,), "Arda": (NEXT,), "Arda lake": (water,)})
    assert scene_of(text, toponyms, index).family.tolist() == [0, 0, 0]


def test_a_country_or_unit_is_named_by_another_name():
    land, province = state("land", "Bela", 20.0, 50.0, "AA"), unit("unit", "Cora", 15.0, 50.0, admin1="01")
    scene = three((HERE, AWAY), (land,), (province,))
    values = changing_of(scene, "here", belief_in(scene, land=0.5, unit=0.25))
    assert (values["country is named"], values["unit is named"]) == (0.5, 0.25)
    values = changing_of(scene, "away", belief_in(scene, land=1.0, unit=1.0))
    assert (values["country is named"], values["unit is named"]) == (0.0, 0.0)
    land_itself = changing_of(scene, "land", belief_in(scene, land=1.0))
    assert land_itself["country is named"] == 0.0
    towns = changing_of(three((HERE,), (NEXT,)), "here", np.ones(2))
    assert (towns["country is named"], towns["unit is named"]) == (0.0, 0.0)


def qualified(text, outer, belief):
    scene = three((HERE, AWAY), (outer,), text=text)
    found = [changing_of(scene, key, belief_in(scene, **belief)) for key in ("here", "away")]
    return [(f["in the place that qualifies it"], f["outside the place that qualifies it"]) for f in found]


def test_what_qualifies_a_name_contains_it_or_not():
    land = state("land", "Bela", 20.0, 50.0, "AA")
    assert qualified("Arda, Bela; Cora", land, {"land": 1.0}) == [(1.0, 0.0), (0.0, 1.0)]
    assert qualified("Arda in Bela; Cora", land, {"land": 0.5}) == [(0.4, 0.0), (0.0, 0.8)]
    assert qualified("Arda; Bela; Cora", land, {"land": 1.0}) == [(0.0, 0.0)] * 2
    assert qualified("Arda, Bela; Cora", land, {"land": 0.05}) == [(0.0, 0.0)] * 2


def test_a_place_of_no_country_is_outside_of_nothing():
    ocean = place("ocean", "Arda", 0.0, 0.0, None, feature_class="H", feature_code="OCN")
    scene = three((ocean,), (state("land", "Bela", 20.0, 50.0, "AA"),), text="Arda, Bela; Cora")
    assert changing_of(scene, "ocean", np.ones(2))["outside the place that qualifies it"] == 0.0


NEARNESS = ("near the nearest place", "very near the nearest place", "near other places")


def test_nearness_falls_with_distance_and_stays_within_bounds():
    rows = []
    for away in (0.0, 0.01, 0.1, 1.0, 10.0, 90.0, 180.0):
        scene = three((place("x", "Arda", away, 0.0),), (place("a", "Bela", 0.0, 0.0),))
        values = changing_of(scene, "x", belief_in(scene, a=1.0))
        rows.append([values[name] for name in NEARNESS])
    table = np.array(rows)
    assert table[0].tolist() == pytest.approx([1.0] * 3)
    assert (np.diff(table[:, 0]) < 0).all()
    assert (np.diff(table[:, 1]) <= 0).all()
    assert ((table >= 0) & (table <= 1)).all()
    assert table[3, 0] == pytest.approx(120 / (120 + 111.2), abs=1e-3)
    assert table[2, 1] == pytest.approx(math.exp(-11.12 / 20), abs=1e-3)


def test_only_what_is_believed_and_has_a_point_lends_nearness():
    def nearest(found, share):
        scene = three((HERE,), (found,))
        return changing_of(scene, "here", belief_in(scene, **{found.id: share}))["near the nearest place"]

    assert nearest(NEXT, 0.49) == 0.0
    assert nearest(NEXT, 0.5) == pytest.approx(0.5 * nearest(NEXT, 1.0))
    assert nearest(state("land", "Bela", 10.0, 50.0, "AA"), 1.0) == 0.0


def test_the_nearest_is_one_and_the_others_are_all():
    scene = three((HERE,), (NEXT,), (THIRD,))
    values = changing_of(scene, "here", belief_in(scene, next=1.0, third=1.0))
    alone = changing_of(scene, "here", belief_in(scene, next=1.0))
    assert values["near the nearest place"] == alone["near the nearest place"] == alone["near other places"]
    assert values["near other places"] < values["near the nearest place"]


def test_a_country_is_near_nothing():
    scene = three((state("land", "Arda", 10.0, 50.0, "AA"),), (NEXT,))
    values = changing_of(scene, "land", belief_in(scene, next=1.0))
    assert [values[name] for name in NEARNESS] == [0.0] * 3


def test_a_said_distance_tells_the_one_that_lies_there():
    text = "Arda, 12 km north of Bela"
    there, wrong = place("there", "Arda", 10.0, 50.108), place("wrong", "Arda", 10.0, 49.892)
    toponyms = mention(text, "Arda"), mention(text, "Bela", relation="north", distance_km=12.0)
    scene = scene_of(
        text, toponyms, SmallIndex({"Arda": (wrong, there), "Bela": (place("b", "Bela", 10, 50),)})
    )
    name = "where the text says from another"
    sure = belief_in(scene, b=1.0)
    assert changing_of(scene, "there", sure)[name] == pytest.approx(1.0, abs=0.01)
    assert changing_of(scene, "wrong", sure)[name] == pytest.approx(math.exp(-24 / 8.6), abs=0.01)
    assert changing_of(scene, "b", sure)[name] == 0.0
    assert changing_of(scene, "there", belief_in(scene, b=0.4))[name] == 0.0


def test_company_is_what_the_other_names_could_mean():
    county = {"admin1": "01", "admin2_name": "Raion"}
    here, next_ = place("here", "Arda", 10.0, 50.0, **county), place("next", "Bela", 10.5, 50.0, **county)
    scene = three((here, AWAY), (next_, place("far", "Bela", 20.0, 50.0, admin1="02")), (THIRD,))
    found = company_of(scene, "here")
    assert found["another name could lie in its district"] == 1.0
    assert found["names that could lie in its unit"] == 0.5
    assert found["names that could lie in its country"] == 1.0
    assert found["near what other names could mean"] == 0.5
    assert not any(company_of(scene, "away").values())
    lone = company_of(three((here,)), "here")
    assert {n: v for n, v in lone.items() if v} == {"prior among unknown names": pytest.approx(-2 / 3)}


def test_a_theatre_holds_towns_but_no_countries_nor_peoples():
    people = Candidate(unit("people", "Aland", 10.0, 50.0), "Cora", "demonym", 3.0)
    index = SmallIndex(
        {"Arda": (HERE, AWAY), "Bela": (state("land", "Bela", 10.0, 50.0, "AA"),), "Cora": (people,)}
    )
    toponyms = [mention(TEXT, "Arda"), mention(TEXT, "Bela"), mention(TEXT, "Cora", role=Role.DEMONYM)]

    def west(lons, lats):
        assert lats.max() == 50.0
        return lons < 20.0

    scene = scene_of(TEXT, toponyms, index, in_theatre=west)
    held = {key: company_of(scene, key)["theatre"] for key in ("here", "away", "land", "people")}
    assert held == {"here": 1.0, "away": 0.0, "land": 0.0, "people": 0.0}
    assert scene_of("Arda", [named("Arda")], index).fixed[:, FEATURES.index("theatre")].tolist() == [0.0, 0.0]

"""Names that tell where others lie."""

from __future__ import annotations

import pytest

from geomap.model import LonLat, Role
from geomap.resolution.qualifiers import (
    Qualifier,
    contained_share,
    find_qualifiers,
    find_said_distances,
)
from tests.small_gazetteer import candidate, mention, place, state, unit


def pair(text, **first):
    """Mentions of Arda and Bela, in the order of the text; ``first`` are fields of the one before."""
    names = sorted(("Arda", "Bela"), key=text.index)
    return mention(text, names[0], **first), mention(text, names[1])


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Arda, Bela", 1.0),
        ("Arda , in the Bela", 1.0),
        ("Arda (Bela)", 1.0),
        ("Arda in Bela", 0.8),
        ("Arda of Bela", 0.8),
        ("Arda in northern Bela", 0.8),
        ("Arda in the region of Bela", 0.8),
        ("Arda, a small town in the Bela", 0.8),
        ("Arda village in Bela", 0.8),
    ],
)
def test_the_second_tells_where_the_first_lies(text, strength):
    assert find_qualifiers(text, pair(text)) == {0: Qualifier(1, strength)}


@pytest.mark.parametrize(
    "text",
    [
        "Bela's Arda",
        "Bela’s Arda",
        "Bela province's Arda",
        "Bela's border town of Arda",
        "Bela province town of Arda",
        "Bela's capital Arda",
    ],
)
def test_the_first_tells_where_the_second_lies(text):
    assert find_qualifiers(text, pair(text)) == {1: Qualifier(0, 0.7)}


@pytest.mark.parametrize(
    "text",
    [
        "Arda Bela",
        "Arda and Bela",
        "Arda. Bela",
        "Arda, which lies far from all else, and which nobody had heard of, in Bela",
        "Arda, and then in Bela",
        "Arda on Bela",
        "Arda shelled the town of Bela",
        "from Arda to the city of Bela",
        "Arda city Bela",
    ],
)
def test_others_tell_nothing(text):
    assert find_qualifiers(text, pair(text)) == {}


def test_a_feature_word_may_stand_between():
    text = "the Arda raion of Bela"
    assert find_qualifiers(text, pair(text, cue="raion")) == {0: Qualifier(1, 0.8)}
    assert find_qualifiers(text, pair(text)) == {}


@pytest.mark.parametrize("text", ["the Belan town of Arda", "the Belan Arda", "the Belan capital, Arda"])
def test_a_peoples_name_tells_where_a_town_lies(text):
    toponyms = mention(text, "Belan", role=Role.DEMONYM), mention(text, "Arda")
    found = find_qualifiers(text, toponyms)
    assert found == ({} if "," in text else {1: Qualifier(0, 0.7)})


def test_a_people_is_in_no_place_and_no_place_in_a_people():
    for text, names in (("the Ardan in Bela", ("Ardan", "Bela")), ("Bela, Ardan", ("Bela", "Ardan"))):
        toponyms = [
            mention(text, name, role=Role.DEMONYM if name == "Ardan" else Role.PLACE) for name in names
        ]
        assert find_qualifiers(text, toponyms) == {}


def test_what_follows_counts_more_than_what_stands_before():
    text = "Bela's Arda, Cora"
    toponyms = [mention(text, name) for name in ("Bela", "Arda", "Cora")]
    assert find_qualifiers(text, toponyms) == {1: Qualifier(2, 1.0)}


def test_names_that_overlap_tell_nothing_of_each_other():
    text = "Arda Bela"
    for role in (Role.PLACE, Role.DEMONYM):
        assert find_qualifiers(text, (mention(text, "Arda Bela", role=role), mention(text, "Bela"))) == {}
    assert find_qualifiers(text, ()) == find_said_distances(text, ()) == {}


def measured(text, relation="north", first=None, **said):
    known = {"relation": relation, "distance_km": 12.0} | said
    return find_said_distances(text, (mention(text, "Arda", **(first or {})), mention(text, "Bela", **known)))


@pytest.mark.parametrize(
    "text",
    [
        "Arda, 12 km north of Bela",
        "Arda 12 km north of Bela",
        "Arda, some 12 km north of Bela",
        "Arda, a small village about 12 km north of Bela",
    ],
)
def test_a_distance_from_the_next_name(text):
    ((at, said),) = measured(text).items()
    assert (at, said.index, said.bearing, said.distance_km) == (0, 1, 0.0, 12.0)
    moved = said.place_from(LonLat(10.0, 50.0))
    assert moved.lon == pytest.approx(10.0)
    assert moved.distance_km(LonLat(10.0, 50.0)) == pytest.approx(12.0, rel=0.01)
    assert moved.lat > 50.0


@pytest.mark.parametrize(("relation", "bearing"), [("east", 90.0), ("southwest", 225.0), ("near", None)])
def test_the_direction_is_said_as_well(relation, bearing):
    found = measured("Arda, 12 km away from Bela", relation)
    assert [said.bearing for said in found.values()] == ([] if bearing is None else [bearing])


def test_a_feature_word_may_stand_before_the_distance():
    text = "Arda village, 12 km north of Bela"
    assert list(measured(text, first={"cue": "village"})) == [0]
    assert measured(text) == {}


@pytest.mark.parametrize(
    ("text", "first", "said"),
    [
        ("Arda, 12 km north of Bela", {"role": Role.DEMONYM}, {}),
        ("Arda, 12 km north of Bela", {}, {"distance_km": None}),
        ("Arda was hit 12 km north of Bela", {}, {}),
        ("Arda, 12 km, as all of them told us again and again afterwards, north of Bela", {}, {}),
    ],
)
def test_where_no_distance_between_them_is_said(text, first, said):
    assert measured(text, first=first, **said) == {}


VILLAGE = place("v", "Arda", 10.0, 50.0, admin1="01", admin2_name="Raion")


def test_what_lies_in_a_container_has_the_share_of_belief_in_it():
    here, there = state("c", "Aland", 20.0, 50.0, "AA"), state("d", "Beland", 10.0, 50.0, "BB")
    assert contained_share(VILLAGE, [(candidate(here), 0.75), (candidate(there), 0.25)]) == 0.75
    assert contained_share(VILLAGE, [(candidate(there), 1.0)]) == 0.0
    assert contained_share(VILLAGE, []) == 0.0
    both = [(candidate(here), 0.75), (candidate(unit("p", "Bela", 20.0, 50.0, admin1="01")), 0.5)]
    assert contained_share(VILLAGE, both) == 1.0


def test_what_lies_near_a_town_counts_almost_as_in_it():
    near = place("t", "Bela", 10.5, 50.0)
    far = place("f", "Bela", 13.0, 50.0)
    wide = place("w", "Bela", 13.0, 50.0, radius_km=150.0)
    other = unit("u", "Bela", 10.5, 50.0, admin1="02")
    shares = [contained_share(VILLAGE, [(candidate(p), 1.0)]) for p in (near, far, wide, other)]
    assert shares == pytest.approx([0.7, 0.0, 0.7, 0.0])

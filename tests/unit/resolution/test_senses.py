"""Which mentions of a document are resolved together."""

from __future__ import annotations

import pytest

from geomap.model import Override, Role
from geomap.resolution.senses import find_senses
from tests.small_gazetteer import SmallIndex, mention, place

INDEX = SmallIndex({"Goma": (place("t:goma", "Goma", 29.2, -1.7),)})


def members(text, toponyms, overriding=None):
    return [sense.members for sense in find_senses(text, toponyms, INDEX, overriding)]


def twice(one, other):
    """A name with and without something beside it: the senses of the two mentions."""
    text = "Goma and Goma"
    return members(text, (mention(text, "Goma", **one), mention(text, "Goma", 1, **other)))


TOGETHER, APART = [(0, 1)], [(0,), (1,)]


@pytest.mark.parametrize(
    ("one", "other", "senses"),
    [
        ({}, {}, TOGETHER),
        ({}, {"cue": "airport"}, APART),
        ({}, {"cue": "axis"}, TOGETHER),
        ({}, {"cue": "road"}, TOGETHER),
        ({}, {"cue": "district"}, APART),
        ({}, {"cue": "town"}, TOGETHER),
        ({"cue": "village"}, {"cue": "city"}, TOGETHER),
        ({"cue": "town"}, {"cue": "district"}, APART),
        ({"cue": "oblast"}, {"cue": "district"}, TOGETHER),
        ({"cue": "airport"}, {"cue": "prison"}, TOGETHER),
        ({}, {"role": Role.DEMONYM}, APART),
        ({"cue": "airport", "role": Role.DEMONYM}, {"role": Role.DEMONYM}, TOGETHER),
        ({}, {"role": Role.METONYM, "relation": "near"}, TOGETHER),
        ({}, {"lemma": "GOMA"}, TOGETHER),
        ({}, {"lemma": "Kivu"}, APART),
    ],
)
def test_mentions_of_a_name_have_one_sense_unless_their_words_ask_for_another(one, other, senses):
    assert twice(one, other) == senses


def test_a_bare_name_between_a_town_and_a_unit_goes_with_the_town():
    text = "Goma, Goma, Goma"
    toponyms = [mention(text, "Goma", n, cue=cue) for n, cue in enumerate(("district", None, "town"))]
    assert members(text.replace(",", ";"), toponyms) == [(0,), (1, 2)]


def test_one_that_has_a_feature_word_speaks_for_all():
    text = "Goma and Goma and Goma"
    toponyms = [mention(text, "Goma", n, cue=cue) for n, cue in enumerate((None, "town", "city"))]
    (sense,) = find_senses(text, toponyms, INDEX)
    assert sense.toponym is toponyms[1]
    (bare,) = find_senses(text, [toponyms[0]], INDEX)
    assert bare.toponym is toponyms[0]


def test_votes_add_up_by_roles():
    text = "Goma and Goma and Goma"
    roles = (Role.PLACE, Role.DATELINE, Role.METONYM)
    toponyms = [mention(text, "Goma", n, role=role) for n, role in enumerate(roles)]
    (sense,) = find_senses(text, toponyms, INDEX)
    assert sense.votes == pytest.approx(4.7)
    (other,) = find_senses(text, toponyms[:1], INDEX)
    assert other.votes == 1.0


def test_mentions_that_are_qualified_differently_part_and_bare_ones_go_with_the_usual():
    text = "Goma, Kivu. Goma, Ohio. Goma, Ohio. Goma."
    toponyms = sorted(
        [mention(text, "Goma", n) for n in range(4)]
        + [mention(text, "Kivu")]
        + [mention(text, "Ohio", n) for n in range(2)],
        key=lambda t: t.start,
    )
    senses = find_senses(text, toponyms, INDEX)
    assert [(s.toponym.text, s.members) for s in senses] == [
        ("Goma", (0,)),
        ("Goma", (2, 4, 6)),
        ("Kivu", (1,)),
        ("Ohio", (3, 5)),
    ]
    assert [(s.container, s.strength) for s in senses] == [(2, 1.0), (3, 1.0), (None, 0.0), (None, 0.0)]


def test_the_firmest_qualifier_of_a_sense_counts():
    text = "Kivu's Goma is not quiet. Goma in Kivu. Goma, Kivu."
    toponyms = sorted(
        [mention(text, name, n) for name in ("Goma", "Kivu") for n in range(3)], key=lambda t: t.start
    )
    kivu, goma = find_senses(text, toponyms, INDEX)
    assert (goma.members, goma.container, goma.strength) == ((1, 2, 4), 0, 1.0)
    assert kivu.container is None


def test_a_name_does_not_qualify_itself():
    text = "Goma, in Goma"
    (sense,) = find_senses(text, (mention(text, "Goma"), mention(text, "Goma", 1)), INDEX)
    assert (sense.members, sense.container) == ((0, 1), None)


def test_a_sense_knows_from_which_other_it_is_measured():
    text = "In Goma. Goma, 12 km north of Kivu"
    toponyms = (
        mention(text, "Goma"),
        mention(text, "Goma", 1),
        mention(text, "Kivu", relation="north", distance_km=12.0),
    )
    goma, kivu = find_senses(text, toponyms, INDEX)
    assert goma.measured == 1
    assert goma.said is not None
    assert (goma.said.distance_km, goma.said.bearing) == (12.0, 0.0)
    assert (kivu.measured, kivu.said) == (None, None)


def test_overridden_mentions_have_a_sense_of_their_own():
    text = "Goma and Goma and Kivu"
    toponyms = mention(text, "Goma"), mention(text, "Goma", 1), mention(text, "Kivu")
    said = Override("goma", place("o:1", "Own Goma", 1.0, 1.0), note="why")
    senses = find_senses(text, toponyms, INDEX, lambda t: said if t is toponyms[1] else None)
    assert [s.members for s in senses] == [(0,), (1,), (2,)]
    assert [s.settled for s in senses] == [False, True, False]
    keys = [[o.candidate.place.id for o in s.options.options] for s in senses]
    assert keys == [["t:goma"], ["o:1"], []]


def test_one_that_is_said_to_mean_no_place_has_no_candidates():
    text = "Goma"
    none = Override("Goma", None)
    (sense,) = find_senses(text, (mention(text, "Goma"),), INDEX, lambda _: none)
    assert sense.settled
    assert sense.options.options == ()


def test_a_document_without_names_has_no_senses():
    assert find_senses("Nothing.", (), INDEX) == ()

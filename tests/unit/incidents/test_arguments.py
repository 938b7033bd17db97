"""Verbs that tell of an incident only by who does it to what."""

from __future__ import annotations

import pytest

from geomap.incidents.deeds.arguments import PLACE, SIDE, Arguments
from geomap.incidents.sentences.structure import Sentence, tokenise
from geomap.model import IncidentType, Role, Span, Toponym
from tests.unit.incidents.deeds_support import MONDAY, only, place, types

T = IncidentType


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels took the town of Mopti on Monday.", T.CAPTURE_OF_TERRITORY),
        ("Kidal was taken by the rebels on Monday.", T.CAPTURE_OF_TERRITORY),
        ("Rebels lost control of the town of Kidal on Monday.", T.CAPTURE_OF_TERRITORY),
        ("Shells landed in a suburb of Donetsk on Monday.", T.SHELLING),
        ("Shells were fired at Goma on Monday by rebels.", T.SHELLING),
        ("Howitzers pounded Marib on Monday.", T.SHELLING),
        ("The navy launched a missile at Hodeidah on Monday.", T.ROCKET_MISSILE),
        ("Syrian warplanes attacked Douma on Monday.", T.AIR_STRIKE),
        ("A drone was launched at Erbil by a militia on Monday.", T.DRONE_STRIKE),
        ("Militants set off a bomb in Quetta on Monday.", T.IED_MINE),
        ("The tourists stepped on a mine near Hpa-An on Monday.", T.IED_MINE),
        ("Militants threw a grenade into a bar in Bujumbura on Monday.", T.GRENADE),
        ("Air defences shot down two drones over Odesa on Monday.", T.AIRCRAFT_SHOT_DOWN),
        ("Forces used chlorine in Saraqib on Monday.", T.CHEMICAL_WEAPON),
        ("The army killed five rebels near Kasese on Monday.", T.ARMED_CLASH),
        ("The rebels killed five villagers near Kasese on Monday.", T.ATTACK_ON_CIVILIANS),
        ("Gunmen took away three teachers in Bamenda on Monday.", T.ABDUCTION),
        ("Police detained six students in Minsk on Monday.", T.ARREST),
        ("Demonstrators attacked a police station in Conakry on Monday.", T.RIOT),
        ("Soldiers beat demonstrators in Conakry on Monday.", T.ATTACK_ON_CIVILIANS),
        ("Families fled Kobani on Monday.", T.DISPLACEMENT),
        ("Aid workers delivered flour and blankets to Taiz on Monday.", T.HUMANITARIAN),
        ("Police found explosives in a flat in Aden on Monday.", T.WEAPON_SEIZURE),
        ("The truce in Idlib took effect on Monday.", T.CEASEFIRE_AGREEMENT),
        ("The truce in Idlib collapsed on Monday.", T.CEASEFIRE_VIOLATION),
        ("The rebels withdrew their troops from Bangui on Monday.", T.WITHDRAWAL),
        ("Guerrillas defected to the government in Arauca on Monday.", T.MOBILISATION),
        ("The army set up a base in Agadez on Monday.", T.BASE_ESTABLISHED),
        ("The rebels released four prisoners in Donetsk on Monday.", T.PRISONER_EXCHANGE),
    ],
)
def test_who_does_it_to_what_makes_it_an_incident(text: str, expected: IncidentType) -> None:
    incident = only(text)
    assert incident.type is expected
    assert incident.date_start == incident.date_end == MONDAY
    assert place(incident) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen took part in a ceremony in Mopti on Monday.",
        "The party took power in Harare on Monday.",
        "The chess player took the queen in Mopti on Monday.",
        "Prices fell to a new low in Khartoum on Monday.",
        "Rain fell on Goma on Monday.",
        "The plane landed in Donetsk on Monday.",
        "A parachutist landed on the roof of a bank in Kyiv on Monday.",
        "The shop launched a new phone in Hodeidah on Monday.",
        "The company fired five workers in Goma on Monday.",
        "The customers withdrew money in Kidal on Monday.",
        "The ice on the lake broke in Minsk on Monday.",
        "The brothers fought for office in Corinto on Monday.",
        "The cashier fled the scene in Kobani on Monday.",
        "Hunters shot a lion near Arusha on Monday.",
        "The rebels hold the town of Palmyra.",
    ],
)
def test_another_subject_or_object_makes_it_something_else(text: str) -> None:
    assert types(text) == []


def test_who_holds_a_town_is_somebodys_claim() -> None:
    incident = only("The rebels said that they held the town of Palmyra.")
    assert incident.type is T.CAPTURE_OF_TERRITORY
    assert [a.name for a in incident.initiators] == ["rebels"]
    assert incident.status.value == "claimed"


def _read(text: str) -> Sentence:
    return tokenise(text, Span(0, len(text)), 0)


def _arguments(sentence: Sentence, *toponyms: Toponym, sides: frozenset[str] = frozenset()) -> Arguments:
    return Arguments(sentence, toponyms, lambda i: sentence.all_lows[i] in sides)


def _at(sentence: Sentence, word: str) -> int:
    return sentence.all_lows.index(word)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Gunmen killed three villagers.", "killed"),
        ("Three villagers were killed by gunmen.", "killed"),
        ("Gunmen fired on a crowd of villagers.", "fired"),
    ],
)
def test_objects_of_active_and_passive_verbs(text: str, verb: str) -> None:
    sentence = _read(text)
    at = _at(sentence, verb)
    arguments = _arguments(sentence)
    assert arguments.object_is(at, at + 1 + (verb == "fired"), {"civilians", "crowd"})
    assert not arguments.object_is(at, at + 1 + (verb == "fired"), {"aircraft"})
    assert arguments.subject_is(at, {"armed"})
    assert not arguments.nobody_acts(at)
    assert arguments.subject_is_not(at, {"animals"})


def test_what_is_counted_decides_and_not_the_number() -> None:
    sentence = _read("The militia drove thousands of villagers from the valley.")
    at = _at(sentence, "drove")
    assert _arguments(sentence).object_is(at, at + 1, {"civilians"})


def test_nobody_acts_in_a_passive_without_an_agent() -> None:
    sentence = _read("Three villagers were killed.")
    arguments = _arguments(sentence)
    at = _at(sentence, "killed")
    assert arguments.nobody_acts(at)
    assert not arguments.subject_is(at, {"armed"})


def test_a_pronoun_may_be_anybody_armed_but_no_aircraft() -> None:
    sentence = _read("They attacked the village.")
    arguments = _arguments(sentence)
    at = _at(sentence, "attacked")
    assert arguments.subject_is(at, {"armed"})
    assert not arguments.subject_is(at, {"aircraft"})


def test_places_and_sides_are_known_from_what_was_recognised() -> None:
    text = "Rebels seized Mopti."
    sentence = _read(text)
    at = _at(sentence, "seized")
    start = text.index("Mopti")
    mopti = Toponym(start, start + 5, "Mopti", role=Role.PLACE)
    assert _arguments(sentence, mopti).object_is(at, at + 1, {PLACE})
    assert not _arguments(sentence).object_is(at, at + 1, {PLACE})
    assert _arguments(sentence, sides=frozenset({"mopti"})).object_is(at, at + 1, {SIDE})
    assert not _arguments(sentence, mopti).object_is(at, at + 1, {SIDE})


def test_no_direct_object_is_of_no_class() -> None:
    sentence = _read("The rebels fled into the hills.")
    at = _at(sentence, "fled")
    assert not _arguments(sentence).direct_object_is(at, {"territory", "civilians"})

"""Which words of a sentence tell of an incident, and of what type."""

from __future__ import annotations

import pytest

from geomap.model import IncidentType
from tests.unit.incidents.deeds_support import only, told, types

T = IncidentType


@pytest.mark.parametrize(
    ("text", "expected", "trigger"),
    [
        ("Insurgents seized Mocimboa da Praia on Monday.", T.CAPTURE_OF_TERRITORY, "seized"),
        ("The soldiers fired shells at Goma on Monday.", T.SHELLING, "fired shells"),
        ("A barrage of rockets hit Ashdod on Monday.", T.ROCKET_MISSILE, "barrage of rockets"),
        ("Turkey launched air strikes on Dohuk on Monday.", T.AIR_STRIKE, "air strikes"),
        ("The troops shot down a helicopter near Kidal on Monday.", T.AIRCRAFT_SHOT_DOWN, "shot down"),
        ("The army deployed troops to Agadez on Monday.", T.MOBILISATION, "deployed troops"),
        ("Troops seized weapons in Palma on Monday.", T.WEAPON_SEIZURE, "seized weapons"),
        (
            "Separatists took two engineers hostage in Buea on Monday.",
            T.ABDUCTION,
            "took two engineers hostage",
        ),
        ("Protesters threw stones at police in Nablus on Monday.", T.RIOT, "threw stones"),
        ("India and Pakistan exchanged fire near Uri on Monday.", T.ARMED_CLASH, "exchanged fire"),
        ("Militiamen looted shops in Nyala on Monday.", T.PROPERTY_DAMAGE, "looted"),
        ("Rebels raped women in Walikale on Monday.", T.SEXUAL_VIOLENCE, "raped"),
    ],
)
def test_the_longest_words_that_match_are_the_trigger(
    text: str, expected: IncidentType, trigger: str
) -> None:
    incident = only(text)
    assert (incident.type, incident.trigger) == (expected, trigger)
    assert text[incident.trigger_start : incident.trigger_end] == trigger


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked an army convoy near Gao on Monday.", T.ARMED_CLASH),
        ("Gunmen attacked a church in Jos on Monday.", T.ATTACK_ON_CIVILIANS),
        ("Gunmen attacked villages in Ituri on Monday.", T.ATTACK_ON_CIVILIANS),
        ("A drone struck a fuel depot in Zawiya on Monday.", T.DRONE_STRIKE),
        ("Rockets struck a fuel depot in Zawiya on Monday.", T.ROCKET_MISSILE),
    ],
)
def test_weapon_and_target_decide_the_type_of_an_attack(text: str, expected: IncidentType) -> None:
    assert types(text) == [expected]


def test_a_deed_and_what_came_of_it_are_told_once() -> None:
    incident = only("An air strike on a market in Idlib killed five people on Monday and wounded eight.")
    assert incident.type is T.AIR_STRIKE
    assert {(c.harm.value, c.low) for c in incident.casualties} == {("killed", 5), ("wounded", 8)}


def test_weapons_of_the_clause_are_kept() -> None:
    assert only("Mortar shells rained down on Goma on Monday.").weapons == ("mortar", "shells")


def test_two_verbs_of_two_places_are_two_incidents() -> None:
    found = told("Rockets hit Sderot on Monday. Jets bombed Rafah on Monday.")
    assert [i.type for i in found] == [T.ROCKET_MISSILE, T.AIR_STRIKE]


@pytest.mark.parametrize(
    "text",
    [
        "The crew shot a film in Sarajevo on Monday.",
        "The photographer shot portraits in Kyiv on Monday.",
        "The offensive remarks of the mayor of Lagos angered voters on Monday.",
        "A battle of words broke out in the senate in Manila on Monday.",
        "The player was taken to hospital after a cardiac arrest in Turin on Monday.",
        "The hospital in Mukalla treated patients for heart attacks on Monday.",
        "The detention centre in Zawiya was inspected on Monday.",
        "He spoke of domestic violence in Port-au-Prince on Monday.",
    ],
)
def test_words_beside_it_make_it_something_else(text: str) -> None:
    assert types(text) == []

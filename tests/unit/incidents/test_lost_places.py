"""Places that a sentence names beside the verb that tells what happened: in a phrase, a clause, a sentence before."""

from __future__ import annotations

import pytest

from geomap.model import Harm, IncidentType, Polarity, Salience
from tests.unit.incidents.deeds_support import names, only, place, told, types


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nahariya was hit by rockets on Monday; two people were wounded, the army said.", "Nahariya"),
        ("Marib was struck by a missile on Monday.", "Marib"),
        ("Homs had been hit by shells on Monday, residents said.", "Homs"),
        ("Idlib was bombed on Monday.", "Idlib"),
    ],
)
def test_a_town_is_hit_in_the_passive(text: str, words: str) -> None:
    assert place(only(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "Families fled Mocha on Monday when rebels and soldiers traded fire around a warehouse.",
        "Gunfire rang out in Mocha on Monday as soldiers battled rebels.",
        "Shells hit Mocha on Monday while rebels fought soldiers.",
    ],
)
def test_a_fight_is_where_the_clause_around_it_is(text: str) -> None:
    clash = next(i for i in told(text) if i.type is IncidentType.ARMED_CLASH)
    assert place(clash) == "Mocha"


def test_people_do_not_flee_to_where_the_fight_is() -> None:
    clash = next(
        i
        for i in told("Families fled to Aden on Monday when rebels and soldiers traded fire around a bridge.")
        if i.type is IncidentType.ARMED_CLASH
    )
    assert clash.place is None


def test_a_fight_named_with_its_own_place_is_there() -> None:
    clash = next(
        i
        for i in told("Families fled Mocha on Monday when rebels and soldiers traded fire near Taiz.")
        if i.type is IncidentType.ARMED_CLASH
    )
    assert place(clash) == "Taiz"


def test_gunfire_and_explosions_are_the_noise_of_a_fight() -> None:
    incident = only("Gunfire and explosions rang out in Gao on Monday as soldiers battled rebels.")
    assert (incident.type, place(incident)) == (IncidentType.ARMED_CLASH, "Gao")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The militants claimed the car bombing in the town of Baidoa on Monday.", "Baidoa"),
        ("The militants claimed the suicide attack on a police station in the port of Kismayo.", "Kismayo"),
        ("The militants denied any part in the car bombing at a market in Baidoa on Monday.", "Baidoa"),
        ("The militants claimed the ambush on the outskirts of Baidoa on Monday.", "Baidoa"),
    ],
)
def test_a_deed_that_is_claimed_is_where_its_phrase_says(text: str, words: str) -> None:
    assert place(only(text)) == words


def test_a_deed_is_not_where_it_is_claimed() -> None:
    text = "A convoy was attacked on Monday. The militants claimed the attack through their office in Baidoa."
    assert "Baidoa" not in [place(i) for i in told(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army said its forces had fired rockets at what it called a training camp in Idlib.", "Idlib"),
        ("The army sent drones into what it described as a depot in Adwa on Monday.", "Adwa"),
    ],
)
def test_what_somebody_calls_so_is_a_phrase_and_no_clause(text: str, words: str) -> None:
    incident = only(text)
    assert place(incident) == words


@pytest.mark.parametrize("deed", ["fired rockets at", "bombed", "shelled"])
def test_the_day_behind_what_somebody_calls_so_is_that_of_the_deed(deed: str) -> None:
    incident = only(f"The army said it had {deed} what it called a camp in Idlib on Monday.")
    assert (place(incident), incident.date_text) == ("Idlib", "Monday")


def test_those_who_block_a_road_and_demand_something_are_one_protest() -> None:
    incident = only("Students demanding lower fees blocked the main road in Bukavu on Monday.")
    assert (incident.type, place(incident)) == (IncidentType.PROTEST, "Bukavu")
    assert (incident.polarity, incident.salience) == (Polarity.ASSERTED, Salience.CORE)


def test_what_is_demanded_has_not_happened() -> None:
    found = told("Lawmakers demanded on Monday that the army shell Goma.")
    assert all(i.polarity is not Polarity.ASSERTED for i in found if i.type is IncidentType.SHELLING)


def test_an_attack_by_somebody_on_a_town() -> None:
    incident = only("The Congolese army repelled an attack by M23 rebels on Rutshuru on Monday.")
    assert place(incident) == "Rutshuru"


@pytest.mark.parametrize("word", ["whom", "that"])
def test_those_held_were_taken_where_the_clause_about_them_says(word: str) -> None:
    found = told(f"The rebels said that they held five nurses {word} they had seized near Bunia on Monday.")
    assert "Bunia" in [place(i) for i in found]


def test_who_holds_those_whom_he_seized_has_abducted_them() -> None:
    incident = only("The rebels said that they held five nurses whom they had seized near Bunia on Monday.")
    assert (incident.type, place(incident), incident.salience) == (
        IncidentType.ABDUCTION,
        "Bunia",
        Salience.CORE,
    )


def test_who_arrests_somebody_holds_him_too() -> None:
    assert types("Police in Lagos held three men on Monday whom they had arrested.")[0] is IncidentType.ARREST


def test_a_statement_is_of_whom_it_is_attributed_to() -> None:
    text = "A statement attributed to Boko Haram said that it had abducted ten farmers near Gwoza on Monday."
    (claim,) = only(text).claims
    assert claim.speaker == "A statement"
    assert claim.side == only("Boko Haram said that it abducted ten farmers near Gwoza.").claims[0].side


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a market in Gao on Monday. Malian officials spoke of three people dead.",
        "Shells hit a market in Gao on Monday. The road was closed. Malian officials counted three people dead.",
    ],
)
def test_who_counts_the_dead_has_killed_nobody(text: str) -> None:
    incident = only(text)
    assert (place(incident), names(incident.initiators)) == ("Gao", [])
    assert sum(c.best or 0 for c in incident.casualties if c.harm is Harm.KILLED) == 3


def test_a_toll_behind_two_attacks_may_be_that_of_either() -> None:
    text = (
        "Shells hit a market in Gao on Monday. Jets bombed a bridge in Kidal on Tuesday. The road was closed. "
        "Malian officials counted three people dead."
    )
    assert len(told(text)) == 3


def test_the_toll_is_of_the_fight_told_before_it() -> None:
    text = (
        "Heavy fighting broke out on the outskirts of Sake between rebels and soldiers. "
        "Three soldiers were killed."
    )
    incident = only(text)
    assert place(incident) == "Sake"


def test_the_hills_above_the_city_are_at_the_city() -> None:
    text = "Goma has been quiet for weeks.\n\nRebels attacked a convoy in the hills above the city on Monday."
    assert place(told(text)[-1]) == "the city"

"""Who did it and to whom."""

from __future__ import annotations

import pytest

from geomap.model import IncidentType
from tests.unit.incidents.deeds_support import names, only, told


@pytest.mark.parametrize(
    ("text", "initiators", "targets"),
    [
        ("Russian forces shelled Ukrainian positions near Bakhmut on Monday.", ["Russia"], ["Ukraine"]),
        (
            "Ukrainian positions near Bakhmut were shelled by Russian forces on Monday.",
            ["Russia"],
            ["Ukraine"],
        ),
        ("The Taliban ambushed an Afghan army convoy near Ghazni on Monday.", ["Taliban"], ["Afghanistan"]),
        ("Saudi aircraft bombed a Houthi camp near Saada on Monday.", ["Saudi Arabia"], ["Houthis"]),
        ("Turkey launched air strikes on PKK camps near Dohuk on Monday.", ["Turkey"], ["PKK"]),
        ("Azerbaijan's shelling of Martuni on Monday wounded two people.", ["Azerbaijan"], []),
        ("Islamic State fighters abducted nine shepherds near Palmyra on Monday.", ["Islamic State"], []),
        ("The mayor of Kunduz was killed by the Taliban on Monday.", ["Taliban"], []),
        ("Rebels of the FARC attacked a police post in Toribio on Monday.", ["FARC"], ["Colombia"]),
        ("The truce in Hodeidah was violated on Monday by the Houthis.", ["Houthis"], []),
        ("Ethiopian troops captured Adwa on Monday.", ["Ethiopia"], []),
        ("Shells fell on Goma on Monday.", [], []),
    ],
)
def test_grammar_says_who_acts(text: str, initiators: list[str], targets: list[str]) -> None:
    incident = only(text)
    assert (names(incident.initiators), names(incident.targets)) == (initiators, targets)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Hamas fighters and Israeli soldiers clashed in Rafah on Monday.", {"Hamas", "Israel"}),
        (
            "Clashes broke out between M23 rebels and Congolese troops near Rutshuru on Monday.",
            {"M23", "Democratic Republic of the Congo"},
        ),
    ],
)
def test_those_who_clash_both_act_and_are_acted_upon(text: str, sides: set[str]) -> None:
    incident = only(text)
    assert set(names(incident.initiators)) == sides
    assert set(names(incident.targets)) == sides


@pytest.mark.parametrize(
    ("text", "attacker", "defender"),
    [
        ("Soldiers beat back an attack by Boko Haram on Diffa on Monday.", "Boko Haram", "Niger"),
        (
            "Congolese soldiers repelled M23 rebels near Sake on Monday.",
            "M23",
            "Democratic Republic of the Congo",
        ),
    ],
)
def test_who_is_beaten_back_began(text: str, attacker: str, defender: str) -> None:
    incident = only(text)
    assert (names(incident.initiators), names(incident.targets)) == ([attacker], [defender])


def test_those_who_talk_are_initiators_only() -> None:
    talks = only("The foreign minister of Iran met the president of Iraq in Baghdad on Monday.")
    assert talks.type is IncidentType.TALKS
    assert names(talks.initiators) == ["Iran", "Iraq"]
    assert talks.targets == ()


def test_who_is_accused_did_it() -> None:
    incident = only("Syria accused Turkey of shelling Kobani on Monday.")
    assert names(incident.initiators) == ["Turkey"]
    assert [(c.side, c.act.value) for c in incident.claims] == [("Syria", "accuses")]


@pytest.mark.parametrize(
    "text",
    [
        "The Israeli army said that it had bombed a camp of Hamas in Rafah on Monday.",
        "The Israeli army said that its aircraft had bombed a camp of Hamas in Rafah on Monday.",
    ],
)
def test_a_speakers_own_forces_are_the_speaker(text: str) -> None:
    incident = only(text)
    assert (names(incident.initiators), names(incident.targets)) == (["Israel"], ["Hamas"])


def test_who_only_speaks_does_nothing() -> None:
    incident = only("Georgian artillery fired on Tskhinvali on Monday, Russia said.")
    assert names(incident.initiators) == ["Georgia"]
    assert {c.side for c in incident.claims} == {"Russia"}


def test_who_only_condemns_does_nothing() -> None:
    incident = only("The United Nations condemned the shelling of Goma on Monday.")
    assert (incident.initiators, incident.targets) == ((), ())


def test_side_unknown_is_told_in_the_words_of_the_text() -> None:
    (gunmen,) = only("Gunmen killed a judge in Medellin on Monday.").initiators
    assert gunmen.text.lower() == "gunmen"


def test_each_verb_has_its_own_doers() -> None:
    found = told("The army shelled Taiz on Sunday. On Monday the Houthis shelled Marib.")
    assert [names(i.initiators) for i in found] == [["Yemen"], ["Houthis"]]

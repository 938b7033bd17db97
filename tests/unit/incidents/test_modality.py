"""Whether it happened, and whether it is the news or its background."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import IncidentType, Polarity, Salience
from tests.unit.incidents.deeds_support import only, told, types

P = Polarity


@pytest.mark.parametrize(
    "text",
    [
        "No shelling was reported in Luhansk on Monday.",
        "There was no fighting in Kunduz on Monday.",
        "The soldiers did not shell Aleppo on Monday.",
        "Rebels didn't shell Aleppo on Monday.",
        "The rebels never attacked Bangui on Monday.",
        "Neither side shelled Aleppo on Monday.",
        "The two armies exchanged no prisoners in Donetsk on Monday.",
        "Soldiers laid no mines near Goma on Monday.",
        "Rebels could not capture Goma on Monday.",
        "The soldiers failed to capture Taiz on Monday.",
        "The rebels refused to withdraw from Goma on Monday.",
        "The peace talks in Geneva between Sudan and the rebels were suspended on Monday.",
    ],
)
def test_what_did_not_happen(text: str) -> None:
    assert only(text).polarity is P.NEGATED


@pytest.mark.parametrize(
    "text",
    [
        "If rebels attack Goma, the army will answer.",
        "The militia threatened to attack Goma.",
        "The general warned that rebels could shell Goma.",
        "Rebels might attack Goma.",
        "Rebels may have shelled Goma on Monday.",
        "The army called for an end to the shelling of Taiz.",
        "The army prepared for an attack on Taiz on Monday.",
        "The president urged the rebels to stop shelling Goma.",
    ],
)
def test_what_may_be(text: str) -> None:
    incident = only(text)
    assert incident.polarity is P.HYPOTHETICAL
    assert incident.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army plans to withdraw from Kidal next week.",
        "The army wants to recapture Kidal.",
        "The army vowed to retake Sirte.",
        "The army is preparing to storm Kidal.",
        "The rebels agreed to withdraw from Goma on Monday.",
        "The commander ordered his men to shell Goma.",
        "Sudan and the rebels will hold peace talks in Geneva on Friday.",
    ],
)
def test_what_is_to_be(text: str) -> None:
    assert only(text).polarity is P.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers tried to capture Taiz on Monday.",
        "Soldiers managed to retake Taiz on Monday.",
        "No fewer than 12 people were killed by shelling in Taiz on Monday.",
        "Not only did rebels shell Taiz on Monday, they also looted it.",
        "Soldiers had no bread when rebels shelled Taiz on Monday.",
    ],
)
def test_what_happened_though_it_may_look_otherwise(text: str) -> None:
    assert {i.polarity for i in told(text)} == {P.ASSERTED}


@pytest.mark.parametrize(
    "text",
    [
        "An attack on Goma is expected.",
        "The deal provides for a withdrawal from Goma.",
        "Residents were afraid of new attacks.",
        "Talks are due in Geneva on Friday.",
        "The exercise in Estonia included mock attacks by tanks.",
    ],
)
def test_what_is_only_thought_of_is_not_asserted(text: str) -> None:
    assert all(i.polarity is not P.ASSERTED for i in told(text))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The massacre in My Lai in 1968 shocked the world.", date(1968, 1, 1)),
        ("The truce was signed in Bonn in 1995.", date(1995, 1, 1)),
        ("Rebels attacked Goma in March.", date(2020, 3, 1)),
        ("The town, which had been bombed in 1999, held a vote on Monday.", date(1999, 1, 1)),
        (
            "The court in The Hague sentenced him for the murder of prisoners in Vukovar in 1991.",
            date(1991, 1, 1),
        ),
    ],
)
def test_what_is_long_past_is_background(text: str, start: date) -> None:
    incident = only(text)
    assert incident.salience is Salience.BACKGROUND
    assert incident.date_start == start


@pytest.mark.parametrize("when", ["on Monday", "last week", "on October 1"])
def test_what_is_of_these_days_is_news(when: str) -> None:
    assert only(f"Rebels attacked Goma {when}.").salience is Salience.CORE


def test_an_anniversary_is_no_news_of_the_deed() -> None:
    found = told("The people of Halabja marked the anniversary of the massacre of 1988 on Monday.")
    assert all(i.salience is Salience.BACKGROUND for i in found)


def test_what_is_answered_is_background() -> None:
    shelling, raid = told(
        "Rebels resumed the shelling of Bor on Monday in retaliation for an air raid on Malakal."
    )
    assert (shelling.type, shelling.salience) == (IncidentType.SHELLING, Salience.CORE)
    assert (raid.type, raid.salience) == (IncidentType.AIR_STRIKE, Salience.BACKGROUND)


def test_a_plural_of_no_place_or_time_tells_of_nothing() -> None:
    assert types("The report is about bombings and massacres.") == []

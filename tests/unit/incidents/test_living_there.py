"""What those tell who live where it happened, against those who only have their seat there."""

from __future__ import annotations

import pytest

from tests.unit.incidents.deeds_support import place, told


@pytest.mark.parametrize(
    "text",
    [
        "Residents in Katha said that soldiers had arrested ten students on Monday.",
        "A resident of Katha said that soldiers had killed three farmers.",
        "Villagers in Katha said that jets had bombed a school.",
    ],
)
def test_people_tell_of_where_they_live(text: str) -> None:
    (incident,) = told(text)
    assert place(incident) == "Katha"
    assert "where: where those who tell it live" in incident.reasons


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman in Katha said that soldiers had arrested ten students on Monday.",
        "Officials in Paris said that soldiers had killed three farmers.",
        "The ministry in Katha said that jets had bombed a school.",
        "Diplomats in Geneva said that gunmen had abducted ten farmers.",
    ],
)
def test_the_seat_of_a_speaker_is_no_place(text: str) -> None:
    assert [place(i) for i in told(text)] == [None]


def test_a_place_in_what_they_say_counts_for_more() -> None:
    (incident,) = told(
        "Residents in Katha said that soldiers had arrested ten students in Mawlaik on Monday."
    )
    assert place(incident) == "Mawlaik"


def test_a_name_that_nobody_knows_in_what_they_say_is_not_where_they_live() -> None:
    found = told("Residents in Katha said that soldiers had arrested ten students near Qwertopol on Monday.")
    assert "Katha" not in [place(i) for i in found]


def test_a_scene_told_before_counts_for_more() -> None:
    text = (
        "Jets bombed a school in Mawlaik on Monday.\n\n"
        "Residents in Katha said that gunmen had abducted ten farmers."
    )
    assert "Katha" not in [place(i) for i in told(text)]


def test_they_tell_of_talks_that_were_far_away() -> None:
    found = told("Residents in Katha said that the two armies had agreed on a truce on Monday.")
    assert "Katha" not in [place(i) for i in found]

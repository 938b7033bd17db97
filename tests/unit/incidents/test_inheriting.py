"""What a sentence leaves out and the one before said: place, day, and the clause that goes on."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import Incident
from tests.unit.incidents.deeds_support import DAY, MONDAY, only, place, told

SUNDAY = date(2020, 10, 4)


def last(text: str) -> Incident:
    """The incident told last of two or more."""
    found = told(text)
    assert len(found) > 1
    return found[-1]


def test_place_and_day_go_on_in_the_next_sentence() -> None:
    incident = last("Gunmen raided Nguru on Monday. Planes bombed a camp.")
    assert (place(incident), incident.date_start) == ("Nguru", MONDAY)


def test_neither_goes_on_in_the_next_paragraph() -> None:
    incident = last("Gunmen raided Nguru on Monday.\n\nPlanes bombed a camp.")
    assert (place(incident), incident.date_start) == (None, DAY)


def test_a_place_of_its_own_counts_for_more() -> None:
    incident = last("Gunmen raided Nguru on Monday. Four people were killed in Gashua.")
    assert (place(incident), incident.date_start) == ("Gashua", MONDAY)


def test_a_day_of_its_own_counts_for_more() -> None:
    incident = last("Gunmen raided Nguru on Sunday. Four people were killed on Monday.")
    assert incident.date_start == MONDAY


def test_a_name_that_was_not_recognised_is_not_the_place_before() -> None:
    incident = last("Gunmen raided Nguru on Monday. Four people were killed near Okwe Balanta.")
    assert place(incident) != "Nguru"


@pytest.mark.parametrize("soon", ["Hours later", "A few hours later", "Shortly afterwards", "Meanwhile"])
def test_what_follows_soon_is_of_the_same_day(soon: str) -> None:
    incident = last(f"Shells hit Taiz on Sunday. {soon} planes bombed Hodeidah.")
    assert (place(incident), incident.date_start) == ("Hodeidah", SUNDAY)


def test_soon_after_holds_over_a_sentence_between() -> None:
    incident = last("Shells hit Taiz on Sunday. The sky was grey. Hours later planes bombed Hodeidah.")
    assert incident.date_start == SUNDAY


def test_a_clause_that_goes_on_is_where_the_one_before_was() -> None:
    found = told("Planes bombed Douma on Monday, then helicopters strafed the road.")
    assert {place(i) for i in found} == {"Douma"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MAIDUGURI -- Gunmen killed six farmers on Monday.", "MAIDUGURI"),
        ("KABUL -- Gunmen killed six farmers on Monday.", None),  # a capital: where reporters sit
        ("MAIDUGURI -- Gunmen killed six farmers in Gashua on Monday.", "Gashua"),
        ("PARIS -- The president said on Monday that gunmen had killed six farmers in Gao.", "Gao"),
        ("MAIDUGURI -- The sky was grey.\n\nGunmen killed six farmers on Monday.", None),
    ],
)
def test_a_lead_without_a_place_is_at_its_dateline(text: str, expected: str | None) -> None:
    assert place(only(text)) == expected


def test_what_is_planned_has_no_place_of_the_sentence_before() -> None:
    incident = last("Gunmen raided Nguru on Monday. They threatened to shoot dead the elders.")
    assert place(incident) is None

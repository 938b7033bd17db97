"""What is told twice is one incident; what happened twice is two."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import IncidentType, Polarity
from tests.unit.incidents.deeds_support import names, only, place, places, told

T = IncidentType


@pytest.mark.parametrize(
    ("text", "type_", "counts"),
    [
        (
            (
                "An air strike hit a hospital in Kunduz on Monday, killing 12 people. "
                "The strike also wounded 30 people."
            ),
            T.AIR_STRIKE,
            {("killed", 12), ("wounded", 30)},
        ),
        (
            "A truck bomb exploded in Kabul on Monday. The blast killed nine people.",
            T.IED_MINE,
            {("killed", 9)},
        ),
        ("Rebels attacked Beni on Monday and killed eight soldiers.", T.ARMED_CLASH, {("killed", 8)}),
        (
            "Gunmen raided a market in Nguru on Monday, killing four people.",
            T.ATTACK_ON_CIVILIANS,
            {("killed", 4)},
        ),
    ],
)
def test_a_deed_has_the_toll_told_of_it(text: str, type_: IncidentType, counts: set[tuple[str, int]]) -> None:
    incident = only(text)
    assert incident.type is type_
    assert {(c.harm.value, c.low) for c in incident.casualties} == counts


def test_a_noun_with_the_takes_up_the_deed_before() -> None:
    incident = only("Rebels attacked Beni on Monday. The attack lasted three hours.")
    assert place(incident) == "Beni"
    assert incident.trigger == "attacked"


def test_a_place_told_later_narrows_the_one_before() -> None:
    incident = only(
        "Rebels kidnapped 12 pupils near Jos on Monday. The kidnapping happened in the village of Bokkos."
    )
    assert place(incident) == "Bokkos"
    assert names(incident.initiators) == ["rebels"]


def test_what_is_hit_in_a_raid_is_part_of_it() -> None:
    assert only("Planes bombed Douma on Monday. A hospital was hit.").type is T.AIR_STRIKE


def test_two_verbs_of_one_raid_are_one_deed() -> None:
    incident = only("Gunmen stormed a school in Chibok on Monday and abducted 30 pupils.")
    assert incident.type is T.ABDUCTION


def test_the_same_again_in_other_words_is_one() -> None:
    text = "Armenian forces shelled Ganja on Monday. Ganja was shelled by Armenian forces on Monday."
    assert places([only(text)]) == ["Ganja"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Beni on Sunday. Rebels shelled Beni on Monday.", ["Beni", "Beni"]),
        ("A bomb exploded in Jos on Monday. Another bomb exploded in Kano on Monday.", ["Jos", "Kano"]),
        ("Mortars hit Douma on Sunday. Two days later, planes bombed Douma.", ["Douma", "Douma"]),
        ("Rockets hit Sderot on Monday. Jets bombed Rafah on Monday.", ["Sderot", "Rafah"]),
    ],
)
def test_another_day_or_place_is_another_deed(text: str, expected: list[str]) -> None:
    assert places(told(text)) == expected


def test_what_happened_is_not_what_did_not() -> None:
    found = told("Rebels attacked Beni on Monday. Rebels did not attack Butembo on Monday.")
    assert [(place(i), i.polarity) for i in found] == [
        ("Beni", Polarity.ASSERTED),
        ("Butembo", Polarity.NEGATED),
    ]


def test_days_of_those_that_are_not_joined() -> None:
    found = told("Rebels shelled Beni on Sunday. Rebels shelled Beni on Monday.")
    assert [i.date_start for i in found] == [date(2020, 10, 4), date(2020, 10, 5)]


def test_a_bare_hit_goes_on_with_the_weapons_before() -> None:
    found = told("Russia fired missiles at Sumy on Monday. A market in Chernihiv was hit on Monday.")
    assert [(i.type, place(i)) for i in found] == [
        (T.ROCKET_MISSILE, "Sumy"),
        (T.ROCKET_MISSILE, "Chernihiv"),
    ]


def test_the_talks_that_only_take_up_others_are_no_others() -> None:
    found = told(
        "The foreign minister of Iran met the president of Iraq in Baghdad on Monday. The talks were calm."
    )
    assert [(i.type, place(i)) for i in found] == [(T.TALKS, "Baghdad")]

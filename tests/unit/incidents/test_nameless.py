"""For whom 'the army', 'a rebel spokesman' or 'the ministry' stands: wars of many countries."""

from __future__ import annotations

import pytest

from geomap.incidents.actors.nameless import NamedLast, collective
from geomap.model import ActorKind


def named(*heard: str, country: str | None = "Sudan", groups: tuple[str, ...] = ("SPLA",)) -> NamedLast:
    """Somebody who has read a document up to here, and heard of these parties."""
    last = NamedLast(country, frozenset(groups))
    for side in heard:
        last.heard(side, speaks=True)
    return last


def meant(
    last: NamedLast,
    low: str,
    *,
    kind: ActorKind = ActorKind.STATE,
    known: bool = False,
    office: bool = False,
) -> str | None:
    return last.meant_by(low, kind, named=known, office=office, definite=low.startswith("the "))


@pytest.mark.parametrize(
    "low",
    [
        "the army",
        "the government",
        "the ministry",
        "the spokesman",
        "the troops",
        "a military source",
        "a minister",
    ],
)
def test_before_anybody_is_named_it_is_the_state_of_the_news(low: str) -> None:
    assert meant(named(), low) == "Sudan"


@pytest.mark.parametrize("low", ["the army", "the ministry", "the troops", "the spokesman"])
def test_later_it_is_the_state_named_last(low: str) -> None:
    assert meant(named("Sudan", "Chad"), low) == "Chad"
    assert meant(named("Chad", "Sudan"), low) == "Sudan"


@pytest.mark.parametrize("low", ["the government", "the authorities", "the police"])
def test_who_governs_is_of_the_country_of_the_news(low: str) -> None:
    assert meant(named("Sudan", "Chad"), low) == "Sudan"


@pytest.mark.parametrize("low", ["the army", "the ministry", "the air force"])
def test_a_group_has_no_ministry(low: str) -> None:
    assert meant(named("Chad", "SPLA"), low) == "Chad"


@pytest.mark.parametrize("low", ["the rebels", "a rebel spokesman", "the insurgents", "the rebel commander"])
def test_rebels_are_the_group_named_last(low: str) -> None:
    last = named("SPLA", "JEM", "Chad", groups=("SPLA", "JEM"))
    assert meant(last, low, kind=ActorKind.ARMED_GROUP) == "JEM"


@pytest.mark.parametrize(
    ("low", "expected"),
    [
        ("the rebels", "rebels"),
        ("tuareg rebels", "Tuareg rebels"),
        ("suspected rebels", "rebels"),
        ("armed separatists", "separatists"),
        ("a guerrilla leader", "guerrillas"),
    ],
)
def test_rebels_without_a_name_are_named_by_what_they_are(low: str, expected: str) -> None:
    last = named(country="Mali", groups=())
    assert meant(last, low, kind=ActorKind.ARMED_GROUP) == expected
    assert meant(last, "the rebels", kind=ActorKind.ARMED_GROUP) == expected


def test_the_front_is_the_group_named_last_and_a_front_is_not() -> None:
    last = named("Polisario Front", "Morocco", country="Morocco", groups=("Polisario Front",))
    assert meant(last, "the front", kind=ActorKind.ARMED_GROUP) == "Polisario Front"
    assert meant(last, "a front", kind=ActorKind.ARMED_GROUP) is None


@pytest.mark.parametrize(
    "low", ["local police", "local officials", "doctors", "the bishop", "a nurse", "soldiers' wives"]
)
def test_others_stand_for_no_party(low: str) -> None:
    assert meant(named("Chad"), low, kind=ActorKind.OTHER) is None


@pytest.mark.parametrize("low", ["french army", "peru", "the m23"])
def test_who_has_a_name_keeps_it(low: str) -> None:
    assert meant(named("Chad"), low, known=True, office=True) is None


def test_an_army_recognised_as_one_still_is_that_of_somebody() -> None:
    assert meant(named("Chad"), "the army", known=True, office=True) == "Chad"


def test_a_rebel_in_a_capital_is_a_rebel() -> None:
    last = named(country="Ivory Coast", groups=())
    low = "a rebel spokesman in abidjan"
    assert meant(last, low, known=True) == "rebels"


def test_where_nothing_is_known_nobody_is_meant() -> None:
    last = NamedLast(None, frozenset())
    for low in ("the army", "the government", "the ministry", "a minister"):
        assert meant(last, low) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rebel", "rebels"), ("rebels", "rebels"), ("mutineer", "mutineers"), ("soldier", None), ("", None)],
)
def test_words_for_those_who_fight_together(word: str, expected: str | None) -> None:
    assert collective(word) == expected

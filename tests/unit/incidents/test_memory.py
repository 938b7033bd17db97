"""Whom 'he', 'the group' and 'its spokesman' take up."""

from __future__ import annotations

import pytest

from geomap.incidents.actors.memory import Memory
from geomap.incidents.actors.voices import Voice
from geomap.model import ActorKind


def actor(name: str, *sides: str, kind: ActorKind = ActorKind.STATE) -> Voice:
    return Voice(0, len(name), name, sides, kind)


ARMY = actor("Uganda's army", "Uganda")
RWANDA = actor("Rwanda", "Rwanda")
LRA = actor("the LRA", "LRA", kind=ActorKind.ARMED_GROUP)
VILLAGERS = actor("villagers", kind=ActorKind.OTHER)


def sides(memory: Memory, word: str) -> tuple[str, ...] | None:
    found = memory.taken_up(word, 40, 40 + len(word), word)
    return None if found is None else found.sides


@pytest.mark.parametrize("word", ["he", "it", "they", "its", "their", "them", "his", "she"])
def test_at_first_nobody_can_be_taken_up(word: str) -> None:
    assert sides(Memory(), word) is None


@pytest.mark.parametrize("word", ["he", "it", "they", "its", "their", "she", "his"])
def test_who_spoke_is_taken_up(word: str) -> None:
    memory = Memory()
    memory.spoke(ARMY, None)
    assert sides(memory, word) == ("Uganda",)


def test_what_takes_up_stands_where_it_stands() -> None:
    memory = Memory()
    memory.spoke(ARMY, None)
    found = memory.taken_up("its", 40, 53, "its spokesman")
    assert found is not None
    assert (found.start, found.end, found.text) == (40, 53, "its spokesman")
    assert (found.sides, found.kind) == (ARMY.sides, ARMY.kind)


@pytest.mark.parametrize(
    ("word", "expected"), [("their", "Rwanda"), ("them", "Rwanda"), ("it", "Uganda"), ("he", "Uganda")]
)
def test_who_was_accused_owns_what_follows(word: str, expected: str) -> None:
    memory = Memory()
    memory.spoke(ARMY, RWANDA)
    assert sides(memory, word) == (expected,)


def test_the_accused_are_forgotten_once_somebody_else_speaks() -> None:
    memory = Memory()
    memory.spoke(ARMY, RWANDA)
    memory.spoke(LRA, None)
    assert sides(memory, "its") == ("LRA",)


def test_the_last_speaker_is_the_one() -> None:
    memory = Memory()
    memory.spoke(ARMY, None)
    memory.spoke(RWANDA, None)
    assert sides(memory, "it") == ("Rwanda",)


def test_villagers_who_speak_do_not_become_the_army() -> None:
    memory = Memory()
    memory.spoke(ARMY, None)
    memory.spoke(VILLAGERS, None)
    assert memory.speaker == ARMY


def test_a_person_who_speaks_is_taken_up_even_without_a_party() -> None:
    memory = Memory()
    memory.spoke(ARMY, None)
    memory.spoke(actor("Okello", kind=ActorKind.PERSON), None)
    assert sides(memory, "he") == ()


@pytest.mark.parametrize(
    ("word", "expected"), [("they", ("LRA",)), ("their", ("LRA",)), ("it", None), ("he", None)]
)
def test_they_may_be_a_group_that_has_not_spoken(word: str, expected: tuple[str, ...] | None) -> None:
    memory = Memory()
    memory.heard(LRA, official=False)
    assert sides(memory, word) == expected


def test_groups_and_observers_are_kept_apart() -> None:
    memory = Memory()
    monitors = actor("the OSCE mission", "OSCE", kind=ActorKind.MEDIATOR)
    for voice in (LRA, monitors, ARMY, VILLAGERS):
        memory.heard(voice, official=False)
    assert memory.group == LRA
    assert memory.mediator == monitors
    assert memory.speaker is None


@pytest.mark.parametrize(
    ("voice", "official", "surname"),
    [
        (actor("Angolan President Savimba", "Angola"), True, "Savimba"),
        (actor("Rosa Quispe", "Peru", kind=ActorKind.PERSON), False, "Quispe"),
    ],
)
def test_persons_are_kept_by_their_surnames(voice: Voice, official: bool, surname: str) -> None:
    memory = Memory()
    memory.heard(voice, official=official)
    assert memory.persons == {surname: voice}


@pytest.mark.parametrize(
    ("voice", "official"),
    [
        (actor("Angolan officials", "Angola"), True),
        (actor("Quispe", "Peru", kind=ActorKind.PERSON), True),
        (actor("Rosa Quispe", kind=ActorKind.PERSON), True),
        (actor("Angolan Army", "Angola"), False),
        (actor("", "Angola"), True),
    ],
)
def test_others_are_no_persons(voice: Voice, official: bool) -> None:
    memory = Memory()
    memory.heard(voice, official=official)
    assert memory.persons == {}

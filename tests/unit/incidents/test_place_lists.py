"""Places that stand beside each other: several, or one within the other."""

from __future__ import annotations

import pytest

from geomap.incidents.places.place_lists import joined, most_specific
from geomap.model import Role, Toponym
from tests.unit.incidents.deeds_support import places, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Barda, Ganja and Mingachevir on Monday.", ["Barda", "Ganja", "Mingachevir"]),
        ("Rockets hit Odesa, Mykolaiv, and Kherson on Monday.", ["Odesa", "Mykolaiv", "Kherson"]),
        ("Rebels attacked villages near Bunia, Beni and Butembo on Monday.", ["Bunia", "Beni", "Butembo"]),
        ("Gunmen attacked villages in Ituri and North Kivu on Monday.", ["Ituri", "North Kivu"]),
        (
            "Air strikes hit Raqqa and Deir ez-Zor on Monday, and shells fell on Idlib.",
            ["Raqqa", "Deir ez-Zor", "Idlib"],
        ),
    ],
)
def test_each_place_of_a_list_has_its_incident(text: str, expected: list[str]) -> None:
    assert places(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Talish in the Tartar district on Monday.", "Talish"),
        ("Shelling in the village of Talish, Tartar district, wounded two men on Monday.", "Talish"),
        ("Shells hit Goma, in eastern Congo, on Monday.", "Goma"),
        ("Rockets hit Aleppo, Syria, on Monday.", "Aleppo"),
    ],
)
def test_the_unit_around_a_place_is_no_second_one(text: str, expected: str) -> None:
    assert places(told(text)) == [expected]


def test_all_incidents_of_a_list_are_of_the_same_deed() -> None:
    found = told("Russian forces shelled Nikopol and Marhanets on Monday, the governor said.")
    assert len(found) == 2
    assert len({(i.type, i.trigger_start, i.date_start, i.initiators) for i in found}) == 1
    assert len({i.id for i in found}) == 2


def _named(text: str, *words: str) -> list[Toponym]:
    """Names of a text as places of which nothing is known."""
    return [
        Toponym(at, at + len(word), word, role=Role.PLACE, cue="place")
        for word in words
        for at in [text.index(word)]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Alda, Borv and Cemi", ["Alda", "Borv", "Cemi"]),
        ("in Alda and near Borv", ["Alda", "Borv"]),
        ("in Alda as well as Borv", ["Alda", "Borv"]),
        ("in Alda while Borv was calm", ["Alda"]),
        ("in Alda, where men from Borv were held", ["Alda"]),
        ("in Alda. Borv and Cemi were calm", ["Alda"]),
    ],
)
def test_what_joins_a_list(text: str, expected: list[str]) -> None:
    known = _named(text, *(w for w in ("Alda", "Borv", "Cemi") if w in text))
    assert [t.text for t in joined(text, known[0], known)] == expected


def test_a_list_is_found_from_any_of_its_names() -> None:
    text = "in Alda, Borv and Cemi"
    known = _named(text, "Alda", "Borv", "Cemi")
    for best in known:
        assert joined(text, best, known) == known


def test_a_name_that_is_not_ranked_is_alone() -> None:
    text = "in Alda and Borv"
    alda, borv = _named(text, "Alda", "Borv")
    assert joined(text, borv, [alda]) == [borv]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Alda in the Borv district", "Alda"),
        ("in Alda, Borv", "Alda"),
        ("in Alda village of northern Borv", "Alda"),
        ("in Alda and Borv", "Borv"),
        ("from Alda to Borv", "Borv"),
    ],
)
def test_the_part_before_the_whole(text: str, expected: str) -> None:
    alda, borv = _named(text, "Alda", "Borv")
    assert most_specific(text, [borv, alda], [alda, borv]).text == expected

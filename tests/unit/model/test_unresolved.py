"""Names without a place, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.errors import RecordError
from geomap.model import Candidate, Role, Span, Unresolved
from geomap.model.unresolved import UNKNOWN, UNLIKELY, UNSURE, guess_words, in_short, why_open
from tests.builders import PLACE

GUESS = Candidate(PLACE, "Eastford", score=0.2149)


def left_open(name="Blorvka", times=1, role=Role.PLACE, document_id="d1", **changes):
    mentions = tuple(Span(10 * n, 10 * n + len(name)) for n in range(times))
    return replace(Unresolved(document_id, name, role, mentions, f"{name} was hit.", UNKNOWN), **changes)


def test_the_reason_goes_by_how_many_places_were_considered():
    assert [why_open((GUESS,) * n) for n in range(4)] == [UNKNOWN, UNLIKELY, UNSURE, UNSURE]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Eastford, Eastshire (UA) 0.21"),
        ({"admin1_name": None}, "Eastford (UA) 0.21"),
        ({"admin1_name": "Eastford"}, "Eastford (UA) 0.21"),
        ({"country": None, "admin1_name": None}, "Eastford 0.21"),
    ],
)
def test_a_guess_is_told_apart_from_its_namesakes(changes, words):
    assert guess_words((replace(GUESS, place=replace(PLACE, **changes)),)) == (words,)


def test_two_of_one_unit_are_told_apart_by_the_smaller_one():
    def guess(admin1, admin2):
        return replace(GUESS, place=replace(PLACE, admin1_name=admin1, admin2_name=admin2))

    guesses = (guess("Ohio", "Ashtabula County"), guess("Ohio", None), guess("Iowa", "Franklin County"))
    assert guess_words(guesses) == (
        "Eastford, Ashtabula County, Ohio (UA) 0.21",
        "Eastford, Ohio (UA) 0.21",
        "Eastford, Iowa (UA) 0.21",
    )


def test_it_tells_itself_in_a_line():
    assert str(left_open()) == "Blorvka: no place of this name is known"
    told = left_open(times=2, role=Role.SPEAKER, reason=UNSURE, guesses=(GUESS, GUESS))
    assert (
        str(told)
        == f"Blorvka (2) [speaker]: {UNSURE}: Eastford, Eastshire (UA) 0.21; Eastford, Eastshire (UA) 0.21"
    )


def test_it_stands_somewhere():
    with pytest.raises(RecordError, match="nowhere in the text"):
        left_open(times=0)


def test_in_short_counts_names_over_documents_and_tells_a_few():
    assert in_short([left_open()]) == "1 place name could not be placed: Blorvka"
    told = [
        left_open("Red Cross", 9, Role.ORGANISATION),
        left_open("Zzyz"),
        left_open("Blorvka", 2),
        left_open("BLORVKA", 1, document_id="d2"),
    ]
    assert in_short(told) == "3 place names could not be placed: Blorvka (3), Zzyz, Red Cross (9)"
    many = [left_open(f"N{n}") for n in range(1005)]
    assert in_short(many) == "1,005 place names could not be placed: N0, N1, N2, N3, N4 and 1,000 more"
    assert in_short([left_open("x" * 99)]).endswith(f": {'x' * 39}…")

"""What is kept of a distinct word."""

from __future__ import annotations

import pytest

from geomap.recognition.tagging.word_types import (
    COLUMNS,
    WORD,
    WordTypes,
    form_of,
    hashes_of,
    lists_of,
    shape_of,
)
from geomap.recognition.tokens import tokenise


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("Tartar", "Xxx"),
        ("UN", "XX"),
        ("UNICEF", "XX"),
        ("al", "xx"),
        ("McDonnell", "XxXxx"),
        ("12", "dd"),
        ("2020", "dddd"),
        ("20201013", "ddddd"),
        ("M23", "Xdd"),
        ("U.S.", "X.X."),
        ("Sana'a", "Xxx'x"),
        ("حلب", "cc"),
    ],
)
def test_shapes(form, shape):
    assert shape_of(form) == shape


def test_the_lists_of_a_word_are_told_by_signs():
    assert "t" in lists_of("president")
    assert "w" in lists_of("district")
    assert "w" in lists_of("districts")
    assert lists_of("qaraxan") == ""


def test_hashes_are_the_same_everywhere():
    # Written down: a model is of no use to a build in which these differ.
    assert hashes_of("Tartar") == [
        3573568229, 618048747, 1, 1851020137, 2201245706, 1902591346, 809500612, 1851020137, 3329091474,
    ]  # fmt: skip
    assert len(hashes_of("x")) == COLUMNS


def test_accents_and_case_make_no_other_word():
    assert hashes_of("Tərtər")[WORD] == hashes_of("TƏRTƏR")[WORD]
    assert hashes_of("Fuzuli")[WORD] == hashes_of("fuzuli")[WORD]


def test_shouted_words_are_read_as_in_running_text():
    tokens = tokenise("GOVERNMENT TROOPS SHELLED THE VILLAGE OF TALISH ON SUNDAY, THE MINISTRY SAID.")
    forms = [form_of(t) for t in tokens]
    assert "Talish" in forms
    assert "the" in forms
    assert "THE" not in forms


def test_rows_are_kept_and_dropped_only_between_batches(monkeypatch):
    monkeypatch.setattr("geomap.recognition.tagging.word_types._MOST_TYPES", 3)
    types = WordTypes()
    assert [types.row(w) for w in ("a", "b", "a", "c", "d")] == [0, 1, 0, 2, 3]
    assert types.hashes.shape == (4, COLUMNS)
    assert types.generation == 0
    types.make_room()
    assert (types.generation, len(types)) == (1, 0)
    types.make_room()
    assert types.generation == 1


def test_more_rows_than_there_is_room_for():
    types = WordTypes()
    for n in range(3000):
        assert types.row(f"word{n}") == n
    assert types.hashes[2999].tolist() == hashes_of("word2999")

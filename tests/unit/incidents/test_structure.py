"""Clauses of a sentence, as far as incidents need them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents.structure import parse
from geomap.model import Span


def clauses(text: str) -> list[tuple[str, str]]:
    sentence = parse(text, Span(0, len(text)), 0)
    return [(c.kind, text[slice(*sentence.clause_span(c))]) for c in sentence.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said that rebels shelled Goma, and accused them of looting.",
            [
                ("main", "The army said"),
                ("content", "that rebels shelled Goma,"),
                ("coordinate", "and accused them of looting."),
            ],
        ),
        (
            "The ministry denied it, in turn claiming that rebels had fired first.",
            [
                ("main", "The ministry denied it,"),
                ("participle", "in turn claiming"),
                ("content", "that rebels had fired first."),
            ],
        ),
        (
            "As fighting went on, ministers met in Doha.",
            [("subordinate", "As fighting went on,"), ("main", "ministers met in Doha.")],
        ),
        (
            "Rockets hit a market in Goma, killing five people.",
            [("main", "Rockets hit a market in Goma,"), ("participle", "killing five people.")],
        ),
        (
            "Rockets hit Goma after the army, which denied it, withdrew.",
            [
                ("main", "Rockets hit Goma"),
                ("subordinate", "after the army,"),
                ("relative", "which denied it,"),
                ("coordinate", "withdrew."),
            ],
        ),
        (
            "Shells fell in Barda, Ganja and Tartar.",
            [("main", "Shells fell in Barda, Ganja and Tartar.")],
        ),
    ],
)
def test_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    assert clauses(text) == expected


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_clauses_tile_the_tokens(text: str) -> None:
    sentence = parse(text, Span(0, len(text)), 0)
    assert sentence.clauses[0].first == 0
    assert sentence.clauses[-1].last == len(sentence.tokens)
    assert all(a.last <= b.first for a, b in zip(sentence.clauses, sentence.clauses[1:], strict=False))
    assert all(text[t.start : t.end] for t in sentence.tokens)

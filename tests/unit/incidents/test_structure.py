"""Tokens of a sentence, and its clauses by the parser's tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents.sentences.structure import Sentence, parse_all, tokenise
from geomap.model import Span


def sentence(text: str) -> Sentence:
    return tokenise(text, Span(0, len(text)), 0)


def clauses(text: str) -> list[tuple[str, str]]:
    found = sentence(text)
    return [(c.kind, " ".join(found.words[i] for i in c.tokens)) for c in found.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said that rebels had shelled Goma and that they were looting shops.",
            ["main", "content", "main"],
        ),
        ("Rockets hit a market in Goma, killing five people.", ["main", "participle"]),
        ("Shells fell in Barda, Ganja and Tartar.", ["main"]),
        ("Troops pursuing rebels crossed the river.", ["main", "participle"]),
        ("The rebels withdrew after the army had shelled the town.", ["main", "subordinate"]),
    ],
)
def test_kinds_of_clauses(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in clauses(text)] == expected


def test_a_clause_has_no_words_of_those_within_it() -> None:
    found = dict(clauses("Troops pursuing rebels crossed the river."))
    assert found["participle"] == "pursuing rebels"
    assert found["main"] == "Troops crossed the river ."


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("Some 1,600 of Hezbollah's men", ["some", "1,600", "of", "hezbollah", "men"]),
        ("The rebels' movement", ["the", "rebels", "movement"]),
        ("the U.S. army (USA) said", ["the", "u.s.", "army", "said"]),
        ("a three-storey house", ["a", "three-storey", "house"]),
    ],
)
def test_tokens(text: str, lows: list[str]) -> None:
    assert sentence(text).all_lows == lows


def test_possessives_are_marked() -> None:
    tokens = sentence("Chad's army and the rebels' leader").tokens
    assert [t.low for t in tokens if t.possessive] == ["chad", "rebels"]


def test_parsing_together_is_parsing_apart() -> None:
    texts = ["Rebels shelled the town.", "The army denied it.", "Two men were killed by soldiers in Goma."]
    together = [sentence(t) for t in texts]
    parse_all(together)
    for one, text in zip(together, texts, strict=True):
        assert one.grammar.heads == sentence(text).grammar.heads


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_text_has_clauses_that_hold_every_token_once(text: str) -> None:
    found = sentence(text)
    if not found.tokens:
        return
    held = sorted(i for c in found.clauses for i in c.tokens)
    assert held == list(range(len(found.tokens)))

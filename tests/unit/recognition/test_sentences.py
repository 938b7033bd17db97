"""Sentences end where a reader would end them, and together hold the whole text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell. Nobody was hurt.", ["Shells fell.", "Nobody was hurt."]),
        ("The U.S. envoy left. He flew home.", ["The U.S. envoy left.", "He flew home."]),
        ("He arrived in the U.S. The army waited.", ["He arrived in the U.S.", "The army waited."]),
        ("Gen. Mark Smith spoke on Oct. 10 in Goma.", ["Gen. Mark Smith spoke on Oct. 10 in Goma."]),
        ("J. R. Hale of St. Mary said so.", ["J. R. Hale of St. Mary said so."]),
        ('"We hold the town." He left.', ['"We hold the town."', "He left."]),
        ("“It is over,” he said. “We won.”", ["“It is over,” he said.", "“We won.”"]),
        ('"Who fired?" he asked.', ['"Who fired?" he asked.']),
        ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
        ("A line that\nis wrapped goes on.", ["A line that\nis wrapped goes on."]),
        ("Some 2.5 tonnes fell at 3.30 a.m. near Goma.", ["Some 2.5 tonnes fell at 3.30 a.m. near Goma."]),
        ("TROOPS ENTERED. REBELS FLED.", ["TROOPS ENTERED.", "REBELS FLED."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(max_size=300))
def test_no_character_is_lost(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_text_without_full_stops_is_cut() -> None:
    for text in ("word " * 5000, "x" * 20000):
        spans = split_sentences(text)
        assert max(s.end - s.start for s in spans) <= 3000
        assert "".join(s.of(text) for s in spans).replace(" ", "") == text.replace(" ", "")

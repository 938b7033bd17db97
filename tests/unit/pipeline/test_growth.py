"""Twice the text is twice the work, whatever the text: counted in calls, not timed."""

from __future__ import annotations

import pytest

import geomap
from benchmarks.stress.growing_texts import KINDS
from geomap.model import Document
from tests.work import calls_of

HARD = {
    "one sentence": 3_000,  # what is longer is cut: what reads a sentence may take its length squared
    "list of places": 1_500,
    "the city": 1_500,
    "denials": 1_500,
    "talks": 1_500,
    "residents": 1_500,
    "paragraphs of a letter": 1_500,
    "cyrillic": 1_500,
}
"""Kinds of text with characters that are enough to tell."""
MOST = 2.3
"""Times as much work for twice the text; what took its square would take four times as much."""


def work(kind: str, size: int) -> int:
    return calls_of(lambda: geomap.extract([Document(id=kind, text=KINDS[kind](size))], theatre="none"))


@pytest.mark.parametrize(("kind", "size"), HARD.items())
def test_twice_the_text_is_twice_the_work(kind, size):
    geomap.extract([Document(id=kind, text=KINDS[kind](2 * size))], theatre="none")  # looked up once
    once, twice = (work(kind, characters) for characters in (size, 2 * size))
    assert twice < MOST * once


@pytest.mark.parametrize("kind", KINDS)
def test_texts_are_as_long_as_asked(kind):
    assert 900 <= len(KINDS[kind](1_000)) <= 1_200

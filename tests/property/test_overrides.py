"""The context of overrides: whole words, whatever stands around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.names.fold import fold
from geomap.model import Document, Override
from geomap.overrides import Overrides
from geomap.overrides.matching import words_of

WORD = st.text(st.sampled_from("abcdefgéöışzАБвгїغزة12"), min_size=1, max_size=6)
WORDS = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ANYTHING = st.text(max_size=40)
GAP = st.sampled_from([" ", "\n", ", ", " - ", ". ", " «", "» ", "/", "(", ") ", "…", "! ", "?", "; "])


def holds(context: str, text: str) -> bool:
    asked = Overrides([Override("Alta", None, (context,))])
    # The id counts as well: it is none that a word can be.
    return asked.of(Document("QQQ", text or ".")).for_name("Alta") is not None


@given(WORDS, ANYTHING, ANYTHING, GAP, GAP, st.booleans())
def test_words_between_signs_are_found(context, before, after, left, right, shouted):
    said = context.upper() if shouted and fold(context.upper()) == fold(context) else context
    assert holds(context, f"{before}{left}{said}{right}{after}")


@given(WORDS, st.lists(WORD, max_size=8), GAP)
def test_what_is_found_are_whole_words_in_their_order(context, words, gap):
    text = gap.join(words)
    there = f" {words_of(context)} " in f" {words_of(text)} " if text.strip() else False
    assert holds(context, text) == there
    if there:
        assert set(words_of(context).split()) <= {part for word in words for part in words_of(word).split()}


@given(st.text(), st.text())
def test_words_are_settled(one, other):
    words = words_of(one)
    assert words_of(words) == words
    assert words == " ".join(words.split())
    assert words_of(f"{one} {other}") == " ".join(filter(None, (words, words_of(other))))

"""Whatever the text, spans point into it and records hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.country import Country
from geomap.recognition.actors import ActorLexicon, find_actors
from geomap.recognition.counts import find_counts
from geomap.recognition.dates import find_dates
from geomap.recognition.header import read_header
from tests.invariants import spans_hold


@dataclass(frozen=True)
class OneCountry:
    def countries(self) -> tuple[Country, ...]:
        return (
            Country(
                "country:RU", "Russia", "RU", "RUS", (), ("Russian", "Russians"), None, "Moscow", ("Moscow",)
            ),
        )


LEXICON = ActorLexicon.bundled(OneCountry())
# Words that lead far into the grammars, with every kind of mark between them.
WORDS = st.sampled_from(
    """
    October Oct. May March Monday Sunday 13 31 2020 1994 1990s 10/13/2020 2020-10-13 since until by from to between
    and the of last next this early late in at on overnight morning dawn a.m. 3:30 14:00 two weeks days ago fighting
    past three hours killed wounded were people soldiers 20 about least at dozens hundreds thousand million toll rose
    dead including children , . ; - -- ( ) ' ' \" “ ” \u2019s 's Russia Russian Moscow said Hamas fighters spokesman for army
    President Ivan Testov both sides pro -backed UN U.S. (AP) KYIV RSF ADF [FMLN] \n \n\n \t é İ ß 東京 Š̌ \u200b \U0001f600
    """.split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=30).map("".join),
)
ANCHORS = st.one_of(st.none(), st.dates())


@given(TEXTS, ANCHORS)
def test_dates(text: str, anchor: date | None) -> None:
    spans_hold(text, find_dates(text, anchor))


@given(TEXTS)
def test_counts(text: str) -> None:
    start = 0
    for count in find_counts(text):
        assert text[count.start : count.end] == count.quote
        assert count.start >= start
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known
        assert known == sorted(known)
        start = count.start


@given(TEXTS)
def test_actors(text: str) -> None:
    spans_hold(text, find_actors(text, LEXICON))


@given(TEXTS)
def test_header(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.body_start <= len(text)
    if header.dateline is not None:
        assert header.dateline.end <= header.body_start
        assert header.dateline.of(text).strip()


# Phrases that open a construction without closing it: a recursive or unbounded reader fails on them.
@pytest.mark.parametrize(
    "phrase",
    [
        "about ",
        "at least ",
        "president ",
        "Russia and ",
        "between ",
        "twenty ",
        "one hundred and ",
        "million ",
        "pro-",
        "spokesman for ",
        "three people, ",
        "killed and ",
        "from ",
        "early ",
        "(AB) ",
        "..",
    ],
)
def test_endless_repetition_is_survived(phrase: str) -> None:
    text = "Three killed " + phrase * 3000 + "killed."
    spans_hold(text, find_dates(text, date(2020, 1, 1)))
    spans_hold(text, find_actors(text, LEXICON))
    assert all(text[count.start : count.end] == count.quote for count in find_counts(text))
    assert read_header(text).body_start <= len(text)

"""Each stage alone, with any text: what it finds stands in the text, and is found again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document
from geomap.readers.encoding import settle
from geomap.recognition.by_language import LanguageRecogniser
from geomap.recognition.counts import find_counts
from geomap.recognition.dates import find_dates
from geomap.recognition.header import read_header
from geomap.recognition.languages.detection import ENGLISH, KNOWN, detect
from geomap.recognition.running_text import running_text
from geomap.recognition.sentences import split_sentences
from geomap.recognition.toponyms import ToponymRecogniser
from geomap.recognition.truecasing import restore
from geomap.resolution import resolve
from tests import holding
from tests.property.drawing import TEXTS, WRITTEN, examples

ANCHORS = st.one_of(st.none(), st.just(date.min), st.just(date.max), st.dates())


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@settings(max_examples=examples(500))
@given(TEXTS)
def test_a_text_is_read_in_one_of_its_length(text: str) -> None:
    assert len(restore(text)) == len(running_text(text)) == len(text)
    assert running_text(text) == running_text(text)


@settings(max_examples=examples(500))
@given(st.text())
def test_text_settles_at_once(text: str) -> None:
    settled = settle(text)
    assert settle(settled) == settled
    assert "\r" not in settled
    settled.encode()


@settings(max_examples=examples(500))
@given(TEXTS, ANCHORS)
def test_days_are_in_order_and_near_their_words(text: str, anchor: date | None) -> None:
    found = find_dates(text, anchor)
    holding.spans_hold(text, found)
    for each in found:
        assert 1 <= each.date_prec <= 5
        assert (each.date_start is None) == (each.date_end is None)
        assert each.date_start is None or each.date_start <= each.date_end
    assert find_dates(text, anchor) == found


@settings(max_examples=examples(500))
@given(TEXTS)
def test_counts_are_of_somebody(text: str) -> None:
    for count in find_counts(text):
        assert text[count.start : count.end] == count.quote
        known = [n for n in (count.low, count.best, count.high) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)


@settings(max_examples=examples(500))
@given(TEXTS)
def test_the_body_begins_behind_the_header(text: str) -> None:
    header = read_header(text)
    assert 0 <= header.body_start <= len(text)
    if header.dateline is not None:
        assert header.dateline.start < header.dateline.end <= header.body_start


@settings(max_examples=examples(500))
@given(TEXTS)
def test_sentences_hold_every_word_once(text: str) -> None:
    end = 0
    for span in split_sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end:].strip()


@settings(max_examples=examples(500))
@given(TEXTS)
def test_a_language_is_one_of_those_known(text: str) -> None:
    assert detect(text) in {ENGLISH, "other", *KNOWN}


@settings(max_examples=examples(100))
@given(WRITTEN, st.floats(0, 1))
def test_places_are_found_where_they_stand(index: PlaceIndex, text: str, least: float) -> None:
    document = Document("d", text)
    recogniser = LanguageRecogniser(ToponymRecogniser(index), index)
    found = recogniser.recognise(document)
    holding.spans_hold(text, found)
    resolved = resolve(document, found, index, min_score=least)
    holding.toponyms_hold(text, resolved)
    assert resolve(document, found, index, min_score=least) == resolved
    for toponym in resolved:
        if toponym.resolution is not None:
            place = toponym.resolution.place
            assert index.place(place.id) is not None, place.id

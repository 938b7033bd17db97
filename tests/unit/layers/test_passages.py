"""The texts beside the map: what of them travels, and what is marked in it."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.layers import build_layers
from geomap.layers.passages import Source, _joined, make_sources, web_address
from geomap.model import Document, Stance
from tests import builders, drawn


def source(quotes="sentence", extraction=None, **options):
    return make_sources(extraction or drawn.extraction(), quotes=quotes, **options)[0]


def words(found, kind):
    return [found.text[m.start : m.end] for m in found.marks if m.kind == kind]


def test_nothing_travels_if_nothing_may():
    found = source("none")
    assert (found.passages, found.marks) == ((), ())


def test_sentences_travel_and_neighbours_are_one_passage():
    found = source()
    told = [found.text[start:end] for start, end in found.passages]
    assert told == [found.text[found.text.index("Forces fought") : found.text.index(" An envoy spoke")]]


def test_the_whole_text_is_one_passage():
    found = source("full")
    assert found.passages == ((0, len(found.text)),)


def test_marks_nest_longer_ones_first():
    found = source("full")
    assert list(found.marks) == sorted(found.marks, key=lambda m: (m.start, -m.end, m.kind))
    talks = [m for m in found.marks if found.text[m.start :].startswith("Ministers met")]
    assert [(m.kind, m.signs) for m in talks] == [("incident", (3,)), ("incident", (4,))]


def test_a_name_within_the_name_of_an_incident_place_is_not_grey():
    found = source("full")
    assert "Tamsin district" in words(found, "place")
    assert "Tamsin" not in words(found, "mention")


def test_grey_names_tell_their_role_and_which_place_of_the_map_they_are():
    layers = build_layers(drawn.extraction(), None, quotes="full")
    grey = [m for m in layers.sources[0].marks if m.kind == "mention"]
    assert {m.role for m in grey} == {"dateline", "place"}
    for mark in grey:
        place = layers.mentioned[mark.place]
        assert place.name.lower() == layers.sources[0].text[mark.start : mark.end].lower()


def test_a_denial_is_marked_apart_from_the_sentence_that_it_denies():
    (denial,) = [m for m in source().marks if m.kind == "claim"]
    assert drawn.TEXT[denial.start : denial.end] == "Velm's army rejected it as untrue."
    assert (denial.signs, denial.against) == ((1,), True)


def test_words_for_and_against_in_one_sentence_are_two_marks():
    made = builders.incident(
        claims=(
            builders.claim("Aleph", start=57, end=75, quote=builders.TEXT[57:75]),
            builders.claim("Beth", Stance.REJECTS, start=57, end=75, quote=builders.TEXT[57:75]),
            builders.claim("Gimel", Stance.COUNTER_ASSERTS, start=57, end=75, quote=builders.TEXT[57:75]),
        )
    )
    found = source(extraction=builders.extraction(made))
    assert sorted(m.against for m in found.marks if m.kind == "claim") == [False, True]


def test_another_document_that_speaks_of_it_has_a_mark_of_its_own():
    other = Document("d2", "Marland denied it once more. Of other things it said nothing.")
    told = builders.claim("Marland", Stance.REJECTS, document_id="d2", start=0, end=28, quote=other.text[:28])
    made = replace(
        builders.extraction(builders.incident(claims=(told,))),
        documents=(builders.DOCUMENT, other),
        toponyms=((), ()),
    )
    first, second = make_sources(made, quotes="sentence")
    assert [m.kind for m in second.marks] == ["claim"]
    assert second.passages == ((0, 28),)
    assert "claim" not in {m.kind for m in first.marks}


def test_addresses_that_are_no_links_are_none():
    assert web_address("https://example.org/1") == "https://example.org/1"
    for bad in (
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "http://[::1",
    ):
        assert web_address(bad) is None


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1]))


@given(st.lists(spans, max_size=12), st.integers(0, 70))
def test_joined_passages_neither_touch_nor_lose_anything(given_spans, length):
    found = _joined(given_spans, length)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found))
    assert all(0 <= start < end <= length for start, end in found)
    held = {at for start, end in found for at in range(start, end)}
    assert held >= {at for start, end in given_spans for at in range(start, min(end, length))}
    made = Source("d", "d", None, None, None, "x" * length, found)
    for start, end in given_spans:
        assert made.has(start, end, "x" * (end - start)) == (end <= length)


@pytest.mark.parametrize("quotes", ["sentence", "full"])
def test_ten_thousand_incidents_of_one_text_take_no_time(quotes):
    sentence = "Shells hit Beth again. "
    text = sentence * 10_000
    made = [
        builders.incident(
            id=f"i{i}", start=(at := i * len(sentence)), end=at + 22, quote=text[at : at + 22],
            trigger="hit", trigger_start=at + 7, trigger_end=at + 10, place=None,
        )
        for i in range(10_000)
    ]  # fmt: skip
    extraction = replace(builders.extraction(*made), documents=(Document("d1", text),), toponyms=((),))
    begun = time.process_time()
    found = source(quotes, extraction)
    assert all(found.has(i.start, i.end, i.quote) for i in made)
    assert time.process_time() - begun < 3

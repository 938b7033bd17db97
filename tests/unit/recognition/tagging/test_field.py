"""The bundled tagger on the bundled gazetteer, and the names that it reads from probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.names import NameFinder
from geomap.recognition.tagging import field
from geomap.recognition.tagging.batches import TextTagger
from geomap.recognition.tagging.field import LABELS, FieldTagger, token_spans
from geomap.recognition.tagging.opinions import UNSCORED, Opinions
from geomap.recognition.tagging.plugins import checked
from geomap.recognition.tagging.spans import Label, LabelledSpan, Tagger
from geomap.recognition.tokens import tokenise

TEXTS = (
    "KYIV, Ukraine (AP) -- Russian forces shelled the village of Qaraxan on Sunday, Oleh Synyehubov said.",
    "Azerbaijan's Defense Ministry said that Armenian troops had fired on Tartar. Baku rejected the claim.",
    "GOVERNMENT TROOPS CAPTURED THE TOWN OF HADRUT NEAR FUZULI ON FRIDAY, ARMENIAN OFFICIALS SAID.",
    "",
    "Nothing is named here.",
)


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


@pytest.fixture(scope="module")
def tagger(index):
    return FieldTagger(index)


def named(tagger, text):
    (spans,) = tagger.tag([text])
    return {text[s.start : s.end]: s.label for s in spans}


def test_it_keeps_the_protocol(tagger):
    assert isinstance(tagger, Tagger)
    assert len(list(checked(tagger).tag(TEXTS))) == len(TEXTS)


def test_it_names_places_peoples_and_persons(tagger):
    found = named(tagger, TEXTS[0])
    assert found["Ukraine"] is Label.PLACE
    assert found["Qaraxan"] is Label.PLACE
    assert found["Russian"] is Label.DEMONYM
    assert found["Oleh Synyehubov"] is Label.PERSON


def test_it_reads_capitals(tagger):
    found = named(tagger, TEXTS[2])
    assert found["HADRUT"] is Label.PLACE
    assert found["ARMENIAN"] is Label.DEMONYM
    assert "GOVERNMENT" not in found


def test_made_up_names_are_told_by_what_stands_around_them(tagger):
    assert named(tagger, "Shells fell on the village of Zhurabad, killing two.")["Zhurabad"] is Label.PLACE
    assert named(tagger, "Mr. Zhurabad told reporters that he was ill.")["Zhurabad"] is Label.PERSON


def test_a_text_is_tagged_alike_alone_and_in_company(tagger, monkeypatch):
    alone = [next(tagger.tag([text])) for text in TEXTS]
    together = list(tagger.tag(TEXTS * 3))
    assert [[s[:3] for s in spans] for spans in together] == [[s[:3] for s in spans] for spans in alone] * 3
    monkeypatch.setattr(field, "_BATCH_TOKENS", 5)
    assert [[s[:3] for s in spans] for spans in tagger.tag(TEXTS)] == [
        [s[:3] for s in spans] for spans in alone
    ]


def test_word_types_that_were_dropped_are_scored_anew(index, monkeypatch):
    fresh = FieldTagger(index)
    wanted = [[s[:3] for s in spans] for spans in fresh.tag(TEXTS)]
    monkeypatch.setattr("geomap.recognition.tagging.word_types._MOST_TYPES", 2)
    for _ in range(3):
        assert [[s[:3] for s in spans] for spans in fresh.tag(TEXTS)] == wanted


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_tagged(text):
    spans = next(_TAGGER.tag([text]))
    ends = [0, *(e for s in spans for e in (s.start, s.end))]
    assert ends == sorted(ends)
    assert all(0 <= s.start < s.end <= len(text) and 0 < s.score <= 1 for s in spans)


_TAGGER = FieldTagger(PlaceIndex.bundled())


def table(*rows):
    """Rows of (label, probability, whether it begins a name); None for no name."""
    out = np.zeros((len(rows), 2 * len(LABELS)), dtype=np.float32)
    for i, row in enumerate(rows):
        if row is not None:
            label, chance, begins = row
            out[i, LABELS.index(label)] = chance
            out[i, len(LABELS) + LABELS.index(label)] = chance if begins else 0
    return out


def test_names_of_probabilities():
    place, person = Label.PLACE, Label.PERSON
    found = token_spans(
        table(
            (place, 0.9, True),
            (place, 0.7, False),
            (place, 0.8, True),
            None,
            (place, 0.4, True),
            (person, 0.9, False),
            (place, 0.9, False),
        )
    )
    assert [(s.first, s.last, s.label) for s in found] == [
        (0, 1, place),
        (2, 2, place),
        (5, 5, person),
        (6, 6, place),
    ]
    assert list(token_spans(table())) == []


def test_opinions_of_spans_and_their_means():
    text = "Shells fell in New York today."
    tokens = tokenise(text)
    opinions = Opinions.of_spans(
        tokens, [LabelledSpan(15, 23, Label.PLACE, 0.8), LabelledSpan(0, 6, Label.PERSON)]
    )
    assert opinions.over(3, 4).place == pytest.approx(0.8)
    assert opinions.over(2, 3).place == pytest.approx(0.4)
    assert opinions.over(0, 0).person == pytest.approx(UNSCORED)
    assert [(s.first, s.last, s.label) for s in opinions.spans] == [(0, 0, Label.PERSON), (3, 4, Label.PLACE)]


class Fixed:
    """A tagger that finds one word, and counts how often it was asked."""

    def __init__(self):
        self.asked = []

    def tag(self, texts):
        self.asked.append(tuple(texts))
        for text in texts:
            at = text.find("Zzyzx")
            yield (LabelledSpan(at, at + 5, Label.PLACE, 0.97),) if at >= 0 else ()


def test_texts_are_tagged_once_and_ahead(index):
    fixed = Fixed()
    ahead = TextTagger(index, fixed)
    ahead.ahead(["one", "Zzyzx two", "one"])
    assert ahead.of("Zzyzx two").opinions.over(0, 0).place == pytest.approx(0.97)
    assert ahead.of("one").opinions.spans == ()
    assert fixed.asked == [("one", "Zzyzx two")]
    assert ahead.of("three").tokens[0].text == "three"
    assert fixed.asked[1:] == [("three",)]


def test_its_names_are_those_of_the_finder(index):
    tagged = TextTagger(index).of("Shells fell in Tartar.")
    assert list(tagged.names) == NameFinder(index).find(tagged.tokens)

"""A little model made from a few sentences: it learns them, and comes out the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.recognition.names import NameFinder
from geomap.recognition.tagging.field import FieldTagger
from geomap.recognition.tagging.model_file import pack, unpack
from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.combining import logistic
from training.corpora.records import Sentence
from training.fitting import SETTINGS, fit
from training.labelling import LABELS, label_batches
from training.measuring import measure

PLACES = ("Qaraxan", "Zhurabad", "Mirvend", "Talosh", "Verkhova", "Drezna")
PERSONS = ("Aliyan", "Petrenko", "Mbeki", "Haddad", "Kovac", "Sorensen")


def sentences():
    out = []
    for place in PLACES:
        for person in PERSONS:
            text = f"{person} said that shells fell near {place}."
            spans = (
                LabelledSpan(0, len(person), Label.PERSON),
                LabelledSpan(len(text) - 1 - len(place), len(text) - 1, Label.PLACE),
            )
            out.append(Sentence(f"s{len(out)}", "own", "own", "own", text, spans))
    return out


@pytest.fixture(scope="module")
def index():
    return PlaceIndex.bundled()


def made(index):
    texts = [(s.text, s.spans) for s in sentences()]
    fitted = fit(label_batches(texts, NameFinder(index)))
    assert fitted.tokens == 7 * len(texts)
    return pack(LABELS, fitted.weights, fitted.transitions, {})


def test_it_learns_and_comes_out_the_same_twice(index, monkeypatch):
    monkeypatch.setitem(SETTINGS, "max_iterations", 20)
    data = made(index)
    assert data == made(index)
    tagger = FieldTagger(index, unpack(data))
    figures = measure(tagger, sentences())
    assert figures["own"]["place"] == {"p": 100.0, "r": 100.0, "f1": 100.0, "n": 36}
    # Names that it has not seen, told by what stands around them alone.
    text = "Ostrander said that shells fell near Nowhereville."
    (spans,) = tagger.tag([text])
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("Ostrander", Label.PERSON),
        ("Nowhereville", Label.PLACE),
    ]


def test_figures_of_a_tagger_that_finds_too_much_and_too_little():
    class Wrong:
        def tag(self, texts):
            for text in texts:
                yield (LabelledSpan(0, len(text), Label.PLACE),)

    figures = measure(Wrong(), sentences()[:2])
    assert figures["own"]["place"]["f1"] == 0.0
    assert figures["own"]["person"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n": 2}


def test_logistic_regression_finds_the_weights_that_made_the_answers():
    rng = np.random.default_rng(5)
    features = np.column_stack([rng.normal(size=(20_000, 2)), np.ones(20_000)])
    true = np.array([2.0, -1.0, 0.5])
    answers = (rng.random(20_000) < 1 / (1 + np.exp(-features @ true))).astype(float)
    assert logistic(features, answers) == pytest.approx(true, abs=0.12)

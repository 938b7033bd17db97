"""The choice of a recogniser, and what is told of it."""

from __future__ import annotations

import json

import pytest

from geomap.errors import UsageError
from geomap.exports import dump_toponyms
from geomap.model import Document, Recognition
from geomap.pipeline import extract, geoparse, geoparse_each, recognition_of
from geomap.pipeline.reading import in_batches
from geomap.recognition.tagging.spans import Label, LabelledSpan

ENGLISH = "Shells fell on Minkamman and near Kharkiv."
RUSSIAN = "Взрывы прогремели в Харькове."


class Zzyzx:
    """A tagger that sees one word."""

    def tag(self, texts):
        for text in texts:
            at = text.find("Zzyzx")
            yield (LabelledSpan(at, at + 5, Label.PLACE, 0.9),) if at >= 0 else ()


def names(text, recogniser):
    return {t.text for t in geoparse(text, recogniser=recogniser, theatre="none")}


def test_model_rules_and_a_tagger_of_ones_own():
    text = "Boats to Zzyzx were full."
    assert names(text, Zzyzx()) == {"Zzyzx"}
    assert names(text, "rules") == set()
    assert "Minkamman" in names(ENGLISH, "model")


def test_a_tagger_of_ones_own_gets_texts_in_every_language():
    assert names("Лодки в Zzyzx.", Zzyzx()) == {"Zzyzx"}


@pytest.mark.parametrize("recogniser", ["model", "rules"])
def test_other_languages_go_by_the_lexicon(recogniser):
    (toponym,) = geoparse(RUSSIAN, recogniser=recogniser)
    assert toponym.resolution.place.name == "Kharkiv"


def test_an_unknown_recogniser_is_told_with_those_there_are():
    with pytest.raises(UsageError, match=r"model.*rules.*spacy") as caught:
        extract(ENGLISH, recogniser="best")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "recogniser", "wanted"),
    [
        (ENGLISH, "model", Recognition("en", "news-en", True)),
        (ENGLISH, "rules", Recognition("en", "rules", False)),
        (ENGLISH, "spacy:x", Recognition("en", "spacy:x", True)),
        (ENGLISH, Zzyzx(), Recognition("en", "Zzyzx", True)),
        (RUSSIAN, "model", Recognition("ru", "lexicon", False)),
        (RUSSIAN, "rules", Recognition("ru", "lexicon", False)),
        (RUSSIAN, "spacy:x", Recognition("ru", "spacy:x", True)),
    ],
)
def test_what_is_told_of_a_text(text, recogniser, wanted):
    assert recognition_of(text, recogniser) == wanted


def test_a_report_and_its_lines_tell_by_what_names_were_found():
    documents = [Document("a", ENGLISH), Document("b", RUSSIAN)]
    assert [r.trained for r in extract(documents).recognition] == [True, False]
    lines = dump_toponyms(geoparse_each(documents), recognition=lambda d: recognition_of(d.text)).splitlines()
    told = [{k: v for k, v in json.loads(line).items() if k != "toponyms"} for line in lines]
    assert told == [
        {"doc_id": "a", "language": "en", "recogniser": "news-en", "trained_model": True},
        {"doc_id": "b", "language": "ru", "recogniser": "lexicon", "trained_model": False},
    ]


def test_documents_go_in_batches_of_so_many_characters(monkeypatch):
    monkeypatch.setattr("geomap.pipeline.reading.BATCH_CHARACTERS", 10)
    documents = [Document(str(n), "x" * n) for n in (4, 6, 12, 1)]
    assert [[d.id for d in batch] for batch in in_batches(documents)] == [["4", "6"], ["12"], ["1"]]
    assert list(in_batches([])) == []

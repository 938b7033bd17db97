import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.recognition.tagging.spans import Label, LabelledSpan
from training.corpora import corpora, reading
from training.corpora.reading import document_of, parse, read, training_folder

GUM = corpora()["gum"]


def line(text, *entities, id_="GUM_news_river-3"):
    return json.dumps({"id": id_, "source": "gum-news", "text": text, "ents": entities})


def test_the_manifest_says_all_of_each_corpus():
    names = {"gmb", "gum", "wikigold", "re3d", "wnut17", "btc", "uner_ewt", "crossner_politics"}
    assert names <= set(corpora())
    for corpus in corpora().values():
        assert len(corpus.sha256) == 64
        assert corpus.licence
        assert corpus.citation
        assert corpus.url.startswith("https://")
        assert not Path(corpus.file).is_absolute()


def test_labels_that_a_corpus_annotates():
    assert GUM.labels == set(Label)
    assert Label.DEMONYM not in corpora()["btc"].labels


def test_labels_become_geomaps_and_others_are_kept_apart():
    text = (
        "The Orlan bridge near Veska was crossed by Mira Tal of the Red Cross on the Orlan Day, say Veskans."
    )
    at = lambda name: [text.index(name), text.index(name) + len(name)]  # noqa: E731
    entities = [
        [*at("Orlan bridge"), "FAC"],
        [*at("Veska"), "LOC"],
        [*at("Mira Tal"), "PER"],
        [*at("Red Cross"), "ORG"],
        [*at("Orlan Day"), "MISC"],
        [*at("Veskans"), "NORP"],
    ]
    (sentence,) = parse(line(text, *reversed(entities)), GUM)
    assert [(sentence.name(s), s.label) for s in sentence.spans] == [
        ("Orlan bridge", Label.PLACE),
        ("Veska", Label.PLACE),
        ("Mira Tal", Label.PERSON),
        ("Red Cross", Label.ORGANISATION),
        ("Veskans", Label.DEMONYM),
    ]
    assert [sentence.name(other) for other in sentence.others] == ["Orlan Day"]
    assert sentence.document == "GUM_news_river"


@pytest.mark.parametrize("entities", [[[0, 99, "LOC"]], [[3, 3, "LOC"]], [[0, 4, "LOC"], [2, 6, "PER"]]])
def test_a_span_that_cannot_be_is_an_error_with_its_line(entities):
    with pytest.raises(InputError, match=r"gum\.jsonl, line 2: no annotated sentence"):
        list(parse(line("Orlan fell.") + "\n" + line("Orlan fell.", *entities), GUM))


def test_a_line_separator_within_a_text_parts_no_line():
    text = "Orlan\u2028fell."
    row = json.dumps({"id": "GUM_a-1", "source": "s", "text": text, "ents": []}, ensure_ascii=False)
    (sentence,) = parse(row + "\n", GUM)
    assert sentence.text == text


@pytest.mark.parametrize(
    ("id_", "block", "document"),
    [
        ("GUM_news_river-12", 0, "GUM_news_river"),
        ("gmb-399", 200, "gmb:1"),
        ("gmb-400", 200, "gmb:2"),
        ("re3d-01F", 1, "re3d-01F"),
        ("btc-7", 1, "btc-7"),
        ("uner-ewt--ud-dev-41", 40, "uner-ewt--ud-dev:1"),
    ],
)
def test_document_of(id_, block, document):
    assert document_of(id_, replace(GUM, block=block)) == document


def test_the_folder_is_given_or_the_variables_or_beside_the_checkout(monkeypatch, tmp_path):
    monkeypatch.delenv("GEOMAP_TRAINING", raising=False)
    assert training_folder().parts[-2:] == ("shared", "training")
    monkeypatch.setenv("GEOMAP_TRAINING", str(tmp_path))
    assert training_folder() == tmp_path
    assert training_folder("elsewhere") == Path("elsewhere")


def test_a_missing_corpus_is_named_with_where_it_was_looked_for(tmp_path):
    with pytest.raises(InputError) as raised:
        read("gum", tmp_path)
    message = str(raised.value)
    assert str(tmp_path / "entities" / "gum.jsonl") in message
    assert "corpus gum" in message
    assert "\n" not in message


def test_another_file_is_refused(tmp_path):
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "gum.jsonl").write_text(line("Orlan fell."), encoding="utf-8")
    with pytest.raises(InputError, match="corpus gum is another file than the manifest's"):
        read("gum", tmp_path)


def test_the_manifests_file_is_read(tmp_path, monkeypatch):
    content = line("Orlan fell.", [0, 5, "LOC"]).encode()
    (tmp_path / "mine.jsonl").write_bytes(content)
    mine = replace(GUM, name="mine", file="mine.jsonl", sha256=hashlib.sha256(content).hexdigest())
    monkeypatch.setattr(reading, "corpora", lambda: {"mine": mine})
    (sentence,) = read("mine", tmp_path)
    assert sentence.spans == (LabelledSpan(0, 5, Label.PLACE),)
    with pytest.raises(InputError, match="no corpus 'gum'"):
        read("gum", tmp_path)

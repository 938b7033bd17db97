"""read(): files, folders, standard input, and what becomes of faulty ones."""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import InputError
from geomap.model import Document
from geomap.readers import InputWarning, as_documents, read


def faults_of(*inputs, **options):
    faults: list[InputError] = []
    documents = list(read(*inputs, on_error=faults.append, **options))
    return documents, [str(fault) for fault in faults]


@pytest.fixture
def stdin(monkeypatch):
    def feed(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return feed


def test_a_text_keeps_its_characters_and_takes_its_name_and_day(tmp_path):
    path = tmp_path / "first.txt"
    path.write_bytes(b"date 2021-03-04 OUAGADOUGOU -- Gunmen struck.\r\nA second line.\rA third.\n")
    (document,) = read(path)
    assert document.id == "first"
    assert document.text == "date 2021-03-04 OUAGADOUGOU -- Gunmen struck.\nA second line.\nA third.\n"
    assert document.published == date(2021, 3, 4)


def test_the_date_option_stands_behind_the_header(tmp_path):
    (tmp_path / "a.txt").write_text("date 2021-03-04 KIDAL -- Shots were heard.")
    (tmp_path / "b.txt").write_text("Shots were heard.")
    days = [d.published for d in read(tmp_path, date=date(2020, 1, 1))]
    assert days == [date(2021, 3, 4), date(2020, 1, 1)]
    assert [d.published for d in read(tmp_path)] == [date(2021, 3, 4), None]


def test_a_folder_is_walked_in_order_and_only_known_suffixes_are_taken(tmp_path):
    for name in ("b.txt", "a.MD", "z/c.html", "z/d.jsonl", ".hidden.txt", ".git/e.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "Rockets fell."}' if name.endswith("jsonl") else "Rockets fell.")
    documents, faults = faults_of(tmp_path)
    assert [d.id for d in documents] == ["a", "b", "z/c", "z/d:1"]
    assert faults == []


def test_what_describes_a_folder_is_no_dispatch_unless_it_is_named(tmp_path):
    names = ("README.md", "readme.TXT", "ReadMe.de.html", "z/README.md", "readmes.txt", "a.txt")
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Rockets fell.")
    documents, faults = faults_of(tmp_path)
    assert [d.id for d in documents] == ["a", "readmes"]
    assert faults == []
    assert [d.id for d in read(tmp_path / "README.md")] == ["README"]


def test_pages_that_geomap_made_are_no_dispatches_unless_they_are_named(tmp_path):
    import folium

    from geomap.exports.pages import incident_page
    from geomap.exports.pages.toponym_page import toponym_page
    from geomap.render import draw, self_contained_page
    from tests.builders import extraction

    made = extraction()
    pages = {
        "map.html": draw(made).to_html(),
        "any.htm": self_contained_page(folium.Map()),
        "texts.html": incident_page.incident_page(made),
        "names.html": toponym_page([]),
    }
    for name, page in pages.items():
        (tmp_path / name).write_text(page, "utf-8")
    (tmp_path / "news.html").write_text(
        "<title>Geomap</title><p>Rockets fell on the town at dawn, it said.</p>"
    )
    documents, faults = faults_of(tmp_path)
    assert [d.id for d in documents] == ["news"]
    assert faults == []
    assert [d.id for d in read(tmp_path / "texts.html")] == ["texts"]


def test_the_samples_are_dispatches_alone():
    from geomap.demo import SAMPLES, sample_paths

    documents, faults = faults_of(SAMPLES)
    assert [d.id for d in documents] == [path.stem for path in sample_paths()]
    assert faults == []


def test_a_folder_without_readable_files_is_named(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    documents, faults = faults_of(tmp_path)
    assert documents == []
    assert len(faults) == 1
    assert "no readable file" in faults[0]
    assert ".jsonl" in faults[0]


def test_faulty_inputs_are_named_and_the_others_go_on(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Shells hit the town.")
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n ")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 4)
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7 ...")
    documents, faults = faults_of(tmp_path / "none.txt", empty, binary, report, "a\0b", "x" * 5000, good)
    assert [d.id for d in documents] == ["good"]
    wanted = (
        "no such file or folder",
        "the file is empty",
        "binary, not text",
        "the PDF cannot be read",
        "no such",
        "no such",
    )
    assert len(faults) == len(wanted)
    for fault, words in zip(faults, wanted, strict=True):
        assert words in fault
        assert "\n" not in fault
    assert "none.txt" in faults[0]


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text("x")

    def refuse(self, *_):  # root, as which tests may run, reads everything
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(path), "open", refuse)
    assert "permission denied" in faults_of(path)[1][0]


def test_without_on_error_a_single_unreadable_file_raises(tmp_path):
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        list(read(tmp_path / "none.txt"))


def test_without_on_error_unreadable_ones_among_good_ones_are_warned_of(tmp_path):
    (tmp_path / "a.txt").write_text("Shells hit the town.")
    with pytest.warns(InputWarning, match=r"none\.txt"):
        documents = list(read(tmp_path / "a.txt", tmp_path / "none.txt"))
    assert len(documents) == 1


def test_every_fault_is_warned_of_once(tmp_path):
    (tmp_path / "a.txt").write_text("Shells hit the town.")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        list(read(tmp_path / "x.txt", tmp_path / "a.txt", tmp_path / "y.txt"))
    assert sorted(str(w.message).split(":")[0][-5:] for w in caught) == ["x.txt", "y.txt"]


def test_ids_seen_before_get_numbers_and_the_given_one_is_kept(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(
        "".join(json.dumps({"id": i, "text": "Shots."}) + "\n" for i in ("a", "a-2", "a", "a", 7))
    )
    documents = list(read(path))
    assert [d.id for d in documents] == ["a", "a-2", "a-3", "a-4", "7"]
    assert dict(documents[2].fields) == {"given_id": "a"}


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (b"Shells hit the town, residents say; nobody was hurt.", ["stdin"]),
        (b'{"text": "Shots."}\n{"id": "b", "text": "More shots."}\n', ["stdin:1", "b"]),
        (b'[{"text": "Shots."}, {"text": "More."}]', ["stdin:1", "stdin:2"]),
        (b"id;text\nx;Shots, and more.\n", ["x"]),
        (b"<!DOCTYPE html><html><body><p>Shots.</p></body></html>", ["stdin"]),
        (b"[KYIV] Shots were heard.", ["stdin"]),
        (b"{as told by a witness} Shots were heard.", ["stdin"]),
    ],
)
def test_standard_input_is_known_by_how_it_begins(stdin, content, ids):
    stdin(content)
    assert [d.id for d in read("-")] == ids


def test_standard_input_named_twice_or_empty(stdin):
    stdin(b"Shots.")
    documents, faults = faults_of("-", "-")
    assert len(documents) == 1
    assert "twice" in faults[0]
    stdin(b"")
    with pytest.raises(InputError, match="nothing came in"):
        list(read("-"))


def test_a_name_that_is_not_utf8_gives_an_id_that_can_be_written(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123
        file.write("Shots.")
    (document,) = read(os.fsdecode(path))
    assert document.id.encode("utf-8") == "caf\ufffd".encode()


def test_as_documents_tells_texts_from_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("In the file.")
    given_document = Document(id="mine", text="A record.")
    found = list(as_documents(["a.txt", tmp_path / "a.txt", "Just a text.", given_document, "And one more."]))
    assert [(d.id, d.text) for d in found] == [
        ("a", "In the file."),
        ("a-2", "In the file."),
        ("text", "Just a text."),
        ("mine", "A record."),
        ("text-2", "And one more."),
    ]
    with pytest.raises(InputError, match=r"typo\.txt: no such file"):
        list(as_documents("typo.txt"))
    with pytest.raises(InputError, match="the text is empty"):
        list(as_documents("  \n"))


@pytest.mark.parametrize("typo", ["news/", "./news", "../news", "/no/news", "data/news.txt"])
def test_a_path_that_is_not_there_is_no_text_of_one_word(tmp_path, monkeypatch, typo):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="no such file or folder"):
        list(as_documents(typo))
    (document,) = as_documents(f"{typo} was hit/")
    assert document.text == f"{typo} was hit/"


def test_an_address_is_told_that_pages_are_not_fetched_unless_that_is_asked_for():
    address = "https://example.org/news?id=1"
    with pytest.raises(InputError) as raised:
        list(as_documents(address))
    told = "pages are not fetched unless that is asked for; --fetch, or read(..., fetch=True), asks for it"
    assert str(raised.value) == f"{address}: {told}"
    assert faults_of(address) == ([], [str(raised.value)])


def test_as_documents_gives_a_record_the_day_of_its_header():
    (document,) = as_documents(Document(id="d", text="date 2022-05-06 KHARKIV -- Shells fell."))
    assert document.published == date(2022, 5, 6)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_named(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "any"
    path.write_bytes(content)
    documents, faults = faults_of(path)
    assert bool(documents) or bool(faults)
    for document in documents:
        assert "\r" not in document.text
        document.text.encode("utf-8")


@given(st.text(max_size=300))
def test_any_text_comes_back_but_for_line_ends_surrogates_and_nulls(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "row.jsonl"
    path.write_text(json.dumps({"text": text}))
    documents, faults = faults_of(path)
    if not text.strip():
        assert not documents
        assert "the text is empty" in faults[0]
    else:
        wanted = text.replace("\r\n", "\n").replace("\r", "\n")
        wanted = "".join("\ufffd" if ch == "\0" or "\ud800" <= ch <= "\udfff" else ch for ch in wanted)
        assert documents[0].text == wanted

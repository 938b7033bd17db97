"""Rows of tables and JSON files."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geomap.errors import InputError
from geomap.readers.fields import parse_day, to_document
from geomap.readers.json_rows import read_json, read_json_lines
from geomap.readers.lines import lines_of
from geomap.readers.table import header_of, read_table


def run(reader, text):
    faults: list[InputError] = []
    given = text if reader is read_json else lines_of(text)
    readings = list(reader(given, name="in.x", key="in", on_error=faults.append))
    return [r.document for r in readings], [str(f) for f in faults]


def test_fields_are_taken_and_others_carried_along():
    row = {
        "doc_id": 12,
        "Text": "Shots.",
        "title": "T",
        "published": "2020-10-13T23:30:00+04:00",
        "source": "S",
        "url": "u",
        "language": "en",
        "desk": "Caucasus",
        "tags": ["a", "b"],
        "nothing": None,
    }
    document = to_document(row, default_id="d", where="w").document
    assert (document.id, document.title, document.source, document.url) == ("12", "T", "S", "u")
    assert document.published == date(2020, 10, 13)
    assert document.language == "en"
    assert document.fields == (("desk", "Caucasus"), ("tags", '["a", "b"]'))


def test_a_stamp_that_is_no_date_is_named_and_kept():
    reading = to_document({"text": "Shots.", "published": "last Tuesday"}, default_id="d", where="w")
    assert reading.document.published is None
    assert reading.document.fields == (("published", "last Tuesday"),)
    assert "'last Tuesday' is no date" in str(reading.fault)


@pytest.mark.parametrize(
    "stamp",
    ["2020-10-13", "20201013", "2020-10-13T01:02:03Z", "2020-10-13 10:00", "Tue, 13 Oct 2020 10:00:00 GMT"],
)
def test_usual_forms_of_a_day(stamp):
    assert parse_day(stamp) == date(2020, 10, 13)


def test_faulty_lines_of_json_are_named_by_number_and_the_others_go_on():
    lines = [
        '{"text": "One."}',
        "{broken",
        "",
        '["a list"]',
        '{"body": "no text", "id": 3}',
        '{"text": 5}',
        '{"text": "  "}',
        "[" * 100_000,
        '{"text": "x", "n": ' + "9" * 5000 + "}",
        '{"text": "Last."}',
    ]
    documents, faults = run(read_json_lines, "\n".join(lines))
    assert [(d.id, d.text) for d in documents] == [("in:1", "One."), ("in:10", "Last.")]
    assert [f.split(": ")[0] for f in faults] == [f"in.x:{n}" for n in (2, 4, 5, 6, 7, 8, 9)]
    assert "the fields are: body, id" in faults[2]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('{"text": "One."}', ["in"]),
        ('[{"text": "One."}, {"text": "Two."}]', ["in:1", "in:2"]),
        ('{"documents": [{"id": "a", "text": "One."}]}', ["a"]),
        ('{"text": "One."}\n{"text": "Two."}\n', ["in:1", "in:2"]),
    ],
)
def test_shapes_of_a_json_file(text, ids):
    assert run(read_json, text) == (run(read_json, text)[0], [])
    assert [d.id for d in run(read_json, text)[0]] == ids


@pytest.mark.parametrize("text", ["[]", "{broken", '{"a": 1}', '"a string"', "[1, 2"])
def test_json_without_documents_is_named(text):
    documents, faults = run(read_json, text)
    assert documents == []
    assert len(faults) == 1
    assert faults[0].startswith("in.x")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    table = (
        delimiter.join(("id", "text", "desk"))
        + "\n"
        + delimiter.join(("1", '"Shots; and, more|"', "x"))
        + "\n"
    )
    documents, faults = run(read_table, table)
    assert faults == []
    assert documents[0].text == "Shots; and, more|"
    assert documents[0].fields == (("desk", "x"),)


def test_a_text_may_have_lines_and_quotes_and_be_long():
    long = "Shells fell. " * 30_000
    documents, faults = run(read_table, f'id,text\n1,"He said ""no"".\nA second line."\n2,"{long}"\n3,last\n')
    assert faults == []
    assert [d.text for d in documents] == ['He said "no".\nA second line.', long, "last"]
    assert [d.id for d in documents] == ["1", "2", "3"]


def test_excels_hint_and_blank_lines_are_passed_over():
    documents, faults = run(read_table, "sep=;\nid;text\n\n;Shots.\n;;\n")
    assert faults == []
    assert [(d.id, d.text) for d in documents] == [("in:4", "Shots.")]


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest():
    documents, faults = run(read_table, 'id,text\n1,One.\n2,"Two.\n3,Three.\n4,Four.\n')
    assert [d.id for d in documents] == ["1", "3", "4"]
    assert len(faults) == 1
    assert faults[0].startswith("in.x:3: the row breaks the rules of quoting")


def test_a_sloppy_quote_within_a_cell_is_forgiven():
    documents, faults = run(read_table, 'id,text\n1,"He said "go" there."\n2,Two.\n')
    assert faults == []
    assert documents[0].text.startswith("He said ")
    assert [d.id for d in documents] == ["1", "2"]


def test_a_row_with_more_cells_than_the_header_is_named():
    documents, faults = run(read_table, "id,text\n1,Shots, then silence.\n2,Two.,,\n")
    assert [d.id for d in documents] == ["2"]
    assert "3 cells where the header has 2" in faults[0]
    assert faults[0].startswith("in.x:2:")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("id,body\n1,x\n", "no column 'text' in the header (id,body)"),
        ("id,text,text\n1,x,y\n", "stands twice"),
        ("\n\n", "the file is empty"),
        ("id,text\n\n", "the table has no rows"),
        ('id,text\n,\n" ",\n', "the table has no rows"),
        ("sep=;", "no column 'text'"),
    ],
)
def test_tables_that_cannot_be_read(table, words):
    documents, faults = run(read_table, table)
    assert documents == []
    assert len(faults) == 1
    assert words in faults[0]


def test_header_of_prefers_the_delimiter_with_most_columns():
    assert header_of("a;b,text;text") == (["a", "b,text", "text"], ";")
    assert header_of("no such column") is None


def test_rows_round_trip_through_json_lines():
    rows = [{"id": f"d{n}", "text": f"Line\n{n}\t\u2028\U0001f5fa", "title": None} for n in range(3)]
    documents, faults = run(read_json_lines, "\n".join(json.dumps(r, ensure_ascii=False) for r in rows))
    assert faults == []
    assert [d.text for d in documents] == [r["text"] for r in rows]

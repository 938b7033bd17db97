"""Rows with names given twice, numbers that are none, and characters that no file holds."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.readers import bounds, read, warc
from tests.files_made import STORY, warc_record


def test_a_name_that_stands_twice_is_told(read_bytes):
    documents, faults = read_bytes(b'{"text": "a", "text": "b"}\n{"text": "c", "Text ": "d"}\n', "a.jsonl")
    assert [document.text for document in documents] == ["b", "d"]
    assert faults == [
        "a.jsonl:1: the name 'text' stands twice in an object; the last is read",
        "a.jsonl:2: several fields are called 'text'; the last is read",
    ]
    documents, faults = read_bytes(b'[{"text": "a", "k": {"x": 1, "x": 2}}]', "a.json")
    assert [document.text for document in documents] == ["a"]
    assert faults == ["a.json: the name 'x' stands twice in an object; the last is read"]
    assert read_bytes(b"text,Text\na,b\n", "a.csv")[1] == [
        "a.csv:1: column 'text' stands twice in the header"
    ]


def test_numbers_that_are_none_are_carried_along_or_named(read_bytes):
    rows = b'{"text": "a", "x": NaN, "y": -Infinity, "z": 1e400}\n{"text": NaN}\n{"text": "b", "n": %s}\n'
    documents, faults = read_bytes(rows % (b"9" * 100_000), "a.jsonl")
    assert [document.fields for document in documents] == [
        (("x", "NaN"), ("y", "-Infinity"), ("z", "Infinity"))
    ]
    assert faults[0] == "a.jsonl:2: field 'text' is a number; a string is needed"
    assert faults[1].startswith("a.jsonl:3: not usable JSON (")


def test_lone_surrogates_and_zeros_become_a_character_that_stays(read_bytes):
    row = b'{"text": "a\\ud800b\\u0000c", "id": "\\udfff", "title": "\\u0000", "\\udc00": "\\ud800"}\n'
    (document,), faults = read_bytes(row, "a.json")
    assert (document.id, document.text, document.title) == ("\ufffd", "a\ufffdb\ufffdc", "\ufffd")
    assert document.fields == (("\ufffd", "\ufffd"),)
    assert not faults


def test_a_text_of_many_rows_is_not_in_memory_as_often(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "FREE", 1_000_000)
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 2000, pa.int32()), pa.array([STORY * 100]))
    pq.write_table(pa.table({"text": text}), tmp_path / "a.parquet")
    faults: list[str] = []
    documents = list(read(tmp_path / "a.parquet", on_error=lambda error: faults.append(str(error))))
    assert 50 < len(documents) < 500
    assert "a.parquet: unpacks to more than 1 MB" in faults[0]


@pytest.mark.parametrize(
    ("times", "told"), [(1, []), (50, ["a page of more than 0 MB; its beginning is read"])]
)
def test_a_page_of_which_only_the_beginning_is_read_is_named(read_bytes, monkeypatch, times, told):
    monkeypatch.setattr(warc, "MAX_PAGE", 1000)
    monkeypatch.setattr(warc, "HEAD", 100)
    record = warc_record("https://example.org/", STORY.encode() * times, media="text/plain")
    (document,), faults = read_bytes(record, "a.warc")
    assert document.text.startswith(STORY)
    assert [fault.partition("): ")[2] for fault in faults] == told

"""Parquet files to documents."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.readers import read


def parquet(columns) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, row_group_size=2)
    return file.getvalue()


@pytest.fixture
def read_file(tmp_path):
    def read_one(content: bytes, **options):
        path = tmp_path / "a.parquet"
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(path, on_error=lambda error: faults.append(str(error)), **options))
        return documents, [fault.partition("a.parquet")[2].lstrip(":, ") for fault in faults]

    return read_one


def test_each_row_is_a_document(read_file):
    content = parquet(
        {
            "doc_id": [7, None, 9, 10],
            "text": ["One.", "Two.", None, " "],
            "published": [date(2021, 1, 2), None, None, None],
            "crawled": [datetime(2021, 1, 3, 4, tzinfo=UTC)] * 4,
            "tags": [["a", "b"], None, None, None],
            "geometry": [b"\x01\x02"] * 4,
        }
    )
    (first, second), faults = read_file(content)
    assert (first.id, first.text, first.published) == ("7", "One.", date(2021, 1, 2))
    assert first.fields == (("crawled", "2021-01-03T04:00:00+00:00"), ("tags", '["a", "b"]'))
    assert (second.id, second.published) == ("a:2", None)
    assert [fault.partition(";")[0] for fault in faults] == [
        "row 3: no field 'text'",
        "row 4: the text is empty",
    ]


def test_columns_by_name(read_file):
    content = parquet({"Body": ["One."], "day": ["2021-01-02"], "text": ["a note"]})
    (document,), faults = read_file(content, fields={"text": "body", "published": "day", "url": "link"})
    assert (document.text, document.published) == ("One.", date(2021, 1, 2))
    assert faults == ["no column 'link'; Body, day, text are there; it is read without url"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the Parquet file cannot be read ("),
        (b"PAR1 and no more PAR1", "the Parquet file cannot be read ("),
        (parquet({"text": ["One."] * 50})[:-60], "the Parquet file cannot be read ("),
        (parquet({"body": ["One."]}), "no column 'text'; the columns are: body"),
        (parquet({"text": pa.array([], pa.string())}), "the table is empty"),
        (parquet({"text": [b"One."]}), "no column 'text'; the columns are: none"),
    ],
)
def test_what_cannot_be_read_is_one_line(read_file, content, told):
    documents, faults = read_file(content)
    assert documents == []
    assert len(faults) == 1
    assert faults[0].startswith(told)


def test_without_pyarrow_its_extra_is_told(read_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert read_file(b"PAR1")[1] == [
        "a Parquet file needs pyarrow, which is not installed; pip install 'geomap[parquet]'"
    ]

"""What an input is taken for, and that no bytes of any kind of file do more harm than a line."""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import warnings
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geomap.errors import UsageError
from geomap.readers import read
from geomap.readers.kinds import KINDS, kind_of
from geomap.readers.source import PACKED, SUFFIXES
from tests import files_made as made
from tests.files_made import STORY

RSS = f"<rss version='2.0'><channel><title>Herald</title><item><guid>i</guid><description>{STORY}</description></item></channel></rss>"


def zip_of(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return file.getvalue()


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"text": [STORY] * 3}), file)
    return file.getvalue()


FILES = {
    ".txt": STORY.encode(),
    ".html": f"<!DOCTYPE html><title>T</title><p>{STORY}".encode(),
    ".jsonl": 2 * (json.dumps({"text": STORY}) + "\n").encode(),
    ".json": json.dumps([{"text": STORY}]).encode(),
    ".csv": f'id,text\n1,"{STORY}"\n'.encode(),
    ".rss": RSS.encode(),
    ".pdf": made.pdf([[STORY]]),
    ".docx": made.docx(made.word_body(f"<w:r><w:t>{STORY}</w:t></w:r>")),
    ".eml": made.MAIL,
    ".warc": made.warc_record("https://example.org/1", f"<p>{STORY}".encode()),
    ".parquet": parquet(),
    ".zip": zip_of("a.txt", STORY),
    ".gz": gzip.compress(STORY.encode(), mtime=0),
}


def test_every_suffix_has_its_reader():
    assert set(SUFFIXES) == set(KINDS)
    assert {KINDS[suffix] for suffix in PACKED} == {"packed"}


@pytest.mark.parametrize("suffix", FILES)
def test_what_has_no_suffix_is_told_by_its_beginning(monkeypatch, tmp_path, suffix):
    path = tmp_path / f"stdin{suffix}"
    path.write_bytes(FILES[suffix])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[suffix])))
    assert [d.text for d in read("-")] == [d.text for d in read(path)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "untold"),
        (b"{as told} Shots", "untold"),
        (b'{"text": "a"}', "untold"),
        (b'{"text": "a"}\n\n', "untold"),
        (b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}', "json lines"),
        (b'{"text":\n"a"}\n', "untold"),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<?xml version='1.0'?><html>", "untold"),
        (zip_of("a.txt", STORY), "zip"),
        (zip_of("[Content_Types].xml", "<Types/>"), "docx"),  # a workbook too: it is told that it is no text
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "docx"),
        (b"Subject: a\nReceived: b\n\nText", "mail"),
        (b"Subject: a\nDate: b\n\nText", "untold"),
    ],
)
def test_beginnings(head, kind):
    assert kind_of(head) == kind


def test_a_feed_that_is_a_file(tmp_path):
    for name, content in (("a.rss", RSS), ("b.xml", RSS), ("c.xml", "<svg/>"), ("d.atom", "<feed/>")):
        (tmp_path / name).write_text(content)
    faults = []
    (first, second) = read(tmp_path, on_error=lambda error: faults.append(str(error)))
    assert (first.id, first.text, first.source, second.id) == ("i", STORY, "Herald", "i-2")
    assert [fault.rpartition("/")[2] for fault in faults] == ["d.atom: the feed has no items"]


@pytest.mark.parametrize("suffix", FILES)
def test_damaged_files_are_read_or_named(tmp_path, suffix):
    """Bytes changed at random, and files that break off: a document, a line, nothing else."""
    chance = random.Random(suffix)
    path = tmp_path / f"a{suffix}"
    for number in range(25):
        content = bytearray(FILES[suffix])
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content[: chance.randrange(len(content))] if number % 3 == 0 else content)
        faults: list[str] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile's and pypdf's
            documents = list(read(path, on_error=lambda error: faults.append(str(error))))  # noqa: B023
        assert documents or faults
        assert not any("\n" in fault for fault in faults)


def test_names_of_fields_are_those_of_rows(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"Body": "One.", "day": "2021-01-02", "nr": 7, "text": "a note"}\n{"nr": 8}\n')
    faults = []
    (document,) = read(
        path,
        fields={"text": "body", "published": "day", "id": "nr"},
        on_error=lambda e: faults.append(str(e)),
    )
    assert (document.id, document.text, str(document.published)) == ("7", "One.", "2021-01-02")
    assert document.fields == ()
    assert faults == [f"{path}:2: no field 'body'; the fields are: nr"]
    (same,) = read(path, fields={"text": "day", "title": "day", "ID": "day"}, on_error=faults.append)
    assert (same.id, same.text, same.title) == ("2021-01-02",) * 3


@pytest.mark.parametrize(
    ("fields", "told"), [({"body": "text"}, "no field 'body'"), ({"text": " "}, "no name")]
)
def test_fields_that_are_none(fields, told):
    with pytest.raises(UsageError, match=told):
        list(read("nothing.txt", fields=fields))


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        ("Body;nr\nOne.;7\n", []),
        ("Body;nr;text\nOne.;7;note\n", []),
        ("Body\nOne.\n", ["a.csv:1: no column 'nr' in the header; Body are there; it is read without id"]),
        (
            "nr\n7\n",
            ["a.csv:1: no column 'body' in the header (nr); it is the column that the text is taken from"],
        ),
    ],
)
def test_names_of_columns(tmp_path, monkeypatch, table, faults):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(table)
    found: list[str] = []
    documents = list(
        read("a.csv", fields={"text": "body", "id": "nr"}, on_error=lambda error: found.append(str(error)))
    )
    assert found == faults
    assert [document.text for document in documents] == ["One."] * ("One" in table)


def test_what_is_too_large_to_be_held_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("geomap.readers.stream.read_whole.__defaults__", (1_000,))
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2_000)
    faults = []
    assert list(read(path, on_error=lambda error: faults.append(str(error)))) == []
    assert "a.txt: larger than 0 MB; divide it" in faults[0]


def test_a_stream_that_cannot_be_sought_in_gives_all_its_bytes(monkeypatch):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def read(self, size=-1):
            return super().read(min(size, 1_000) if size >= 0 else size)

    rows = b"".join(b'{"text": "Shots %d.", "note": "%s"}\n' % (i, b"x" * 400) for i in range(1_500))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(rows))))
    texts = [document.text for document in read("-")]
    assert texts == [f"Shots {i}." for i in range(1_500)]

"""WARC files to documents."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from datetime import date

import brotli
import pytest

from geomap.readers import read, warc
from tests.files_made import STORY, warc_record

PAGE = f"<html lang=en><meta name=date content=2021-05-06><title>T</title><p>{STORY}</p>".encode()


@pytest.fixture
def read_file(tmp_path):
    def read_one(content: bytes, name: str = "a.warc"):
        path = tmp_path / name
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(path, on_error=lambda error: faults.append(str(error))))
        return documents, [fault.partition(name)[2].lstrip(":, ") for fault in faults]

    return read_one


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
def test_pages_are_documents_and_others_are_passed_over(read_file, name):
    records = (
        warc_record("", b"software: x", media="application/warc-fields", kind="warcinfo"),
        warc_record("https://example.org/1", b"GET / HTTP/1.1", kind="request"),
        warc_record("https://example.org/1", PAGE),
        warc_record("https://example.org/a.png", b"\x89PNG", media="image/png"),
        warc_record("https://example.org/old", b"<p>Moved.", status="301 Moved Permanently"),
        warc_record("https://example.org/2", STORY.encode(), media="text/plain", kind="conversion"),
        warc_record("https://example.org/1", PAGE),
    )
    content = b"".join(gzip.compress(r) if name.endswith("gz") else r for r in records)
    (first, second, again), faults = read_file(content, name)
    assert faults == []
    assert (first.id, first.url, first.title) == ("https://example.org/1", "https://example.org/1", "T")
    assert (first.text, first.language) == (STORY, "en")
    assert first.published == date(2021, 5, 6)  # the page's own; the day of the crawl is another matter
    assert first.fields == (("crawled", "2021-05-07"),)
    assert (second.id, second.text) == ("https://example.org/2", STORY)
    assert again.id == "https://example.org/1-2"


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),  # the same name of the test in every process
        ("gzip", PAGE),  # the crawler unpacked it
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compressobj(wbits=-15).compress(b"") + zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
    ],
)
def test_what_the_server_packed_is_unpacked(read_file, packing, body):
    record = warc_record("https://example.org/1", body, headers=f"Content-Encoding: {packing}\r\n")
    (document,), faults = read_file(record)
    assert (document.text, faults) == (STORY, [])


@pytest.mark.parametrize(
    "body", [b"%x;x=1\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, PAGE[:20], len(PAGE) - 20, PAGE[20:]), PAGE]
)
def test_chunks_are_joined(read_file, body):
    (document,), _ = read_file(
        warc_record("https://example.org/1", body, headers="Transfer-Encoding: chunked\r\n")
    )
    assert document.text == STORY


def test_character_sets_are_those_that_the_server_declares(read_file):
    record = warc_record(
        "https://example.org/1", "<p>Обстрел.</p>".encode("koi8-r"), media="text/html; charset=KOI8-R"
    )
    assert read_file(record)[0][0].text == "Обстрел."


def test_what_is_broken_is_told_and_the_rest_is_read(read_file):
    good = warc_record("https://example.org/1", PAGE)
    content = (
        good
        + b"rubbish\r\nand more\r\n"
        + good.replace(b"Content-Length: ", b"Content-Length: -")
        + warc_record("https://example.org/2", b"no brotli", headers="Content-Encoding: br\r\n")
        + warc_record("https://example.org/3", b"\x1f\x8b no gzip", headers="Content-Encoding: gzip\r\n")
        + warc_record("https://example.org/4", b"<p> </p>")
        + good
        + good[:-40]
    )
    documents, faults = read_file(content)
    assert [document.id for document in documents][:2] == ["https://example.org/1", "https://example.org/1-2"]
    begins = (
        "behind record 1: no WARC record begins here",
        "record 2: a WARC record of the length '-2",
        "record 3 (https://example.org/2): the page cannot be unpacked",
        "record 4 (https://example.org/3): the page cannot be unpacked",
        "record 5 (https://example.org/4): the page has no text",
        "record 7: the WARC file breaks off, 36 bytes are missing",
    )
    assert len(faults) == len(begins)
    for fault, begin in zip(faults, begins, strict=True):
        assert fault.startswith(begin)


def test_a_file_without_a_page_tells_what_is_in_it(read_file):
    _, faults = read_file(warc_record("https://example.org/1", b"GET /", kind="request"))
    assert faults == ["no page in this WARC file; records passed over: 1 of type request"]
    assert read_file(b"")[1] == ["no page in this WARC file; records passed over: none"]


def test_of_a_long_page_only_so_much_is_held(monkeypatch):
    monkeypatch.setattr(warc, "MAX_PAGE", 1_000)
    monkeypatch.setattr(warc, "HEAD", 500)
    packed = gzip.compress(b"<p>" + b"Shells fell. " * 100_000)
    stream = io.BytesIO(
        warc_record("https://example.org/1", packed[:1200], headers="Content-Encoding: gzip\r\n")
        + warc_record("https://example.org/2", PAGE)
    )
    faults = []
    first, second = warc.read_warc(stream, name="a", key="a", on_error=faults.append)
    assert [fault.hint for fault in faults] == ["its beginning is read"]
    assert len(first.document.text) < 1_000
    assert second.document.text == STORY


def test_without_brotli_its_extra_is_told(read_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    packed = warc_record("https://example.org/1", brotli.compress(PAGE), headers="Content-Encoding: br\r\n")
    documents, faults = read_file(packed + warc_record("https://example.org/2", PAGE))
    assert [document.id for document in documents] == ["https://example.org/2"]
    assert faults[0].endswith("needs brotli, which is not installed; pip install 'geomap[warc]'")

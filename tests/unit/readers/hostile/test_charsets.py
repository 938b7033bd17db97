"""Encodings that are declared and are none, or not that of the text."""

from __future__ import annotations

import pytest

from geomap.characters import text_encoding
from geomap.readers.encoding import declared_or_decoded, decode
from geomap.web.kinds import as_utf8
from tests.files_made import warc_record

# Python knows some of them, but not as encodings of texts; 'a\\0b' and the next are names of nothing.
NAMES = (
    "hex", "rot13", "base64", "zip", "bz2_codec", "idna", "punycode", "undefined", "unicode_escape",
    "raw_unicode_escape", "nosuch", "x" * 40, "..", "a b", "mbcs", "oem", "string-escape",
)  # fmt: skip
TEXT = "Café: rockets hit Eastford, \\u0041 \\d."
RAW = TEXT.encode("latin-1")


@pytest.mark.parametrize("name", [*NAMES, "a\0b", "é"])
def test_a_name_that_is_no_encoding_of_texts_is_passed_over(name):
    assert text_encoding(name) is None
    assert declared_or_decoded(RAW, name, where="a").text == TEXT
    assert as_utf8(RAW, name) == RAW


@pytest.mark.parametrize("name", NAMES)
def test_pages_mails_feeds_and_records_are_read_whatever_they_declare(name, read_bytes):
    page = f'<meta charset="{name}"><p>{TEXT}</p>'.encode("latin-1")
    mail = f"From: a@b.c\r\nSubject: =?{name}?b?RQ==?=\r\nContent-Type: text/plain; charset={name}\r\n\r\n"
    record = warc_record("https://example.org/", RAW, media=f"text/plain; charset={name}")
    for content, file in ((page, "a.html"), (mail.encode() + RAW, "a.eml"), (record, "a.warc")):
        documents, faults = read_bytes(content, file)
        assert [document.text.strip() for document in documents] == [TEXT], file
        assert not faults, file
    feed = f"<?xml version='1.0' encoding='{name}'?><rss version='2.0'><channel><item><title>{TEXT}</title></item>"
    documents, faults = read_bytes(feed.encode("latin-1") + b"</channel></rss>", "a.rss")
    assert documents or faults


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-32", "cp037", "utf-7"])
def test_a_page_that_could_not_declare_its_own_encoding_so_is_read_by_its_bytes(name):
    page = f'<meta charset="{name}"><p>Café: rockets hit Eastford</p>'.encode("latin-1")
    assert "rockets hit Eastford" in decode(page + b" " * (len(page) % 2), where="a").text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_declared_encoding_of_wide_characters_needs_their_zeros(encoding):
    raw = b"rockets hit Eastford" + b"...."
    assert declared_or_decoded(raw, encoding, where="a").text == raw.decode()


def test_a_declared_encoding_that_has_no_letters_where_they_are_is_not_that_of_the_text():
    assert declared_or_decoded(b"Rockets hit Eastford.", "cp037", where="a").text == "Rockets hit Eastford."


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Rockets hit Eastford, the mayor said.", "Ракеты попали в город, сказал мэр. 😀"]
)
def test_wide_characters_are_recognised_without_a_mark(encoding, text):
    assert decode(text.encode(encoding), where="a") == (text, encoding, True)

"""Characters that no file holds, and those that nobody sees."""

from __future__ import annotations

from dataclasses import fields

import pytest

from geomap import extract, wire
from geomap.characters import spelled_out, well_formed
from geomap.errors import InputError
from geomap.exports import encode
from geomap.model import Document
from geomap.model.telling import visible


@pytest.mark.parametrize("text", ["", "plain", "Хартыя", "😀", "a\ufffdb", "\x01\x1b\x7f"])
def test_a_text_that_can_be_kept_stays(text):
    assert well_formed(text) is text


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\0b", "a\ufffdb"), ("\ud800", "\ufffd"), ("я\udfff\0\ud83d\ude00", "я\ufffd\ufffd\ufffd\ufffd")],
)
def test_what_cannot_be_kept_is_one_character_for_each(text, kept):
    assert well_formed(text) == kept
    assert encode(text) == kept.encode()


def test_what_drives_a_terminal_is_spelled_out():
    assert spelled_out("a\x1b[31m\u202eb\ud800\x9b") == "a[U+001B][31m[U+202E]b[U+D800][U+009B]"
    assert visible(" a\n\tb\x07 ") == "a b[U+0007]"
    error = InputError("'\x1b]0;x\x07' is no name", where="a\nb", hint="\x9b")
    assert str(error) == "a b: '[U+001B]]0;x[U+0007]' is no name; [U+009B]"


def test_a_document_has_nothing_that_no_file_holds():
    given = {
        field.name: "x\0\ud800y" for field in fields(Document) if field.name not in ("published", "fields")
    }
    document = Document(**given, fields=(("a\0", "\udfff"),))
    assert {getattr(document, name) for name in given} == {"x\ufffd\ufffdy"}
    assert document.fields == (("a\ufffd", "\ufffd"),)
    assert wire.document_of(wire.to_bytes(document)) == document


@pytest.mark.parametrize("suffix", [".geojson", ".jsonl", ".csv", ".gpkg", ".parquet", ".kml", ".jsonld"])
def test_what_is_found_in_such_a_document_can_be_written(tmp_path, suffix):
    text = "Shells struck Kharkiv \ud800 on Monday\0, the mayor said."
    report = extract(
        [Document(id="a\ud800", text=text, title="\0", source="\udfff", fields=(("\0", "\ud800"),))]
    )
    assert len(report.incidents) == 1
    report.save(tmp_path / f"a{suffix}")
    assert b"\0" not in (tmp_path / f"a{suffix}").read_bytes() or suffix in (".gpkg", ".parquet")


def test_a_record_that_has_a_lone_surrogate_all_the_same_is_kept():
    assert wire.to_bytes({"a\ud800": ["b\udfff", 1]}) == '{"a\ufffd":["b\ufffd",1]}'.encode()

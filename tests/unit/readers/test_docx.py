"""Word files to documents."""

from __future__ import annotations

import pytest

from geomap.readers import docx, read
from tests import files_made as made

CORE = (
    '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title> The  title </dc:title><dcterms:created>2021-01-02T00:00:00Z</dcterms:created></c>"
)


@pytest.fixture
def read_file(tmp_path):
    def read_one(content: bytes):
        path = tmp_path / "a.docx"
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(path, on_error=lambda error: faults.append(str(error))))
        return documents, [fault.partition("a.docx: ")[2] for fault in faults]

    return read_one


def test_paragraphs_tables_and_text_boxes(read_file):
    body = made.word_body(
        "<w:r><w:t>Shells </w:t></w:r><w:r><w:t>fell &amp; hit.</w:t><w:br/><w:t>Again.</w:t></w:r>",
        "<w:del><w:r><w:delText>Not this.</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>",
        "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>",
        "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
    )
    (document,), faults = read_file(made.docx(body, CORE))
    assert faults == []
    assert document.text == "Shells fell & hit.\nAgain.\nA B\nBoxed."
    assert (document.id, document.title, document.published) == ("a", "The title", None)
    assert document.fields == (("created", "2021-01-02"),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "damaged: it cannot be unpacked (File is not a zip file)"),
        (b"PK\x03\x04 and no more", "damaged: it cannot be unpacked (File is not a zip file)"),
        (made.docx("x", part="ppt/slide.xml"), "no Word document; save its text as .docx, .txt or .csv"),
        (made.docx("<a><b></a>"), "the document is damaged (mismatched tag: line 1, column 8)"),
        (made.docx(made.word_body("")), "the document has no text"),
        (
            made.docx('<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>'),
            "its XML declares entities; no Word document does",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(read_file, content, told):
    assert read_file(content) == ([], [told])


def test_what_unpacks_to_too_much_is_not_unpacked(read_file, monkeypatch):
    monkeypatch.setattr(docx, "MAX_PART", 1_000_000)
    bomb = made.docx(made.word_body(f"<w:r><w:t>{'A' * 2_000_000}</w:t></w:r>"))
    assert len(bomb) < 10_000
    (fault,) = read_file(bomb)[1]
    assert fault.startswith("larger than 1 MB")

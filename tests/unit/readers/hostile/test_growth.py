"""Inputs that a reader whose time grows with the square of its input would not finish within hours."""

from __future__ import annotations

import io

import pytest

from geomap.readers import lines, mail, pdf, read
from geomap.readers.page import read_page
from geomap.readers.table import named_twice
from tests import files_made as made
from tests.files_made import STORY, docx, word_body

MANY = 30_000


def test_rows_whose_quotes_are_never_closed(read_bytes):
    # Each of them seems to reach to the end of the file, and all behind it are to be read again.
    documents, faults = read_bytes(b"id,text\n" + b'a","\n' * MANY + b"z,quiet\n", "a.csv")
    assert [document.id for document in documents] == ["z"]
    assert len(faults) == MANY
    assert "breaks the rules of quoting" in faults[-1]


def test_a_quote_that_is_not_closed_does_not_take_rows_of_several_lines_from_those_behind_it(read_bytes):
    table = b'id,text\n1,"a\n' + b'2,"b\nc"\n' * 500
    documents, faults = read_bytes(table, "a.csv")
    assert len(documents) == 500
    assert len(faults) == 1


def test_columns_without_number(read_bytes):
    names = [f"c{i}" for i in range(MANY)]
    assert named_twice(names) == []
    head = ",".join(["text", *names])
    documents, faults = read_bytes(f"{head}\nquiet{',1' * MANY}\n".encode(), "a.csv")
    assert len(documents[0].fields) == MANY
    assert not faults


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<nav>" * MANY + "</aside>" * MANY + "</nav>" * MANY, ""),
        ("<article>" * MANY, "</main>" * MANY),
        ("<div>" * MANY, "</div>" * MANY),
        ("", "<" * MANY),
        ("", "<a " * MANY),
        ("<![CDATA[" * MANY + "]]>", ""),
        ("", "&#" * MANY),
        ("<a" + "/" * MANY + ">", ""),
    ],
)
def test_pages_of_nothing_but_tags(before, behind):
    assert STORY in read_page(f"<html><body>{before}<p>{STORY}</p>{behind}").text


def test_a_line_without_an_end_is_put_together_once(monkeypatch):
    taken: list[int] = []

    class Counting(io.BytesIO):
        def read(self, size=-1):
            taken.append(size)
            return super().read(size)

    monkeypatch.setattr(lines, "_CHUNK", 10)
    raw = b"x" * 200_000 + b"\nend"
    found = list(lines.read_lines(raw[:100], Counting(raw), "a"))
    assert [len(line.text) for line in found] == [200_000, 3]


def test_a_line_that_is_too_long_is_told_before_all_of_it_is_in_memory(monkeypatch, read_bytes):
    monkeypatch.setattr(lines, "MAX_LINE", 1000)
    monkeypatch.setattr(lines, "_CHUNK", 100)
    documents, faults = read_bytes(b'{"text": "a"}\n{"text": "' + b"b" * 5000 + b'"}\n', "a.jsonl")
    assert [document.text for document in documents] == ["a"]
    assert faults == ["a.jsonl:2: a line of more than 0 MB; a document a line is needed"]


def test_properties_of_a_word_file_in_a_hundred_thousand_pieces(read_bytes):
    body = word_body(f"<w:r><w:t>{STORY}</w:t></w:r>")
    core = "<c>" + "<title>x</title><a>y</a>" * MANY + "</c>"
    documents, faults = read_bytes(docx(body, core), "a.docx")
    assert documents[0].text == STORY
    assert len(documents[0].title) <= 1000
    assert not faults


def test_mail_in_mail(read_bytes):
    head = b"From: a@b.c\r\nMIME-Version: 1.0\r\n"
    documents, faults = read_bytes(
        head + b"Content-Type: message/rfc822\r\n\r\n" * 3000 + STORY.encode(), "a.eml"
    )
    assert not documents
    assert "a.eml: the mail cannot be read" in faults[0]


def test_a_table_is_read_while_it_comes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "quiet\n" * 3, encoding="utf-8")
    assert next(read(path)).text == "quiet"


def test_a_mail_of_parts_without_number(read_bytes, monkeypatch):
    monkeypatch.setattr(mail, "MAX_PARTS", 10)
    head = b"From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n" % STORY.encode()
    (document,), faults = read_bytes(head + part * 11, "a.eml")
    assert document.text == STORY
    assert faults == ["a.eml: a mail of more than 10 parts; the first of them are read"]


def test_a_page_of_a_pdf_that_draws_without_end_is_named(read_bytes, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_CONTENT", 400)
    documents, faults = read_bytes(made.pdf([["First page."], [STORY] * 20, ["Third page."]]), "a.pdf")
    assert documents[0].text.split() == ["First", "page.", "Third", "page."]
    assert faults == ["a.pdf: page 2 of the PDF has more than 0 MB of drawing; the other pages are read"]


def test_pages_of_a_pdf_that_draw_too_much_together_are_read_up_to_there(read_bytes, monkeypatch):
    pages = made.pdf([[f"{chr(97 + i)} ends."] for i in range(20)])
    (whole,), faults = read_bytes(pages, "a.pdf")
    assert whole.text.count("ends") == 20
    assert not faults
    monkeypatch.setattr(pdf, "MAX_OPERATIONS", 30)
    (part,), faults = read_bytes(pages, "a.pdf")
    assert 0 < part.text.count("ends") < 20
    assert faults[0].startswith("a.pdf: a PDF that draws more than 30 pieces; it is read up to page ")

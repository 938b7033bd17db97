"""PDF files to documents."""

from __future__ import annotations

import io
import logging
import sys
import zlib

import pypdf
import pytest

from geomap.readers import pdf, read
from geomap.readers.pdf import join_pages
from tests import files_made as made


@pytest.fixture
def read_file(tmp_path):
    def read_one(content: bytes):
        path = tmp_path / "a.pdf"
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(path, on_error=lambda error: faults.append(str(error))))
        return documents, [fault.partition("a.pdf: ")[2] for fault in faults]

    return read_one


def test_the_text_of_all_pages_and_the_title(read_file):
    pages = [["Shells fell on East-", "ford on Sunday."], ["Two people", "were killed."]]
    (document,), faults = read_file(made.pdf(pages, title="Shelling in May", created="D:20210102030405Z"))
    assert faults == []
    assert document.text == "Shells fell on Eastford on Sunday.\n\nTwo people\nwere killed."
    assert (document.id, document.title) == ("a", "Shelling in May")
    assert document.published is None  # when the file was made is no date of the news
    assert document.fields == (("created", "2021-01-02"),)


@pytest.mark.parametrize("title", ["", "untitled", "Microsoft Word - Report.docx", "report_7.pdf", "---"])
def test_a_title_that_a_program_wrote_is_none(read_file, title):
    (document,), _ = read_file(made.pdf([["Shells fell."]], title=title))
    assert document.title is None


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["near Nagorno-\nKarabakh"], "near Nagorno-Karabakh"),
        (["the out\u00ad\nskirts"], "the outskirts"),
        (["12-\n14 May"], "12-\n14 May"),
        (["It goes on", "overleaf. An end.", "A new page"], "It goes on\noverleaf. An end.\n\nA new page"),
        (["", "One.", " \n"], "One."),
        # Running lines: at an edge of most pages, whatever their numbers.
        (
            [
                f"Bulletin 7\nReport {word}\nMore {word}\nEnd {word}\nPage {i}"
                for i, word in enumerate("abcd")
            ],
            "\n".join(f"Report {word}\nMore {word}\nEnd {word}" for word in "abcd"),
        ),
        (["Same", "Same"], "Same\nSame"),
    ],
)
def test_pages_are_joined(pages, text):
    assert join_pages(pages) == text


def test_what_has_no_text_is_told_in_one_line(read_file):
    assert read_file(made.pdf([[], []])) == (
        [],
        ["no text in 2 pages: they are images; have a program recognise the text (OCR) first"],
    )
    locked = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf([["Shells fell."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    assert read_file(locked.getvalue()) == ([], ["locked with a password; save it without one"])


def test_one_that_opens_without_a_password_is_read(read_file):
    file = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf([["Shells fell."]])))
    writer.encrypt("", "owner's", algorithm="RC4-128")
    writer.write(file)
    assert read_file(file.getvalue())[0][0].text == "Shells fell."


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"Shells fell.", made.pdf([["x"]])[:300], made.pdf([["x"]])[:-200]]
)
def test_a_broken_file_is_one_line_and_nothing_is_logged(read_file, content, capsys):
    documents, faults = read_file(content)
    assert documents == []
    assert len(faults) == 1
    assert faults[0].startswith("the PDF cannot be read (")
    assert capsys.readouterr().err == ""
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_a_page_that_cannot_be_read_does_not_hold_up_the_others(read_file, monkeypatch):
    extract = pypdf.PageObject.extract_text
    calls = iter(range(9))

    def stumble(self, **given):
        if next(calls) == 1:
            raise KeyError("/Font")
        return extract(self, **given)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", stumble)
    (document,), faults = read_file(made.pdf([["One."], ["Two."], ["Three."]]))
    assert document.text == "One.\n\nThree."
    assert faults == ["page 2 of the PDF cannot be read ('/Font')"]


def test_a_page_that_unpacks_to_too_much_is_told(read_file):
    content = zlib.compress(b"(" + b"A" * 100_000_000 + b") Tj ")
    bomb = made.pdf([["x"]]).replace(b"<< /Length ", b"<< /Filter /FlateDecode /Length ")
    begin, end = bomb.index(b"stream\n") + 7, bomb.index(b"\nendstream")
    documents, faults = read_file(bomb[:begin] + content + bomb[end:])
    assert documents == []
    assert len(faults) == 1
    assert faults[0].startswith("page 1 of the PDF cannot be read (")


def test_too_many_pages(read_file, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    assert read_file(made.pdf([["One."], ["Two."]]))[1] == ["a PDF of 2 pages; at most 1 are read; divide it"]


def test_without_pypdf_its_extra_is_told(read_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert read_file(made.pdf([["One."]]))[1] == [
        "a PDF needs pypdf, which is not installed; pip install 'geomap[pdf]'"
    ]

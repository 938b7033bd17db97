"""Mails to documents."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.readers import read
from tests import files_made as made


@pytest.fixture
def read_file(tmp_path):
    def read_one(content: bytes, name: str = "a.eml"):
        path = tmp_path / name
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(path, on_error=lambda error: faults.append(str(error))))
        return documents, [fault.partition("a.eml: ")[2] for fault in faults]

    return read_one


@pytest.mark.parametrize("name", ["a.eml", "a"])  # what has no suffix is told by its headers
def test_the_plain_text_and_the_headers(read_file, name):
    (document,), faults = read_file(made.MAIL, name)
    assert faults == []
    assert (document.id, document.text) == ("a", "Обстрел города.")
    assert document.title == "Shelling of Beauséjour"
    assert document.source == "Agency Desk"
    assert document.published == date(2020, 10, 14)
    assert document.fields == (("message_id", "<a@b>"), ("attachments", "report.pdf"))


def test_html_where_there_is_no_plain_text(read_file):
    (document,), _ = read_file(b"From: desk@example.org\nContent-Type: text/html\n\n<p>One.<p>Two.")
    assert (document.text, document.source) == ("One.\nTwo.", "desk@example.org")


def test_a_forwarded_mail_is_an_attachment(read_file):
    inner = b"Subject: inner\n\nThe inner text."
    mail = b"Content-Type: multipart/mixed; boundary=X\n\n--X\n\nThe outer text.\n--X\nContent-Type: message/rfc822\n\n"
    (document,), _ = read_file(mail + inner + b"\n--X--\n")
    assert document.text == "The outer text."
    assert document.fields == (("attachments", "message/rfc822"),)


def test_a_header_of_a_news_text_makes_no_mail_of_it(read_file):
    text = b"Date: 3 May 2021\nSubject: Shelling\n\nShells fell on the harbour."
    (document,), _ = read_file(text, "a")
    assert document.text.startswith("Date: 3 May")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no mail: it has no headers"),
        (b"\x00\xff" * 1000, "no mail: it has no headers"),
        (b"Subject: x\n\n \n", "the mail has no text"),
        (
            b"Content-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nxx",
            "the mail has no text; attached are a.png",
        ),
        (
            b"Content-Type: text/plain; " + b'a="' * 20_000 + b"\n\nx",
            "a mail with a header of more than 4,000 bytes",
        ),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (i, i) for i in range(1100)),
            "the mail cannot be read (maximum recursion depth exceeded",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(read_file, content, told):
    documents, (fault,) = read_file(content)
    assert documents == []
    assert fault.startswith(told)


def test_an_encoding_that_is_none_and_a_date_that_is_none(read_file):
    (document,), _ = read_file(
        b"Content-Type: text/plain; charset=nope\nDate: rubbish\nFrom: <>\n\n"
        + "Обстрел города продолжался всё утро.".encode("cp1251")
    )
    assert document.text == "Обстрел города продолжался всё утро."
    assert (document.published, document.source) == (None, None)

"""Every broken content under every suffix: documents or named faults, never another error, never silence."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile

import pytest

from geomap.readers.source import SUFFIXES
from tests import files_made as made

DEEP = 15_000


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


STORY = made.STORY.encode()
PDF = made.pdf([[made.STORY]])
DOCX = made.docx(made.word_body(f"<w:r><w:t>{made.STORY}</w:t></w:r>"))
WARC = made.warc_record("https://example.org/1", STORY, media="text/plain")
ZIP = zipped("a.txt", STORY)
TAR = tarred("a.txt", STORY)
FEED = (
    b"<rss version='2.0'><channel><item><title>T</title><description>%s</description></item></channel></rss>"
)

CONTENTS = {
    "empty": b"",
    "blank": b" \n\t \r\n",
    "mark alone": b"\xef\xbb\xbf",
    "mark of UTF-16 alone": b"\xff\xfe",
    "zeros": b"\0" * 1000,
    "text": STORY,
    "text with zeros": b"\0" + STORY + b"\0",
    "UTF-16": made.STORY.encode("utf-16"),
    "UTF-16 without a mark": made.STORY.encode("utf-16-be"),
    "UTF-32 without a mark": made.STORY.encode("utf-32-le"),
    "lone surrogates": (made.STORY + "\ud800\udfff").encode("utf-8", "surrogatepass"),
    "noise": random.Random(1).randbytes(2000),
    "controls": bytes(range(32)) * 20,
    "JSON": b'{"text": "%s"}\n' % STORY,
    "JSON of deep lists": b"[" * DEEP + b"]" * DEEP,
    "JSON of deep objects": b'{"text":' * DEEP + b"1" + b"}" * DEEP,
    "JSON lines of deep lists": b'{"text": "%s", "a": %s}\n' % (STORY, b"[" * DEEP + b"]" * DEEP) * 2,
    "JSON cut off": b'{"text": "' + STORY,
    "number of many digits": b'{"text": "a", "n": ' + b"9" * DEEP + b"}",
    "table": b"id,text\n1,%s\n" % STORY,
    "table cut off": b'id,text\n1,"%s\n' % STORY,
    "page": b"<html><body><p>%s</p></body></html>" % STORY,
    "page cut off": b"<html><body><p>%s</p><div " % STORY,
    "page of deep tags": b"<html><body>" + b"<div>" * DEEP + STORY,
    "feed": FEED % STORY,
    "feed cut off": (FEED % STORY)[:-30],
    "feed of deep tags": FEED % (b"<a>" * 2000),
    "feed with entities": b'<!DOCTYPE a [<!ENTITY b "c">]>' + FEED % b"&b;",
    "mail": made.MAIL + b"\r\n" + STORY,
    "mail cut off": made.MAIL[:-20],
    "WARC": WARC,
    "WARC cut off": WARC[:-50],
    "PDF": PDF,
    "PDF cut off": PDF[: len(PDF) // 2],
    "Word": DOCX,
    "Word cut off": DOCX[: len(DOCX) // 2],
    "ZIP": ZIP,
    "ZIP cut off": ZIP[:-30],
    "tar": TAR,
    "tar cut off": TAR[:600],
    "gzip": gzip.compress(STORY, mtime=0),
    "gzip cut off": gzip.compress(random.Random(2).randbytes(900).hex().encode(), mtime=0)[:700],
    "Parquet's marks alone": b"PAR1" + b"\0" * 20 + b"PAR1",
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_whatever_the_suffix_says_it_is_read_or_named(content, read_bytes):
    for suffix in (*SUFFIXES, "", ".xml", ".jsonl.gz"):
        name = f"a{suffix}"
        documents, faults = read_bytes(content, name)
        assert documents or faults, suffix
        for fault in faults:
            assert fault.startswith(name), suffix
            assert fault.isprintable(), suffix
            assert len(fault) < 700, suffix
        for document in documents:
            texts = (document.id, document.text, *(value for pair in document.fields for value in pair))
            assert not any("\0" in text or "\ud800" in text for text in texts), suffix

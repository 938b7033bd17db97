"""Archives made to hold up, to fill the memory, or to write elsewhere."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
import zstandard

from geomap.readers import bounds
from tests.files_made import STORY, docx, word_body

RAW = STORY.encode()


def header(name: str, kind: bytes, content: bytes, form: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.type, member.size = kind, len(content)
    return member.tobuf(format=form) + content.ljust(-(-len(content) // 512) * 512, b"\0")


def member(name: str = "a.txt") -> bytes:
    return header(name, tarfile.REGTYPE, RAW, tarfile.USTAR_FORMAT) + b"\0" * 1024


def test_long_names_of_long_names_without_end(read_bytes):
    link = header("././@LongLink", tarfile.GNUTYPE_LONGNAME, b"a.txt\0", tarfile.GNU_FORMAT)
    documents, faults = read_bytes(link * 5000 + member(), "a.tar")
    assert not documents
    assert faults[0].startswith("a.tar: damaged: it cannot be unpacked (")


@pytest.mark.parametrize(
    "told",
    [
        b"99999999999999999999 path=a\n", b"x", b"0 path=a\n", b"-1 path=a\n", b"12 size=-99\n", b"12 size=abc\n",
        b"20 mtime=1e999999999\n", b"22 GNU.sparse.map=1,2\n", b"9" * 5000 + b" path=a\n",
    ],
)  # fmt: skip
def test_headers_of_tar_files_that_make_no_sense(told, read_bytes):
    headers = header("p", tarfile.XHDTYPE, told, tarfile.USTAR_FORMAT)
    documents, faults = read_bytes(headers + member(), "a.tar")
    assert documents or faults


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress], ids=["gz", "bz2", "xz", "zst"]
)
@pytest.mark.parametrize("inner", ["a.txt", "a.csv", "a.jsonl", "a.warc", "a.eml", "a.rss", "a"])
def test_what_unpacks_without_end_is_not_read_on(pack, inner, read_bytes, monkeypatch, request):
    monkeypatch.setattr(bounds, "FREE", 100_000)
    monkeypatch.setattr(bounds, "MAX_RATIO", 2)
    packing = request.node.callspec.id.rpartition("-")[2]
    documents, faults = read_bytes(pack(b"\n" * 2_000_000), f"{inner}.{packing}")
    assert not documents
    assert "unpacks to more than 0 MB" in faults[0]
    assert len(faults) == 1


def test_members_that_share_their_bytes_are_refused_or_counted(read_bytes, monkeypatch):
    monkeypatch.setattr(bounds, "FREE", 10_000)
    monkeypatch.setattr(bounds, "MAX_RATIO", 2)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", RAW * 100)
        first = archive.infolist()[0]
        for i in range(1, 50):
            again = zipfile.ZipInfo(f"{i}.txt")
            for part in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(again, part, getattr(first, part))
            archive.filelist.append(again)
    documents, faults = read_bytes(file.getvalue(), "a.zip")
    assert len(documents) < 3
    assert faults


def test_names_lead_nowhere_and_those_given_twice_are_read_twice(read_bytes, tmp_path):
    file = io.BytesIO()
    names = (
        "../../up.txt",
        "/root.txt",
        "C:\\x\\c.txt",
        "\x1b[31mred.txt",
        "new\nline.txt",
        "a/" * 3000 + "b.txt",
    )
    with zipfile.ZipFile(file, "w") as archive:
        for name in (*names, "twice.txt"):
            archive.writestr(name, RAW)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("twice.txt", RAW)
    documents, faults = read_bytes(file.getvalue(), "a.zip")
    assert len(documents) == len({document.id for document in documents}) == len(names) + 2
    assert all(document.id.isprintable() for document in documents)
    assert not faults
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_word_file_is_read_though_its_properties_are_broken(read_bytes):
    body = word_body(f"<w:r><w:t>{STORY}</w:t></w:r>")
    for core in ("<c>", "<!DOCTYPE a [<!ENTITY b 'c'>]><c/>"):
        documents, faults = read_bytes(docx(body, core), "a.docx")
        assert [document.text for document in documents] == [STORY]
        assert "the text is read without them" in faults[0]
        assert len(faults) == 1

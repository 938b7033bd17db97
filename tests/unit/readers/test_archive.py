"""Archives and packed files: read as if their members lay in a folder."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile

import pytest
import zstandard

from geomap.readers import archive, bounds, read
from tests.files_made import STORY

PACKERS = {
    "gz": lambda content: gzip.compress(content, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
FILES = {
    "z/b.txt": STORY.encode(),
    "a.txt": b"Shots.",
    "rows.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "README.md": b"Not this.",
    ".hidden/x.txt": b"Not this.",
    "__MACOSX/a.txt": b"Not this.",
    "picture.png": b"\x89PNG",
    "drawing.xml": b"<svg/>",
    "own.html": b'<!DOCTYPE html><html><head><meta name="generator" content="geomap"></head>',
    "feed.xml": b"<rss version='2.0'><channel><item><guid>i</guid><title>Shells fell.</title></item></channel></rss>",
}


def zipped(files) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


def tarred(files, links=()) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))
        for name, target in links:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            packed.addfile(member)
    return file.getvalue()


@pytest.fixture
def read_file(tmp_path):
    def read_one(name: str, content: bytes, *, folder: bool = False):
        path = tmp_path / name
        path.write_bytes(content)
        faults: list[str] = []
        documents = list(read(tmp_path if folder else path, on_error=lambda error: faults.append(str(error))))
        return documents, [fault.removeprefix(f"{tmp_path.as_posix()}/") for fault in faults]

    return read_one


def test_a_zip_file_is_read_in_the_order_of_a_folder(read_file):
    documents, faults = read_file("a.zip", zipped(FILES))
    assert faults == []
    assert [document.id for document in documents] == ["a", "i", "rows:1", "rows:2", "z/b"]
    assert documents[-1].text == STORY
    # In a folder, the archive is like a folder in it.
    documents, _ = read_file("a.zip", zipped(FILES), folder=True)
    assert [document.id for document in documents] == ["a/a", "i", "a/rows:1", "a/rows:2", "a/z/b"]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.tbz2", "a.tar.xz", "a.tar.zst", "a"])
def test_a_tar_file_is_read_in_its_own_order(read_file, name):
    content = tarred(FILES, links=[("link.txt", "/etc/passwd")])
    packing = {"tgz": "gz", "tbz2": "bz2"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    content = PACKERS.get(packing, bytes)(content)
    documents, faults = read_file(name, content)
    assert faults == []
    assert [document.id for document in documents] == ["z/b", "a", "rows:1", "rows:2", "i"]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize(("name", "ids"), [("a.jsonl", ["a:1", "a:2"]), ("a", ["a:1", "a:2"])])
def test_a_packed_file_is_called_after_what_is_in_it(read_file, packing, name, ids):
    documents, faults = read_file(f"{name}.{packing}", PACKERS[packing](FILES["rows.jsonl"]))
    assert faults == []
    assert [document.id for document in documents] == ids


def test_in_a_folder_only_packed_files_are_taken_whose_content_can_be_read(read_file, tmp_path):
    (tmp_path / "picture.svg.gz").write_bytes(gzip.compress(b"<svg/>", mtime=0))
    documents, faults = read_file("a.txt.gz", gzip.compress(b"Shots.", mtime=0), folder=True)
    assert ([document.id for document in documents], faults) == (["a"], [])


def test_archives_in_archives(read_file):
    inner = zipped({"deep/a.txt": b"Shots.", "b.txt.gz": gzip.compress(b"More shots.", mtime=0)})
    outer = gzip.compress(tarred({"in.zip": inner, "c.txt": b"Last."}), mtime=0)
    documents, faults = read_file("a.tar.gz", outer)
    assert faults == []
    assert [document.id for document in documents] == ["in/b", "in/deep/a", "c"]


def test_names_that_lead_elsewhere_or_command_a_terminal_do_no_harm(read_file, tmp_path):
    names = ("../../up.txt", "/srv/abs.txt", "C:\\win.txt", "red\x1b[31m\n.txt")
    documents, faults = read_file("a.zip", zipped(dict.fromkeys(names, b"Shots.")))
    assert faults == []
    assert [document.id for document in documents] == [
        "red\ufffd[31m\ufffd",
        "../../up",
        "C:/win",
        "srv/abs",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_gzip_file_that_unpacks_to_more_and_more_gzip_files(read_file):
    content = b"Shots."
    for _ in range(9):
        content = gzip.compress(content, mtime=0)
    assert read_file("a.gz", content) == (
        [],
        ["a.gz: archives lie too deep in one another; unpack it first"],
    )


@pytest.mark.parametrize("name", ["a.txt.gz", "a.zip", "a.tar.gz"])
def test_a_bomb_is_not_unpacked(read_file, name, monkeypatch):
    monkeypatch.setattr(bounds, "FREE", 1_000_000)
    files = {f"{i}.txt": b" " * 400_000 for i in range(5)}
    content = {
        "a.txt.gz": lambda: gzip.compress(b" " * 2_000_000, mtime=0),
        "a.zip": lambda: zipped(files),
        "a.tar.gz": lambda: gzip.compress(tarred(files), mtime=0),
    }[name]()
    documents, faults = read_file(name, content)
    assert documents == []
    bomb = [fault for fault in faults if "empty" not in fault]
    assert len(bomb) == 1
    assert bomb[0].startswith(f"{name}: unpacks to more than 1 MB; at most 200 times its size is read")


def test_too_many_members(read_file, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    files = dict.fromkeys(("a.txt", "b.txt", "c.txt"), b"Shots.")
    told = "an archive of more than 2 files; divide it, or unpack it"
    assert read_file("a.zip", zipped(files)) == ([], [f"a.zip: {told}"])
    documents, faults = read_file("a.tar", tarred(files))
    assert (len(documents), faults) == (2, [f"a.tar: {told}"])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.zip", b"", "damaged: it cannot be unpacked (File is not a zip file)"),
        ("a.zip", zipped(FILES)[:200], "damaged: it cannot be unpacked (File is not a zip file)"),
        ("a.zip", zipped({"a.txt": b"x"}).replace(b"a.txt", b"\0.txt"), "no readable file in this archive"),
        ("a.tar", b"", "damaged: it cannot be unpacked (empty file)"),
        ("a.tar", b"no tar", "damaged: it cannot be unpacked (truncated header)"),
        ("a.gz", b"no gzip", "not packed as .gz says"),
        (
            "a.txt.gz",
            gzip.compress(b"Shots.", mtime=0)[:-9],
            "damaged: it cannot be unpacked (Compressed file ended",
        ),
        ("a.txt.bz2", bz2.compress(b"Shots.")[:-9], "damaged: it cannot be unpacked (Compressed file ended"),
        ("a.txt.xz", lzma.compress(b"Shots.")[:-9], "damaged: it cannot be unpacked (Compressed file ended"),
        ("a.txt.zst", PACKERS["zst"](b"Shots.")[:6] + b"\xff" * 9, "damaged: it cannot be unpacked (zstd"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "the file is empty"),
        ("a.zip", zipped({"a.png": b"x"}), "no readable file in this archive"),
        ("a.tar", tarred({"a.png": b"x"}), "no readable file in this archive"),
    ],
)
def test_what_is_damaged_or_empty_is_one_line(read_file, name, content, told):
    documents, faults = read_file(name, content)
    assert documents == []
    assert len(faults) == 1
    assert faults[0].startswith(f"{name}: {told}")


def test_a_damaged_member_does_not_hold_up_the_others(read_file):
    content = bytearray(zipped({"a.txt": STORY.encode() * 9, "b.txt": b"Shots."}))
    content[50:60] = b"\xff" * 10
    documents, faults = read_file("a.zip", bytes(content))
    assert [document.id for document in documents] == ["b"]
    assert len(faults) == 1
    assert faults[0].startswith("a.zip/a.txt: damaged: it cannot be unpacked (")


def test_a_locked_archive_is_told_once(read_file):
    content = bytearray(zipped(dict.fromkeys(("a.txt", "b.txt"), b"Shots.")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = -1
        while (begin := content.find(mark, begin + 1)) >= 0:
            content[begin + at] |= 1
    assert read_file("a.zip", bytes(content)) == ([], ["a.zip: locked with a password; unpack it first"])


def test_without_zstandard_its_extra_is_told_and_the_others_are_read(read_file, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)
    documents, faults = read_file("a.zip", zipped({"a.txt.zst": PACKERS["zst"](b"x"), "b.txt": b"Shots."}))
    assert [document.id for document in documents] == ["b"]
    told = "a file packed with zstd needs zstandard, which is not installed; pip install 'geomap[zstd]'"
    assert faults == [f"a.zip/a.txt.zst: {told}"]


def test_a_zip_file_on_standard_input_that_cannot_be_sought_in(monkeypatch):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    for content in (zipped(FILES), gzip.compress(tarred(FILES), mtime=0)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(content)))
        assert {document.id for document in read("-")} == {"a", "i", "rows:1", "rows:2", "z/b"}

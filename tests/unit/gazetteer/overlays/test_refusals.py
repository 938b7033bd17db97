"""Files that are no places: each is refused with one line that says what it is."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.gazetteer import overlays
from geomap.gazetteer.overlays import archive
from geomap.gazetteer.overlays.recognising import Kind, recognise

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gazetteers"
DUMP = (FIXTURES / "dump.txt").read_bytes()
pytestmark = pytest.mark.usefixtures("data_folder")


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        overlays.add(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x7fELF\x02\x01\x00\x00", "this is binary"),
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"<!DOCTYPE html><title>404</title>", "this is a page of the web"),
        (b"\xef\xbb\xbf\n<html>", "this is a page of the web"),
        (b"<?xml version='1.0'?><kml/>", "this is XML"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"{}", "this is JSON, but no GeoJSON"),
        (b"[1, 2]", "this is JSON, but no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [', "the JSON is broken"),
        (b'{"type": "FeatureCollection", "features": []}', "no usable row"),
        (b"[" * 100_000, "the JSON is nested too deeply"),
        (b"a,b\n1,2\n", "no column for name and lat and lon in the header"),
        (b"name,lat,lon\n", "no usable row; it has no row of a place"),
        (b"name,lat,lon\nX,north,12\n", "'north' is no number of decimal degrees"),
        ("name,lat,lon\nМорe,1,2\n".encode("cp1251"), "the text is not UTF-8"),
    ],
)
def test_what_is_no_file_of_places_is_told(tmp_path, content, words):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert words in refused(path)


def test_what_is_not_there_is_told(tmp_path):
    assert "no such file" in refused(tmp_path / "missing.csv")
    assert "this is a folder" in refused(tmp_path)


def test_a_postal_code_file_is_not_taken_for_a_dump():
    message = refused(FIXTURES / "postal.txt")
    assert message.endswith(
        "this is a postal-code file; the gazetteer dump has 19 columns: take GeoNames' export/dump/ZZ.zip"
    )


def test_a_database_that_is_no_geopackage(tmp_path):
    path = tmp_path / "x.gpkg"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE a(b)")
    assert "a database, but no GeoPackage" in refused(path)


def test_an_overlay_is_no_source():
    path = overlays.add(FIXTURES / "villages.csv").overlay.path
    assert "a database, but no GeoPackage" in refused(path)


def test_a_dump_is_taken_as_text_zipped_and_gzipped(tmp_path):
    paths = [
        zipped(tmp_path / "ZZ.zip", **{"ZZ.txt": DUMP, "readme.txt": b"Readme for GeoNames"}),
        tmp_path / "YY.txt.gz",
        tmp_path / "XX.txt",
    ]
    paths[1].write_bytes(gzip.compress(DUMP))
    paths[2].write_bytes(b"\xef\xbb\xbf" + DUMP.replace(b"\n", b"\r\n"))
    assert [recognise(p) for p in paths] == [Kind.GEONAMES] * 3
    assert [overlays.add(p).overlay.places for p in paths] == [12] * 3
    assert [o.name for o in overlays.installed()] == ["XX", "YY", "ZZ"]


def test_a_zipped_table_is_taken_too(tmp_path):
    path = zipped(tmp_path / "v.zip", **{"villages.csv": (FIXTURES / "villages.csv").read_bytes()})
    assert overlays.add(path).overlay.places == 3


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"readme.txt": b"only this"}, "the archive holds 0 files of places (none)"),
        ({"a.txt": DUMP, "b.txt": DUMP}, "the archive holds 2 files of places (a.txt, b.txt)"),
        ({"../../evil.txt": DUMP}, "the archive names a path outside itself (../../evil.txt)"),
        ({"/etc/evil.txt": DUMP}, "the archive names a path outside itself"),
        ({"C:\\evil.txt": DUMP}, "the archive names a path outside itself"),
        ({"ZZ.txt": b"<html>Not found</html>"}, "this is a page of the web"),
        ({"ZZ.txt": b""}, "the file is empty"),
    ],
)
def test_an_archive_must_hold_one_file(tmp_path, members, words):
    assert words in refused(zipped(tmp_path / "ZZ.zip", **members))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_an_archive_cut_short_is_told(tmp_path, share):
    path = zipped(tmp_path / "ZZ.zip", **{"ZZ.txt": DUMP * 50})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "the archive is damaged or cut short; fetch it again" in refused(path)


def test_an_archive_with_a_damaged_middle_is_told(tmp_path):
    path = tmp_path / "ZZ.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("ZZ.txt", DUMP * 50)
    path.write_bytes(path.read_bytes().replace(b"Odnakove", b"Odnakova"))
    assert "damaged" in refused(path)


def test_a_gzip_cut_short_is_told(tmp_path):
    path = tmp_path / "ZZ.txt.gz"
    path.write_bytes(gzip.compress(DUMP * 50)[:-20])
    assert "damaged or cut short" in refused(path)


def test_an_encrypted_archive_is_told(tmp_path):
    path = zipped(tmp_path / "ZZ.zip", **{"ZZ.txt": DUMP})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag of the member's own head, and that of the list at the end
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert "the archive is encrypted; unpack it first" in refused(path)


def test_what_swells_beyond_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_RATIO_FROM", 2**20)
    path = zipped(tmp_path / "ZZ.zip", **{"ZZ.txt": b"\0" * 2**22})
    assert "it unpacks to more than a file of places can have" in refused(path)
    packed = tmp_path / "ZZ.txt.gz"
    packed.write_bytes(gzip.compress(DUMP + b"\n" + b"x" * 2**22))
    assert "it unpacks to more than a file of places can have" in refused(packed)
    packed.write_bytes(gzip.compress(b"name,lat,lon\n" + b"x" * 2**22))
    assert "it unpacks to more than a file of places can have" in refused(packed)

"""Telling what a file of places is by what is in it, not by its suffix."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from geomap.errors import InputError, reason_of
from geomap.gazetteer.overlays.archive import is_packed, opened
from geomap.gazetteer.overlays.geonames import COLUMNS, looks_like_dump, looks_postal

_HEAD = 65_536
_ROWS = 50  # a dump may begin with faulty rows, but hardly with so many
_SQLITE = b"SQLite format 3\x00"
_GPKG = (b"GPKG", b"GP10", b"GP11")  # application_id, at byte 68
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
_OTHERS = (
    (b"%PDF-", "a PDF", "export its table as .csv"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "export its table as .csv"),
    (b"PAR1", "a Parquet file", "export it as .gpkg, .geojson or .csv"),
    (b"fgb\x03", "a FlatGeobuf file", "export it as .gpkg, .geojson or .csv"),
    (b"\x00\x00\x27\x0a", "a shapefile", "export it as .gpkg, .geojson or .csv"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"BZh", "packed with bzip2", "unpack it first"),
    (b"\xfd7zXZ\x00", "packed with xz", "unpack it first"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(Enum):
    """What an overlay can be made of."""

    GEONAMES = "geonames"
    TABLE = "table"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"

    @property
    def is_streamed(self) -> bool:
        """Whether it is read bit by bit, or by a library, rather than as one text."""
        return self in {Kind.GEONAMES, Kind.GEOPACKAGE}


def recognise(path: Path) -> Kind:
    """Tell what a file is.

    Raises
    ------
    InputError
        If it is none of what an overlay can be made of; the message says what it is instead.
    """
    where = str(path)
    try:
        if path.is_dir():
            raise InputError("this is a folder", where=where, hint="a file of places is needed")
        with opened(path) as (file, _):
            head = file.read(_HEAD)
        with path.open("rb") as raw:
            packed = is_packed(raw.read(4))
    except OSError as error:
        raise InputError(f"cannot be read ({reason_of(error)})", where=where) from error
    if not head.strip():
        raise InputError("the file is empty", where=where)
    if head.startswith(_SQLITE):
        return _database(head, where, packed=packed)
    _refuse_others(head, where)
    return _text(head, where)


def _database(head: bytes, where: str, *, packed: bool) -> Kind:
    if head[68:72] not in _GPKG:
        raise InputError(
            "this is a database, but no GeoPackage", where=where, hint="export its table as .gpkg or .csv"
        )
    if packed:
        raise InputError("this is a packed GeoPackage", where=where, hint="unpack it first")
    return Kind.GEOPACKAGE


def _refuse_others(head: bytes, where: str) -> None:
    for signature, what, hint in _OTHERS:
        if head.startswith(signature):
            raise InputError(f"this is {what}", where=where, hint=hint)
    if b"\0" in head and not head.startswith(_UTF16):
        raise InputError(
            "this is binary",
            where=where,
            hint="a GeoNames dump, CSV, GeoJSON or GeoPackage is needed",
        )
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(_PAGES):
        raise InputError(
            "this is a page of the web, perhaps the server's word that there is no such file",
            where=where,
            hint="fetch the file itself",
        )
    if begin.startswith(b"<"):
        raise InputError("this is XML", where=where, hint="export KML and GPX as GeoJSON or CSV")


def _text(head: bytes, where: str) -> Kind:
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith((b"{", b"[")):
        return Kind.GEOJSON
    rows = [row.decode("utf-8", "replace").split("\t") for row in begin.split(b"\n")[:_ROWS]]
    if any(map(looks_like_dump, rows)):
        return Kind.GEONAMES
    if any(map(looks_postal, rows)):
        country = next(row[0] for row in rows if looks_postal(row))
        raise InputError(
            "this is a postal-code file",
            where=where,
            hint=f"the gazetteer dump has {COLUMNS} columns: take GeoNames' export/dump/{country}.zip",
        )
    return Kind.TABLE

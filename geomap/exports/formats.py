"""The formats that can be written, by the suffix of a file, and what each has room for."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from geomap.errors import ExportError
from geomap.extras import require

FORMATS = {
    ".geojson": "GeoJSON (RFC 7946)",
    ".json": "GeoJSON (RFC 7946)",
    ".jsonl": "JSON Lines, a GeoJSON feature a line",
    ".ndjson": "JSON Lines, a GeoJSON feature a line",
    ".geojsonl": "JSON Lines, a GeoJSON feature a line",
    ".geojsons": "GeoJSON text sequence (RFC 8142)",
    ".geojsonseq": "GeoJSON text sequence (RFC 8142)",
    ".csv": "CSV, lists as JSON text, geometry as WKT; columns of geomap, ACLED, UCDP GED or HXL",
    ".tsv": "the same, parted by tabs",
    ".gpkg": "GeoPackage with styles for QGIS",
    ".parquet": "GeoParquet 1.1 (needs pyarrow); columns of geomap, ACLED or UCDP GED",
    ".kml": "KML 2.2 for Google Earth",
    ".kmz": "KMZ: KML with the map's signs as icons",
    ".jsonld": "W3C Web Annotations of the texts (JSON-LD)",
}
"""Suffixes of files that `geomap.exports.write` knows, and what they are."""

FEATURES = frozenset((".geojson", ".json", ".jsonl", ".ndjson", ".geojsonl", ".geojsons", ".geojsonseq"))
"""Those of GeoJSON in all its forms: they have room for explanations."""

DELIMITED = {".csv": ",", ".tsv": "\t"}
"""Those of text in columns, and what parts these."""

LISTING = frozenset((".geojson", ".json", ".gpkg"))
"""Those that hold more than incidents: corrections and the names without a place."""

_TEXTS = frozenset((".jsonld",))
# What people ask for by habit, and what does it here.
_INSTEAD = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "a spreadsheet opens .csv; "),
    **dict.fromkeys((".shp", ".gdb", ".qgz", ".qgs"), "a GIS opens .gpkg; "),
    **dict.fromkeys((".html", ".htm"), "geomap map (in Python geomap.draw) draws a map; "),
}
_COLUMNS = {
    "geomap": frozenset(FORMATS),
    "acled": frozenset((*DELIMITED, ".parquet")),
    "ged": frozenset((*DELIMITED, ".parquet")),
    "hxl": frozenset(DELIMITED),
}


@dataclass(frozen=True)
class Choices:
    """How incidents are written, where the format gives a choice.

    Parameters
    ----------
    columns
        Whose columns a table has: ``geomap``, ``acled``, ``ged`` or ``hxl``.
    formulas
        In CSV and TSV, leave text that a spreadsheet would run as a formula as it is. Otherwise it
        gets an apostrophe before it.
    bom
        In CSV and TSV, begin with a byte order mark, by which Excel knows UTF-8.
    explain
        In GeoJSON and JSON Lines, add to each incident why it was found, and from which words.
    texts
        In Web Annotations, take the documents' texts along.
    """

    columns: str = "geomap"
    formulas: bool = False
    bom: bool = False
    explain: bool = False
    texts: bool = False


def format_of(path: str | os.PathLike[str]) -> str:
    """Give the suffix of a path, checked.

    Raises
    ------
    ExportError
        If no format has it; the message lists those that there are.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        what = f"{suffix} is no format that can be written" if suffix else "a file without a suffix"
        hint = f"{_INSTEAD.get(suffix, '')}one of {' '.join(FORMATS)} is needed"
        raise ExportError(what, where=os.fspath(path), hint=hint)
    if suffix == ".parquet":
        _require_pyarrow(path)
    return suffix


def check_explained(path: str | os.PathLike[str]) -> None:
    """Raise `ExportError` if the format of a path has no room for explanations."""
    if format_of(path) not in FEATURES:
        raise ExportError(
            "explanations have no column", where=os.fspath(path), hint=".geojson or .jsonl is needed"
        )


def check_choices(path: str | os.PathLike[str], choices: Choices) -> str:
    """Give the suffix of a path; refuse what its format has no room for.

    ``formulas`` says something of tables alone and is no fault elsewhere.

    Raises
    ------
    ExportError
        If there is no such format or columns, or they do not go together.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    suffix, where = format_of(path), os.fspath(path)
    if choices.columns not in _COLUMNS:
        hint = f"one of {', '.join(_COLUMNS)} is needed"
        raise ExportError(f"there are no columns {choices.columns!r}", where=where, hint=hint)
    if suffix not in _COLUMNS[choices.columns]:
        raise ExportError(
            f"it has no columns of {choices.columns}", where=where, hint=_needed(_COLUMNS[choices.columns])
        )
    if choices.bom and suffix not in DELIMITED:
        raise ExportError("only text in columns has a mark", where=where, hint=_needed(DELIMITED))
    if choices.texts and suffix not in _TEXTS:
        raise ExportError("it has no room for whole texts", where=where, hint=_needed(_TEXTS))
    if choices.explain:
        check_explained(path)
    return suffix


def fitting(path: str | os.PathLike[str], choices: Choices) -> Choices:
    """The choices, but ``columns``, ``bom`` and ``texts`` only as far as the format of a path has room.

    Raises
    ------
    ExportError
        If there is no such format.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    suffix = format_of(path)
    return replace(
        choices,
        columns=choices.columns if suffix in _COLUMNS[choices.columns] else Choices.columns,
        bom=choices.bom and suffix in DELIMITED,
        texts=choices.texts and suffix in _TEXTS,
    )


def _needed(suffixes: Collection[str]) -> str:
    return f"{' or '.join(suffix for suffix in FORMATS if suffix in suffixes)} is needed"


def _require_pyarrow(path: str | os.PathLike[str]) -> None:
    require("pyarrow", what="GeoParquet", where=os.fspath(path))

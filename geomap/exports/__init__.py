"""Incidents to GeoJSON, tables and GIS files; toponyms to JSON Lines.

The modules that need geopandas are imported when such a file is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from geomap.errors import ExportError
from geomap.exports.atomic import check_target, encode, replacing, write_bytes
from geomap.exports.geojson import dump_feature_lines, dump_geojson, features, to_geojson
from geomap.exports.table import dump_csv
from geomap.exports.toponym_lines import dump_toponyms, toponym_record
from geomap.extras import require
from geomap.model import Extraction

__all__ = [
    "FORMATS",
    "check_explained",
    "check_target",
    "dump_geojson",
    "dump_toponyms",
    "encode",
    "features",
    "format_of",
    "replacing",
    "to_geojson",
    "toponym_record",
    "write",
    "write_bytes",
]

FORMATS = {
    ".geojson": "GeoJSON (RFC 7946)",
    ".json": "GeoJSON (RFC 7946)",
    ".jsonl": "JSON Lines, a GeoJSON feature a line",
    ".ndjson": "JSON Lines, a GeoJSON feature a line",
    ".csv": "CSV, lists as JSON text, geometry as WKT",
    ".gpkg": "GeoPackage",
    ".parquet": "GeoParquet (needs the extra parquet)",
}
"""Suffixes of files that `write` knows, and what they are."""


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
        hint = f"one of {' '.join(FORMATS)} is needed"
        raise ExportError(what, where=os.fspath(path), hint=hint)
    if suffix == ".parquet":
        require("pyarrow", what="GeoParquet", where=os.fspath(path))
    return suffix


def check_explained(path: str | os.PathLike[str]) -> None:
    """Raise `ExportError` if the format of a path has no room for explanations."""
    if format_of(path) not in _TEXTS:
        raise ExportError(
            "explanations have no column", where=os.fspath(path), hint=".geojson or .jsonl is needed"
        )


def write(
    extraction: Extraction,
    path: str | os.PathLike[str],
    *,
    formulas: bool = False,
    explain: bool = False,
) -> None:
    """Write the incidents to a file whose suffix says the format; see `FORMATS`.

    The file is there whole or not at all; one that was there before is replaced.

    Parameters
    ----------
    extraction
        What to write.
    path
        The file.
    formulas
        In CSV, leave text that a spreadsheet would run as a formula as it is. Otherwise it gets
        an apostrophe before it.
    explain
        In GeoJSON and JSON Lines, add to each incident why it was found, and from which words.

    Raises
    ------
    ExportError
        If there is no such format, it has no room for explanations, or the file cannot be written.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    suffix = format_of(path)
    if explain:
        check_explained(path)
    if suffix in _TEXTS:
        write_bytes(path, encode(_TEXTS[suffix](extraction, explain=explain)))
    elif suffix == ".csv":
        write_bytes(path, encode(dump_csv(extraction, formulas=formulas)))
    else:
        from geomap.exports import frame

        writer = frame.write_parquet if suffix == ".parquet" else frame.write_geopackage
        with replacing(path) as partial:
            writer(extraction, partial)


_TEXTS: dict[str, Callable[..., str]] = {
    ".geojson": dump_geojson,
    ".json": dump_geojson,
    ".jsonl": dump_feature_lines,
    ".ndjson": dump_feature_lines,
}

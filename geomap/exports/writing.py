"""Writing incidents to a file whose suffix says the format."""

from __future__ import annotations

import os
from collections.abc import Callable

from geomap.exports.atomic import encode, replacing, write_bytes
from geomap.exports.formats import DELIMITED, FEATURES, Choices, check_choices
from geomap.exports.geojson import dump_feature_lines, dump_feature_sequence, dump_geojson
from geomap.exports.left_out import LeftOut
from geomap.model import Extraction


def write(
    extraction: Extraction,
    path: str | os.PathLike[str],
    *,
    columns: str = "geomap",
    formulas: bool = False,
    bom: bool = False,
    explain: bool = False,
    texts: bool = False,
) -> LeftOut:
    """Write the incidents to a file whose suffix says the format; see `FORMATS`.

    The file is there whole or not at all; one that was there before is replaced.

    Parameters
    ----------
    extraction
        What to write.
    path
        The file.
    columns, formulas, bom, explain, texts
        See `Choices`.

    Returns
    -------
    LeftOut
        How many incidents are not in the scope of the columns, and why.

    Raises
    ------
    ExportError
        If there is no such format, it has no room for what is asked for, or the file cannot be written
        or is a store.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    choices = Choices(columns=columns, formulas=formulas, bom=bom, explain=explain, texts=texts)
    suffix = check_choices(path, choices)
    if suffix in FEATURES:
        write_bytes(path, encode(_FEATURES[suffix](extraction, explain=explain)))
        return LeftOut(columns)
    if suffix in DELIMITED or suffix == ".parquet":
        return _write_table(extraction, path, suffix, choices)
    if suffix == ".gpkg":
        from geomap.exports.gis.geopackage import write_geopackage
        from geomap.exports.gis.geopackage.stores import check_no_store

        check_no_store(path)
        with replacing(path) as partial:
            write_geopackage(extraction, partial)
    elif suffix == ".jsonld":
        from geomap.exports.annotations import dump_annotations

        write_bytes(path, encode(dump_annotations(extraction, texts=texts)))
    else:
        from geomap.exports.gis.kml import dump_kml, dump_kmz

        write_bytes(path, (dump_kml if suffix == ".kml" else dump_kmz)(extraction))
    return LeftOut(columns)


def _write_table(
    extraction: Extraction, path: str | os.PathLike[str], suffix: str, choices: Choices
) -> LeftOut:
    from geomap.exports.tables.schemes import table_of

    table = table_of(extraction, choices.columns)
    if suffix == ".parquet":
        from geomap.exports.gis.parquet import write_parquet

        with replacing(path) as partial:
            write_parquet(table, partial)
    else:
        from geomap.exports.tables.delimited import dump_table

        text = dump_table(table, delimiter=DELIMITED[suffix], formulas=choices.formulas, bom=choices.bom)
        write_bytes(path, encode(text))
    return table.left_out


_FEATURES: dict[str, Callable[..., str]] = {
    ".geojson": dump_geojson,
    ".json": dump_geojson,
    ".jsonl": dump_feature_lines,
    ".ndjson": dump_feature_lines,
    ".geojsonl": dump_feature_lines,
    ".geojsons": dump_feature_sequence,
    ".geojsonseq": dump_feature_sequence,
}

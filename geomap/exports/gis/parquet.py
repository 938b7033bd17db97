"""GeoParquet 1.1: real types, a covering of boxes, the same bytes for the same extraction.

geopandas writes such files, but from pandas' types: lists of records, and lists without any row to tell
what they hold, get no type there. Here the types are given, and the little metadata of GeoParquet written.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.characters import well_formed
from geomap.exports.gis.frame import check_typed, settled_shapes
from geomap.exports.tables.columns import PREFIX, Column, Kind
from geomap.exports.tables.schemes import Table

if TYPE_CHECKING:
    import pyarrow as pa
    from shapely.geometry.base import BaseGeometry

VERSION = "1.1.0"
"""Of GeoParquet."""


def write_parquet(table: Table, path: Path) -> None:
    """Write a table as GeoParquet; needs pyarrow.

    Raises
    ------
    ExportError
        If the table's scheme has tags, or a shape has a coordinate that is not finite.
    """
    import pyarrow.parquet as pq

    check_typed(table)
    # Statistics of the boxes let readers skip groups of rows; dictionaries keep categories small.
    pq.write_table(arrow_of(table), path, compression="zstd", write_statistics=True)


def arrow_of(table: Table) -> pa.Table:
    """The table in Arrow's types, with GeoParquet's metadata and the name of the mapping (``geomap``)."""
    import numpy as np
    import pyarrow as pa
    import shapely

    arrays = {column.name: _array(column, table) for column in table.scheme.columns}
    shapes = settled_shapes(table.rows)
    held = np.array(shapes, dtype="object")
    arrays["geometry"] = pa.array(shapely.to_wkb(held).tolist(), pa.binary())
    arrays["bbox"] = pa.array([_box(shape) for shape in shapes], _box_type())
    metadata = {
        "geo": json.dumps(_geo(shapes), sort_keys=True),
        "geomap": json.dumps({"columns": table.scheme.version}),
    }
    made = pa.table(arrays)
    return made.replace_schema_metadata(metadata)


def _array(column: Column, table: Table) -> pa.Array:
    import pyarrow as pa

    values = [row.cells[column.name] for row in table.rows]
    if column.kind is Kind.DAY:
        return pa.array([_day(value) for value in values], pa.date32())
    if column.kind is Kind.CATEGORY:
        codes = {value: code for code, value in enumerate(column.values)}
        indices = pa.array([codes[value] for value in values], pa.int8())
        return pa.DictionaryArray.from_arrays(indices, pa.array(column.values, pa.string()))
    if column.kind is Kind.LIST:
        return _lists(column.name.removeprefix(PREFIX), values)
    kinds = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int64(), Kind.NUMBER: pa.float64()}
    return pa.array([_clean(value) for value in values], kinds[column.kind])


def _lists(name: str, values: list[list[Any]]) -> pa.Array:
    """Lists of text, or of records: claims, documents, accounts, what they differ in, and corrections."""
    import pyarrow as pa

    text, day = pa.string(), pa.date32()
    version = pa.struct([("words", text), ("documents", pa.list_(text))])
    records: dict[str, dict[str, pa.DataType]] = {
        "claims": dict.fromkeys(("speaker", "side", "act", "about", "stance", "quote"), text)
        | {"start": pa.int32(), "end": pa.int32(), "document_id": text},
        "documents": dict.fromkeys(("id", "source", "url", "title"), text)
        | {"published": day, "fields": pa.map_(text, text)},
        "disagreements": {"about": text, "versions": pa.list_(version)},
        "accounts": dict.fromkeys(("id", "document_id", "incident_type"), text)
        | {"date_start": day, "date_end": day, "place_name": text, "where_prec": pa.int8()}
        | {"initiator": pa.list_(text), "target": pa.list_(text), "fatalities_best": pa.int64()}
        | {"status": text, "quote": text, "likeness": pa.float64()}
        | {"reasons": pa.list_(text), "voice": pa.int32()},
        # What was there before is of any type, so that it is JSON text.
        "corrections": dict.fromkeys(("action", "incident", "by", "why"), text) | {"on": day, "before": text},
    }
    if name not in records:
        return pa.array([_clean(value) for value in values], pa.list_(text))
    fields = records[name]
    laid_out = [[_record(record, fields) for record in value] for value in values]
    return pa.array(laid_out, pa.list_(pa.struct(list(fields.items()))))


def _record(record: dict[str, Any], fields: dict[str, pa.DataType]) -> dict[str, Any]:
    import pyarrow as pa

    told: dict[str, Any] = {}
    for name, kind in fields.items():
        value = record.get(name)
        if pa.types.is_date32(kind):
            told[name] = _day(value)
        elif pa.types.is_map(kind):
            told[name] = list(_clean(value or {}).items())
        elif isinstance(value, dict):
            told[name] = json.dumps(_clean(value), ensure_ascii=False)
        else:
            told[name] = _clean(value)
    return told


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def _clean(value: Any) -> Any:
    """The value without lone surrogates, which Arrow's text cannot hold."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return value


_SIDES = ("xmin", "ymin", "xmax", "ymax")


def _box_type() -> pa.DataType:
    import pyarrow as pa

    return pa.struct([(side, pa.float64()) for side in _SIDES])


def _box(shape: BaseGeometry | None) -> dict[str, float] | None:
    return dict(zip(_SIDES, shape.bounds, strict=True)) if shape is not None else None


def _geo(shapes: list[BaseGeometry | None]) -> dict[str, Any]:
    """GeoParquet's metadata."""
    import pyproj
    import shapely

    there = [shape for shape in shapes if shape is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in there}),
        "crs": pyproj.CRS("EPSG:4326").to_json_dict(),
        "edges": "planar",
        "orientation": "counterclockwise",
        "covering": {"bbox": {side: ["bbox", side] for side in _SIDES}},
    }
    if there:
        column["bbox"] = [round(float(each), 6) for each in shapely.total_bounds(there)]
    return {"version": VERSION, "primary_column": "geometry", "columns": {"geometry": column}}

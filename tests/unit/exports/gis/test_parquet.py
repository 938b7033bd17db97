"""GeoParquet 1.1, read back by pyarrow and geopandas: types, covering, nothing lost."""

from __future__ import annotations

import json
from datetime import date

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geomap.exports import to_geojson, write
from geomap.exports.records.categories import CATEGORIES
from geomap.exports.records.properties import COLUMNS, DATES, LISTS
from geomap.exports.tables.schemes import SCHEMES
from tests.export_cases import CASES, EMPTY, FULL, same_shape


def read(tmp_path, made, **choices):
    write(made, tmp_path / "a.parquet", **choices)
    return pq.read_table(tmp_path / "a.parquet")


def as_told(name, value):
    """A property of GeoJSON as Arrow gives it back."""
    if name in DATES and value is not None:
        return date.fromisoformat(value)
    if name == "documents":
        return [
            {
                **d,
                "published": as_told("published", d["published"]),
                "fields": list(d.get("fields", {}).items()),
            }
            for d in value
        ]
    if name == "accounts":
        return [{key: as_told(key, each) for key, each in told.items()} for told in value]
    return value


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_nothing_is_lost(tmp_path, made):
    table = read(tmp_path, made)
    features = to_geojson(made)["features"]
    assert table.column_names == [*COLUMNS, "geometry", "bbox"]
    assert table.num_rows == len(features)
    for row, feature in zip(table.to_pylist(), features, strict=True):
        told = feature["properties"]
        assert {name: row[name] for name in COLUMNS} == {name: as_told(name, told[name]) for name in COLUMNS}
        shape = shapely.from_wkb(row["geometry"]) if row["geometry"] is not None else None
        assert same_shape(shape, feature["geometry"])
        assert row["bbox"] == (
            None if shape is None else dict(zip(("xmin", "ymin", "xmax", "ymax"), shape.bounds, strict=True))
        )


def test_types_are_those_of_what_is_held(tmp_path):
    types = {field.name: field.type for field in read(tmp_path, FULL).schema}
    assert all(types[name] == pa.date32() for name in DATES)
    assert all(pa.types.is_dictionary(types[name]) for name in CATEGORIES)
    assert all(pa.types.is_list(types[name]) for name in LISTS)
    assert types["claimed_by"].value_type == pa.string()
    assert types["claims"].value_type.field("start").type == pa.int32()
    assert pa.types.is_map(types["documents"].value_type.field("fields").type)
    assert types["where_prec"] == pa.int64()
    (tmp_path / "empty").mkdir()
    assert {field.name: field.type for field in read(tmp_path / "empty", EMPTY).schema} == types


@pytest.mark.parametrize("columns", ["geomap", "acled", "ged"])
def test_the_metadata_are_those_of_geoparquet(tmp_path, columns):
    held = read(tmp_path, FULL, columns=columns).schema.metadata
    assert set(held) == {b"geo", b"geomap"}
    assert json.loads(held[b"geomap"]) == {"columns": SCHEMES[columns].version}
    geo = json.loads(held[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert len(column["bbox"]) == 4


def test_geopandas_reads_it_and_a_part_of_it(tmp_path):
    write(FULL, tmp_path / "a.parquet")
    frame = geopandas.read_parquet(tmp_path / "a.parquet")
    assert frame.crs == "EPSG:4326"
    assert list(frame.id) == [incident.id for incident in FULL.incidents]
    near = geopandas.read_parquet(tmp_path / "a.parquet", bbox=(32.5, 50.2, 32.6, 50.3))
    assert set(near.id) == {"i2", "i3", "i4"}  # by their boxes
    write(EMPTY, tmp_path / "b.parquet")
    assert len(geopandas.read_parquet(tmp_path / "b.parquet")) == 0

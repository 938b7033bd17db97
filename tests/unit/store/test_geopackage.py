"""What map programs find in a store, also while it is written."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing

import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.stress.happenings import extraction_of
from geomap.exports.records.properties import COLUMNS
from geomap.store.geopackage.blobs import add_functions, box_of, to_blob, to_wkb
from tests.builders import extraction, incident

SHAPES = [
    "POINT (30.5 50.25)",
    "MULTIPOINT (30 50, 31 51)",
    "LINESTRING (30 50, 31 51)",
    "POLYGON ((30 50, 31 50, 31 51, 30 50), (30.5 50.1, 30.6 50.1, 30.6 50.2, 30.5 50.1))",
    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))",
]


@pytest.mark.parametrize("wkt", SHAPES)
def test_blobs(wkt):
    shape = shapely.from_wkt(wkt)
    wkb = shapely.to_wkb(shape, byte_order=1)
    blob, box = to_blob(wkb)
    west, south, east, north = shape.bounds
    assert box == box_of(blob) == (west, east, south, north)
    assert to_wkb(blob) == wkb


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_blobs_of_points(lon, lat):
    _, box = to_blob(shapely.to_wkb(shapely.Point(lon, lat), byte_order=1))
    assert box == (lon, lon, lat, lat)


def test_blobs_of_other_programs():
    line = shapely.to_wkb(shapely.LineString([(1, 2), (3, 4)]), byte_order=0)
    assert box_of(b"GP\x00\x00" + struct.pack(">i", 4326) + line) == (1, 3, 2, 4)
    assert box_of(b"GP\x00\x11" + struct.pack("<i", 4326) + line) is None
    with closing(sqlite3.connect(":memory:")) as database:
        add_functions(database)
        row = database.execute(
            "SELECT ST_MinX(NULL), ST_IsEmpty(NULL), ST_IsEmpty(x'47500011E6100000')"
        ).fetchone()
    assert row == (None, None, 1)


def test_it_is_a_geopackage(store, sql):
    store.add(extraction(incident()))
    assert sql("PRAGMA application_id") == [(0x47504B47,)]
    assert sql("PRAGMA user_version") == [(10400,)]
    assert sql("PRAGMA journal_mode") == [("wal",)]
    assert sql("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1") == [(-1,), (0,), (4326,)]
    assert sql("SELECT table_name, data_type FROM gpkg_contents ORDER BY 1") == [
        ("accounts", "features"),
        ("claims", "attributes"),
        ("documents", "attributes"),
        ("incident_areas", "features"),
        ("incident_lines", "features"),
        ("incident_points", "features"),
        ("incidents", "features"),
        ("layer_styles", "attributes"),
        ("likenesses", "attributes"),
        ("runs", "attributes"),
    ]
    assert sql("SELECT table_name, extension_name FROM gpkg_extensions ORDER BY 1") == [
        ("accounts", "gpkg_rtree_index"),
        ("incidents", "gpkg_rtree_index"),
    ]
    (styles,) = sql("SELECT count(*) FROM layer_styles WHERE styleQML LIKE '%contested-bombardment%'")
    assert styles == (3,)


def test_what_it_is_stands_in_the_first_bytes(store, path):
    # Programs look there before they ask SQLite; what has only been logged is not there yet.
    assert path.read_bytes()[68:72] == b"GPKG"


def test_gdal_reads_it_while_it_is_open(store, path):
    store.add(extraction(incident(), incident(None, id="i2"), incident("LINESTRING (1 2, 3 4)", id="i3")))
    assert [name for name, _ in pyogrio.list_layers(path)] == [
        *("incidents", "accounts", "incident_points", "incident_lines", "incident_areas"),
        *("documents", "claims", "likenesses", "runs", "layer_styles"),
    ]
    frame = pyogrio.read_dataframe(path, layer="incidents")
    assert list(frame["id"]) == ["i1", "i2", "i3"]
    shapes = [shape and shape.wkt for shape in frame.geometry]
    assert shapes == ["POINT (30.5 50.25)", None, "LINESTRING (1 2, 3 4)"]
    assert set(COLUMNS) <= set(frame.columns)
    assert frame.crs == "EPSG:4326"
    assert frame["date_start"][0].isoformat() == "2021-03-01T00:00:00"
    near = pyogrio.read_dataframe(path, layer="incident_points", bbox=(30, 50, 31, 51))
    assert list(near["id"]) == ["i1"]
    store.add(extraction_of([1]))
    assert len(pyogrio.read_dataframe(path, layer="accounts", read_geometry=False)) == 4


def test_extents_grow_with_what_comes_and_shrink_when_asked(store, sql):
    extent = "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '{}'".format
    assert sql(extent("incidents")) == [(None,) * 4]
    store.add(extraction(incident("LINESTRING (1 2, 3 4)")))
    assert sql(extent("incidents")) == [(1, 2, 3, 4)]
    store.add(extraction_of([1]))
    assert sql(extent("incident_points")) == [(1, 2, 30, 45)]
    store.remove(["d1"])
    assert sql(extent("accounts")) == [(1, 2, 30, 45)]
    store.vacuum()
    assert sql(extent("accounts")) == [(30, 45, 30, 45)]
    store.remove([document.id for document in store.documents()])
    store.vacuum()
    assert sql(extent("incidents")) == [(None,) * 4]


def test_a_place_that_moves_goes_or_comes_is_indexed_anew(store, sql):
    tree = "SELECT round(minx), round(maxy) FROM rtree_incidents_geom"
    for shape, wanted in (
        ("POINT (1 2)", [(1, 2)]),
        ("POINT (3 4)", [(3, 4)]),
        (None, []),
        ("POINT (5 6)", [(5, 6)]),
    ):
        store.add(extraction(incident(shape), documents=(_document(shape),)))
        assert sql(tree) == wanted
        assert not store.check()


def _document(shape):
    from dataclasses import replace

    from tests.builders import DOCUMENT

    return replace(DOCUMENT, title=str(shape))


def test_reading_sees_one_moment_while_another_writes(store, path):
    from geomap.store import open_store

    store.add(extraction_of(range(3)))
    with open_store(path) as other:
        backend = other._backend
        with backend.reading():
            before = other.counts()
            store.add(extraction_of(range(3, 6)))
            assert other.counts() == before
        assert other.counts().documents == 6


def test_many_values_at_once(store):
    from geomap.store.tables import DOCUMENTS

    ids = [f"d{n:07}" for n in range(1200)]
    store.add(extraction_of(range(3)))
    found = store._backend.fetch(DOCUMENTS, ("id",), "id", ids)
    store._backend.drop(DOCUMENTS, "id", ids[600:])
    assert [id_ for (id_,) in found] == ids[:3]
    assert store.remove(ids) == 3

"""write(): formats, and files that are whole or absent."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace

import geopandas
import pandas as pd
import pytest
from shapely.geometry import Point, shape

from geomap.errors import ExportError, MissingExtraError
from geomap.exports import FORMATS, dump_toponyms, format_of, replacing, write, write_bytes
from geomap.exports.gis.frame import to_geodataframe
from geomap.exports.records.properties import COLUMNS, DATES, LISTS, NUMBERS, WHOLE_NUMBERS
from geomap.exports.tables.cells import defuse
from geomap.model import Geometry, Ground, LonLat
from tests.builders import DOCUMENT, extraction, incident, killed, toponym

MADE = extraction(
    incident(casualties=(killed(2, 2, 2),)),
    incident("POLYGON ((30 50, 31 50, 31 51, 30 50))", id="i2", place=None, quote="=HYPERLINK(1)"),
    incident("MULTILINESTRING ((30 50, 31 50), (32 50, 33 51))", id="i3"),
)


def test_kinds_of_columns_are_columns():
    assert set(COLUMNS) >= LISTS | WHOLE_NUMBERS | NUMBERS | DATES


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.jsonl", "a.csv"])
def test_text_formats_are_the_same_bytes_each_time(tmp_path, name):
    write(MADE, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    write(MADE, tmp_path / name)
    assert (tmp_path / name).read_bytes() == first
    assert first.endswith(b"\n")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_json_lines_are_the_features(tmp_path):
    write(MADE, tmp_path / "a.jsonl")
    features = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    write(MADE, tmp_path / "a.geojson")
    assert json.loads((tmp_path / "a.geojson").read_text())["features"] == features


def test_csv_has_lists_as_json_and_formulas_defused(tmp_path):
    write(MADE, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["id"] for r in rows] == ["i1", "i2", "i3"]
    assert json.loads(rows[0]["claimed_by"]) == ["Valdoria"]
    assert json.loads(rows[0]["claims"])[0]["side"] == "Valdoria"
    assert rows[0]["geometry"] == "POINT (30.5 50.25)"
    assert rows[0]["fatalities_best"] == "2"
    assert rows[1]["geometry"] == ""
    assert rows[1]["quote"] == "'=HYPERLINK(1)"
    write(MADE, tmp_path / "b.csv", formulas=True)
    assert ",=HYPERLINK(1)," in (tmp_path / "b.csv").read_text()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-x", "@sum", "\tx", "\rx", " =1", "\v@x", "\u200b=1", "\ufeff+x", "\0=1"]
)
def test_cells_that_a_spreadsheet_would_run_are_defused(cell):
    assert defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["text", "-3", "+1.5e3", "", None, 5, -2.5, "a=b", " a", " -3"])
def test_other_cells_stay(cell):
    assert defuse(cell) == cell


def test_a_geodataframe_has_types():
    frame = to_geodataframe(MADE)
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs == "EPSG:4326"
    assert frame.date_start[0] == pd.Timestamp("2021-03-01")
    assert frame.fatalities_best[0] == 2
    assert frame.fatalities_best[1] is pd.NA
    assert frame.claimed_by[0] == ["Valdoria"]
    assert frame.geometry[1] is None
    empty = to_geodataframe(extraction())
    assert list(empty.columns) == [*COLUMNS, "geometry"]
    assert len(empty) == 0
    assert (empty.dtypes == frame.dtypes).all()


@pytest.mark.parametrize("made", [MADE, extraction(), extraction(incident(wkt=None))])
def test_a_geopackage_reads_back(tmp_path, made):
    path = tmp_path / "a.gpkg"
    write(made, path)
    frame = geopandas.read_file(path, layer="incidents")
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs == "EPSG:4326"
    assert list(frame.id) == [i.id for i in made.incidents]
    if len(frame):
        assert frame.date_start[0] == pd.Timestamp("2021-03-01")
        assert json.loads(frame.denied_by[0]) == ["Marland"]
    write(made, path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]


def test_geoparquet_without_pyarrow_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        MissingExtraError, match=r"GeoParquet needs pyarrow.*; pip install 'geomap\[parquet\]'$"
    ):
        write(MADE, tmp_path / "a.parquet")
    with pytest.raises(MissingExtraError, match=r"a\.parquet: "):
        format_of(tmp_path / "a.parquet")  # said before the work, and of the file that was asked for
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.shp", "a.xlsx", "a"])
def test_other_formats_are_refused_with_a_list(tmp_path, name):
    with pytest.raises(ExportError) as caught:
        write(MADE, tmp_path / name)
    for suffix in FORMATS:
        assert suffix in str(caught.value)


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail_half_way():
        with replacing(path) as partial:
            partial.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_permissions_and_links_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_can_be_read_by_those_the_mask_allows(tmp_path):
    write_bytes(tmp_path / "a", b"x")
    plain = tmp_path / "b"
    plain.write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == plain.stat().st_mode


def test_places_that_cannot_be_written_are_named(tmp_path):
    with pytest.raises(ExportError, match="the folder is not there"):
        write(MADE, tmp_path / "none" / "a.geojson")
    with pytest.raises(ExportError, match="this is a folder"):
        write_bytes(tmp_path, b"")
    write_bytes("/dev/null", b"x")


def test_a_full_disk_is_one_line(tmp_path, monkeypatch):
    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(tmp_path), "replace", full)
    with pytest.raises(ExportError, match=r"a\.geojson: cannot be written \(no space left on device\)"):
        write(MADE, tmp_path / "a.geojson")
    assert list(tmp_path.iterdir()) == []


def test_toponym_lines_are_as_promised():
    lines = dump_toponyms([(DOCUMENT, (toponym(), toponym(resolved=False)))]).splitlines()
    record = json.loads(lines[0])
    assert record["doc_id"] == "d1"
    resolved, unresolved = record["toponyms"]
    assert resolved == {
        "start": 37,
        "end": 45,
        "text": "Eastford",
        "role": "place",
        "place_id": "test:1",
        "name": "Eastford",
        "lat": 50.25,
        "lon": 30.5,
        "country": "UA",
        "feature_code": "PPL",
        "where_prec": 1,
        "radius_km": 5.0,
        "score": 0.9,
    }
    assert [unresolved[k] for k in ("place_id", "lat", "lon", "score")] == [None] * 4
    explained = json.loads(dump_toponyms([(DOCUMENT, (toponym(),))], explain=True))
    assert explained["toponyms"][0]["explain"]["reasons"] == ["one place has this name"]


def put(geometry, **changes):
    """The record of a toponym on some ground."""
    there = LonLat(30.25, 50.5)
    made = Geometry.from_shapely(geometry)
    ground = Ground(0, 4, "between Eastford and Westford", there, 2, 18.0, made, "test:2")
    put_there = replace(toponym(), ground=ground, **changes)
    return json.loads(dump_toponyms([(DOCUMENT, (put_there,))]))["toponyms"][0]


def test_toponym_lines_have_the_ground_that_a_relation_leads_to():
    record = put(Point(30.25, 50.5).buffer(0.16, quad_segs=200), relation="between", distance_km=12.34567)
    assert (record["lat"], record["lon"]) == (50.25, 30.5)
    assert (record["relation"], record["distance_km"]) == ("between", 12.346)
    ground = record["ground"]
    assert set(ground) == {"name", "lat", "lon", "geometry", "with"}
    assert (ground["lat"], ground["lon"], ground["with"]) == (50.5, 30.25, "test:2")
    assert ground["geometry"]["type"] == "Polygon"
    drawn = shape(ground["geometry"])
    assert drawn.symmetric_difference(Point(30.25, 50.5).buffer(0.16)).area < 0.03 * drawn.area
    assert len(ground["geometry"]["coordinates"][0]) < 50  # of 801: no finer than what is known


def test_toponym_lines_have_a_point_as_it_is():
    assert put(Point(30.25, 50.5), relation="near")["ground"]["geometry"] == {
        "type": "Point",
        "coordinates": [30.25, 50.5],
    }


def test_toponym_lines_name_the_part_of_an_area():
    record = put(Point(30.25, 50.5).buffer(1), region_prefix="southern")
    assert record["part"] == "southern"
    assert "relation" not in record


def test_toponym_lines_without_ground_have_the_relation_alone():
    record = json.loads(dump_toponyms([(DOCUMENT, (replace(toponym(), relation="near"),))]))["toponyms"][0]
    assert (record["relation"], record["distance_km"]) == ("near", None)
    assert "ground" not in record

"""Rows, features and layers: which fields are recognised, and what they may hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import InputError, UsageError
from geomap.gazetteer import overlays
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.cleaning import is_noise
from geomap.gazetteer.overlays.bundled import Bundled
from geomap.gazetteer.overlays.columns import Columns
from geomap.gazetteer.overlays.draft import Draft, Faults
from geomap.gazetteer.overlays.features import classify
from geomap.gazetteer.overlays.geojson import read_geojson
from geomap.gazetteer.overlays.geometry import stand_in
from geomap.gazetteer.overlays.geonames import read_dump
from geomap.gazetteer.overlays.naming import NameKind, sort_names
from geomap.gazetteer.overlays.reading import decode_unicode
from geomap.gazetteer.overlays.rows import RowReader
from geomap.gazetteer.overlays.table import read_table

GAZETTEER = Path(__file__).parents[4] / "gazetteer"
FIXTURES = Path(__file__).parents[3] / "fixtures" / "gazetteers"


@pytest.fixture(scope="module")
def bundled():
    opened = Bundled()
    yield opened
    opened.close()


@pytest.fixture
def reader(bundled):
    return RowReader(bundled, Faults(), source="a file")


def table(reader: RowReader, text: str, **chosen: str) -> list[Draft]:
    return list(read_table(text, "t.csv", reader, chosen))


def features(reader: RowReader, *found: dict[str, object]) -> list[Draft]:
    text = json.dumps({"type": "FeatureCollection", "features": list(found)})
    return list(read_geojson(text, "f.geojson", reader))


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": {"name": "A", **properties}}


POINT = {"type": "Point", "coordinates": [12.0, 45.0]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", ["name lat lon", "Place_Name Y X", "TOPONYM Latitude Lng", "label lat long"])
def test_usual_columns_and_delimiters_are_recognised(reader, delimiter, head):
    (draft,) = table(reader, f"{head.replace(' ', delimiter)}\n{delimiter.join(['A', '45.5', '12.25'])}\n")
    assert (draft.name, draft.lat, draft.lon, draft.key) == ("A", 45.5, 12.25, "2")


def test_unusual_columns_are_chosen(reader):
    (draft,) = table(reader, "Ort,Breite,Länge\nA,45.5,12.25\n", name="Ort", lat="breite", lon="Länge")
    assert (draft.name, draft.lat, draft.lon) == ("A", 45.5, 12.25)


def test_quoted_cells_keep_delimiters_quotes_and_line_ends(reader):
    text = 'sep=,\nname,lat,lon,names\n"A, the ""big"" one",45,12,"B\nC|D;E"\nF,46,12,\n'
    first, second = table(reader, text)
    assert first.name == 'A, the "big" one'
    assert {n.written for n in first.names} == {'A, the "big" one', "B", "C", "D", "E"}
    assert second.key == "5", "the line that the row begins in"


def test_a_quote_that_is_never_closed_costs_one_row(reader):
    found = table(reader, 'name,lat,lon\nA,45,12\n"B,45,12\nC,45,12\n')
    assert [d.name for d in found] == ["A", "C"]
    assert reader.faults.left_out == 1
    assert next(iter(reader.faults)).startswith("t.csv:3: the row breaks the rules of quoting")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\r\r\n"])
def test_line_ends_of_any_kind_end_a_line(reader, end):
    (draft,) = table(reader, f"name;lat;lon{end}Alta;48.5;37.9\n")
    assert (draft.name, draft.lat) == ("Alta", 48.5)


def test_a_carriage_return_within_a_header_is_told(reader):
    with pytest.raises(InputError, match="no column for lat and lon in the header"):
        table(reader, "name;\r\rlat;lon\nAlta;48.5;37.9\n")


def test_rows_of_the_wrong_length(reader):
    found = table(reader, "name,lat,lon,source\nA,45,12\nB,45,12,s,,\nC,45,12,s,more\n\n,,,\n")
    assert [(d.name, d.source) for d in found] == [("A", "a file"), ("B", "s")]
    assert list(reader.faults) == ["t.csv:4: 5 cells where the header has 4"]


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        ("", "12", "lat: it is empty"),
        ("95", "12", "latitude and longitude seem swapped"),
        ("95", "190", "are no latitude and longitude in decimal degrees"),
        ("45", "190", "are no latitude and longitude in decimal degrees"),
        ("nan", "12", "the point is not finite"),
        ("45°30'N", "12", "is no number of decimal degrees"),
    ],
)
def test_points_that_are_not_on_the_earth(reader, lat, lon, words):
    assert not table(reader, f"name,lat,lon\nA,{lat},{lon}\n")
    assert words in next(iter(reader.faults))


@pytest.mark.parametrize(
    ("cell", "people"), [("1200", 1200), ("1 200", 1200), ("1,200,000", 1_200_000), ("", 0)]
)
def test_numbers_as_people_write_them(reader, cell, people):
    (draft,) = table(reader, f'name;lat;lon;population\nA;45,5;12,25;"{cell}"\n')
    assert (draft.lat, draft.population) == (45.5, people)


@pytest.mark.parametrize("cell", ["-3", "many", "nan", "1e99"])
def test_a_number_that_is_none_costs_only_itself(reader, cell):
    (draft,) = table(reader, f"name,lat,lon,population,radius_km\nA,45,12,{cell},{cell}\n")
    assert (draft.population, draft.radius_km) == (0, 1.0)
    assert (reader.faults.left_out, reader.faults.mended) == (0, 2)


def test_the_english_name_is_the_label_and_the_others_find_it_too(reader):
    (draft,) = features(
        reader,
        feature(POINT, **{"name": "Венеція", "name:en": "Venice", "name:de": "Venedig", "old_name": "X"}),
    )
    kinds = {n.written: n.kind for n in draft.names}
    assert draft.name == "Venice"
    assert kinds == {
        "Venice": NameKind.PREFERRED, "Венеція": NameKind.NATIVE, "Venedig": NameKind.VARIANT,
        "X": NameKind.HISTORIC,
    }  # fmt: skip


def test_a_name_in_another_script_alone_is_the_label(reader):
    (draft,) = features(reader, feature(POINT, name="Венеція"))
    assert draft.name == "Венеція"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, ("P", "PPL")),
        ({"fclass": "T", "fcode": "mt"}, ("T", "MT")),
        ({"feature_code": "P.PPLX"}, ("P", "PPLX")),
        ({"feature_code": "DAM"}, ("S", "DAM")),
        ({"feature_code": "NONSENSE"}, ("P", "PPL")),
        ({"place": "suburb"}, ("P", "PPLX")),
        ({"natural": "peak"}, ("T", "MT")),
        ({"tags": {"waterway": "river"}}, ("H", "STM")),
    ],
)
def test_what_a_feature_is(reader, properties, expected):
    (draft,) = features(reader, feature(POINT, **properties))
    assert (draft.feature_class, draft.feature_code) == expected


def test_ids_of_geonames_are_its_places(reader):
    first, second, third = features(
        reader, feature(POINT, id="geonames:5"), feature(POINT, id=7), feature(POINT)
    )
    assert (first.key, second.key, third.key) == (5, "7", "3")


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "it has no geometry"),
        ({"type": "Point", "coordinates": []}, "its point has no two numbers"),
        ({"type": "Point", "coordinates": ["12", "45"]}, "its point has no two numbers"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "its geometry is broken"),
        ({"type": "Blob", "coordinates": []}, "its geometry is broken"),
        ({"type": "Polygon", "coordinates": []}, "the geometry is empty"),
        ({"type": "LineString", "coordinates": [[0, 0], [700000, 5000000]]}, "are no latitude and longitude"),
        ({"type": "GeometryCollection", "geometries": [POINT]}, "is neither point, line nor area"),
    ],
)
def test_geometries_that_cannot_be_used(reader, geometry, words):
    assert not features(reader, feature(geometry))
    assert words in next(iter(reader.faults))


def test_features_may_come_a_line_each_or_alone(reader):
    one = json.dumps(feature(POINT))
    assert len(list(read_geojson(f"{one}\n{one}\nbroken\n", "f", reader))) == 2
    assert reader.faults.left_out == 1
    assert len(list(read_geojson(one, "f", reader))) == 1


def test_geojson_of_another_reference_system_is_refused(reader):
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    text = json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature(POINT)]})
    with pytest.raises(InputError, match="not longitude and latitude"):
        list(read_geojson(text, "f", reader))
    named["properties"]["name"] = "urn:ogc:def:crs:OGC:1.3:CRS84"
    text = json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature(POINT)]})
    assert len(list(read_geojson(text, "f", reader))) == 1


def test_a_bow_tie_is_mended_and_a_speck_is_a_point():
    tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    lon, lat, _, kept = stand_in(tie)
    assert kept is not None
    assert kept.is_valid
    assert kept.covers(shapely.Point(lon, lat))
    speck = shapely.box(0, 0, 0.0001, 0.0001)
    assert stand_in(speck)[3] is None


def test_the_point_of_a_line_is_on_it():
    line = shapely.MultiLineString([[(0, 0), (2, 0)], [(2, 0), (2, 2)]])
    lon, lat, reach, kept = stand_in(line)
    assert (round(lon, 6), round(lat, 6)) == (2, 0)
    assert 220 < reach < 224
    assert kept.geom_type == "LineString"


@given(
    st.tuples(st.floats(-170, 160), st.floats(-80, 70), st.floats(0.01, 10), st.floats(0.01, 10)).map(
        lambda b: shapely.box(b[0], b[1], b[0] + b[2], b[1] + b[3])
    )
)
def test_the_point_of_an_area_lies_in_it(area):
    lon, lat, radius_km, kept = stand_in(area)
    assert kept.covers(shapely.Point(lon, lat))
    assert radius_km > 0


def geopackage(path: Path, crs: int | None = 3857, **layers: list[dict[str, object]]) -> Path:
    import geopandas

    for name, rows in layers.items():
        frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs=4326)
        frame = frame.to_crs(crs) if crs else frame.set_crs(None, allow_override=True)
        frame.to_file(path, layer=name, driver="GPKG")
    return path


ROW = {"name": "Hirska", "population": 12.0, "geometry": shapely.Point(35.9, 47.6, 100)}
AREA = {"name": "Polova", "population": float("nan"), "geometry": shapely.box(35, 47, 36, 48)}


@pytest.mark.usefixtures("data_folder")
def test_a_geopackage_is_converted_to_longitude_and_latitude(tmp_path):
    added = overlays.add(geopackage(tmp_path / "own.gpkg", places=[ROW, AREA]))
    assert (added.overlay.places, added.left_out, added.mended) == (2, 0, 0)
    index = PlaceIndex.installed()
    (place,) = (c.place for c in index.lookup("Hirska"))
    assert (round(place.point.lon, 4), round(place.point.lat, 4)) == (35.9, 47.6)
    assert (place.population, place.country) == (12, "UA")
    (polova,) = (c.place for c in index.lookup("Polova") if c.place.id.startswith("own:"))
    assert index.geometry(polova.id).to_shapely().equals(shapely.box(35, 47, 36, 48))


@pytest.mark.usefixtures("data_folder")
def test_of_several_layers_one_is_chosen(tmp_path):
    path = geopackage(tmp_path / "own.gpkg", a=[ROW], b=[AREA, AREA])
    with pytest.raises(UsageError, match=r"several layers; choose one with --layer: a, b"):
        overlays.add(path)
    with pytest.raises(UsageError, match=r"no layer 'c' with geometries; there are a, b"):
        overlays.add(path, layer="c")
    assert overlays.add(path, layer="b").overlay.places == 2


@pytest.mark.usefixtures("data_folder")
def test_a_geopackage_cut_short_is_told(tmp_path):
    path = geopackage(tmp_path / "own.gpkg", a=[ROW])
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(InputError, match="the GeoPackage is damaged"):
        overlays.add(path)


def test_names_are_sorted_as_those_of_the_bundled_file(monkeypatch):
    monkeypatch.syspath_prepend(str(GAZETTEER))
    from compiling.entries import Kind
    from compiling.names import sort_alternates

    try:
        listed = [
            "Kharkov", "Харків", "HRK", "Nowhere", "ha er ke fu", "https://x.org/y", "123", "trٹr", "-", "Əl-Fasər",
            "ʿAyn", "Óc Eo", "明斯克", "", "Kharkiv", "KHARKIV", "Vеrbоvе",
        ]  # fmt: skip
        ours = [(n.written, int(n.kind)) for n in sort_names("Kharkiv", listed)]
        theirs = [(name, int(kind)) for name, kind in sort_alternates("Kharkiv", listed)]
        assert ours == theirs
        assert all(Kind[kind.name] == kind for kind in NameKind)
    finally:
        for name in [n for n in sys.modules if n.partition(".")[0] == "compiling"]:
            del sys.modules[name]


def test_what_a_person_wrote_down_is_no_noise():
    kinds = {n.written: n.kind for n in sort_names("Vydumka", ["hamlet", "XYZ"], trusted=True)}
    assert is_noise("hamlet")
    assert kinds == {"Vydumka": 0, "hamlet": NameKind.VARIANT, "XYZ": NameKind.VARIANT}


def test_seats_and_people_make_a_place_likelier():
    def prior(code: str, people: int = 0) -> float:
        return classify("P", code, people).prior

    assert prior("PPLC") > prior("PPLA") > prior("PPLA2") > prior("PPLA3") > prior("PPL") > prior("PPLX")
    assert prior("PPL", 5000) > prior("PPL", 300) > prior("PPL")
    assert prior("PPLA", 10**6) == prior("PPL", 10**6)


@pytest.mark.parametrize(
    "kind", [("S", "HTL"), ("R", "ST"), ("S", "RSTN"), ("U", "SMU"), ("P", "PPLZ"), ("", "")]
)
def test_kinds_that_are_not_kept(kind):
    assert classify(*kind, 0) is None


@given(st.lists(st.binary(max_size=80), max_size=20))
def test_no_bytes_break_the_reading_of_a_dump(lines):
    faults = Faults()
    found = list(read_dump(lines, "x", faults))
    rows = [line for line in lines[:1] if line.removeprefix(b"\xef\xbb\xbf").strip()]
    rows += [line for line in lines[1:] if line.strip()]
    assert len(found) + faults.left_out + faults.unused == len(rows)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_table(bundled, text):
    reader = RowReader(bundled, Faults(), source="x", country="UA")
    drafts = list(read_table("name,lat,lon,admin1,population,id\n" + text, "x", reader))
    assert all(d.name and abs(d.lat) <= 90 and abs(d.lon) <= 180 for d in drafts)


def test_unicode_is_read_with_and_without_marks():
    assert decode_unicode("Ł".encode(), "x") == decode_unicode("Ł".encode("utf-8-sig"), "x") == "Ł"
    assert decode_unicode("Ł".encode("utf-16"), "x") == "Ł"


def test_a_column_is_named_in_any_case_and_spelling():
    columns = Columns.find(["Place Name", "LAT", "Long", "Name-EN", "alt.name"])
    assert columns.fields["name"] == ("Place Name",)
    assert columns.english == "Name-EN"
    assert set(columns.fields["names"]) == {"alt.name", "Name-EN"}

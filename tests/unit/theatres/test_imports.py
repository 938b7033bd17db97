"""Users' maps of a front become dated areas and lines, and a theatre's folder."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import box as rectangle

from geomap.errors import ExportError, InputError, TheatreError, UsageError
from geomap.theatres import check, load
from geomap.theatres.imports import Wanted, import_fronts, unpacking, write_theatre

from .conftest import Write, box, line

DAY = date(2031, 3, 5)
NORTH = ("Northian forces", box(10, 50, 11, 51))
SOUTH = ("Held by the River Militia", box(10, 49, 11, 50))


def feature(name: str, geometry: object, **fields: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name, **fields}, "geometry": geometry}


def put(path: Path, *features: dict[str, Any], **members: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}))
    return path


def two(path: Path) -> Path:
    return put(path, feature(*NORTH), feature(*SOUTH))


def mended(found: Any) -> dict[str, int]:
    return dict(found.mended)


@pytest.fixture
def theatre(write: Write):
    return load(write())


def test_a_folder_of_a_day_a_file(tmp_path, theatre):
    for day in ("2031-03-05", "2031-03-06", "2031-03-20"):
        two(tmp_path / "maps" / f"control_{day}.geojson")
    found = import_fronts([tmp_path / "maps"], theatre=theatre)
    assert [(a.party, a.valid_from.isoformat(), a.valid_to.isoformat()) for a in found.areas[::2]] == [
        ("Northia", "2031-03-05", "2031-03-05"),
        ("Northia", "2031-03-06", "2031-03-12"),
        ("Northia", "2031-03-20", "2031-03-26"),
    ]
    assert {area.party for area in found.areas} == {"Northia", "River Militia"}
    assert (found.files, found.mended, found.left_out) == (3, (), ())


def test_a_map_may_hold_until_the_next_one(tmp_path, theatre):
    for day in ("2031-03-05", "2031-03-20"):
        two(tmp_path / f"control_{day}.geojson")
    found = import_fronts(sorted(tmp_path.glob("*.geojson")), theatre=theatre, wanted=Wanted(hold_days=None))
    assert [area.valid_to for area in found.areas[::2]] == [date(2031, 3, 19), None]


def test_a_date_field_gives_each_feature_its_day(tmp_path, theatre):
    rows = [feature(*NORTH, when="2031-03-05"), feature(*NORTH, when="2031-03-06T10:00:00Z")]
    path = put(tmp_path / "all_2030-01-01.geojson", *rows)
    found = import_fronts([path], theatre=theatre, wanted=Wanted(date_field="when"))
    assert [area.valid_from for area in found.areas] == [date(2031, 3, 5), date(2031, 3, 6)]
    with pytest.raises(InputError, match=r"no field 'wann'.*name, when"):
        import_fronts([path], theatre=theatre, wanted=Wanted(date_field="wann"))


def test_a_usual_field_tells_the_day_where_the_name_does_not(tmp_path, theatre):
    path = put(tmp_path / "map.geojson", feature(*NORTH, Date="5 March 2031"))
    assert import_fronts([path], theatre=theatre).areas[0].valid_from == DAY


def test_a_day_that_is_not_known_is_not_guessed(tmp_path, theatre):
    with pytest.raises(InputError, match="its day is not known"):
        import_fronts([two(tmp_path / "map.geojson")], theatre=theatre)
    with pytest.raises(InputError, match="2031-04-03 or 2031-03-04"):
        import_fronts([two(tmp_path / "03.04.2031.geojson")], theatre=theatre)
    found = import_fronts([tmp_path / "map.geojson"], theatre=theatre, wanted=Wanted(day=DAY))
    assert found.areas[0].valid_from == DAY


def test_the_users_table_of_classes_is_stronger_than_names(tmp_path, theatre):
    path = put(
        tmp_path / "2031-03-05.geojson",
        feature("CLASS A", NORTH[1]),
        feature("northian", SOUTH[1]),
        feature("grey zone", box(10, 48, 11, 49)),
        feature("claimed", box(10, 47, 11, 48)),
    )
    table = {"class-a": "north", "Northian": "south", "claimed": None}
    found = import_fronts([path], theatre=theatre, wanted=Wanted(classes=table))
    assert [(area.name, area.party) for area in found.areas] == [
        ("CLASS A, 2031-03-05", "Northia"),
        ("northian, 2031-03-05", "Southia"),
    ]
    assert found.left_out == (("grey zone", 1),)
    assert "left out: class 'grey zone', no party known (1)" in found.report()


def test_a_class_with_the_names_of_two_parties_is_nobodys(tmp_path, theatre):
    path = put(tmp_path / "2031-03-05.geojson", feature("Northia or Southia", NORTH[1]))
    with pytest.raises(InputError, match="say whose they are: 'Northia or Southia'"):
        import_fronts([path], theatre=theatre)


def test_a_class_field_may_be_named(tmp_path, theatre):
    path = put(tmp_path / "2031-03-05.geojson", feature("Northia", NORTH[1], holder="Southia"))
    found = import_fronts([path], theatre=theatre, wanted=Wanted(class_field="holder"))
    assert found.areas[0].party == "Southia"


def test_a_party_that_the_theatre_lacks_is_refused(tmp_path, theatre):
    with pytest.raises(UsageError, match=r"'eastern' is none of the theatre's.*one of north, south"):
        import_fronts([two(tmp_path / "x.geojson")], theatre=theatre, wanted=Wanted(classes={"a": "eastern"}))


def test_lines_become_lines_of_contact(tmp_path, theatre):
    path = put(
        tmp_path / "front-2031-03-05.geojson",
        feature("", line([10, 50], [10.5, 50])),
        feature("", line([10.5, 50], [11, 50, 3])),
    )
    (front,) = import_fronts([path], theatre=theatre, wanted=Wanted(source="ours")).lines
    assert (front.id, front.source, front.valid_from) == ("front-2031-03-05", "ours", DAY)
    assert front.geometry.to_shapely().equals(shapely.LineString([(10, 50), (11, 50)]))


BOWTIE = {"type": "Polygon", "coordinates": [[[10, 50], [11, 51], [11, 50], [10, 51], [10, 50]]]}
UNCLOSED = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 51]]]}
CLOCKWISE = {"type": "Polygon", "coordinates": [[[10, 50], [10, 51], [11, 51], [11, 50], [10, 50]]]}
DOUBLED = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]}
HIGH = {"type": "Polygon", "coordinates": [[[10, 50, 1], [11, 50, 1], [11, 51, 1], [10, 51, 1], [10, 50, 1]]]}
MIXED = {
    "type": "GeometryCollection",
    "geometries": [box(10, 50, 11, 51), line([10, 50], [10, 52]), {"type": "Point", "coordinates": [10, 50]}],
}


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        (BOWTIE, "rings that cross or touch themselves made valid"),
        (UNCLOSED, "rings closed"),
        (CLOCKWISE, "rings turned round"),
        (DOUBLED, "repeated corners dropped"),
        (HIGH, "heights dropped"),
        (MIXED, "points and lines among areas left out"),
        ({"type": "MultiPolygon", "coordinates": []}, "empty shapes left out"),
        (None, "empty shapes left out"),
        (
            {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
            "rings of fewer than three corners left out",
        ),
        ({"type": "Polygon", "coordinates": [["a", "b"]]}, "features that are no GeoJSON left out"),
        ({"type": "Ball", "coordinates": []}, "features that are no GeoJSON left out"),
        (box(10, 50, 11, 50.00001), "slivers left out"),
    ],
)
def test_dirt_is_mended_and_counted(geometry, kind, tmp_path, theatre):
    path = put(tmp_path / "2031-03-05.geojson", feature("Northia", geometry), feature(*SOUTH))
    found = import_fronts([path], theatre=theatre)
    assert mended(found).get(kind, 0) == 1, found.mended
    for area in found.areas:
        shape = area.geometry.to_shapely()
        assert shape.is_valid
        assert not shape.has_z
        assert shape.geom_type in ("Polygon", "MultiPolygon")


def test_thin_overlaps_are_cut_and_wide_ones_kept_and_told(tmp_path, theatre):
    path = put(
        tmp_path / "2031-03-05.geojson",
        feature("Northia", box(10, 49.9999, 11, 51)),
        feature("Southia", box(10, 49, 11, 50)),
        feature("River Militia", box(10, 49, 11, 49.5)),
    )
    found = import_fronts([path], theatre=theatre)
    shapes = {area.party: area.geometry.to_shapely() for area in found.areas}
    assert shapes["Northia"].intersection(shapes["Southia"]).area < 1e-9
    assert mended(found) == {"thin overlaps between parties cut": 1, "wide overlaps between parties kept": 1}
    assert found.overlap_km2 == pytest.approx(4013, rel=0.01)
    assert any("km2 that the maps say two parties hold" in told for told in found.report())


def frame(crs: int):
    import geopandas

    shapes = [rectangle(10, 50, 11, 51), rectangle(10, 49, 11, 50)]
    fields = {"side": ["Northia", "Southia"], "when": ["2031-03-05", "2031-03-05"]}
    return geopandas.GeoDataFrame(fields, geometry=shapes, crs=4326).to_crs(crs)


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".kml"])
def test_other_formats_and_systems_give_the_same(suffix, tmp_path, theatre):
    path = tmp_path / f"front{suffix}"
    frame(4326 if suffix == ".kml" else 32632).to_file(path, driver={".kml": "KML"}.get(suffix))
    wanted = Wanted(day=DAY) if suffix == ".kml" else Wanted(date_field="when")
    found = import_fronts([path], theatre=theatre, wanted=wanted)
    assert [(area.party, area.valid_from) for area in found.areas] == [("Northia", DAY), ("Southia", DAY)]
    for area, west in zip(found.areas, (50, 49), strict=True):
        assert area.geometry.to_shapely().bounds == pytest.approx((10, west, 11, west + 1), abs=1e-5)


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_shapefiles_and_kml_may_be_zipped(tmp_path, theatre):
    frame(32632).to_file(tmp_path / "x.shp")
    frame(4326).to_file(tmp_path / "x.kml", driver="KML")
    parts = [
        (f"maps/2031-03-05{p.suffix}", p.read_bytes()) for p in tmp_path.glob("x.*") if p.suffix != ".kml"
    ]
    for path in (
        zipped(tmp_path / "shape.zip", *parts),
        zipped(tmp_path / "5mar2031.kmz", ("doc.kml", (tmp_path / "x.kml").read_bytes())),
    ):
        found = import_fronts([path], theatre=theatre)
        assert [(area.party, area.valid_from) for area in found.areas] == [("Northia", DAY), ("Southia", DAY)]


def test_an_old_crs_member_is_followed(tmp_path, theatre):
    metres = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [111319.5, 0], [111319.5, 111325.1], [0, 111325.1], [0, 0]]],
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    path = put(tmp_path / "2031-03-05.geojson", feature("Northia", metres), crs=crs)
    found = import_fronts([path], theatre=theatre)
    assert found.areas[0].geometry.to_shapely().bounds == pytest.approx((0, 0, 1, 1), abs=1e-5)
    assert mended(found) == {"layers reprojected": 1}


KML = '<?xml version="1.0"?>{}<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.geojson", "", "not a .geojson file"),
        ("a.geojson", "{", "not JSON"),
        ("a.geojson", '{"type": "gdal_streamed_alg", "command_line": "x"}', "not GeoJSON"),
        ("a.geojson", "[" * 100_000, "nests too deep"),
        ("a.geojson", '{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 2], [3, 1]]]}', "NaN is no number"),
        (
            "a.geojson",
            '{"type": "Polygon", "coordinates": [[[1e999, 1], [2, 2], [3, 1]]]}',
            "no finite number",
        ),
        (
            "a.geojson",
            '{"type": "Polygon", "coordinates": [[[1e300, 1], [2, 2], [3, 1]]]}',
            "is not on the Earth",
        ),
        ("a.geojson", b"\xff\xfe{}", "not a .geojson file"),
        ("a.kml", KML.format('<!DOCTYPE k [<!ENTITY a "aaa">]>'), "declares entities"),
        ("a.kml", KML.format('<!DOCTYPE k [<!ENTITY a "aaa">]>').encode("utf-16"), "declares entities"),
        ("a.kml", "<OGRVRTDataSource/>", "its root is <OGRVRTDataSource>"),
        ("a.kml", "<kml>", "not KML"),
        ("a.gpkg", "SQLite format 4", "not a .gpkg file"),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(100), "cannot be read"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(96), "cannot be read"),
        ("a.zip", b"PK\x03\x04" + bytes(10), "cannot be unpacked"),
    ],
)
def test_hostile_and_broken_files_are_refused_in_one_line(name, content, told, tmp_path, theatre):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=told) as caught:
        import_fronts([path], theatre=theatre, wanted=Wanted(day=DAY))
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, theatre, monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = zipped(tmp_path / "bomb.zip", ("a.geojson", b" " * 1_000_001))
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        import_fronts([bomb], theatre=theatre)


def test_an_archive_does_not_write_outside(tmp_path, theatre):
    with pytest.raises(InputError, match="leads out of the archive"):
        import_fronts([zipped(tmp_path / "slip.zip", ("../../evil.geojson", b"{}"))], theatre=theatre)
    with pytest.raises(InputError, match="without a map"):
        import_fronts([zipped(tmp_path / "none.zip", ("readme.txt", b"x"))], theatre=theatre)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path, theatre):
    two(tmp_path / "2031-03-05.geojson")
    (tmp_path / "2031-03-06.geojson").write_text("{")
    told: list[InputError] = []
    found = import_fronts([tmp_path], theatre=theatre, on_error=told.append)
    assert len(found.areas) == 2
    assert found.unread == tuple(told)
    assert any("not read: 2031-03-06.geojson" in row for row in found.report())


def test_nothing_there_is_an_error(tmp_path, theatre):
    with pytest.raises(InputError, match="no such file"):
        import_fronts([tmp_path / "gone.geojson"], theatre=theatre)
    (tmp_path / "maps").mkdir()
    with pytest.raises(InputError, match="no map there"):
        import_fronts([tmp_path / "maps"], theatre=theatre)


@pytest.mark.parametrize("fields", [{"hold_days": 0}, {"sliver_km": -1}, {"sliver_km": float("nan")}])
def test_options_out_of_range_are_refused(fields):
    with pytest.raises(UsageError, match=next(iter(fields))):
        Wanted(**fields)


def test_the_folder_that_is_written_has_no_faults_and_says_the_same(tmp_path, theatre, write: Write):
    for day in ("2031-04-05", "2031-04-06"):
        two(tmp_path / "maps" / f"{day}.geojson")
    put(tmp_path / "maps" / "2031-04-07.geojson", feature("", line([10, 50], [11, 50.25])))
    wanted = Wanted(source='The "mapper" \\ 2031', confidence="approximate")
    found = import_fronts([tmp_path / "maps"], theatre=theatre, wanted=wanted)
    target = tmp_path / "eastland-mine"
    written = write_theatre(target, base=write(), areas=found.areas, lines=found.lines)
    assert check(target) == ()
    assert written.id == "eastland-mine"
    assert written.areas[len(theatre.areas) :] == found.areas
    assert written.lines[len(theatre.lines) :] == found.lines
    assert (written.parties, written.places) == (theatre.parties, theatre.places)
    # One file a day, and nothing left beside the folder.
    assert sorted(path.name for path in (target / "areas").iterdir()) == [
        "2031-04-05.geojson",
        "2031-04-06.geojson",
    ]
    assert not list(tmp_path.glob(".eastland-mine*"))


def test_nothing_is_written_over_or_half(tmp_path, theatre, write: Write):
    base = write()
    found = import_fronts([two(tmp_path / "2031-03-05.geojson")], theatre=theatre)
    with pytest.raises(ExportError, match="is there already"):
        write_theatre(base, base=base, areas=found.areas)
    with pytest.raises(ExportError, match="no theatre's id"):
        write_theatre(tmp_path / "My Theatre", base=base, areas=found.areas)
    with pytest.raises(TheatreError, match=r"would have a fault.*twice"):
        write_theatre(tmp_path / "twice", base=base, areas=found.areas * 2)
    assert not (tmp_path / "twice").exists()
    assert not list(tmp_path.glob(".twice*"))


def test_what_cannot_be_unpacked_says_why(tmp_path):
    path = tmp_path / "front.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("front.geojson", "{}" * 400)
    packed = bytearray(path.read_bytes())
    central = packed.rindex(b"PK\x01\x02")
    for offset, value, message in ((8, 1, "with a password"), (10, 97, "an archive that cannot be unpacked")):
        changed = bytearray(packed)
        changed[central + offset] = value
        changed[offset - 2] = value
        path.write_bytes(changed)
        with pytest.raises(InputError, match=message):
            import_fronts([path], theatre=load("donbas-2014"))
    path.write_bytes(packed[:-30])
    with pytest.raises(InputError, match="a damaged archive"):
        import_fronts([path], theatre=load("donbas-2014"))

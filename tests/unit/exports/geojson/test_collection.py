"""GeoJSON: the properties, RFC 7946, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import geomap.exports
from geomap.errors import ExportError
from geomap.exports import dump_geojson, encode, to_geojson
from geomap.exports.records.properties import COLUMNS
from geomap.exports.records.shapes import to_geojson_geometry
from geomap.model import Actor, Document, Geometry, IncidentType
from tests.builders import DOCUMENT, claim, extraction, geometry, incident, killed

SCHEMA = json.loads((Path(geomap.exports.__file__).parent / "schema" / "incidents.schema.json").read_text())


def check(collection):
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)


def test_the_schema_is_one_and_names_every_property_in_order():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["incident"]["required"] == list(COLUMNS)
    assert SCHEMA["$defs"]["incident"]["properties"]["incident_type"]["enum"] == [
        t.value for t in IncidentType
    ]


def test_a_feature_says_all_that_the_incident_does():
    collection = to_geojson(extraction(incident()))
    check(collection)
    (feature,) = collection["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.5, 50.25]}
    told = feature["properties"]
    assert list(told) == list(COLUMNS)
    assert told["id"] == feature["id"] == "i1"
    assert (told["incident_type"], told["event_type"]) == ("shelling", "Explosions/Remote violence")
    assert (told["status"], told["claimed_by"], told["denied_by"]) == ("contested", ["Valdoria"], ["Marland"])
    assert (told["date_start"], told["date_end"], told["date_prec"]) == ("2021-03-01", "2021-03-01", 1)
    assert (told["place_id"], told["country"], told["admin1"]) == ("test:1", "UA", "Eastshire")
    assert (told["where_prec"], told["radius_km"]) == (1, 5.0)
    assert told["initiator"] == ["Marland"]
    assert told["claims"][1]["quote"] == "Marland denied it."
    assert (told["document_id"], told["source"], told["published"]) == ("d1", "Wire", "2021-03-02")
    assert told["documents"] == [
        {
            "id": "d1",
            "source": "Wire",
            "url": "https://example.org/1",
            "title": "Two voices",
            "published": "2021-03-02",
            "fields": {"desk": "east"},
        }
    ]


def test_what_is_not_known_is_null():
    collection = to_geojson(extraction(replace(incident(), place=None, date_start=None, date_end=None)))
    check(collection)
    (feature,) = collection["features"]
    assert feature["geometry"] is None
    for name in ("place_text", "place_id", "country", "radius_km", "date_start", "fatalities_best"):
        assert feature["properties"][name] is None


def test_a_place_without_geometry_is_a_null_geometry():
    collection = to_geojson(extraction(incident(wkt=None)))
    check(collection)
    assert collection["features"][0]["geometry"] is None
    assert collection["features"][0]["properties"]["place_name"] == "Eastford"


def test_an_actor_named_twice_is_listed_once():
    (feature,) = to_geojson(
        extraction(incident(initiators=(Actor("Marland", "its army"), Actor("Marland", "its navy"))))
    )["features"]
    assert feature["properties"]["initiator"] == ["Marland"]


def test_casualties_reach_the_feature():
    counts = (killed(3, 3, 3), killed(100, None, None, cumulative=True))
    (feature,) = to_geojson(extraction(incident(casualties=counts)))["features"]
    assert feature["properties"]["fatalities_best"] == 3
    report = incident(casualties=counts[1:], type=IncidentType.CASUALTIES_REPORT)
    (feature,) = to_geojson(extraction(report))["features"]
    assert feature["properties"]["fatalities_low"] == 100
    assert feature["properties"]["fatalities_best"] is None


def test_documents_of_the_claims_are_listed():
    other = Document(id="d2", text="More.")
    told = incident(claims=(claim(), claim("Marland", document_id="d2")))
    (feature,) = to_geojson(extraction(told, documents=(DOCUMENT, other)))["features"]
    assert [d["id"] for d in feature["properties"]["documents"]] == ["d1", "d2"]


def test_the_text_form_is_one_feature_a_line_and_reads_back():
    made = extraction(incident(), incident(wkt=None, id="i2"))
    text = dump_geojson(made)
    assert text.endswith("\n]}\n")
    assert text.count("\n") == 4
    assert json.loads(text) == to_geojson(made)
    assert dump_geojson(made) == text
    assert json.loads(dump_geojson(extraction())) == {"type": "FeatureCollection", "features": []}


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_text_survives_the_file(text):
    made = extraction(incident(quote=text), documents=(Document(id="d1", text=text),))
    raw = encode(dump_geojson(made))
    (feature,) = json.loads(raw.decode("utf-8"))["features"]
    wanted = "".join("\ufffd" if "\ud800" <= ch <= "\udfff" else ch for ch in text)
    assert feature["properties"]["quote"] == wanted


coordinate = st.tuples(st.floats(-179, 179), st.floats(-89, 89))


@given(coordinate, st.floats(0.001, 5), st.integers(3, 12))
def test_shapes_come_back_and_turn_the_right_way(centre, radius, quarter):
    disc = (
        shapely.Point(centre).buffer(radius, quad_segs=quarter).intersection(shapely.box(-180, -90, 180, 90))
    )
    ring = disc.difference(shapely.Point(centre).buffer(radius / 2, quad_segs=quarter))
    value = to_geojson_geometry(Geometry.from_shapely(ring.reverse()), where="x")
    back = shapely.geometry.shape(value)
    assert back.is_valid
    assert back.symmetric_difference(ring).area <= 1e-4 * ring.length
    for polygon in shapely.get_parts(back):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)
    numbers = shapely.get_coordinates(back)
    assert (abs(numbers[:, 0]) <= 180).all()


def test_a_shape_beyond_the_antimeridian_is_cut_there():
    value = to_geojson_geometry(
        geometry("POLYGON ((178 -18, 182 -18, 182 -16, 178 -16, 178 -18))"), where="x"
    )
    assert value["type"] == "MultiPolygon"
    back = shapely.geometry.shape(value)
    assert back.bounds == (-180, -18, 180, -16)
    assert back.area == pytest.approx(8)
    line = to_geojson_geometry(geometry("LINESTRING (-178 0, -183 5)"), where="x")
    assert line["type"] == "MultiLineString"
    point = to_geojson_geometry(geometry("POINT (181.5 10)"), where="x")
    assert point == {"type": "Point", "coordinates": [-178.5, 10.0]}


def test_a_shape_that_only_touches_the_antimeridian_stays_whole():
    value = to_geojson_geometry(geometry("POLYGON ((178 0, 180 0, 180 1, 178 1, 178 0))"), where="x")
    assert value["type"] == "Polygon"


def test_numbers_are_rounded_and_never_minus_zero():
    value = to_geojson_geometry(geometry("POINT (-0.00000001 12.123456789)"), where="x")
    assert json.dumps(value["coordinates"]) == "[0.0, 12.123457]"


def test_a_sliver_that_rounding_would_close_is_kept():
    value = to_geojson_geometry(geometry("POLYGON ((1 1, 1.0000001 1, 1 1.0000001, 1 1))"), where="x")
    assert shapely.geometry.shape(value).area > 0


@pytest.mark.parametrize("wkt", ["POINT (1 91)", "LINESTRING (0 0, 10 -90.5)"])
def test_what_lies_beyond_a_pole_is_refused(wkt):
    with pytest.raises(ExportError, match="incident i1: a coordinate"):
        to_geojson(extraction(incident(wkt)))


def test_what_is_not_finite_is_refused():
    with pytest.raises(ExportError, match="not finite"):
        to_geojson_geometry(Geometry(shapely.to_wkb(shapely.Point(float("inf"), 2))), where="x")

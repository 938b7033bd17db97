"""The GeoPackage: every layer reads back, nothing is lost, styles are there for every sign."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from xml.etree import ElementTree

import pandas
import pyogrio
import pytest
import shapely

from geomap.exports import to_geojson, write
from geomap.exports.records.properties import COLUMNS, DATES, LISTS
from tests.export_cases import CASES, EMPTY, FULL, SECTORS, THEATRE, same_shape


def layers(path):
    return {str(name): kind for name, kind in pyogrio.list_layers(path)}


def read(path, name):
    return pyogrio.read_dataframe(path, layer=name)


def query(path, asked):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(asked).fetchall()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    path = tmp_path_factory.mktemp("gpkg") / "a.gpkg"
    write(FULL, path)
    return path


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_nothing_of_an_incident_is_lost(tmp_path, made):
    write(made, tmp_path / "a.gpkg")
    frame = read(tmp_path / "a.gpkg", "incidents")
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    features = to_geojson(made)["features"]
    assert len(frame) == len(features)
    for feature, (_, row) in zip(features, frame.iterrows(), strict=True):
        for name, told in feature["properties"].items():
            value = row[name]
            if name in LISTS:
                value = json.loads(value)
            elif pandas.isna(value):
                value = None
            elif name in DATES:
                value = value.date().isoformat()
            assert value == told, name
        assert same_shape(row.geometry, feature["geometry"])


def test_days_are_days_and_not_text(full):
    info = pyogrio.read_info(full, layer="incidents")
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert {types[name] for name in DATES} == {"datetime64[D]"}


def test_incidents_are_parted_by_kind_of_shape(full):
    points, lines, areas = (read(full, f"incident_{kind}") for kind in ("points", "lines", "areas"))
    assert list(points.id) == ["i1", "i6", "i8"]
    assert list(lines.id) == ["i3", "i7"]
    assert list(areas.id) == ["i2", "i4"]
    found = layers(full)
    assert (found["incident_points"], found["incident_lines"], found["incident_areas"]) == (
        "Point",
        "MultiLineString",
        "MultiPolygon",
    )
    assert list(points.sign) == ["contested-bombardment"] * 2 + ["reported-bombardment"]
    assert list(areas.sign) == ["claimed-bombardment", "claimed-bombardment in sectors"]
    assert areas.geometry[0].bounds == (-180, 50, 180, 51)  # cut at the antimeridian


def test_the_ground_of_the_theatre_is_there(full):
    sectors = read(full, "sectors")
    assert list(sectors["name"]) == [sector.name for sector in SECTORS]
    assert list(sectors.incidents) == [1, 1]
    lines = read(full, "lines_of_contact")
    assert list(lines.kind) == ["contact", "border"]
    assert lines.note[0] == "<b>moved</b>"
    assert str(lines.valid_from[0].date()) == "2021-01-01"
    areas = read(full, "control_areas")
    assert list(areas.party.fillna("")) == ["Valdoria", ""]
    assert areas.colour[0] == "#123456"
    assert shapely.equals(areas.geometry[0], THEATRE.areas[0].geometry.to_shapely())


def test_what_is_known_roughly_has_a_circle(full):
    (circle,) = read(full, "uncertainty_circles").itertuples()
    assert (circle.radius_km, json.loads(circle.incidents)) == (20.0, ["i8"])
    assert circle.geometry.bounds[::2] == (-180, 180)  # on both sides of the antimeridian
    assert len(circle.geometry.geoms) == 2


def test_documents_and_claims_are_tables(full):
    documents = read(full, "documents")
    assert list(documents.id) == [document.id for document in FULL.documents]
    assert "text" not in documents.columns
    assert json.loads(documents.fields[0]) == {"desk": "east"}
    claims = read(full, "claims")
    assert len(claims) == sum(len(incident.claims) for incident in FULL.incidents)
    assert set(claims.incident_id) <= {incident.id for incident in FULL.incidents}
    assert list(read(full, "unresolved").name) == ["Marland"]


def test_what_would_be_empty_is_left_out(tmp_path):
    write(EMPTY, tmp_path / "a.gpkg")
    assert set(layers(tmp_path / "a.gpkg")) == {"incidents", "layer_styles"}


def test_no_clock_is_in_it(full):
    assert query(full, "SELECT DISTINCT last_change FROM gpkg_contents") == [("1970-01-01T00:00:00.000Z",)]
    assert query(full, "PRAGMA integrity_check") == [("ok",)]


def styles(path):
    rows = query(path, "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault = 1")
    return {name: ElementTree.fromstring(qml) for name, qml in rows}


def test_every_layer_that_is_drawn_has_a_style(full):
    drawn = {name for name, kind in layers(full).items() if kind is not None} - {"incidents"}
    assert set(styles(full)) == drawn
    for name in drawn:
        registered = query(full, f"SELECT column_name FROM gpkg_geometry_columns WHERE table_name = '{name}'")
        assert registered == query(
            full, f"SELECT DISTINCT f_geometry_column FROM layer_styles WHERE f_table_name = '{name}'"
        )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("incident_points", "sign"),
        ("incident_lines", "sign"),
        ("incident_areas", "sign"),
        ("lines_of_contact", "kind"),
        ("control_areas", "party"),
    ],
)
def test_every_value_has_a_category_and_every_category_a_symbol(full, name, field):
    renderer = styles(full)[name].find("renderer-v2")
    assert renderer.get("attr") == field
    categories = {c.get("value"): c.get("symbol") for c in renderer.iter("category")}
    assert set(read(full, name)[field].fillna("")) <= set(categories)
    symbols = {symbol.get("name") for symbol in renderer.find("symbols")}
    assert set(categories.values()) == symbols


def test_contested_areas_are_hatched_with_a_broken_outline(tmp_path):
    from tests.builders import extraction, incident

    write(extraction(incident("POLYGON ((30 50, 31 50, 31 51, 30 50))")), tmp_path / "a.gpkg")
    symbol = styles(tmp_path / "a.gpkg")["incident_areas"].find("renderer-v2/symbols/symbol")
    kinds = [layer.get("class") for layer in symbol.findall("layer")]
    assert kinds == ["LinePatternFill", "SimpleLine", "CentroidFill"]
    options = {o.get("name"): o.get("value") for o in symbol.findall("layer")[1].iter("Option")}
    assert options["use_custom_dash"] == "1"


def test_a_legend_computes_nothing_of_a_name():
    from geomap.exports.gis.geopackage import qml

    name = "Velm [% env('HOME') %] [[%%]"
    told = qml.style(qml.categorised("party", [(name, f"Held by {name}", qml.symbol("fill"))]))
    (category,) = ElementTree.fromstring(told).iter("category")
    # Features are found by the value; QGIS computes what stands between these marks in a label.
    assert category.get("value") == name
    assert "[%" not in category.get("label")

"""What was corrected shows in every file."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import geopandas
import jsonschema
import pyogrio
import pytest

import geomap.exports
from geomap.corrections import correct
from geomap.exports import dump_geojson, to_geojson, write
from geomap.exports.gis.frame import to_geodataframe
from geomap.exports.records.properties import COLUMNS
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.schemes import table_of
from geomap.model import CorrectedPlace, Correction, CorrectionAction, IncidentType
from tests.builders import extraction, geometry, incident

SCHEMA = json.loads((Path(geomap.exports.__file__).parent / "schema" / "incidents.schema.json").read_text())
SAID = {"by": "N.N.", "why": "=1+1 </script>"}
FARM = CorrectedPlace("A farm", 2, 10.0, geometry("POINT (31 51)"))
ASKED = (
    Correction(CorrectionAction.RETYPE, ("a",), type=IncidentType.RIOT, on=date(2024, 3, 5), **SAID),
    Correction(CorrectionAction.RELOCATE, ("a",), place=FARM, **SAID),
    Correction(CorrectionAction.REJECT, ("b",), **SAID),
    Correction(CorrectionAction.MERGE, ("a", "c"), **SAID),
    Correction(CorrectionAction.REJECT, ("z",), **SAID),
)


@pytest.fixture
def corrected():
    return correct(extraction(*(incident(id=name) for name in "abcd")), ASKED)


def test_geojson_tells_each_correction_and_what_came_of_it(corrected):
    collection = to_geojson(corrected)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    assert json.loads(dump_geojson(corrected)) == collection
    assert [f["id"] for f in collection["features"]] == ["a", "d"]
    retype, relocate, merge = collection["features"][0]["properties"]["corrections"]
    assert retype == {
        "action": "retype", "incident": "a", "by": "N.N.", "why": "=1+1 </script>", "on": "2024-03-05",
        "before": {"incident_type": "shelling"},
    }  # fmt: skip
    assert (relocate["on"], relocate["before"]["place_name"], relocate["before"]["sectors"]) == (
        None,
        "Eastford",
        [],
    )
    assert merge["before"]["parts"][1].startswith("c: shelling")
    assert collection["features"][1]["properties"]["corrections"] == []
    told = collection["features"][0]["properties"]
    assert (told["incident_type"], told["place_name"], told["place_text"], told["place_id"]) == (
        "riot", "A farm", None, None,
    )  # fmt: skip
    states = [(c["action"], c["incidents"], c["state"]) for c in collection["corrections"]]
    assert states == [
        ("retype", ["a"], "applied"), ("relocate", ["a"], "applied"), ("reject", ["b"], "applied"),
        ("merge", ["a", "c"], "applied"), ("reject", ["z"], "not applied"),
    ]  # fmt: skip
    rejected, absent = collection["corrections"][2], collection["corrections"][4]
    assert rejected["before"]["quote"] == incident().quote
    assert (absent["note"], absent["before"], rejected["note"]) == ("no incident z", {}, None)


def test_nothing_is_said_where_nothing_was_asked():
    collection = to_geojson(extraction(incident()))
    assert list(collection) == ["type", "features"]
    assert dump_geojson(extraction()).startswith('{"type": "FeatureCollection", "features": [')


def test_tables_have_a_column_of_json(corrected):
    (first, _) = csv.DictReader(io.StringIO(dump_table(table_of(corrected))))
    assert [done["action"] for done in json.loads(first["corrections"])] == ["retype", "relocate", "merge"]
    assert not any(cell.startswith("=") for cell in first.values())
    frame = to_geodataframe(corrected)
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.corrections[0][0]["before"] == {"incident_type": "shelling"}


def test_a_geopackage_has_a_table_of_corrections(corrected, tmp_path):
    path = tmp_path / "a.gpkg"
    write(corrected, path)
    assert len(geopandas.read_file(path, layer="incidents")) == 2
    table = pyogrio.read_dataframe(path, layer="corrections")
    assert list(table.state) == ["applied"] * 4 + ["not applied"]
    assert json.loads(table.before[2])["incident_type"] == "shelling"
    assert list(table.on.isna()) == [False] + [True] * 4
    write(extraction(incident()), path)
    assert "corrections" not in [name for name, _ in pyogrio.list_layers(path)]

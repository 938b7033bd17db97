"""GeoJSON text sequences (RFC 8142), JSON Lines, and the schema that all of them keep."""

from __future__ import annotations

import json

import jsonschema
import pyogrio
import pytest

from geomap.exports import SCHEMA_FILE, schema, to_geojson, write
from tests.export_cases import CASES, FULL


def feature_schema():
    found = schema()
    return {"$schema": found["$schema"], "$ref": "#/$defs/feature", "$defs": found["$defs"]}


@pytest.mark.parametrize("name", ["a.geojsons", "a.geojsonseq"])
@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_each_record_stands_between_a_separator_and_a_line_end(tmp_path, name, made):
    write(made, tmp_path / name)
    content = (tmp_path / name).read_text("utf-8")
    records = content.split("\x1e")
    assert records[0] == ""
    assert all(record.endswith("\n") and record.count("\n") == 1 for record in records[1:])
    assert [json.loads(record) for record in records[1:]] == to_geojson(made)["features"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.geojsonl"])
def test_lines_are_features_of_the_schema(tmp_path, name):
    write(FULL, tmp_path / name)
    validator = jsonschema.Draft202012Validator(feature_schema())
    lines = (tmp_path / name).read_text("utf-8").split("\n")
    assert lines.pop() == ""
    for line in lines:
        validator.validate(json.loads(line))
    assert len(lines) == len(FULL.incidents)


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_a_collection_keeps_the_schema(made):
    jsonschema.Draft202012Validator(schema()).validate(to_geojson(made))


def test_the_schema_refuses_what_is_none():
    made = to_geojson(FULL)
    made["features"][0]["properties"]["status"] = "proven"
    with pytest.raises(jsonschema.ValidationError, match="proven"):
        jsonschema.Draft202012Validator(schema()).validate(made)


def test_the_schema_is_where_it_is_said_to_be():
    from pathlib import Path

    file = Path(__file__).resolve().parents[4] / SCHEMA_FILE
    assert json.loads(file.read_text("utf-8")) == schema()
    assert schema() is not schema()


def test_gdal_reads_a_sequence(tmp_path):
    write(FULL, tmp_path / "a.geojsons")
    frame = pyogrio.read_dataframe(tmp_path / "a.geojsons")
    assert list(frame["id"]) == [incident.id for incident in FULL.incidents]

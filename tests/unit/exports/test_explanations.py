"""Explanations in GeoJSON and JSON Lines: only where asked for, and as the schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import geomap.exports
from geomap.cli.extract_outputs import explained
from geomap.errors import ExportError
from geomap.exports import check_explained, to_geojson, write
from geomap.exports.records.properties import COLUMNS
from geomap.model import Evidence, Explanation, Part
from tests.builders import extraction, incident, joined, joined_extraction

SCHEMA = json.loads((Path(geomap.exports.__file__).parent / "schema" / "incidents.schema.json").read_text())
EXPLANATION = Explanation(
    'shelling: verb "shell"',
    tuple(Evidence(part, 0, 8, "Valdoria", "d1", "means") for part in Part),
    ("who: grammar",),
)
MADE = extraction(incident(explanation=EXPLANATION), incident(id="i2"))


def test_without_being_asked_for_there_is_none():
    assert [list(f["properties"]) for f in to_geojson(MADE)["features"]] == [list(COLUMNS)] * 2


def test_an_explanation_has_rule_words_and_reasons():
    collection = to_geojson(MADE, explain=True)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    told, none = (f["properties"]["explanation"] for f in collection["features"])
    assert none is None
    assert list(told) == ["rule", "evidence", "reasons"]
    assert (told["rule"], told["reasons"]) == ('shelling: verb "shell"', ["who: grammar"])
    assert [e["part"] for e in told["evidence"]] == [part.value for part in Part]
    assert told["evidence"][0] == {
        "part": "trigger",
        "start": 0,
        "end": 8,
        "text": "Valdoria",
        "means": "means",
        "document_id": "d1",
    }


@pytest.mark.parametrize("name", ["a.geojson", "a.jsonl"])
def test_files_hold_it_if_asked(tmp_path, name):
    write(MADE, tmp_path / name)
    assert "explanation" not in (tmp_path / name).read_text()
    write(MADE, tmp_path / name, explain=True)
    assert (tmp_path / name).read_text().count('"explanation": ') == 2


@pytest.mark.parametrize("name", ["a.csv", "a.gpkg"])
def test_tables_have_no_column_for_it(tmp_path, name):
    told = r"explanations have no column; \.geojson or \.jsonl is needed"
    with pytest.raises(ExportError, match=told):
        check_explained(tmp_path / name)
    with pytest.raises(ExportError, match=told):
        write(MADE, tmp_path / name, explain=True)
    assert list(tmp_path.iterdir()) == []


def test_a_joined_incident_tells_its_accounts_and_what_they_differ_in():
    lines = joined().explain().splitlines()
    assert "  told       in 3 accounts; independent sources: 2" in lines
    assert (
        "  account    d3, source 2, 2021-03-01, Westford: 'Seven people died when shells hit Westford on "
        "Monday, a doctor there said.' [0.80: place: Westford]" in lines
    )
    assert "  disputed   casualties: 3 killed (d1, d2); 7 killed (d3)" in lines
    assert "  harm       'Seven people died' (d3)" in lines
    assert any("asserts [d2 0:78]" in line for line in lines)


def test_a_text_that_has_an_account_alone_says_so():
    lines = list(explained(joined_extraction()))
    assert lines.count("  an account of an incident that is told under d1") == 2
    assert "  no incident was found" not in lines

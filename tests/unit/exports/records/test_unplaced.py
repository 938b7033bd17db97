"""Names without a place are listed in every file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pyogrio

import geomap.exports
from geomap.exports import dump_geojson, to_geojson, toponym_record, write
from geomap.exports.geojson import dump_feature_lines
from geomap.exports.gis.frame import to_geodataframe
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.schemes import table_of
from geomap.model import Candidate, Document, Extraction, Role, Toponym
from geomap.model.unresolved import UNKNOWN, UNSURE
from tests.builders import PLACE, RESOLUTION, incident

SCHEMA = json.loads((Path(geomap.exports.__file__).parent / "schema" / "incidents.schema.json").read_text())
TEXT = "Shells hit =Blorvka and Eastford. Blorvka Radio told of Zzyz and of =Blorvka."
DOCUMENT = Document("d1", TEXT)
GUESSES = tuple(Candidate(PLACE, "Eastford", score=score, reasons=("prior",)) for score in (0.2149, 0.1))


def named(words, role=Role.PLACE, after=0, **changes):
    start = TEXT.index(words, after)
    return Toponym(start, start + len(words), words, role, **changes)


BLORVKA = named("=Blorvka", considered=GUESSES)
TOPONYMS = (
    BLORVKA,
    named("Eastford", resolution=RESOLUTION),
    named("Blorvka", Role.ORGANISATION, after=34),
    named("Zzyz"),
    named("=Blorvka", after=34),
)


def sentence(number, **changes):
    start = (0, 34)[number]
    end = (33, len(TEXT))[number]
    return incident(id=f"i{number}", start=start, end=end, quote=TEXT[start:end], **changes)


FOUND = Extraction((DOCUMENT,), (TOPONYMS,), (sentence(0), sentence(1, place=None)))
NAMES = [["=Blorvka"], ["Blorvka", "Zzyz", "=Blorvka"]]


def test_geojson_lists_them_beside_the_features():
    collection = to_geojson(FOUND)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    assert list(collection) == ["type", "unresolved", "features"]
    assert json.loads(dump_geojson(FOUND)) == collection
    first, second, last = collection["unresolved"]
    assert first == {
        "document_id": "d1",
        "name": "=Blorvka",
        "role": "place",
        "reason": UNSURE,
        "quote": "Shells hit =Blorvka and Eastford.",
        "mentions": [{"start": 11, "end": 19}, {"start": 68, "end": 76}],
        "guesses": [
            {"place_id": "test:1", "name": "Eastford", "country": "UA", "admin1": "Eastshire",
             "feature_code": "PPL", "score": score, "reasons": ["prior"]}
            for score in (0.2149, 0.1)
        ],
    }  # fmt: skip
    assert (second["name"], second["reason"], second["guesses"]) == ("Zzyz", UNKNOWN, [])
    assert (last["name"], last["role"]) == ("Blorvka", "organisation")


def test_each_incident_has_those_of_its_own_sentence():
    told = [feature["properties"]["unresolved_toponyms"] for feature in to_geojson(FOUND)["features"]]
    assert told == NAMES
    lines = [json.loads(line) for line in dump_feature_lines(FOUND).splitlines()]
    assert [line["properties"]["unresolved_toponyms"] for line in lines] == NAMES
    rows = list(csv.DictReader(io.StringIO(dump_table(table_of(FOUND)))))
    assert [json.loads(row["unresolved_toponyms"]) for row in rows] == NAMES
    assert list(to_geodataframe(FOUND).unresolved_toponyms) == NAMES


def test_a_name_of_another_document_is_not_the_incidents():
    other = replace(FOUND, documents=(replace(DOCUMENT, id="d2"),))
    assert [f["properties"]["unresolved_toponyms"] for f in to_geojson(other)["features"]] == [[], []]


def test_a_geopackage_has_a_table_of_them(tmp_path):
    path = tmp_path / "a.gpkg"
    write(FOUND, path)
    incidents = pyogrio.read_dataframe(path, layer="incidents")
    assert [json.loads(names) for names in incidents.unresolved_toponyms] == NAMES
    table = pyogrio.read_dataframe(path, layer="unresolved")
    assert list(table.columns) == list(to_geojson(FOUND)["unresolved"][0])
    assert list(table.name) == ["=Blorvka", "Zzyz", "Blorvka"]
    assert [guess["score"] for guess in json.loads(table.guesses[0])] == [0.2149, 0.1]
    assert json.loads(table.mentions[1]) == [{"start": 56, "end": 60}]
    write(replace(FOUND, toponyms=((),)), path)
    assert "unresolved" not in [name for name, _ in pyogrio.list_layers(path)]


def test_toponym_lines_explain_why_a_name_was_left_open():
    plain = toponym_record(DOCUMENT, TOPONYMS)["toponyms"]
    assert [t["place_id"] for t in plain] == [None, "test:1", None, None, None]
    assert all("explain" not in t for t in plain)
    told = [t["explain"] for t in toponym_record(DOCUMENT, TOPONYMS, explain=True)["toponyms"]]
    assert [t["reason"] for t in told] == [UNSURE, None, UNKNOWN, UNKNOWN, UNKNOWN]
    assert [c["score"] for c in told[0]["considered"]] == [0.2149, 0.1]
    assert told[0]["considered"][0]["reasons"] == ["prior"]
    assert [t["considered"] for t in told[1:]] == [[], [], [], []]

"""Place names without a place, from outside."""

from __future__ import annotations

import json

import jsonschema
import pyogrio
import pytest

from tests.functional.test_texts import SCHEMA

DISPATCH = (
    "date 2022-10-12 KYIV -- Russian forces shelled the village of Blorvka near Kharkiv on October 12, Ukraine's "
    "Defense Ministry said. Two civilians were killed in the village of Blorvka.\n"
)
TOLD = "1 place name could not be placed: Blorvka (2); "


@pytest.fixture
def dispatch(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    return path


def test_extract_lists_them_in_every_format(geomap, dispatch, tmp_path):
    done = geomap("extract", dispatch, "-o", "-")
    assert (done.status, done.err) == (0, f"geomap: note: {TOLD}listed in the output\n")
    collection = json.loads(done.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    (blorvka,) = collection["unresolved"]
    assert [DISPATCH[m["start"] : m["end"]] for m in blorvka["mentions"]] == ["Blorvka"] * 2
    assert blorvka["quote"] == DISPATCH[DISPATCH.index("Russian") : DISPATCH.index(" Two")]
    assert {tuple(f["properties"]["unresolved_toponyms"]) for f in collection["features"]} == {("Blorvka",)}
    for name, listed in (
        ("a.csv", "a .geojson or geomap geoparse --explain tells of each"),
        ("a.jsonl", "a .geojson or geomap geoparse --explain tells of each"),
        ("a.gpkg", "listed in a.gpkg"),
    ):
        done = geomap("extract", dispatch, "-o", name)
        assert (done.out.splitlines()[1:], done.err) == ([f"{TOLD}{listed}"], "")
    assert "unresolved_toponyms" in (tmp_path / "a.csv").read_text().splitlines()[0]
    assert list(pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="unresolved").name) == ["Blorvka"]


def test_geoparse_explains_why(geomap, dispatch):
    done = geomap("geoparse", dispatch, "-o", "-", "--explain")
    toponyms = json.loads(done.out)["toponyms"]
    open_ = [t for t in toponyms if t["text"] == "Blorvka"]
    assert [(t["place_id"], t["lat"], t["lon"]) for t in open_] == [(None, None, None)] * 2
    assert {t["explain"]["reason"] for t in open_} == {"no place of this name is known"}
    assert all(t["explain"]["reason"] is None for t in toponyms if t["place_id"] is not None)


def test_the_map_says_where_they_are(geomap, dispatch, tmp_path):
    done = geomap("map", dispatch, "-o", "map.html")
    assert done.out.splitlines()[1:] == [f"{TOLD}listed on the map under Layers"]
    assert (tmp_path / "map.html").exists()

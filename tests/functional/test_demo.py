"""The demonstration, from outside."""

from __future__ import annotations

import json

from geomap.demo import sample_paths


def test_demo_writes_both_files_and_tells_of_them(geomap, tmp_path):
    done = geomap("demo", "-o", "new/folder")
    assert (done.status, done.err) == (0, "")
    page, collection = tmp_path / "new/folder/map.html", tmp_path / "new/folder/incidents.geojson"
    assert sorted(p.name for p in page.parent.iterdir()) == ["incidents.geojson", "map.html"]
    features = json.loads(collection.read_text())["features"]
    assert {f["properties"]["document_id"] for f in features} == {p.stem for p in sample_paths()}
    assert f"{len(sample_paths())} sample dispatches: {len(features)} incidents" in done.out
    assert "contested: " in done.out
    assert "new/folder/map.html" in done.out
    again = geomap("demo", "-o", "again", PYTHONHASHSEED="5")
    assert again.status == 0
    assert (tmp_path / "again/map.html").read_bytes() == page.read_bytes()
    assert (tmp_path / "again/incidents.geojson").read_bytes() == collection.read_bytes()


def test_demo_into_a_file_is_one_line(geomap, tmp_path):
    (tmp_path / "taken").write_text("x")
    done = geomap("demo", "-o", "taken")
    assert done.status == 2
    assert done.err.count("\n") == 1

"""A store, from outside: texts in, a map and files out."""

from __future__ import annotations

import json

from tests.functional.test_texts import DISPATCH

OTHER = (
    "date 2022-10-13 LVIV -- Two civilians died when Russian forces shelled Kharkiv on October 12, "
    "the city's mayor said.\n"
)


def test_texts_are_kept_and_told_again(geomap, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "first.txt").write_text(DISPATCH, encoding="utf-8")
    (tmp_path / "news" / "second.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "news" / "third.json").write_text("{", encoding="utf-8")
    done = geomap("store", "add", "news.gpkg", "news")
    assert (done.status, done.out.splitlines()[0]) == (1, "2 new, 0 changed, 0 unchanged; 2 documents so far")
    assert "third.json" in done.err
    features = [json.loads(line) for line in geomap("store", "list", "news.gpkg", "--json").out.splitlines()]
    told = [f["properties"] for f in features if f["properties"]["place_name"] == "Kharkiv"]
    assert any({d["id"] for d in each["documents"]} == {"first", "second"} for each in told)
    assert geomap("store", "add", "news.gpkg", "news").out.startswith("2 unchanged")
    assert geomap("store", "check", "news.gpkg").status == 0

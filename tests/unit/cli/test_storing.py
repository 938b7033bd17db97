"""The commands for a store, with what texts tell made up."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import geomap.pipeline
from geomap.cli import main
from geomap.pipeline import Report
from geomap.store import open_store
from tests import builders

DAY = "2021-03-02"


def found_in(documents, **options):
    """Each document tells of the shelling of Eastford; one that says so, of nothing."""
    documents = tuple(documents)
    incidents = tuple(
        replace(builders.incident(claims=()), id=f"i-{document.id}", document_id=document.id)
        for document in documents
        if "nothing" not in document.text
    )
    return Report(documents, tuple((builders.toponym(),) for _ in documents), incidents)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(geomap.pipeline, "extract", found_in)
    monkeypatch.chdir(tmp_path)
    write("a.txt", "The river rose in the night and the ferry stayed at the quay until the morning.")
    write("b.txt", "A market was opened by the mayor, who spoke of wheat prices and new tram lines.")

    def ask(*arguments):
        status = main(["store", *map(str, arguments)])
        done = capsys.readouterr()
        return status, done.out, done.err

    return ask


def write(name, text):
    from pathlib import Path

    Path(name).write_text(f"{builders.TEXT} {text}", encoding="utf-8")


@pytest.fixture
def filled(run):
    assert run("add", "s.gpkg", "a.txt", "b.txt", "--date", DAY)[0] == 0
    return run


def test_adding_tells_what_came_of_it(run):
    told = "2 new, 0 changed, 0 unchanged; 2 documents so far\n"
    told += "s.gpkg: 1 incident, told 2 times in 2 documents\n"
    assert run("add", "s.gpkg", "a.txt", "b.txt", "--date", DAY) == (0, told, "")
    write("b.txt", "nothing")
    assert run("add", "s.gpkg", "a.txt", "b.txt", "--date", DAY)[1] == (
        "0 new, 1 changed, 1 unchanged; 2 documents so far\ns.gpkg: 1 incident, told 1 time in 2 documents\n"
    )


def test_what_is_there_is_not_read_again(filled, monkeypatch):
    monkeypatch.setattr(geomap.pipeline, "extract", None)
    status, out, _ = filled("add", "s.gpkg", "a.txt", "b.txt", "--date", DAY)
    assert (status, out.splitlines()[0]) == (0, "2 unchanged; 2 documents so far")


@pytest.mark.parametrize(
    "option",
    [("--theatre", "none"), ("--recogniser", "rules"), ("--min-score", "0.5"), ("--overrides", "o.csv")],
)
def test_what_was_read_with_other_options_is_read_again(filled, option, tmp_path):
    (tmp_path / "o.csv").write_text("name,context,place\nHope,,none\n")
    out = filled("add", "s.gpkg", "a.txt", "--date", DAY, *option)[1]
    assert out.startswith("0 new, 1 changed, 0 unchanged")


def test_batches_are_kept_one_by_one(run, monkeypatch):
    from geomap.cli import storing

    monkeypatch.setattr(storing, "_MOST_DOCUMENTS", 1)
    seen = []

    def extract(documents, **options):
        with open_store("s.gpkg") as store:
            seen.append(store.counts().documents)
        return found_in(documents)

    monkeypatch.setattr(geomap.pipeline, "extract", extract)
    status, out, _ = run("add", "s.gpkg", "a.txt", "b.txt")
    assert (status, seen) == (0, [0, 1])
    assert out.splitlines()[:2] == [
        "1 new, 0 changed, 0 unchanged; 1 document so far",
        "1 new, 0 changed, 0 unchanged; 2 documents so far",
    ]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(run, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2" * 50)
    status, out, err = run("add", "s.gpkg", "bad.txt", "a.txt", "none.txt")
    assert (status, err.count("\n")) == (1, 2)
    assert "1 new" in out
    assert run("add", "t.gpkg", "none.txt")[0] == 2


def test_a_document_that_cannot_be_kept_is_named_and_the_others_are(run, monkeypatch):
    def extract(documents, **options):
        documents = tuple(documents)
        if any("mayor" in document.text for document in documents):
            raise geomap.RecordError("a span is reversed", where="incident x")
        return found_in(documents)

    monkeypatch.setattr(geomap.pipeline, "extract", extract)
    status, out, err = run("add", "s.gpkg", "a.txt", "b.txt")
    assert (status, out.splitlines()[0]) == (1, "1 new, 0 changed, 0 unchanged; 2 documents so far")
    assert err == "geomap: document b: incident x: a span is reversed\n"
    assert run("add", "s.gpkg", "a.txt", "b.txt")[2] == "geomap: incident x: a span is reversed\n"


def test_the_settings_of_joining(run):
    assert run("add", "s.gpkg", "a.txt", "--join-km", "5", "--join-days", "2")[0] == 0
    assert run("add", "s.gpkg", "a.txt")[0] == 0
    status, out, err = run("add", "s.gpkg", "a.txt", "--join-km", "3")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "this store joins within 5 km and 2 days" in err
    assert run("add", "t.gpkg", "a.txt", "--join-km", "500")[2] == (
        "geomap: --join-km: 500.0 is no distance; 0 to 50 km is needed\n"
    )


def test_listing(filled):
    line = "i-a  2021-03-01  shelling  reported  Eastford  (2 documents)\n"
    assert filled("list", "s.gpkg")[1] == line
    assert filled("list", "s.gpkg", "--accounts")[1].count("(1 document)") == 2
    (line,) = filled("list", "s.gpkg", "--json")[1].splitlines()
    assert json.loads(line)["properties"]["merged_from"] == ["i-a", "i-b"]
    for nothing in (("--end", "2021-02-01"), ("--type", "riot"), ("--bbox", "0,0,1,1"), ("--country", "FR")):
        assert filled("list", "s.gpkg", *nothing) == (0, "", "")
    assert filled("list", "s.gpkg", "--type", "storm")[0] == 2
    with pytest.raises(SystemExit):
        filled("list", "s.gpkg", "--bbox", "here")


def test_listing_documents(filled):
    assert filled("list", "s.gpkg", "--documents")[1].splitlines() == [
        f"a  {DAY}  (1 incident)",
        f"b  {DAY}  (1 incident)",
    ]
    first, _ = filled("list", "s.gpkg", "--documents", "--json")[1].splitlines()
    assert json.loads(first) | {"provenance": ""} == {
        "id": "a",
        "title": None,
        "source": None,
        "url": None,
        "published": DAY,
        "language": "en",
        "characters": len((builders.TEXT + " ").encode()) + 79,
        "incidents": 1,
        "copy_of": None,
        "provenance": "",
    }


def test_copies_are_told(filled, tmp_path):
    write("c.txt", "The river rose in the night and the ferry stayed at the quay until the morning. More.")
    filled("add", "s.gpkg", "c.txt", "--date", DAY)
    assert filled("list", "s.gpkg", "--documents")[1].endswith("(1 incident, a copy of a)\n")


def test_a_map_and_files_are_made_of_it(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(geomap.pipeline, "extract", None)
    status, out, err = filled("map", "s.gpkg", "-o", "m.html", "--title", "Kept")
    assert (status, out, err) == (0, "1 incident in 2 documents: m.html\n", "")
    assert "Kept" in (tmp_path / "m.html").read_text()
    assert filled("export", "s.gpkg", "-o", "x.csv", "-o", "x.geojson", "--accounts")[1] == (
        "2 incidents in 2 documents: x.csv, x.geojson\n"
    )
    assert filled("export", "s.gpkg")[2] == (
        "geomap: store export: nothing says where to write; -o FILE, --html FILE or --explain is needed\n"
    )
    assert filled("map", "s.gpkg", "-o", "m.txt")[0] == 2


def test_corrections_are_applied_to_what_is_kept(filled, tmp_path):
    (tmp_path / "c.toml").write_text(
        '[[correction]]\nincident = "i-a"\naction = "reject"\nby = "N"\nwhy = "w"\n'
    )
    status, out, _ = filled("export", "s.gpkg", "-o", "x.geojson", "--corrections", "c.toml")
    assert (status, out) == (0, "0 incidents in 2 documents: x.geojson\n")
    assert filled("list", "s.gpkg")[1]


def test_removing(filled):
    assert filled("remove", "s.gpkg", "a", "x") == (
        1,
        "1 document removed\n",
        "geomap: s.gpkg: no document 'x'\n",
    )
    assert filled("remove", "s.gpkg", "--before", DAY)[1] == "0 documents removed\n"
    assert filled("remove", "s.gpkg", "--before", "2021-03-03")[1] == "1 document removed\n"
    assert filled("remove", "s.gpkg")[0] == 2
    status, out, _ = filled("vacuum", "s.gpkg")
    assert (status, out.startswith("s.gpkg: 0."), out.endswith(" MB now\n")) == (0, True, True)


def test_checking(filled):
    import sqlite3
    from contextlib import closing

    assert filled("check", "s.gpkg") == (0, "no faults in 2 documents, 1 incident\n", "")
    with closing(sqlite3.connect("s.gpkg")) as database:
        database.execute("UPDATE claims SET speaker = 'x'")
        database.execute("DELETE FROM toponyms")
        database.commit()
    status, out, err = filled("check", "s.gpkg")
    assert (status, err) == (1, "")
    assert out.splitlines() == ["documents: id a is not in toponyms", "documents: id b is not in toponyms"]


@pytest.mark.parametrize("verb", ["list", "check", "vacuum", "export", "map", "remove"])
def test_a_store_that_is_not_there(run, verb):
    rest = {"export": ["-o", "x.csv"], "map": ["-o", "x.html"], "remove": ["a"]}.get(verb, [])
    assert run(verb, "none.gpkg", *rest) == (
        2,
        "",
        "geomap: none.gpkg: there is no such store; geomap store add makes one\n",
    )

"""Where extract writes its file, its page and its lines for people."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import geomap.pipeline
from geomap.cli import main
from geomap.model import Evidence, Explanation, Part
from geomap.pipeline import Report
from tests import builders

EXPLANATION = Explanation(
    'shelling: verb "shell"', (Evidence(Part.PLACE, 0, 8, "Valdoria", "d1"),), ("who: x",)
)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    empty = replace(builders.DOCUMENT, id="d\x1b[2J", title=None, published=None)
    report = Report(
        documents=(builders.DOCUMENT, empty),
        toponyms=((), ()),
        incidents=(builders.incident(explanation=EXPLANATION),),
    )
    monkeypatch.setattr(geomap.pipeline, "extract", lambda documents, **options: report)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(builders.TEXT)

    def ask(*arguments):
        status = main(["extract", "a.txt", *arguments])
        done = capsys.readouterr()
        return status, done.out, done.err

    return ask


def is_page(text):
    return text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n")


def explained(text):
    return [f["properties"].get("explanation") is not None for f in json.loads(text)["features"]]


def test_a_file_holds_explanations_only_if_asked(run, tmp_path):
    assert run("-o", "a.geojson") == (0, "1 incident in 2 documents: a.geojson\n", "")
    assert explained((tmp_path / "a.geojson").read_text()) == [False]
    assert run("-o", "a.geojson", "--explain") == (0, "1 incident in 2 documents: a.geojson\n", "")
    assert explained((tmp_path / "a.geojson").read_text()) == [True]
    status, out, err = run("-o", "-", "--explain")
    assert (status, err) == (0, "")
    assert explained(out) == [True]


def test_without_a_file_it_is_told_to_people(run):
    status, out, err = run("--explain")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "d1 (2021-03-02): Two voices"
    assert lines[1] == "  1. Shelling: contested"
    assert '     rule       shelling: verb "shell"' in lines
    assert "     place      [0:8] 'Valdoria'" in lines
    assert "     because    who: x" in lines
    assert lines[-3:-1] == ["d[U+001B][2J (no date)", "  no incident was found"]


def test_a_page_alone_and_beside_others(run, tmp_path):
    assert run("--html", "page.html") == (0, "1 incident in 2 documents: page.html\n", "")
    assert is_page((tmp_path / "page.html").read_text("utf-8"))
    told = run("--html", "page.HTM", "-o", "a.jsonl")
    assert told == (0, "1 incident in 2 documents: a.jsonl, page.HTM\n", "")
    status, out, _ = run("--html", "-")
    assert status == 0
    assert is_page(out)
    status, out, _ = run("--html", "page.html", "--explain")
    assert out.startswith("d1 (2021-03-02)")
    assert "page.html" not in out
    assert "page.html" in {path.name for path in tmp_path.iterdir()}


def test_several_files_are_written_and_told(run, tmp_path):
    told = run("-o", "a.geojson", "-o", "b.csv", "-o", "c.kml", "--html", "page.html")
    assert told == (0, "1 incident in 2 documents: a.geojson, b.csv, c.kml, page.html\n", "")
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "a.geojson", "b.csv", "c.kml", "page.html"}
    status, out, _ = run("-o", "-", "-o", "b.tsv")
    assert (status, len(json.loads(out)["features"])) == (0, 1)
    assert (tmp_path / "b.tsv").read_text().startswith("id\tincident_type\t")


def test_choices_hold_for_the_files_that_have_room_for_them(run, tmp_path):
    arguments = ("-o", "a.csv", "-o", "b.geojson", "-o", "c.jsonld", "--columns", "hxl", "--bom", "--texts")
    assert run(*arguments)[0] == 0
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[1].startswith("#event+id,")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert builders.TEXT in (tmp_path / "c.jsonld").read_text()


def test_what_is_left_out_is_told_in_a_line(run):
    line = "a.csv: 1 incident left out of UCDP GED's columns: 1 without a death\n"
    assert run("-o", "a.csv", "--columns", "ged") == (0, f"1 incident in 2 documents: a.csv\n{line}", "")
    status, out, err = run("-o", "a.csv", "-o", "-", "--columns", "ged")
    assert (status, err) == (0, f"geomap: {line}")
    assert json.loads(out)["features"]
    assert run("-o", "a.csv", "--columns", "acled") == (0, "1 incident in 2 documents: a.csv\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("-o", "a.kml", "--columns", "acled"),
            "a.kml: it has no columns of acled; .csv or .tsv or .parquet",
        ),
        (
            ("-o", "a.parquet", "--columns", "hxl"),
            "a.parquet: it has no columns of hxl; .csv or .tsv is needed",
        ),
        (("-o", "a.gpkg", "--bom"), "a.gpkg: only text in columns has a mark; .csv or .tsv is needed"),
        (("-o", "a.csv", "--texts"), "a.csv: it has no room for whole texts; .jsonld is needed"),
        (("--html", "p.html", "--bom"), "--bom: no file has room for it; give it with -o FILE"),
        (("-o", "-", "--columns", "ged"), "--columns: no file has room for it"),
        (("-o", "a.csv", "-o", "./a.csv"), "./a.csv: two outputs cannot both go there; give -o another"),
        ((), "extract: nothing says where to write; -o FILE, --html FILE or --explain is needed"),
        (("--html", "page.pdf"), "page.pdf: a page is HTML; a name ending in .html is needed"),
        (("--html", "none/page.html"), "none/page.html: the folder is not there"),
        (("--html", "-", "-o", "-"), "standard output: a page and another output cannot both go there"),
        (("--html", "-", "--explain"), "standard output: a page and another output cannot both go there"),
        (("-o", "a.csv", "--explain"), "a.csv: explanations have no column; .geojson or .jsonl is needed"),
        (("-o", "a.gpkg", "--explain"), "a.gpkg: explanations have no column"),
        (("-o", "a.xyz"), "a.xyz: .xyz is no format"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_work(run, arguments, told, tmp_path, monkeypatch):
    monkeypatch.setattr(geomap.pipeline, "extract", None)
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]

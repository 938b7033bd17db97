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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
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

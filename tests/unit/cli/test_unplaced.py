"""Commands say which place names have no place, and where they are listed."""

from __future__ import annotations

from dataclasses import replace

import pytest

import geomap.pipeline
from geomap.cli import main
from geomap.model import Document, Toponym
from geomap.pipeline import Report
from tests import builders

TEXT = "Shells hit \x1b[2JBlorvka, Zzyz and Zzyz."
NAMES = (TEXT[11:22], "Zzyz", "Zzyz")
STARTS = (11, 24, 33)
TOLD = "2 place names could not be placed: Zzyz (2), [U+001B][2JBlorvka; "
FOUND = Report(
    documents=(Document("d1", TEXT),),
    toponyms=(tuple(Toponym(at, at + len(name), name) for at, name in zip(STARTS, NAMES, strict=True)),),
    incidents=(),
)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)

    def ask(*arguments, found=FOUND):
        monkeypatch.setattr(geomap.pipeline, "extract", lambda documents, **options: found)
        status = main([arguments[0], "a.txt", *arguments[1:]])
        done = capsys.readouterr()
        assert status == 0
        return done.out, done.err

    return ask


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (("-o", "a.geojson"), "listed in a.geojson"),
        (("-o", "a.gpkg", "--html", "p.html"), "listed in a.gpkg"),
        (("-o", "a.csv"), "a .geojson or geomap geoparse --explain tells of each"),
        (("-o", "a.jsonl", "--html", "p.html"), "listed in p.html"),
        (("--html", "p.html"), "listed in p.html"),
    ],
)
def test_extract_says_where_they_are_listed(run, arguments, listed):
    out, err = run("extract", *arguments)
    assert (out.splitlines()[1:], err) == ([f"{TOLD}{listed}"], "")


@pytest.mark.parametrize("arguments", [("-o", "-"), ("--html", "-"), ("--explain",)])
def test_standard_output_is_left_to_the_result(run, arguments):
    out, err = run("extract", *arguments)
    assert TOLD not in out
    assert err == f"geomap: note: {TOLD}listed in the output\n"
    assert "Zzyz" in out


def test_lines_for_people_list_them_below_their_text(run):
    out, _ = run("extract", "--explain")
    assert "\n  not placed: Zzyz (2): no place of this name is known\n" in out
    assert "\n  not placed: [U+001B][2JBlorvka: no place of this name is known\n" in out


def test_the_map_says_it_too(run):
    out, err = run("map", "-o", "map.html", "--theatre", "none")
    assert (out.splitlines()[1:], err) == ([f"{TOLD}listed on the map under Layers"], "")
    out, err = run("map", "-o", "-")
    assert out.endswith("</html>\n")
    assert err == f"geomap: note: {TOLD}listed on the map under Layers\n"


def test_nothing_is_said_where_all_are_placed(run):
    placed = replace(FOUND, toponyms=((builders.toponym(),),))
    assert run("extract", "-o", "a.geojson", found=placed) == ("0 incidents in 1 document: a.geojson\n", "")

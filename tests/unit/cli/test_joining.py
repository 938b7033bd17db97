"""--join of the commands that find incidents."""

from __future__ import annotations

import json

import pytest

import geomap.corroboration
import geomap.pipeline
from geomap.cli import main
from geomap.corroboration import Joining
from geomap.pipeline import Report
from tests import builders

# Two papers in words of their own, of one place, day and toll; and the next day.
PARTS = (
    builders.account(0),
    builders.account(2, place=builders.account(0).place, casualties=(builders.killed(3, 3, 3),)),
)
FOUND = Report(documents=builders.TELLERS, toponyms=((),) * 3, incidents=PARTS)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(geomap.pipeline, "extract", lambda documents, **options: FOUND)
    (tmp_path / "a.txt").write_text(builders.TEXT)

    def ask(command, *arguments):
        status = main([*command.split(), "a.txt", "--theatre", "none", *arguments])
        done = capsys.readouterr()
        return status, done.out, done.err

    return ask


def features(path):
    return json.loads(path.read_text())["features"]


def test_nothing_is_joined_without_being_asked_for(run, tmp_path):
    status, out, _ = run("extract", "-o", "a.geojson")
    assert (status, out) == (0, "2 incidents in 3 documents: a.geojson\n")
    assert [f["properties"]["accounts"] for f in features(tmp_path / "a.geojson")] == [[], []]


@pytest.mark.parametrize(("command", "output"), [("extract", "a.geojson"), ("map", "a.html")])
def test_the_line_says_how_many_several_documents_tell_of(run, command, output):
    status, out, _ = run(command, "-o", output, "--join")
    told = f"1 incident (1 of them told by several documents) in 3 documents: {output}\n"
    assert (status, out) == (0, told)


def test_a_table_counts_them_once(run, tmp_path):
    _, out, _ = run("theatres table", "-o", "a.csv", "--join")
    assert out.startswith("1 incident (1 of them told by several documents)")
    once = (tmp_path / "a.csv").read_text()
    run("theatres table", "-o", "a.csv")
    assert once != (tmp_path / "a.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], Joining()),
        (["--join-km", "0.5"], Joining(distance_km=0.5)),
        (["--join-km", "10", "--join-days", "0"], Joining(distance_km=10, days=0)),
    ],
)
def test_the_settings_reach_what_joins(run, monkeypatch, arguments, wanted):
    asked = []
    monkeypatch.setattr(
        geomap.corroboration, "corroborate", lambda report, joining: asked.append(joining) or report
    )
    _, out, _ = run("extract", "-o", "a.geojson", "--join", *arguments)
    assert asked == [wanted]
    assert "2 incidents (0 of them told by several documents)" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--join-km", "5"], "--join-km: nothing is joined; give it with --join"),
        (["--join-days", "0"], "--join-days: nothing is joined; give it with --join"),
        (["--join", "--join-km", "51"], "--join-km: 51.0 is no distance; 0 to 50 km is needed"),
        (["--join", "--join-days", "8"], "--join-days: 8 is no number of days; 0 to 7 is needed"),
    ],
)
def test_wrong_settings_are_one_line(run, arguments, complaint):
    status, out, err = run("extract", "-o", "a.geojson", *arguments)
    assert (status, out, err) == (2, "", f"geomap: {complaint}\n")


def test_corrections_come_after_joining(run, tmp_path):
    (tmp_path / "c.toml").write_text(
        '[[correction]]\nincident = "inc-3"\naction = "reject"\nby = "N.N."\nwhy = "no account"\n'
    )
    _, out, err = run("extract", "-o", "a.geojson", "--join", "--corrections", "c.toml")
    assert out.endswith("corrections: 1 applied\n")
    assert err == "geomap: note: c.toml, table 1: reject inc-3: applied; an account of inc-1\n"
    (feature,) = features(tmp_path / "a.geojson")
    assert feature["id"] == "inc-1"


@pytest.mark.parametrize(("join", "note"), [((), ""), (("--join",), "; an account of inc-1")])
def test_corrections_are_checked_against_what_is_joined(run, tmp_path, join, note):
    (tmp_path / "c.toml").write_text(
        '[[correction]]\nincident = "inc-3"\naction = "reject"\nby = "N.N."\nwhy = "no account"\n'
    )
    status, out, _ = run("corrections check c.toml", *join)
    assert status == 0
    assert out.startswith(f"c.toml, table 1: reject inc-3: applied{note}; before:")

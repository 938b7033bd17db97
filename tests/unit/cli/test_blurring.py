"""geomap map --coarsen and --sensitive."""

from __future__ import annotations

from dataclasses import replace

import pytest

import geomap.pipeline
import geomap.render
from geomap.cli import main
from geomap.layers.blurring import SensitivePlace
from geomap.pipeline import Report
from tests import builders

FOUND = Report(**{
    name: getattr(replace(builders.extraction(builders.incident()), toponyms=((builders.toponym(),),)), name)
    for name in ("documents", "toponyms", "incidents")
})  # fmt: skip


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(builders.TEXT)
    asked = {}

    def ask(*arguments, listed=None):
        if listed is not None:
            (tmp_path / "hidden.txt").write_text(listed)
        monkeypatch.setattr(geomap.pipeline, "extract", lambda documents, **options: FOUND)
        drawn = geomap.render.draw

        def draw(report, **options):
            asked.update(options)
            return drawn(report, **options)

        monkeypatch.setattr(geomap.render, "draw", draw)
        try:
            status = main(["map", "a.txt", "-o", "map.html", "--theatre", "none", *arguments])
        except SystemExit as stopped:
            status = stopped.code
        return status, capsys.readouterr().err, asked

    return ask


def test_the_options_reach_the_map(run):
    status, err, asked = run("--coarsen", "12,5")
    assert (status, err, asked["coarsen"], asked["sensitive"]) == (0, "", 12.5, ())
    status, err, asked = run("--sensitive", "hidden.txt", listed="Eastford; 40\n")
    assert asked["sensitive"] == (SensitivePlace("Eastford", 40),)
    assert (status, err) == (0, "geomap: sensitive places: 1 of 1 found in the texts\n")


def test_what_the_texts_do_not_name_is_told(run):
    many = "\n".join(f"Nowhere{n}" for n in range(12))
    status, err, _ = run(
        "--sensitive", "hidden.txt", listed=f"test:1\nNo\x9bwhere\n{many}".replace("\x9b", "")
    )
    assert status == 0
    assert err.startswith(
        "geomap: sensitive places: 1 of 14 found in the texts; not found: hidden.txt line 2 (Nowhere), "
    )
    assert err.endswith("hidden.txt line 11 (Nowhere8), and 3 more\n")


@pytest.mark.parametrize("km", ["0", "-5", "nan", "inf", "5000", "many"])
def test_no_grid_is_made_of_no_number(run, km):
    status, err, asked = run("--coarsen", km)
    assert (status, asked) == (2, {})
    assert f"argument --coarsen: {km!r} is no " in err


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (None, "hidden.txt: cannot be read (no such file or directory)"),
        ("# none\n", "hidden.txt: no place is listed"),
        ("Eastford; nan\n", "hidden.txt:1: 'Eastford' has 'nan' km"),
    ],
)
def test_a_list_at_fault_is_one_line_before_anything_is_read(run, listed, told):
    status, err, asked = run("--sensitive", "hidden.txt", listed=listed)
    assert (status, asked) == (2, {})
    assert err.startswith(f"geomap: {told}")
    assert err.count("\n") == 1

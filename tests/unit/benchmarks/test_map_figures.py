"""The map benchmark compares like with like: every page carries every incident and all its words."""

from __future__ import annotations

import html
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.speed import map as benchmark
from benchmarks.speed.maps import building
from benchmarks.speed.maps.incidents import FIELDS, extraction, sentence, text_megabytes, told
from benchmarks.speed.maps.pages import NAMES, PAGES
from benchmarks.speed.maps.table import markdown

N = 40


def test_incidents_are_the_same_each_time_and_differ_from_one_another() -> None:
    rows = list(told(N))
    assert rows == list(told(N))
    assert len({row.quote for row in rows}) == N
    assert len({(row.lon, row.lat) for row in rows}) == N


def test_geomap_is_given_the_same_as_the_others() -> None:
    for row, incident in zip(told(N), extraction(N).incidents, strict=True):
        assert incident.place is not None
        assert incident.place.geometry is not None
        assert incident.place.geometry.to_shapely().bounds[:2] == (row.lon, row.lat)
        assert row[2:7] == (
            incident.type.label,
            str(incident.date_start),
            incident.place.name,
            incident.claims[0].speaker,
            incident.quote,
        )


def test_the_text_is_measured_as_packed() -> None:
    raw = sum(len(sentence(i)) + 1 for i in range(1000)) / 1e6
    assert raw / 6 < text_megabytes(1000) < raw / 2


@pytest.mark.parametrize("name", ["fast_marker_cluster", "geojson", "explore"])
def test_others_carry_all_words_and_ask_no_host(name: str) -> None:
    if name == "explore":
        pytest.importorskip("matplotlib")
        pytest.importorskip("mapclassify")
    page = PAGES[name]
    text = page.build(page.prepare(N))
    plain = html.unescape(text)
    assert all(word in plain for row in told(N) for word in row[2:])
    assert "default-src 'none'" in text


def test_every_page_has_a_name() -> None:
    assert NAMES.keys() == PAGES.keys()
    assert len(FIELDS) == len(next(told(1))[2:])


def test_a_page_is_built_in_a_process_of_its_own(tmp_path: Path) -> None:
    figures = building.build("geojson", 5, tmp_path / "page.html")
    assert figures.keys() == {"build_seconds", "build_megabytes"}
    assert sentence(4) in (tmp_path / "page.html").read_text("utf-8")


def test_a_build_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "LONGEST", 0.01)
    assert building.build("geojson", 5, tmp_path / "page.html") == {"skipped": "building takes over 0.01 s"}


@pytest.mark.parametrize(
    ("code", "stderr", "told_of"),
    [
        (1, "Traceback\nMemoryError", "building takes over 20 GB of memory"),
        (-9, "", "building takes over 20 GB of memory"),
        (1, "Traceback\nImportError: no matplotlib", "ImportError: no matplotlib"),
        (3, "", "ended with status 3"),
    ],
)
def test_a_build_that_fails_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, stderr: str, told_of: str
) -> None:
    ended = SimpleNamespace(returncode=code, stderr=stderr, stdout="")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: ended)
    assert building.build("geomap", 5, tmp_path / "page.html") == {"skipped": told_of}


def test_medians_of_figures_and_reasons_of_what_has_none() -> None:
    openings = [
        {"ready_seconds": 1.0, "filter_ms": 20.04, "filtered_to": [2, 9]},
        {"ready_seconds": 3.0, "filter_ms": 30.0, "filtered_to": [2, 9]},
        {"ready_seconds": 2.004, "filter_ms": "over 120 s"},
    ]
    assert benchmark.medians(openings) == {
        "ready_seconds": 2.0, "filter_ms": "over 120 s", "filtered_to": [2, 9], "openings": 3,
    }  # fmt: skip
    assert [benchmark.unfinished(opening) for opening in openings] == [False, False, True]


def test_the_table_tells_figures_reasons_and_what_was_skipped() -> None:
    figures = {
        "1000000": {
            "text_megabytes": 40.0,
            "geomap": {"build_seconds": 80.25, "megabytes": 1234.5, "slider_ms": 16.7},
            "geojson": {"build_seconds": 9.5, "ready_seconds": "over 120 s"},
            "explore": {"skipped": "building takes over 900 s"},
        }
    }
    lines = markdown(json.loads(json.dumps(figures))).splitlines()
    assert lines[0] == "### 1,000,000 incidents"
    assert lines[2].count("|") == lines[3].count("|") == lines[4].count("|")
    assert lines[4].startswith("| geomap | 80.2 | 1,234 | - |")
    assert lines[4].endswith("| 16.7 |")
    assert "over 120 s" in lines[5]
    assert lines[-1] == "geopandas explore, canvas: building takes over 900 s."

"""Every format: the same bytes each time, whole or absent, and what it has no room for is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from geomap.errors import ExportError
from geomap.exports import FORMATS, Choices, ExportWarning, check_choices, fitting, write
from geomap.pipeline import Report
from tests.builders import extraction, incident
from tests.export_cases import CASES, FULL

WRITTEN = """
import sys
from geomap.exports import write
from tests.export_cases import FULL
for name in sys.argv[1:]:
    write(FULL, name)
"""


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_is_the_same_bytes_each_time(tmp_path, suffix, made):
    path = tmp_path / f"a{suffix}"
    assert not write(made, path).total
    first = path.read_bytes()
    write(made, path)
    assert path.read_bytes() == first
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_files_are_the_same_bytes_in_another_process(tmp_path):
    names = [f"a{suffix}" for suffix in FORMATS]
    for name in names:
        write(FULL, tmp_path / name)
    (tmp_path / "other").mkdir()
    others = [str(tmp_path / "other" / name) for name in names]
    subprocess.run(
        [sys.executable, "-c", WRITTEN, *others],
        check=True,
        cwd=Path(__file__).resolve().parents[3],
        env={"PYTHONHASHSEED": "77", "PATH": "", "TZ": "Asia/Tokyo"},
    )
    for name in names:
        assert (tmp_path / name).read_bytes() == (tmp_path / "other" / name).read_bytes(), name


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_shape_that_no_map_can_hold_leaves_no_file(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text("old")
    with pytest.raises(ExportError, match="incident i1: a coordinate is not finite or beyond a pole"):
        write(extraction(incident("POINT (10 91)")), path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("name", "choices", "hint"),
    [
        ("a.geojson", {"columns": "acled"}, ".csv or .tsv or .parquet is needed"),
        ("a.parquet", {"columns": "hxl"}, ".csv or .tsv is needed"),
        ("a.csv", {"columns": "cameo"}, "one of geomap, acled, ged, hxl is needed"),
        ("a.kml", {"bom": True}, ".csv or .tsv is needed"),
        ("a.geojson", {"texts": True}, ".jsonld is needed"),
        ("a.csv", {"explain": True}, ".geojson or .jsonl is needed"),
    ],
)
def test_what_a_format_has_no_room_for_is_refused(tmp_path, name, choices, hint):
    with pytest.raises(ExportError, match=rf"{name}: .*; {hint}"):
        write(FULL, tmp_path / name, **choices)
    assert list(tmp_path.iterdir()) == []


def test_choices_are_kept_as_far_as_there_is_room():
    asked = Choices(columns="hxl", formulas=True, bom=True, explain=True, texts=True)
    assert asdict(fitting("a.csv", asked)) == asdict(asked) | {"texts": False}
    assert asdict(fitting("a.jsonld", asked)) == asdict(asked) | {"columns": "geomap", "bom": False}
    assert check_choices("a.TSV", Choices(columns="hxl", bom=True)) == ".tsv"


def test_a_report_warns_of_what_is_left_out(tmp_path):
    report = Report(documents=FULL.documents, toponyms=FULL.toponyms, incidents=FULL.incidents)
    report.save(tmp_path / "a.csv", formulas=True, bom=True)
    told = "2 incidents left out of ACLED's columns: 1 negated, hypothetical or planned, 1 only denied"
    with pytest.warns(ExportWarning, match=told):
        report.save(tmp_path / "b.csv", columns="acled")
    with pytest.warns(ExportWarning, match=told) as caught:
        assert len(report.to_geodataframe(columns="acled")) == len(FULL.incidents) - 2
    assert caught[0].filename == __file__
    with pytest.raises(ExportError, match="second row of headers"):
        report.to_geodataframe(columns="hxl")

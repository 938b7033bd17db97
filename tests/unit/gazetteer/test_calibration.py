"""The maintainer's command that measures how far points written from memory are off."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

MEASURE = Path(__file__).parents[3] / "gazetteer" / "calibration" / "measure.py"


def _place(name: str, lon: float, lat: float, *, feature: str = "P\tPPL", alternates: str = "") -> str:
    """Write a line of a GeoNames dump, of country XX and its unit 01."""
    return f"1\t{name}\t{name}\t{alternates}\t{lat}\t{lon}\t{feature}\tXX\t\t01" + "\t" * 8


DUMP = "\n".join(
    (
        _place("Upper Oblast", 10, 50, feature="A\tADM1"),
        _place("Aville", 10, 50.01, alternates="Авиль,Avil"),
        _place("Aville", 10, 50.2),
        _place("Beville", 10, 51),
    )
)


def _measure(folder: Path, dump: str, *rows: str) -> subprocess.CompletedProcess[str]:
    with zipfile.ZipFile(folder / "XX.zip", "w") as archive:
        archive.writestr("XX.txt", dump)
    table = folder / "table.tsv"
    table.write_text("\n".join(("# remembered", "name\toblast\tlon\tlat\tgroup", *rows)), encoding="utf-8")
    command = [sys.executable, str(MEASURE), str(folder / "XX.zip"), str(table)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_row_is_compared_with_the_nearest_of_its_name_in_its_unit(tmp_path: Path) -> None:
    lines = _measure(
        tmp_path,
        DUMP,
        "Avil\tUpper\t10\t50\tsure",
        "Beville\tUpper\t10\t52\trough",
        "Aville\tUpper\t\t\trough",
    ).stdout.splitlines()
    assert lines[:2] == ["not found  Beville, XX.01", "   1.1 km  Avil, XX.01"]
    assert [line.partition(",")[0] for line in lines[2:]] == ["rough: 1 rows", "sure: 1 rows", "all: 2 rows"]
    assert lines[-1].endswith("median 1.1 km, 90th percentile 1.1 km, worst 1.1 km; radius 1.5 km")


def test_namesakes_are_counted(tmp_path: Path) -> None:
    out = _measure(tmp_path, DUMP, "Aville\tUpper\t10\t50.19\t").stdout
    assert "1.1 km  Aville, XX.01  nearest of 2" in out


def test_one_of_ten_rows_may_lie_beyond_the_radius(tmp_path: Path) -> None:
    near = ["Avil\tUpper\t10\t50.01\t"] * 9
    out = _measure(tmp_path, DUMP, *near, "Avil\tUpper\t10\t50.4\t").stdout
    assert "90th percentile 0.0 km, worst 43.4 km; radius 0.0 km" in out


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    done = _measure(tmp_path, "AZ\t1000\tBaku", "Avil\tUpper\t10\t50\t")
    assert done.returncode == 1
    assert "XX.zip:1: 3 fields; a GeoNames dump has 19" in done.stderr

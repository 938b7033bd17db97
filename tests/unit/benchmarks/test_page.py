"""docs/benchmarks.md is what ``make bench`` would write, but for its numbers."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from benchmarks import run
from benchmarks.page import SOURCES, written
from benchmarks.page.tables import MISSING, number, ratio, table, why_not

PAGE = Path(__file__).parents[3] / "docs" / "benchmarks.md"


def structure(page: str) -> list[str]:
    """Headings, and the first line of each table."""
    lines = page.splitlines()
    heads = {k - 1 for k, line in enumerate(lines) if line.startswith("|---")}
    return [line for k, line in enumerate(lines) if line.startswith("#") or k in heads]


def test_the_page_is_the_generators() -> None:
    assert structure(PAGE.read_text("utf-8")) == structure(written({}))
    assert len(structure(written({}))) > 20


def test_the_page_tells_no_path_and_no_name_of_the_machine() -> None:
    machine = run.machine()
    assert set(machine) == {"python", "system", "processor", "cores", "quick"}
    told = PAGE.read_text("utf-8")
    assert not any(str(path) in told for path in (Path.home(), Path(tempfile.gettempdir()), Path(sys.prefix)))


def test_what_was_not_measured_is_told() -> None:
    page = written({"speed.exports": {"failed": "OSError: no\nroom", "took_seconds": 1}})
    assert "`speed.exports`: OSError: no room" in page
    assert "`speed.map`: not run" in page
    assert page.count(f"| {MISSING} |") == page.count("|---|")


def test_a_page_of_figures() -> None:
    figures = {
        "machine": {
            "python": "3.11.7",
            "system": "Linux x86_64",
            "processor": "Made",
            "cores": 2,
            "quick": True,
        },
        "speed.cold_start": {
            "runs": 9,
            "commands": {"geomap --help": {"seconds": 0.11, "cpu_seconds": 0.1, "peak_mb": 20.0}},
            "beside": {"import geopandas": {"seconds": 0.5, "cpu_seconds": 0.5, "peak_mb": 125.0}},
        },
        "accuracy.recognition": {
            "geomap": {
                "load_seconds": 1.0,
                "peak_mb": 100,
                "mb_per_cpu_second": 0.5,
                "own, dev": {"overlap_f1": 90.0, "overlap_r": 88.0},
                "own, blind": {"overlap_f1": 80.0, "overlap_r": 84.0},
                "lgl": {"overlap_f1": 10.0, "overlap_r": 10.0},
            },
            "geotext": "not measured: geotext is not installed",
        },
        "speed.map": {
            "chromium": "1.2",
            "incidents": {
                "100": {
                    "text_megabytes": 0.1,
                    "geomap": {
                        "build_seconds": 0.5,
                        "megabytes": 2.0,
                        "ready_seconds": 0.3,
                        "filter_ms": 20.0,
                    },
                    "explore": {"build_seconds": 0.5, "megabytes": 4.0, "ready_seconds": "over 120 s"},
                    "marker_cluster": {"skipped": "not tried with more than 10"},
                }
            },
        },
    }
    page = written(figures)
    assert structure(page) == structure(written({}))
    page = " ".join(page.split())
    assert "2 cores of Made, Linux x86_64, Python 3.11.7" in page
    assert "quick run" in page
    assert "| `geomap --help` | 0.10 | 0.11 | 20.0 | 0.20 x | under 0.15 s |" in page
    assert "| 0.50 | 1.00 x | 85.0 | 86.0 | 1.00 | 100 |" in page
    assert "not measured: geotext is not installed" in page
    assert "| 4.00 | 2.00 x | over 120 s | not measured | not measured |" in page
    assert "not tried with more than 10" in page


def test_benchmarks_of_the_page_are_there() -> None:
    assert set(SOURCES) <= set(run.benchmarks())
    assert run.chosen(["page"]) == list(SOURCES)
    assert run.chosen([]) == run.benchmarks()
    assert all(name.startswith("speed.") for name in run.chosen(["speed"]))
    with pytest.raises(ValueError, match="no benchmark spede"):
        run.chosen(["spede"])


def test_the_page_is_written_from_figures_made_before(tmp_path: Path) -> None:
    made, page = tmp_path / "bench.json", tmp_path / "page.md"
    made.write_text(json.dumps({"machine": run.machine()}), "utf-8")
    assert run.main(["--from", str(made), "--page", str(page)]) == 0
    assert structure(page.read_text("utf-8")) == structure(written({}))
    assert [each.name for each in sorted(tmp_path.iterdir())] == ["bench.json", "page.md"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "-"),
        ("a|b", "a\\|b"),
        (12345, "12,345"),
        (123.4, "123"),
        (12.34, "12.3"),
        (1.234, "1.23"),
        (0.0123, "0.012"),
        (0.0, "0.00"),
    ],
)
def test_numbers(value: object, told: str) -> None:
    assert number(value) == told


def test_ratios_and_reasons() -> None:
    assert ratio(3, 2) == "1.50 x"
    assert ratio(3, None) == ratio(None, 2) == ratio(3, 0) == "-"
    assert table(("a", "b"), []) == f"| a | b |\n|---|---:|\n| {MISSING} | - |\n"
    assert why_not({"x": {"figures": 1}}, "x") == ""

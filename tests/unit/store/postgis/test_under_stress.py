"""Writers that are killed, cut off, several at once, readers meanwhile: a tenth of ``make stress``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgis_server import MISSING, binaries

ROOT = Path(__file__).resolve().parents[4]


# One test, so that it is done once, however many processes share the tests.
def test_nothing_is_lost_or_doubled_or_there_in_part(tmp_path):
    if binaries() is None:
        pytest.fail(MISSING)
    path = tmp_path / "figures.json"
    # A process of its own: it forks.
    subprocess.run(
        [sys.executable, "-m", "benchmarks.stress.postgis", "--tenth", "-o", str(path)],
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    figures = json.loads(path.read_text(encoding="utf-8"))
    kills, cuts, writers = figures["kills"], figures["cuts"], figures["writers"]
    assert kills["killed"] >= 3
    assert kills["acknowledged"] >= 3
    assert [kills[name] for name in ("lost", "in_part", "faults", "other")] == [0, 0, 0, 0]
    assert [cuts[name] for name in ("faults", "other")] == [0, 0]
    wrong = ("refused", "faults", "documents_gone_meanwhile", "documents_in_part_meanwhile")
    assert [writers[name] for name in wrong] == [0, 0, 0, 0]
    assert writers["same_as_alone"]
    assert writers["reads_meanwhile"] > 0

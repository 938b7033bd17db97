"""Writers that are killed at any moment, several at once, readers meanwhile: a tenth of ``make stress``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    path = tmp_path_factory.mktemp("stress") / "figures.json"
    # A process of its own: it forks.
    subprocess.run(
        [sys.executable, "-m", "benchmarks.stress.store", "--trials", "10", "-o", str(path)],
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    return json.loads(path.read_text(encoding="utf-8"))


def test_nothing_acknowledged_is_lost_and_nothing_is_there_in_part(figures):
    kills = figures["kills"]
    assert kills["killed"] >= 5  # a slow machine may let the last ones end
    assert kills["acknowledged"] > 10
    assert (kills["lost"], kills["in_part"], kills["faults"], kills["other"]) == (0, 0, 0, 0)


def test_writers_at_once_lose_and_double_nothing_while_readers_go_on(figures):
    writers = figures["writers"]
    assert (writers["refused"], writers["faults"], writers["documents_gone_meanwhile"]) == (0, 0, 0)
    assert writers["same_as_alone"]
    assert writers["reads_meanwhile"] > 0

"""Faults at steps of commands that write: a small part of ``python -m benchmarks.stress.faults``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[3]
_JOBS = ("geoparse", "theatres import", "store add, more")
_FAULTS = (
    "disk full at a step",
    "disk full while writing",
    "read-only from a step on",
    "killed at a step",
    "killed while writing",
    "SIGINT at a step",
    "SIGTERM at a step",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """One process forks for all of them: what is imported is imported once."""
    path = tmp_path_factory.mktemp("faults") / "found.json"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.stress.faults", "--quick", "--json", str(path)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=True,
        timeout=600,
    )
    steps = json.loads(path.read_text(encoding="utf-8"))["steps"]
    return {(each["job"], each["fault"]): each for each in steps}


@pytest.mark.parametrize("fault", _FAULTS)
@pytest.mark.parametrize("job", _JOBS)
def test_what_is_there_is_whole_and_the_same_command_again_does_it(found, job, fault):
    trials = found[job, fault]
    assert trials["tried"]
    assert trials["wrong"] == []


def test_the_faults_did_come(found):
    """A status of 0 alone would mean that nothing had been at fault."""
    for (_, fault), trials in found.items():
        wanted = {"disk full": "2", "read-only": "2", "killed": "-", "SIGINT": "130", "SIGTERM": "143"}
        status = next(status for name, status in wanted.items() if fault.startswith(name))
        assert any(each.startswith(status) for each in trials["statuses"]), (fault, trials)

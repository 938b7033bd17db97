"""Running a command to be measured: seconds, processor time and peak memory of the process itself."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

BYTECODE = Path(__file__).resolve().parents[2] / "build" / "bench-bytecode"
"""Where measured processes keep their compiled modules, as an installed package has its own."""


class Measured(NamedTuple):
    """The median of several runs; processor time is that of its children too."""

    seconds: float
    megabytes: float
    cpu_seconds: float

    def as_json(self) -> dict[str, float]:
        """Round for a report."""
        return {
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "peak_mb": round(self.megabytes, 1),
        }


def environment() -> dict[str, str]:
    """The variables of a measured process.

    Compiled modules are written and read whatever the caller's settings: without them each start
    would compile half a megabyte of Python first, which no installed package does. One thread, so
    that processor time is the work that was done.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(BYTECODE), "OMP_NUM_THREADS": "1"}


def measure(command: Sequence[str], *, runs: int, allowed: Sequence[int] = (0,)) -> Measured:
    """Run a command several times, after one run that fills the disk's cache and compiles modules.

    Parameters
    ----------
    command
        Program and arguments; its output is thrown away.
    runs
        How many runs are measured.
    allowed
        Exit statuses that are no failure.

    Raises
    ------
    RuntimeError
        If the command fails: the figures of a failure would mislead.
    """
    taken = [_once(command, allowed) for _ in range(runs + 1)][1:]
    return Measured(*(statistics.median(each[k] for each in taken) for k in range(len(Measured._fields))))


def _once(command: Sequence[str], allowed: Sequence[int]) -> Measured:
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command)} failed with status {process.returncode}")
    # Kilobytes on Linux, bytes on macOS.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Measured(seconds, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime)

"""Running a command to be measured: seconds and peak memory of the process itself."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple


class Measured(NamedTuple):
    """The median of several runs."""

    seconds: float
    megabytes: float

    def as_json(self) -> dict[str, float]:
        """Round for a report."""
        return {"seconds": round(self.seconds, 3), "peak_mb": round(self.megabytes, 1)}


def measure(command: Sequence[str], *, runs: int) -> Measured:
    """Run a command several times, after one run that fills the disk's cache.

    Parameters
    ----------
    command
        Program and arguments; its output is thrown away.
    runs
        How many runs are measured.

    Raises
    ------
    RuntimeError
        If the command fails: the figures of a failure would mislead.
    """
    taken = [_once(command) for _ in range(runs + 1)][1:]
    return Measured(
        statistics.median(t.seconds for t in taken), statistics.median(t.megabytes for t in taken)
    )


def _once(command: Sequence[str]) -> Measured:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed with status {process.returncode}")
    # Kilobytes on Linux, bytes on macOS.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Measured(seconds, usage.ru_maxrss / unit)

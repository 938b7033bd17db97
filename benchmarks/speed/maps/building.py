"""Building one page in a process of its own, so that its memory is its own and a failure ends nothing.

::

    python -m benchmarks.speed.maps.building PAGE N FILE
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.speed.maps.pages import PAGES

LONGEST = 900
"""Seconds after which building is given up."""
MOST_GIGABYTES = 20
"""Memory that a build may ask for."""
_WARM_UP = 10


def build(name: str, n: int, path: Path) -> dict[str, Any]:
    """Write the page to ``path``; ``build_seconds`` and ``build_megabytes``, or ``skipped`` and why."""
    command = [sys.executable, "-m", __name__, name, str(n), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return {"skipped": f"building takes over {LONGEST} s"}
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"ended with status {done.returncode}"])[-1]
        if "MemoryError" in done.stderr or done.returncode == -9:
            last = f"building takes over {MOST_GIGABYTES} GB of memory"
        return {"skipped": last}
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main(name: str, n: int, path: Path) -> None:
    """Build, write and print the figures."""
    most = MOST_GIGABYTES * 1024**3
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    page = PAGES[name]
    # Packages that are imported late and templates that are compiled once are paid for here.
    page.build(page.prepare(_WARM_UP))
    given = page.prepare(n)
    begun = time.perf_counter()
    text = page.build(given)
    seconds = time.perf_counter() - begun
    path.write_text(text, "utf-8")
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(json.dumps({"build_seconds": round(seconds, 2), "build_megabytes": round(peak)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

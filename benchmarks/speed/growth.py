"""Whether ten times the text takes ten times as long: one text that grows, and more and more documents.

::

    python -m benchmarks.speed.growth

Each size is read in a process of its own, after some news that are not counted, and the exponent
is told with which processor time grows between the first size and the last: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.running import environment

CHARACTERS = amount((10_000, 100_000, 1_000_000), (2_000, 20_000))
DOCUMENTS = amount((100, 1_000, 10_000), (10, 100))
_KINDS = {"one text, characters": CHARACTERS, "documents": DOCUMENTS}


def here(kind: str, size: int) -> dict[str, float]:
    """Processor seconds and peak memory of one size, measured in this process."""
    from benchmarks.speed.texts import made_news, war_news
    from geomap.model import Document
    from geomap.pipeline import extract

    if kind == "documents":
        documents = made_news(size)
    else:
        text = "\n\n".join(document.text for document in made_news(size // 200))
        documents = [Document(id="one", text=text[:size])]
    extract(war_news())  # opens the gazetteer and reads whatever is read once
    begun = time.process_time()
    found = extract(documents)
    seconds = time.process_time() - begun
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return {
        "megabytes": round(sum(len(d.text.encode()) for d in documents) / 1e6, 3),
        "cpu_seconds": round(seconds, 3),
        "incidents": len(found.incidents),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1),
    }


def exponent(rows: Sequence[dict[str, float]]) -> float:
    """The slope between the first row and the last, both axes logarithmic."""
    first, last = rows[0], rows[-1]
    taken = math.log(last["cpu_seconds"] / max(first["cpu_seconds"], 1e-3))
    return round(taken / math.log(last["megabytes"] / first["megabytes"]), 2)


def main(arguments: Sequence[str]) -> None:
    if arguments:
        print(json.dumps(here(arguments[0], int(arguments[1]))))
        return
    figures: dict[str, Any] = {}
    for kind, sizes in _KINDS.items():
        rows = []
        for size in sizes:
            command = [sys.executable, "-m", "benchmarks.speed.growth", kind, str(size)]
            done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
            rows.append({"size": size, **json.loads(done.stdout)})
        figures[kind] = {"rows": rows, "exponent": exponent(rows)}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])

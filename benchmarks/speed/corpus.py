"""Articles a second of ``geomap run``'s engines over a small corpus, and with how much memory.

::

    python -m benchmarks.speed.corpus

The full sizes, Dask and kills are measured by ``make stress``.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.amount import amount
from benchmarks.stress.corpora import rates

ENGINES = (("serial", 1), ("pool", 1), ("pool", 2))


def main() -> None:
    number = amount(2_000, 60)
    with tempfile.TemporaryDirectory() as folder:
        rows = rates(Path(folder), number, ENGINES)
    figures = {
        "articles": number,
        "rates": rows,
        "same bytes": len({row["sha256"] for row in rows}) == 1,
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()

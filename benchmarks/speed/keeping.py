"""What a document costs in a store as it grows, what listing costs, and what joining costs an account.

::

    python -m benchmarks.speed.keeping

The full sizes, writers beside one another and kills are measured by ``make stress``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.running import measure
from benchmarks.stress.corroboration import measure as joined
from benchmarks.stress.store import growth


def main() -> None:
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        figures["store"] = growth(Path(name), amount(6_400, 400))
        listed = (sys.executable, "-m", "geomap", "store", "list", str(Path(name, "grown.gpkg")))
        figures["list"] = measure(listed, runs=amount(3, 1)).as_json()
    figures["joining"] = [joined(count) for count in amount((1_000, 10_000, 100_000), (100, 1_000))]
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()

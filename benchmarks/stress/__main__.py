"""Everything at its full size: large corpora, the stores, corroboration, and how each stage grows.

::

    python -m benchmarks.stress [--tenth] [-o build/stress.json] [PART ...]

The parts are corpora, store, postgis, corroboration and faults. Tables go to standard error as they come,
and all figures to the file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from importlib import import_module
from pathlib import Path

PARTS = ("corpora", "store", "postgis", "corroboration", "growth", "faults")


def main() -> None:
    parser = argparse.ArgumentParser(description="Everything at its full size.")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none is given"
    )
    parser.add_argument("--tenth", action="store_true", help="a tenth of everything")
    parser.add_argument("-o", "--output", default="build/stress.json", metavar="FILE")
    options = parser.parse_args()
    asked = options.parts or PARTS
    if not set(asked) <= set(PARTS):
        parser.error(f"the parts are {', '.join(PARTS)}")
    figures: dict[str, object] = {
        "tenth": options.tenth,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    output = Path(options.output)
    output.parent.mkdir(parents=True, exist_ok=True)
    for part in asked:
        begun = time.perf_counter()
        measured = import_module(f"benchmarks.stress.{part}").main(full=not options.tenth)
        figures[part] = {**measured, "took_seconds": round(time.perf_counter() - begun, 1)}
        # Written after each part: the whole takes hours.
        output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(output)


if __name__ == "__main__":
    main()

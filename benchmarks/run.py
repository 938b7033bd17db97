"""Run every benchmark and write the figures to one JSON file.

::

    python benchmarks/run.py -o build/bench.json [NAME ...]

A benchmark is a module or a folder of ``benchmarks/speed`` or ``benchmarks/accuracy`` that can be run itself
and prints one JSON object. Annotated corpora are not part of the repository: they are looked for
in the folder that GEOMAP_EVALUATION names, else in ``shared/evaluation`` beside the checkout, and
a benchmark that finds none says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("speed", "accuracy")


def benchmarks() -> list[str]:
    """Names such as ``speed.cold_start``, in order; a folder is one if it has a ``__main__.py``."""
    return [
        f"{kind}.{path.parent.name if path.stem == '__main__' else path.stem}"
        for kind in KINDS
        for folder in [ROOT / "benchmarks" / kind]
        for path in sorted([*folder.glob("*.py"), *folder.glob("*/__main__.py")])
        if 'if __name__ == "__main__"' in path.read_text(encoding="utf-8")
    ]


def run(name: str) -> dict[str, Any]:
    """Run one benchmark; its figures, or what went wrong."""
    environment = dict(os.environ)
    beside = ROOT.parent / "shared" / "evaluation"
    if beside.is_dir():
        environment.setdefault("GEOMAP_EVALUATION", str(beside))
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = round(time.perf_counter() - begun, 1)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"failed": last, "took_seconds": seconds}
    if not done.stdout.strip():
        return {"skipped": done.stderr.strip(), "took_seconds": seconds}
    return {**json.loads(done.stdout), "took_seconds": seconds}


def main() -> int:
    parser = argparse.ArgumentParser(description="Run every benchmark.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(benchmarks())}")
    parser.add_argument("-o", "--output", type=Path, help="JSON file for the figures")
    options = parser.parse_args()
    unknown = set(options.names) - set(benchmarks())
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks())}")
    figures: dict[str, Any] = {
        "machine": {
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
        }
    }
    for name in options.names or benchmarks():
        print(f"== {name}", flush=True)
        figures[name] = run(name)
        print(json.dumps(figures[name], indent=2), flush=True)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        print(f"figures: {options.output}")
    return 1 if any("failed" in f for f in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

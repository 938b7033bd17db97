"""Run every benchmark, write the figures to one JSON file and the page docs/benchmarks.md from it.

::

    python -m benchmarks.run -o build/bench.json [--page docs/benchmarks.md] [--quick] [NAME ...]
    python -m benchmarks.run --from build/bench.json --page docs/benchmarks.md

NAME is a benchmark such as ``speed.cold_start``, ``speed`` for all of that kind, or ``page`` for those
that the page tells of. A benchmark is a module or a folder of ``benchmarks/speed`` or
``benchmarks/accuracy`` that can be run itself and prints one JSON object. Annotated corpora are not part of
the repository: they are looked for in the folder that GEOMAP_EVALUATION names, else in ``shared/evaluation``
beside the checkout, and a benchmark that finds none says so. ``--quick`` measures so little that it only
shows whether the benchmarks work; ``--from`` measures nothing and writes the page anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.amount import VARIABLE, is_quick
from benchmarks.page import SOURCES, written

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


def chosen(names: Sequence[str]) -> list[str]:
    """The benchmarks that names, kinds and ``page`` stand for, all if none; `ValueError` if unknown."""
    known = benchmarks()
    found: list[str] = []
    for name in names:
        group = list(SOURCES) if name == "page" else [n for n in known if name in {n, n.partition(".")[0]}]
        if not group:
            raise ValueError(f"no benchmark {name}; there are {', '.join(known)}, {', '.join(KINDS)}, page")
        found += group
    return list(dict.fromkeys(found)) if names else known


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


def machine() -> dict[str, Any]:
    """What it was measured on, without a name or a path of the machine."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "quick": is_quick(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    told = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(filter(None, told), None) or platform.processor() or "not told"


def write_whole(path: Path, text: str) -> None:
    """Write a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def measured(names: Sequence[str]) -> dict[str, Any]:
    """The figures of the benchmarks, told as they come."""
    figures: dict[str, Any] = {"machine": machine()}
    for name in names:
        print(f"== {name}", flush=True)
        figures[name] = run(name)
        print(json.dumps(figures[name], indent=2), flush=True)
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Run every benchmark.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(benchmarks())}")
    parser.add_argument("-o", "--output", type=Path, help="JSON file for the figures")
    parser.add_argument("--page", type=Path, metavar="FILE.md", help="the page for people")
    parser.add_argument("--from", type=Path, dest="made", metavar="FILE.json", help="figures made before")
    parser.add_argument("--quick", action="store_true", help="measure little: shows that they work")
    options = parser.parse_args(arguments)
    if options.quick:
        os.environ[VARIABLE] = "1"
    try:
        names = chosen(options.names)
    except ValueError as error:
        parser.error(str(error))
    figures = json.loads(options.made.read_text(encoding="utf-8")) if options.made else measured(names)
    if options.output:
        write_whole(options.output, json.dumps(figures, indent=2) + "\n")
        print(f"figures: {options.output}")
    if options.page:
        write_whole(options.page, written(figures))
        print(f"page: {options.page}")
    return 1 if any("failed" in f for f in figures.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

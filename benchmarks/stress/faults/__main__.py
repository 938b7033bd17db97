"""The trials of faults as a command; see the package."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.stress.faults import machine
from benchmarks.stress.faults.trials import try_all, warm

_QUICK = ("geoparse", "theatres import", "store add, more")


def main() -> None:
    parser = argparse.ArgumentParser(description="Faults, at every step of every command.")
    parser.add_argument("--quick", action="store_true", help="a few commands, a few steps: seconds")
    parser.add_argument("--only", nargs="*", default=(), metavar="JOB", help="these commands alone")
    parser.add_argument("--every", type=int, metavar="N", help="every so-manieth step (1)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="what was found, as JSON")
    options = parser.parse_args()
    only = options.only or (_QUICK if options.quick else ())
    every = options.every or (9 if options.quick else 1)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        warm(place, only)
        steps = []
        for each in try_all(place, every=every, only=only):
            steps.append(asdict(each))
            _show(each.job, each.fault, each.tried, each.wrong)
        found: dict[str, Any] = {"steps": steps}
        if not options.quick and not options.only:
            found["machine"] = []
            for name_of, wrong in machine.try_all(place / "machine"):
                found["machine"].append({"case": name_of, "wrong": wrong})
                _show("machine", name_of, 1, wrong)
    if options.output:
        options.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _show(job: str, fault: str, tried: int, wrong: list[str]) -> None:
    print(f"  {job:<20}{fault:<28}{tried:>5} tried {len(wrong):>4} wrong", file=sys.stderr)
    for line in wrong[:5]:
        print(f"      {line}", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Fuzz everything: ``python -m fuzz [--seconds N] [--times N] [TARGET ...]``.

The properties of ``tests/property`` first, drawn by chance, with ``times`` as many examples as usual; then
each target for so many seconds, one after the other, each in a process of its own. Status 1 if anything
broke; what broke it is in ``build/fuzz/crashes``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from fuzz.one import BUILD
from fuzz.targets import TARGETS

_GRACE = 120  # seconds for a process to begin, and to end in


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for, and say in a line each what came of it."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all of them")
    parser.add_argument("--seconds", type=int, default=80, help="for each target (%(default)s)")
    parser.add_argument("--times", type=int, default=60, help="as many examples as usual; 0: no properties")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.targets if name not in TARGETS]
    if unknown:
        parser.error(f"no target {unknown[0]!r}; there are {', '.join(TARGETS)}")
    BUILD.mkdir(parents=True, exist_ok=True)
    failed = []
    if options.times > 1 and not options.targets and not _properties_hold(options.times):
        failed.append("properties")
    failed += [name for name in options.targets or TARGETS if not _holds(name, options.seconds)]
    print(f"broken: {', '.join(failed)}; see {BUILD}" if failed else "nothing broke")
    return 1 if failed else 0


def _properties_hold(times: int) -> bool:
    """Whether all properties hold with that many examples."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", "tests/property"]
    environment = os.environ | {"FUZZ_TIMES": str(times)}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _holds(name: str, seconds: int) -> bool:
    """Whether a target withstood that many seconds; what the fuzzer said is kept in a file."""
    log = BUILD / f"{name}.log"
    command = [sys.executable, "-m", "fuzz.one", name, f"-max_total_time={seconds}", "-print_final_stats=1"]
    begin = time.monotonic()
    with log.open("wb") as out:
        try:
            status = subprocess.run(
                command, stdout=out, stderr=subprocess.STDOUT, check=False, timeout=seconds + _GRACE
            ).returncode
        except subprocess.TimeoutExpired:
            status = -1
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    runs = next((line.split()[-1] for line in said if line.startswith("stat::number_of_executed_units")), "?")
    fault = next((line for line in said if "Error" in line or "ERROR" in line), "the fuzzer ended early")
    print(
        f"{name:16} {runs:>9} inputs {time.monotonic() - begin:5.0f} s  {'' if status == 0 else fault}",
        flush=True,
    )
    return status == 0


if __name__ == "__main__":
    sys.exit(main())

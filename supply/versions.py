"""Run geomap with the oldest packages that it allows, and with the newest, and compare what it writes.

Each set of packages has an environment of its own::

    python -m supply.versions [--folder build/versions] [--prerelease] [--only oldest|newest]

uv is needed (``pip install uv``): pip cannot be asked for the oldest.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The extras of which a wheel for every system exists and that are no recognisers of other makers.
EXTRAS = "parquet dask html language pdf rss warc zstd postgis notebook".split()
# What runs the tests is not under test: the newest of it, in both.
RUNNERS = ("pytest", "hypothesis", "jsonschema", "lxml", "fastkml", "markdown-it-py", "trustme", "hatchling")
_LONGEST = 1800  # seconds for the tests of one set
SETS = {"oldest": "lowest-direct", "newest": "highest"}
# What goes through the packages: shapes, tables, files, readers, pages; and the samples as recorded.
TESTS = """
tests/golden tests/unit/exports tests/unit/gazetteer/answers tests/unit/theatres/test_sectors.py
tests/unit/store/test_geopackage.py tests/unit/engines tests/unit/test_wire.py tests/unit/test_versions.py
tests/unit/readers
""".split()


def install(name: str, folder: Path, *, prerelease: bool) -> Path:
    """Make an environment with one set of packages, but for geomap itself; its interpreter."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    venv = folder / name
    wanted = folder / f"{name}.txt"
    runners = folder / "runners.txt"
    runners.write_text("\n".join(RUNNERS) + "\n", "utf-8")
    extras = [part for extra in EXTRAS for part in ("--extra", extra)]
    compiled = [uv, "pip", "compile", "-q", "--python", sys.executable, *extras, "pyproject.toml"]
    chosen = ["--resolution", SETS[name]]
    if prerelease and name == "newest":
        chosen += ["--prerelease", "allow"]
    _run([*compiled, *chosen, "--no-header", "--no-annotate", "-o", str(wanted)])
    _run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(venv)])
    python = venv / "bin" / "python"
    _run(
        [
            uv,
            "pip",
            "install",
            "-q",
            "--python",
            str(python),
            "-r",
            str(wanted),
            "-r",
            str(runners),
            "-c",
            str(wanted),
        ]
    )
    return python


def tested(python: Path) -> bool:
    """Whether the tests pass there.

    A package's own use of what another one is about to drop is no fault of geomap's, so that
    warnings of this kind are let through: with the oldest packages they are to be expected.
    """
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS]
    command += ["-W", "ignore::DeprecationWarning"]
    try:
        done = subprocess.run(command, cwd=ROOT, env=_environment(), check=False, timeout=_LONGEST)
    except subprocess.TimeoutExpired:  # a package of one year waits for one of another for ever
        return False
    return done.returncode == 0


def written(python: Path, folder: Path) -> dict[str, str]:
    """Write the samples in every form there; the checksum of each content."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(python), "-m", "supply.outputs", str(folder), "--contents"]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), check=True, stdout=subprocess.PIPE)
    made: dict[str, str] = json.loads(done.stdout)
    return made


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The files that are not the same in both, or are in one alone."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def main() -> int:
    """Install, test, write and compare; 1 if a test fails or an output differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "versions")
    parser.add_argument("--prerelease", action="store_true", help="newest: those not yet released too")
    parser.add_argument("--only", choices=SETS, help="one set of packages alone, without comparing")
    parser.add_argument("--no-tests", action="store_true", help="only compare what is written")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, dict[str, str]] = {}
    sound = True
    for name in [options.only] if options.only else SETS:
        began = time.monotonic()
        python = install(name, options.folder, prerelease=options.prerelease)
        passed = options.no_tests or tested(python)
        sound = sound and passed
        made[name] = written(python, options.folder / f"{name}-outputs")
        told = "not run" if options.no_tests else "pass" if passed else "FAIL"
        print(f"{name}: tests {told}, {len(made[name])} files, {time.monotonic() - began:.0f} s")
    if len(made) == len(SETS):
        differing = differences(made["oldest"], made["newest"])
        for path in differing:
            print(f"differs between oldest and newest: {path}")
        print(f"{len(made['oldest']) - len(differing)} of {len(made['oldest'])} files hold the same")
        sound = sound and not differing
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

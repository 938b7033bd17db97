"""Write the samples under settings of many kinds, and see that each file is the same, byte by byte.

Each line of `SETTINGS` is a process of its own::

    python -m supply.determinism [--folder build/determinism] [--few]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_NOT_IN_ORDER = """
import os
listdir, scandir = os.listdir, os.scandir
class Turned:
    def __init__(self, path): self.found = sorted(scandir(path), key=lambda entry: entry.name, reverse=True)
    def __iter__(self): return iter(self.found)
    def __enter__(self): return self.found
    def __exit__(self, *raised): pass
    def close(self): pass
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
os.scandir = lambda path=".": Turned(path)
import runpy
runpy.run_module("supply.outputs", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """One way in which a machine may be another.

    Parameters
    ----------
    what
        For people.
    environment
        Variables of the process.
    python
        The interpreter's options and what it runs.
    umask
        Of the process.
    workers
        Processes that read a corpus; one alone if not given.
    """

    what: str
    environment: Mapping[str, str] = field(default_factory=dict)
    python: tuple[str, ...] = ("-m", "supply.outputs")
    umask: int = 0o022
    workers: int | None = None


SETTINGS = (
    Setting("as it is", {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}),
    Setting("another hash seed, far in the east", {"PYTHONHASHSEED": "4242", "TZ": "Asia/Baku"}),
    Setting(
        "bytes for letters, half an hour off, another umask",
        {"LC_ALL": "C", "TZ": "America/St_Johns"},
        umask=0o077,
    ),
    Setting("Turkish", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, workers=1),
    Setting("German, asserts left out", {"LC_ALL": "de_DE.UTF-8"}, ("-O", "-m", "supply.outputs"), workers=2),
    Setting("docstrings left out, folders listed backwards", {}, ("-OO", "-c", _NOT_IN_ORDER), workers=3),
    Setting("one thread", {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}),
    Setting(
        "the usual threads, no vector instructions", {"OMP_NUM_THREADS": "2", "OPENBLAS_CORETYPE": "PRESCOTT"}
    ),
)


def written(setting: Setting, folder: Path, *, few: bool = False) -> dict[str, str]:
    """Write everything in a process of that setting; the checksum of each file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    arguments = [str(folder / "out"), *(["--few"] if few else [])]
    if setting.workers:
        arguments += ["--workers", str(setting.workers)]
    done = subprocess.run(
        [sys.executable, *setting.python, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **setting.environment},
        umask=setting.umask,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{setting.what}: {done.stderr[-2000:]}")
    made: dict[str, str] = json.loads(done.stdout)
    return made


def main() -> int:
    """Write under each setting and compare with the first; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "determinism")
    parser.add_argument("--few", action="store_true", help="two samples and no corpus")
    options = parser.parse_args()
    first: dict[str, str] = {}
    sound = True
    for number, setting in enumerate(SETTINGS):
        made = written(setting, (options.folder / str(number)).resolve(), few=options.few)
        first = first or made
        differing = sorted(name for name in first.keys() | made.keys() if first.get(name) != made.get(name))
        sound = sound and not differing
        print(f"{setting.what}: {len(made) - len(differing)} of {len(made)} files the same", flush=True)
        for name in differing:
            print(f"  differs: {name}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())

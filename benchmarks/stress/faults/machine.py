"""A machine that is at fault: streams, file systems, permissions, names, two commands at a time.

Each case is a line of the shell, with the exit status that it has to have and words that have to stand on
standard error; never a traceback. Root, whom no permission stops, gives that up for the while (``setpriv``);
small and read-only file systems are mounted, where that is allowed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stress.faults.jobs import prepare

_ROOT = Path(__file__).resolve().parents[3]
_AS_ANYBODY = "-dac_override,-dac_read_search"
_LONG = "n" * 300


@dataclass(frozen=True, slots=True)
class Case:
    """A command under a fault.

    Parameters
    ----------
    name
        What is at fault.
    line
        For the shell; ``G`` is the command.
    status
        What the command has to end with.
    words
        What has to stand on standard error, or nothing at all.
    """

    name: str
    line: str
    status: int
    words: str = ""


_FULL = "cannot be written (no space left on device)"
_DENIED = "permission denied"
CASES = (
    Case("standard output full", "$G theatres >/dev/full", 2, f"standard output: {_FULL}"),
    Case("standard output full, GeoJSON", "$G extract news -o - >/dev/full", 2, f"standard output: {_FULL}"),
    Case("standard output closed", "$G extract news -o - >&-", 2, "standard output is closed"),
    Case("standard output closed, to a file", "$G geoparse news -o closed.jsonl >&-", 0),
    Case("standard error full", "$G geoparse news nothing -o err.jsonl 2>/dev/full", 1),
    Case("all streams closed", "$G geoparse news nothing -o all.jsonl <&- >&- 2>&-", 1),
    Case("the reader gone", 'bash -c "$G theatres; exit \\$?" | head -c 1', 0),
    Case("a full device", "$G geoparse news -o /dev/full", 2, _FULL),
    Case("a name too long", f"$G geoparse news -o {_LONG}.jsonl", 2, "file name too long"),
    Case("a store's name too long", f"$G store add {_LONG}.gpkg news", 2, "file name too long"),
    Case("a folder for a file", "mkdir -p d.jsonl; $G geoparse news -o d.jsonl", 2, "this is a folder"),
    Case("a file for a folder", "$G demo -o table.csv", 2, "the folder cannot be made"),
    Case("output is input", "$G geoparse kept.txt -o kept.txt", 2, "is one of the inputs"),
    Case("a store for an output", "$G extract news -o kept.gpkg", 2, "this is a store"),
    Case("folder without permission", "$G geoparse news -o ro/new.jsonl", 2, _DENIED),
    Case("file without permission", "$G geoparse news -o ro/there.jsonl", 2, _DENIED),
    Case("an input without permission", "$G geoparse news priv.txt -o part.jsonl", 1, _DENIED),
    Case("a store without permission", "$G store add ro/new.gpkg news", 2, _DENIED),
    Case("theatre without permission", f"$G theatres import {'areas.geojson'} --day 2020-10-13 --theatre "
         "karabakh-2020 --class-field side --party held=armenia -o ro/mine", 2, _DENIED),
    Case("run without permission", "$G run news -o ro/run", 2, _DENIED),
    Case("watch without permission", "$G watch feed.xml --store w.gpkg -o ro/w.html --once", 2, _DENIED),
)  # fmt: skip
_MOUNTED = (
    Case("disk full: map", "$G map news -o small/map.html", 2, _FULL),
    Case("disk full: extract .gpkg", "$G extract news -o small/new.gpkg", 2, "cannot be written"),
    Case("disk full: demo", "$G demo -o small/demo", 2, _FULL),
    Case("disk full: store add", "$G store add small/s.gpkg news", 2, "full"),
    Case("disk full: run", "$G run news -o small/run --engine serial", 2, "no space left on device"),
    Case("disk full: watch", "$G watch feed.xml --store small/w.gpkg -o small/w.html --once", 2, "full"),
    Case("read-only file system", "$G geoparse news -o fixed/new.jsonl", 2, "read-only file system"),
    Case("read-only file system: store list", "$G store list fixed/kept.gpkg", 0),
)


def try_all(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Try each case; its name, and what was wrong."""
    prepare(folder)
    _run(folder, "$G store add kept.gpkg kept.txt")
    (folder / "ro").mkdir()
    (folder / "ro" / "there.jsonl").touch()
    (folder / "priv.txt").touch()
    for name, mode in (("ro", 0o555), ("ro/there.jsonl", 0o444), ("priv.txt", 0)):
        (folder / name).chmod(mode)
    try:
        for case in CASES:
            yield case.name, _try(folder, case)
        yield from _two_at_a_time(folder)
        yield from _on_mounts(folder)
    finally:
        (folder / "ro").chmod(0o755)


def _on_mounts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    small, fixed = folder / "small", folder / "fixed"
    for each in (small, fixed):
        each.mkdir()
    shutil.copy(folder / "kept.gpkg", fixed)
    commands = (
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)],
        ["mount", "--bind", str(fixed), str(fixed)],
        ["mount", "-o", "remount,ro,bind", str(fixed)],
    )
    if os.geteuid() or any(
        subprocess.run(each, check=False, capture_output=True).returncode for each in commands
    ):
        print("  small and read-only file systems: not tried, as nothing can be mounted", file=sys.stderr)
        return
    try:
        for case in _MOUNTED:
            wrong = _try(folder, case)
            litter = [path.name for path in small.rglob(".*") if path.is_file()]
            # What a run leaves is for the next one to go on with.
            yield (
                case.name,
                [*wrong, *(["litter: " + ", ".join(litter)] if litter and "run" not in case.name else [])],
            )
            for path in small.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        for each in (small, fixed):
            subprocess.run(["umount", str(each)], check=False)


def _try(folder: Path, case: Case) -> list[str]:
    done = _run(folder, case.line)
    wrong = []
    if done.returncode != case.status:
        wrong.append(f"status {done.returncode}: {done.stderr[-300:]}")
    if case.words not in done.stderr:
        wrong.append(f"not told: {done.stderr[-300:]}")
    if "Traceback" in done.stderr or "--debug shows where" in done.stderr:
        wrong.append(f"no error of geomap's own: {done.stderr[-300:]}")
    return wrong


def _start(folder: Path, line: str) -> subprocess.Popen[str]:
    command = ["bash", "-c", line]
    if not os.geteuid():
        caps = (f"--bounding-set={_AS_ANYBODY}", f"--inh-caps={_AS_ANYBODY}")
        command = ["setpriv", *caps, *command]
    environment = {
        **os.environ,
        "G": f"{sys.executable} -m geomap",
        "PYTHONPATH": str(_ROOT),
        "GEOMAP_DATA_DIR": str(folder / "data"),
    }
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=folder, env=environment, **pipes)


def _run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    process = _start(folder, line)
    out, err = process.communicate()
    return subprocess.CompletedProcess(line, process.returncode, out, err)


def _two_at_a_time(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Two commands that write to one place."""
    together = (
        ("two on one file", "$G geoparse news -o both.jsonl", "$G geoparse news -o both.jsonl", ""),
        ("two runs in one folder", *["$G run news -o both --engine serial"] * 2, "another process works"),
        ("two adding to one store", *["$G store add both.gpkg news"] * 2, ""),
        ("adding while vacuuming", "$G store add kept.gpkg news", "$G store vacuum kept.gpkg", ""),
        ("two watching into one", *["$G watch feed.xml --store w2.gpkg -o w2.html --once"] * 2, ""),
    )
    for name, first, second, words in together:
        running = [_start(folder, line) for line in (first, second)]
        told = [process.communicate()[1] for process in running]
        wrong = []
        for process, err in zip(running, told, strict=True):
            if process.returncode and not (words and words in err):
                wrong.append(f"status {process.returncode}: {err[-300:]}")
        if all(process.returncode for process in running):
            wrong.append("neither did it")
        wrong += _of_stores(folder)
        yield name, wrong


def _of_stores(folder: Path) -> list[str]:
    from benchmarks.stress.faults.jobs import documents_of

    return [fault for path in sorted(folder.glob("*.gpkg")) for fault in documents_of(path)[1]]

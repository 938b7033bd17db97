"""A store under stress: writers killed at any moment, several writing at once, readers going on.

::

    python -m benchmarks.stress.store [--tenth] [-o FILE]

Writers are forked, so that a trial costs no start of Python; whoever calls this runs it as a process of its
own. The trials kill writers at moments spread over all their work, the making of the file included; then all
that one acknowledged has to be there, no batch in part, `Store.check` without a word, and adding everything
again has to complete it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.stress.happenings import extraction_of
from geomap.store import open_store, tables

BATCH = 5
COMPARED = (tables.INCIDENTS, tables.ACCOUNTS, tables.CLAIMS, tables.DOCUMENTS, tables.LIKENESSES)
"""The tables that have to be the same in the end."""


def rows_of(address: Path | str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the tables that are compared."""
    with open_store(address, create=False) as store, store._backend.reading():
        return {
            table.name: list(
                store._backend.fetch(table, (*(("geom",) if table.shaped else ()), *table.names))
            )
            for table in COMPARED
        }


def write(
    path: Path | str, numbers: Sequence[int], acknowledge: Callable[[int], None], edition: int = 0
) -> None:
    """Add documents in batches, each acknowledged by its first number once it is kept."""
    with open_store(path) as store:
        for at in range(0, len(numbers), BATCH):
            store.add(extraction_of(numbers[at : at + BATCH], edition=edition))
            acknowledge(numbers[at])


def start(work: Callable[[Callable[[int], None]], None]) -> tuple[int, int]:
    """Fork a process that works; its id, and where its acknowledgements come in."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        os.close(reading)
        work(lambda number: os.write(writing, f"{number}\n".encode()) and None)
        status = 0
    except BaseException:  # noqa: BLE001 (nothing of the parent's may run in it)
        traceback.print_exc()
    finally:
        os._exit(status)


def acknowledged(reading: int, number: int | None = None) -> list[int]:
    """What is acknowledged: so many batches, or all until the process has ended."""
    told = b""
    while number is None or told.count(b"\n") < number:
        part = os.read(reading, 65536)
        if not part:
            break
        told += part
    return [int(line) for line in told.split()]


def kills(new: Callable[[str], Path | str], trials: int, documents: int = 60) -> dict[str, Any]:
    """Kill a writer at moments spread over its whole work; what was found.

    ``new`` gives the address of a store that is not there yet, by a name.
    """
    numbers = list(range(documents))
    whole, timed = new("whole"), new("timed")
    write(whole, numbers, lambda _: None)  # everything is imported now
    wanted = rows_of(whole)
    process, reading = start(lambda acknowledge: write(timed, numbers, acknowledge))
    begun = time.monotonic()
    acknowledged(reading)
    took = time.monotonic() - begun
    os.close(reading)
    os.waitpid(process, 0)
    batches = len(numbers) / BATCH
    found = {
        "trials": trials,
        "killed": 0,
        "acknowledged": 0,
        "lost": 0,
        "in_part": 0,
        "faults": 0,
        "other": 0,
    }
    for trial in range(trials):
        path = new(f"killed{trial}")
        process, reading = start(lambda acknowledge, path=path: write(path, numbers, acknowledge))
        # The first are killed while they make the file, the others within each of the batches.
        done, share = divmod((trial + 0.5) / trials * batches, 1)
        begun = time.monotonic()
        told = acknowledged(reading, int(done))
        each = (time.monotonic() - begun) / done if done else took / batches
        time.sleep(each * share)
        os.kill(process, signal.SIGKILL)
        told += acknowledged(reading)
        os.close(reading)
        _, status = os.waitpid(process, 0)
        found["killed"] += os.WIFSIGNALED(status)
        found["acknowledged"] += len(told)
        for name, number in _look(path, numbers, told).items():
            found[name] += number
        write(path, numbers, lambda _: None)
        found["other"] += rows_of(path) != wanted
    return found


def _files(folder: Path) -> Callable[[str], Path]:
    return lambda name: folder / f"{name}.gpkg"


def _look(path: Path | str, numbers: Sequence[int], told: Sequence[int]) -> dict[str, int]:
    with open_store(path) as store:
        there = {int(document.id[1:]) for document in store.documents()}
        faults = store.check()
    batches = {numbers[at]: set(numbers[at : at + BATCH]) for at in range(0, len(numbers), BATCH)}
    return {
        "lost": sum(not batches[first] <= there for first in told),
        "in_part": sum(0 < len(batch & there) < len(batch) for batch in batches.values()),
        "faults": len(faults),
    }


def writers(folder: Path, documents: int = 80, number: int = 4) -> dict[str, Any]:
    """Several writers at once, each with documents of its own and others in common; readers go on."""
    import pyogrio

    alone, path = folder / "alone.gpkg", folder / "together.gpkg"
    write(alone, range(documents), lambda _: None)
    common = range(documents // 2, documents)
    begun = time.monotonic()
    running = []
    for each in range(number):
        own = [*range(each, documents // 2, number), *common]
        running.append(start(lambda acknowledge, own=own: write(path, own, acknowledge)))
    reads, refused, backwards, before = 0, 0, 0, 0
    left = dict(running)
    while left:
        try:
            if path.exists() and path.stat().st_size:
                here = len(pyogrio.read_dataframe(path, layer="incidents", columns=["id"]))
                with closing(sqlite3.connect(path)) as database:
                    documents_there = database.execute("SELECT count(*) FROM documents").fetchone()[0]
                backwards += documents_there < before
                before = documents_there
                reads += here >= 0
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, sqlite3.Error):
            # Before the first tables are there nothing can be read.
            refused += before > 0
        for process in list(left):
            done, status = os.waitpid(process, os.WNOHANG)
            if done:
                os.close(left.pop(process))
                refused += status != 0
    with open_store(path) as store:
        faults = len(store.check())
    return {
        "writers": number,
        "seconds": round(time.monotonic() - begun, 2),
        "reads_meanwhile": reads,
        "refused": refused,
        "documents_gone_meanwhile": backwards,
        "faults": faults,
        "same_as_alone": rows_of(path) == rows_of(alone),
    }


def growth(folder: Path, documents: int) -> list[dict[str, Any]]:
    """Milliseconds that a document takes as the store grows, and its size: they are to stay the same."""
    figures = []
    path = folder / "grown.gpkg"
    at, goal = 0, max(documents // 16, 200)
    with open_store(path) as store:
        while at < documents:
            report = extraction_of(range(at, at + 200))
            begun, worked = time.perf_counter(), time.process_time()
            store.add(report)
            took, worked = time.perf_counter() - begun, time.process_time() - worked
            at += 200
            if at >= goal or at >= documents:
                size = path.stat().st_size / 1e6
                each = {"ms_a_document": round(took * 5, 3), "cpu_ms_a_document": round(worked * 5, 3)}
                figures.append({"documents": at, **each, "megabytes": round(size, 1)})
                goal *= 2
    return figures


def main(full: bool = True) -> dict[str, Any]:
    """Run all of it, print the figures as a table on standard error, and give them.

    In a process of its own: it forks, which goes wrong beside other threads.
    """
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "figures.json"
        command = [sys.executable, "-m", "benchmarks.stress.store", "-o", str(path)]
        subprocess.run([*command, *([] if full else ["--tenth"])], check=True)
        figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


def _measure(full: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {
            "kills": kills(_files(folder), 100 if full else 10),
            "writers": writers(folder, 400 if full else 80),
            "growth": growth(folder, 50_000 if full else 5_000),
        }
    for part in ("kills", "writers"):
        told = (f"  {key:<26}{value}" for key, value in figures[part].items())
        print(part, *told, sep="\n", file=sys.stderr)
    print("growth", file=sys.stderr)
    for row in figures["growth"]:
        print(
            f"  {row['documents']:>8} documents {row['ms_a_document']:>8} ms each "
            f"({row['cpu_ms_a_document']} of the processor) {row['megabytes']:>8} MB",
            file=sys.stderr,
        )
    return figures


def _ask() -> None:
    parser = argparse.ArgumentParser(description="A store under stress.")
    parser.add_argument("--tenth", action="store_true", help="a tenth of the trials: all take minutes")
    parser.add_argument("--trials", type=int, help="only so many kills, and the writers")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="figures as JSON")
    options = parser.parse_args()
    if options.trials:
        with tempfile.TemporaryDirectory() as name:
            figures = {
                "kills": kills(_files(Path(name)), options.trials, 40),
                "writers": writers(Path(name), 48),
            }
    else:
        figures = _measure(not options.tenth)
    if options.output:
        options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _ask()

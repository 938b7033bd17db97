"""Each command with each fault at each step: what is wrong with what it left."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.stress.faults.forked import Fault, Outcome, run
from benchmarks.stress.faults.injecting import counted, failing, killed, limited
from benchmarks.stress.faults.jobs import JOBS, Job, contents, copied, documents_of, names, prepare

_ONE_LINE = re.compile(r"geomap: .+")
_OF_SQLITE = ("-journal", "-wal", "-shm")


@dataclass(slots=True)
class Trials:
    """What came of a fault that was tried with a command.

    Parameters
    ----------
    job, fault
        The names of both.
    tried
        How often.
    wrong
        What was not as it is promised, a line each.
    statuses
        How often the command ended with each status.
    """

    job: str
    fault: str
    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Bench:
    """A folder in which one command is tried again and again.

    Parameters
    ----------
    job
        The command.
    template
        The folder as it is before.
    folder
        Where it runs.
    """

    job: Job
    template: Path
    folder: Path
    new: dict[str, bytes] = field(default_factory=dict)
    old: dict[str, bytes] = field(default_factory=dict)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    documents: tuple[list[str], list[str]] = ([], [])
    steps: tuple[str, ...] = ()

    def measure(self) -> None:
        """Run it without a fault: what is there before and after, and how many steps it takes."""
        copied(self.template, self.folder)
        self.old, self.before = dict(contents(self.folder, self.job)), names(self.folder)
        had = self._documents()[0]
        done = run(self.job.arguments, self.folder, counted(self.folder))
        if done.status:
            raise RuntimeError(f"{self.job.name}: {done.err}")
        self.steps = tuple(done.told.split())
        self.new, self.after = dict(contents(self.folder, self.job)), names(self.folder)
        self.documents = had, self._documents()[0]

    def _documents(self) -> tuple[list[str], tuple[str, ...]]:
        if self.job.store is None:
            return [], ()
        return documents_of(self.folder / self.job.store)

    def attempt(self, fault: Fault, *, stuck: bool = False) -> tuple[Outcome, list[str]]:
        """Run it with a fault; what came, and what is wrong with it. ``stuck``: nothing can be removed."""
        copied(self.template, self.folder)
        done = run(self.job.arguments, self.folder, fault)
        was_killed = done.status in (-signal.SIGKILL, -signal.SIGXFSZ)
        wrong = list(self._told(done, was_killed=was_killed))
        wrong += self._left(was_killed=was_killed, stuck=stuck)
        again = run(self.job.arguments, self.folder)
        if self.job.fresh and "is there already" in again.err and self._is_new():
            again = Outcome(0, "", "")
        if again.status and not (self.job.name == "store remove" and "no document" in again.err):
            wrong.append(f"the same command again: {again.status} {again.err.strip()[-200:]}")
        elif not self._is_new() and not self.job.name.startswith("store remove"):
            wrong.append("the same command again gives something else")
        litter = names(self.folder) - self.after
        if litter:
            wrong.append(f"litter after the next run: {sorted(litter)}")
        return done, wrong

    def _told(self, done: Outcome, *, was_killed: bool) -> Iterator[str]:
        """What is wrong with what it told."""
        if was_killed:
            return
        if done.status < 0:
            yield f"ended by signal {-done.status}"
        if "Traceback" in done.err or "--debug shows where" in done.err:
            yield f"no error of geomap's own: {done.err.strip()[-300:]}"
        lines = done.err.splitlines()
        strange = [line for line in lines if not _ONE_LINE.fullmatch(line)]
        if strange:
            yield f"a line that is none of geomap's: {strange[0][:200]}"
        if done.status and not lines:
            yield f"status {done.status} without a word"
        if done.status not in (0, 1, 2, 129, 130, 143):
            yield f"status {done.status}"
        if done.status == 0 and not self._is_new():
            yield "status 0, and not done"

    def _left(self, *, was_killed: bool, stuck: bool) -> Iterator[str]:
        """What is wrong with what it left."""
        now = contents(self.folder, self.job)
        for name, content in now.items():
            if content not in (self.old.get(name), self.new.get(name)):
                yield f"half written: {name}"
        for name in self.old.keys() - now.keys():
            yield f"gone: {name}"
        if not was_killed:
            litter = names(self.folder) - self.before - self.after
            if self.job.store is not None:  # what SQLite had no room to put away; the next run does
                litter = {name for name in litter if not name.endswith(_OF_SQLITE)}
            if self.job.name == "run":
                litter = {name for name in litter if Path(name).name.startswith(".")}
            if litter and not stuck:
                yield f"litter: {sorted(litter)}"
        documents, faults = self._documents()
        if faults:
            yield f"the store has faults: {faults[0]}"
        if self.job.store is not None and documents not in self.documents:
            yield f"documents in the store: {documents}"

    def _is_new(self) -> bool:
        return dict(contents(self.folder, self.job)) == self.new and self._documents()[0] == self.documents[1]


def sizes(bench: Bench) -> list[int]:
    """Limits on the size of files that meet the beginning, the middle and the end of what is written."""
    largest = max(
        [len(content) for content in bench.new.values()]
        + [
            (bench.folder / name).stat().st_size
            for name in bench.after
            if name.endswith((".gpkg", ".sqlite")) and (bench.folder / name).exists()
        ]
    )
    steps = (0, 1, 512, 4096, 8192, 20_000, 65_536, 150_000, 300_000)
    return [*(size for size in steps if size < largest), largest - 1]


def faults_of(bench: Bench, every: int) -> Iterator[tuple[str, Fault]]:
    """Each fault at each of its chances; of these every so-manieth is taken."""
    folder = bench.folder
    steps = range(0, len(bench.steps), every)
    for at in steps:
        yield "disk full at a step", failing(folder, at)
        yield "read-only from a step on", failing(folder, at, errno.EROFS, ever=True)
        yield "killed at a step", killed(folder, at)
        yield "SIGINT at a step", killed(folder, at, signal.SIGINT)
        yield "SIGTERM at a step", killed(folder, at, signal.SIGTERM)
    for size in sizes(bench)[::every]:
        yield "disk full while writing", limited(size)
        yield "killed while writing", limited(size, kills=True)


def try_all(place: Path, *, every: int = 1, only: Iterable[str] = ()) -> Iterator[Trials]:
    """Try all faults with all commands, in folders below one."""
    template = place / "template"
    prepare(template)
    run(("store", "add", "kept.gpkg", "kept.txt"), template)
    wanted = [job for job in JOBS if (job.name in only if only else every == 1 or not job.heavy)]
    for job in wanted:
        bench = Bench(job, template, place / "work")
        bench.measure()
        found: dict[str, Trials] = {}
        for name, fault in faults_of(bench, every):
            trials = found.setdefault(name, Trials(job.name, name))
            done, wrong = bench.attempt(fault, stuck="read-only" in name)
            trials.tried += 1
            trials.statuses[done.status] = trials.statuses.get(done.status, 0) + 1
            trials.wrong += (f"{trials.tried}: {each}" for each in wrong)
        yield from found.values()
    shutil.rmtree(place / "work", ignore_errors=True)


def warm(place: Path, only: Iterable[str] = ()) -> None:
    """Import and open all that commands use, so that a fork has it."""
    folder = place / "warm"
    prepare(folder)
    before = Path.cwd()
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    from geomap.cli import main

    os.environ["GEOMAP_DATA_DIR"] = str(folder / "data")
    os.chdir(folder)
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            for job in JOBS:
                if job.name == "gazetteer add" or (only and job.name not in only):
                    continue
                if job.store == "kept.gpkg":
                    main(["store", "add", "kept.gpkg", "kept.txt"])
                    main(job.arguments)
                else:
                    main(job.arguments)
    finally:
        os.chdir(before)

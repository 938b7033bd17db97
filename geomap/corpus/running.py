"""A run from end to end: plan, read, join, finish; whatever is done already is not done again."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from geomap.corpus import options as settings
from geomap.corpus.asking import Asked, alone, ask, clear, shards_of
from geomap.corpus.blocks import Block, blocks_of
from geomap.corpus.finishing import Summary, finish, summary_of
from geomap.corpus.joining import JoinTask, join_block
from geomap.corpus.layout import HAPPENINGS, INCIDENTS, Layout, read_json, write_json
from geomap.corpus.options import Options
from geomap.corpus.reading import ReadTask, read_shard
from geomap.corpus.records import Segment
from geomap.corpus.suspects import set_aside_deadly
from geomap.engines import Died, Engine
from geomap.errors import EngineError
from geomap.exports.atomic import telling_faults
from geomap.extras import require

Told = Callable[[str, int, int, int], None]
"""Called with what is being done, how many tasks of it are done, of how many, and documents read so far."""

READ: Final = "read"
JOIN: Final = "join"

_STRIKES: Final = 2  # how often a shard is given up with nothing found in it, before it is left alone


def run(
    inputs: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    engine: Engine,
    options: Options,
    *,
    restart: bool = False,
    told: Told | None = None,
) -> Summary:
    """Read a corpus into a folder; see `geomap.corpus.run_corpus`."""
    require("pyarrow", what="a large corpus", where=os.fspath(output))
    layout = Layout(Path(output).resolve())
    layout.make()
    # Beside whole files there are a lock, notes of what is being read, and folders of months.
    with telling_faults(layout.root), alone(layout):
        if restart:
            clear(layout)
            layout.make()
        asked = ask(inputs, options, layout)
        before = summary_of(layout)
        if before is not None:
            return before
        return _Run(layout, asked, engine, options, told or _nobody).summary()


def _nobody(_what: str, _done: int, _all: int, _documents: int) -> None:
    pass


class _Run:
    """One run."""

    def __init__(self, layout: Layout, asked: Asked, engine: Engine, options: Options, told: Told) -> None:
        self._layout = layout
        self._asked = asked
        self._engine = engine
        self._options = options
        self._told = told
        self._versions = settings.versions()
        self._done = {number for number in range(asked.shards) if layout.read(number).exists()}
        self._before = len(self._done)
        self._given_up: frozenset[int] = frozenset()

    def summary(self) -> Summary:
        """Do what is left to do."""
        self._layout.sweep()
        begun = time.perf_counter()
        with self._engine:
            read = self._read()
            between = time.perf_counter()
            segments, days = self._segments()
            blocks = self._join(segments, days)
        ended = time.perf_counter()
        summary = finish(
            self._layout, self._asked, self._options.theatre, blocks, self._given_up, self._before
        )
        self._note_times(read, between - begun, ended - between)
        self._layout.sweep()
        return summary

    # Reading.

    def _read(self) -> int:
        """Read the shards that have not been read; give the number of documents in them."""
        documents = 0
        strikes: Counter[int] = Counter()
        self._told(READ, len(self._done), self._asked.shards, 0)
        while True:
            died: list[ReadTask] = []
            handed: dict[int, ReadTask] = {}
            for result in self._engine.map(read_shard, self._tasks(handed)):
                task = handed.pop(result.index)
                if isinstance(result, Died):
                    died.append(task)
                    continue
                self._check_there(self._layout.read(task.shard.number))
                self._done.add(task.shard.number)
                documents += result.value
                self._told(READ, len(self._done), self._asked.shards, documents)
            if not died:
                return documents
            found = set_aside_deadly(self._engine, died)
            for task in died:
                if task.shard.number not in found:
                    strikes[task.shard.number] += 1
            self._given_up = frozenset(shard for shard, count in strikes.items() if count >= _STRIKES)

    def _tasks(self, handed: dict[int, ReadTask]) -> Iterator[ReadTask]:
        patience = settings.PATIENCE if self._engine.name != "serial" else None
        index = 0
        for shard in shards_of(self._layout):
            if shard.number in self._done or shard.number in self._given_up:
                continue
            task = ReadTask(self._layout.root, shard, self._options, self._versions, patience)
            handed[index] = task
            index += 1
            yield task

    def _check_there(self, marker: Path) -> None:
        if not marker.exists():
            raise EngineError(
                "a worker has done its task, and its file is not here",
                where=str(marker),
                hint="corpus and results have to be in a folder that all machines share under one path",
            )

    # Joining.

    def _segments(self) -> tuple[list[Segment], Counter[int]]:
        """All files of records in the order of the corpus, and how many incidents each day has."""
        segments: list[Segment] = []
        days: Counter[int] = Counter()
        for number in sorted(self._done):
            marker: dict[str, Any] = read_json(self._layout.read(number))
            days.update(dict(marker["days"]))
            for i, each in enumerate(marker["segments"]):
                segments.append(Segment(**{**each, "path": str(self._layout.records(number, i))}))
        return segments, days

    def _join(self, segments: list[Segment], days: Counter[int]) -> int:
        """Join the blocks that have not been joined; give the number of all."""
        self._forget_others(segments)
        blocks = list(blocks_of(days, segments, self._options.block, self._options.joining))
        left = [block for block in blocks if not self._layout.joined(block.number).exists()]
        done = len(blocks) - len(left)
        self._told(JOIN, done, len(blocks), 0)
        tasks = (self._join_task(block) for block in left)
        for result in self._engine.map(join_block, tasks):
            if isinstance(result, Died):
                raise EngineError(
                    f"{result.what} whenever it joined a block",
                    where=f"block {left[result.index].number}",
                    hint="give workers more memory and run the same command again",
                )
            self._check_there(self._layout.joined(left[result.index].number))
            done += 1
            self._told(JOIN, done, len(blocks), 0)
        return len(blocks)

    def _join_task(self, block: Block) -> JoinTask:
        return JoinTask(self._layout.root, block, self._options, self._versions)

    def _forget_others(self, segments: list[Segment]) -> None:
        """Forget blocks that were made of other records: of fewer shards, where some had been given up."""
        digest = hashlib.sha256("".join(each.sha256 for each in segments).encode()).hexdigest()
        if read_json(self._layout.joined_of) == digest:
            return
        for folder in (
            self._layout.joined_of.parent,
            *(self._layout.root / t for t in (INCIDENTS, HAPPENINGS)),
        ):
            shutil.rmtree(folder, ignore_errors=True)
        self._layout.make()
        write_json(self._layout.joined_of, digest)

    def _note_times(self, documents: int, reading: float, joining: float) -> None:
        known = read_json(self._layout.timings)
        sessions = known["sessions"] if isinstance(known, dict) else []
        now = {
            "engine": self._engine.name,
            "workers": self._engine.workers,
            "documents": documents,
            "seconds_reading": round(reading, 3),
            "seconds_joining": round(joining, 3),
        }
        write_json(self._layout.timings, {"sessions": [*sessions, now]})

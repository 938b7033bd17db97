"""Which document it is that kills whoever reads it: halves are tried until it is alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from geomap.corpus.layout import Layout, read_json, write_json
from geomap.corpus.reading import ReadTask, probe
from geomap.engines import Died, Engine

_FASTER: Final = 3  # a part of a batch has not as long as a batch


def set_aside_deadly(engine: Engine, tasks: Iterable[ReadTask]) -> frozenset[int]:
    """Find the documents that kill, among those that were being read when a worker died.

    They are written down, so that their shards can be read without them.

    Parameters
    ----------
    engine
        What ran the tasks.
    tasks
        Those during which a worker died each time.

    Returns
    -------
    frozenset of int
        The shards in which something was found. Of the others nothing is at fault that is in them.
    """
    found: set[int] = set()
    suspects: list[ReadTask] = []
    for task in tasks:
        layout = Layout(task.root)
        noted = read_json(layout.at(task.shard.number))
        if isinstance(noted, list) and len(noted) == 2:
            suspects.append(replace(task, within=(noted[0], noted[1]), patience=_less(task.patience)))
    while suspects:
        narrower: list[ReadTask] = []
        for result in engine.map(probe, suspects):
            if not isinstance(result, Died):
                continue
            task = suspects[result.index]
            begin, end = task.within or (0, 0)
            if end - begin > 1:
                middle = (begin + end) // 2
                narrower += [replace(task, within=(begin, middle)), replace(task, within=(middle, end))]
            else:
                _write_down(task, begin)
                found.add(task.shard.number)
        suspects = narrower
    return frozenset(found)


def _less(patience: float | None) -> float | None:
    return patience / _FASTER if patience is not None else None


def _write_down(task: ReadTask, number: int) -> None:
    path = Layout(task.root).skipped(task.shard.number)
    write_json(path, {**(read_json(path) or {}), str(number): True})

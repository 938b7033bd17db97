"""Processes of this machine.

Not `concurrent.futures`: there a worker that dies breaks the whole pool, and nobody knows with which task
it died. Here each worker has a pipe of its own, so that its task is known, and is replaced.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Final, Self, cast

from geomap.engines.outcome import TRIES, Died, Done, R, T
from geomap.engines.worker import DONE, RAISED, READY, serve
from geomap.errors import EngineError

_FALSE_STARTS: Final = 3  # workers that die in a row before they are ready

# One task uses one core: libraries that start threads of their own would only get in each other's way.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, and the task that it has."""

    process: SpawnProcess
    connection: Connection
    ready: bool = False
    index: int | None = None


class Pool:
    """Worker processes, each started anew (spawn); one that dies is replaced and its task tried again.

    Parameters
    ----------
    workers
        How many.
    tries
        How often a task is begun whose worker dies.
    """

    name = "pool"

    def __init__(self, workers: int, *, tries: int = TRIES) -> None:
        self.workers: int | None = workers
        self._count = workers
        self._tries = tries
        self._alive: list[_Worker] = []
        self._false_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._alive):
            self._end(worker)

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that live now."""
        return tuple(worker.process.pid for worker in self._alive if worker.process.pid is not None)

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Done[R] | Died]:
        """Run ``fn`` over the tasks; see `Engine.map`."""
        coming = enumerate(tasks)
        waiting: deque[int] = deque()  # the next one, and those to be tried again
        held: dict[int, T] = {}
        begun: dict[int, int] = {}

        def look_ahead() -> bool:
            if not waiting:
                for index, task in coming:
                    held[index] = task
                    waiting.append(index)
                    break
            return bool(waiting)

        try:
            while look_ahead() or held:
                for worker in self._free():
                    if not look_ahead():
                        break
                    worker.index = index = waiting.popleft()
                    if not _send(worker, (fn, held[index])):
                        worker.index = None  # found dead before it had the task
                        waiting.append(index)
                        self._end(worker)
                        continue
                    begun[index] = begun.get(index, 0) + 1
                for worker, answer in self._answers():
                    given, worker.index = worker.index, None
                    if given is None:
                        continue
                    index = given
                    if answer is not None:
                        del held[index]
                        begun.pop(index, None)
                        yield Done(index, answer[1])
                    elif begun[index] < self._tries:
                        waiting.append(index)
                    else:
                        del held[index]
                        yield Died(index, _death_of(worker.process))
        finally:
            # Who still works, works for somebody who has gone.
            for worker in [worker for worker in self._alive if worker.index is not None]:
                self._end(worker)

    def _free(self) -> Iterator[_Worker]:
        """The workers that have nothing to do, and new ones for those that are missing."""
        while len(self._alive) < self._count:
            self._alive.append(_start())
        yield from [worker for worker in self._alive if worker.ready and worker.index is None]

    def _answers(self) -> Iterator[tuple[_Worker, tuple[str, Any] | None]]:
        """Wait until something is there; yield workers with their answer, or with None for one that died."""
        by_connection = {worker.connection: worker for worker in self._alive}
        for connection in wait(list(by_connection)):
            worker = by_connection[cast(Connection, connection)]
            try:
                kind, value = worker.connection.recv()
            except (EOFError, OSError):
                self._end(worker)
                self._check_start(worker)
                yield worker, None
                continue
            if kind == READY:
                worker.ready = True
                self._false_starts = 0
            elif kind == RAISED:
                worker.index = None
                raise value
            else:
                yield worker, (DONE, value)

    def _check_start(self, worker: _Worker) -> None:
        if worker.ready:
            return
        self._false_starts += 1
        if self._false_starts >= _FALSE_STARTS:
            raise EngineError(
                f"worker processes end as they start ({_death_of(worker.process)})",
                where="engine pool",
                hint="a script needs \"if __name__ == '__main__':\" around what it runs",
            )

    def _end(self, worker: _Worker) -> None:
        if worker in self._alive:
            self._alive.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _start() -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    with _one_thread():
        process.start()
    theirs.close()  # so that the death of the worker shows as the end of the pipe
    return _Worker(process, ours)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have processes that are started meanwhile use one thread each, unless the user says otherwise."""
    added = [name for name in _ONE_THREAD if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _send(worker: _Worker, asked: object) -> bool:
    try:
        worker.connection.send(asked)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _death_of(process: SpawnProcess) -> str:
    code = process.exitcode
    if code is None:
        return "its worker process died"
    if code < 0:
        return f"its worker process was ended by signal {-code}"
    return f"its worker process left with status {code}"

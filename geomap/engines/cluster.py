"""Dask distributed: a local cluster, or the workers of a scheduler on other machines."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final, Self

from geomap.engines.outcome import TRIES, Died, Done, R, T
from geomap.errors import EngineError, message_of
from geomap.extras import require

_AHEAD: Final = 2  # tasks handed out for each worker: one to do and one to go on with
_FEWEST_AHEAD: Final = 4
_PATIENCE: Final = "30s"


class Dask:
    """A Dask cluster.

    Parameters
    ----------
    workers
        How many worker processes a local cluster has; not heeded with ``scheduler``.
    scheduler
        Address of a scheduler that runs (``tcp://host:8786``); None for a local cluster.
    tries
        How often a task is begun whose worker dies. A scheduler that runs has its own number
        (``distributed.scheduler.allowed-failures``).
    """

    name = "dask"

    def __init__(self, workers: int = 1, *, scheduler: str | None = None, tries: int = TRIES) -> None:
        self.workers: int | None = None if scheduler else workers
        self._count = workers
        self._scheduler = scheduler
        self._tries = tries
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        distributed = require("distributed", what="the engine dask", where="--engine")
        import dask

        try:
            if self._scheduler is None:
                # Counted are deaths beyond the first. No task waits at a worker, to be blamed for another.
                self._open.enter_context(
                    dask.config.set(
                        {
                            "distributed.scheduler.allowed-failures": self._tries - 1,
                            "distributed.scheduler.worker-saturation": 1.0,
                        }
                    )
                )
                with _interrupts_ignored():
                    cluster = distributed.LocalCluster(
                        n_workers=self._count,
                        threads_per_worker=1,
                        processes=True,
                        dashboard_address="127.0.0.1:0",  # any free port: the usual one may be taken
                        silence_logs=50,
                    )
                self._open.enter_context(cluster)
                self._client = self._open.enter_context(distributed.Client(cluster))
            else:
                client = distributed.Client(self._scheduler, timeout=_PATIENCE)
                self._client = self._open.enter_context(client)
        except (OSError, ValueError, TimeoutError) as error:
            self._open.close()
            raise EngineError(
                f"the scheduler cannot be reached ({message_of(error)})",
                where=self._scheduler or "engine dask",
                hint="start one with: dask scheduler",
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the worker processes that live now, on whichever machine."""
        import os

        return tuple(self._client.run(os.getpid).values())

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Done[R] | Died]:
        """Run ``fn`` over the tasks; see `Engine.map`."""
        distributed: Any = require("distributed", what="the engine dask", where="--engine")

        numbers: dict[Any, int] = {}
        coming = enumerate(tasks)
        going = distributed.as_completed()
        try:
            while True:
                while len(numbers) < self._window():
                    index, task = next(coming, (-1, None))
                    if index < 0:
                        break
                    # Not pure: the same task of another run is another one, for its files may be gone.
                    future = self._client.submit(fn, task, pure=False)
                    numbers[future] = index
                    going.add(future)
                if not numbers:
                    return
                future = next(going)
                index = numbers.pop(future)
                try:
                    value: R = future.result()
                except distributed.KilledWorker as error:
                    yield Died(index, f"its worker died {self._tries} times ({message_of(error)})")
                except distributed.CancelledError as error:
                    raise EngineError(
                        "the scheduler has gone or given up its tasks",
                        where=self._scheduler or "engine dask",
                        hint="start it and run the same command again",
                    ) from error
                else:
                    yield Done(index, value)
                # What is kept here is kept on the cluster.
                future.release()
        finally:
            if numbers:
                self._client.cancel(list(numbers), force=True)

    def _window(self) -> int:
        """How many tasks to have out: workers come and go on a cluster."""
        if self._scheduler is None:
            return max(_FEWEST_AHEAD, _AHEAD * self._count)
        threads: int = sum(self._client.nthreads().values())
        return max(_FEWEST_AHEAD, _AHEAD * threads)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Start processes that leave Ctrl-C, which goes to all of a terminal, to the one that started them."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

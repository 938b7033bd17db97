"""The process itself, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Self

from geomap.engines.outcome import Died, Done, R, T


class Serial:
    """One task after another in this process; what kills a task kills the run."""

    name = "serial"
    workers: int | None = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Done[R] | Died]:
        """Run ``fn`` over the tasks in their order; see `Engine.map`."""
        for index, task in enumerate(tasks):
            yield Done(index, fn(task))

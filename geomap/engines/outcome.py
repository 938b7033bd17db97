"""What an engine is, and what comes of a task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

TRIES: Final = 3
"""How often a task is begun whose worker dies, before it is given up."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R_co]):
    """A task that came to its end.

    Parameters
    ----------
    index
        Number of the task, counted from 0.
    value
        What the function gave.
    """

    index: int
    value: R_co


@dataclass(frozen=True, slots=True)
class Died:
    """A task during which a worker died each time that it was tried.

    The task is not necessarily at fault: somebody may have killed the workers, or another task of the
    same worker may have.

    Parameters
    ----------
    index
        Number of the task, counted from 0.
    what
        What is known of the last death, as a clause.
    """

    index: int
    what: str


class Engine(Protocol):
    """What runs a function over tasks: this process, others, or other machines.

    An engine is entered (``with``) before it is used; its workers end with the block.
    """

    name: str
    workers: int | None
    """How many there are; None where the engine does not know."""

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(self, *_: object) -> None:
        """Stop at once, whatever is going on."""
        ...

    def map(self, fn: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Done[R] | Died]:
        """Run ``fn`` over the tasks and yield what came of each as it is done, in any order.

        Parameters
        ----------
        fn
            A function of a module that can be imported by the workers. It may run more than once for a
            task, also twice at a time, so that it has to write what it writes under a name of its own
            and put it in place at the end. What it gives is small.
        tasks
            Records that can be pickled. They are taken from the iterator as workers become free: never
            more than a few for each worker.

        Raises
        ------
        Exception
            What ``fn`` raised; the other tasks are not gone on with.
        EngineError
            If workers cannot be started or reached.
        """
        ...

"""Engines: one method, ``map(fn, tasks)``, in this process, in several, or on a Dask cluster."""

from __future__ import annotations

import os
from typing import Final

from geomap.engines.outcome import TRIES, Died, Done, Engine
from geomap.engines.serial import Serial
from geomap.errors import UsageError

__all__ = ["ENGINES", "TRIES", "Died", "Done", "Engine", "Serial", "cores", "make_engine"]

ENGINES: Final = ("serial", "pool", "dask")


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def make_engine(name: str, *, workers: int | None = None, scheduler: str | None = None) -> Engine:
    """Make an engine by its name; nothing is started yet.

    Parameters
    ----------
    name
        One of `ENGINES`.
    workers
        How many processes; as many as there are cores if not given.
    scheduler
        Address of a Dask scheduler, for ``dask``.

    Raises
    ------
    UsageError
        If there is no such engine, or it has no use for what is given.
    """
    if name not in ENGINES:
        raise UsageError(
            f"there is no engine {name!r}", where="engine", hint=f"one of {', '.join(ENGINES)} is needed"
        )
    if scheduler is not None and name != "dask":
        raise UsageError(f"the engine {name} has no scheduler", where="scheduler", hint="engine dask has one")
    if scheduler is not None and workers is not None:
        raise UsageError(
            "a scheduler has the workers that connect to it", where="workers", hint="leave one of both out"
        )
    if workers is not None and workers < 1:
        raise UsageError(f"{workers} workers do nothing", where="workers", hint="1 or more are needed")
    if name == "serial":
        if workers not in (None, 1):
            raise UsageError("the engine serial is one process", where="workers", hint="engine pool has more")
        return Serial()
    if name == "pool":
        from geomap.engines.pool import Pool

        return Pool(workers or cores())
    from geomap.engines.cluster import Dask

    return Dask(workers or cores(), scheduler=scheduler)

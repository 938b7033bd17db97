"""From each version of the tables to the next.

A change of `geomap.store.tables` raises its `VERSION` and adds a module here, ``to_2.py`` for version 2,
whose `migrate` takes a connection within a transaction. `STEPS` lists them by the version that they start
from. There is one version so far, and no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import Final

from geomap.store.versions import take_steps

Step = Callable[[Connection], None]

STEPS: Final[Mapping[int, Step]] = {}


def migrate(database: Connection, mark: str, target: int, steps: Mapping[int, Step] = STEPS) -> int:
    """Take all steps from the version in the table ``mark`` to the target; see `take_steps`."""
    (found,) = database.execute(f"SELECT version FROM {mark}").fetchone()  # noqa: S608
    return take_steps(
        int(found),
        target,
        steps,
        take=lambda step: step(database),
        mark=lambda version: database.execute(f"UPDATE {mark} SET version = ?", (version,)),  # noqa: S608
    )

"""From each version of the tables to the next.

A change of `geomap.store.tables` raises its `VERSION` and adds a module here, ``to_2.py`` for version 2,
whose `migrate` takes a connection within a transaction. `STEPS` lists them by the version that they start
from. There is one version so far, and no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import Final

from geomap.errors import StoreError

Step = Callable[[Connection], None]

STEPS: Final[Mapping[int, Step]] = {}


def migrate(database: Connection, mark: str, target: int, steps: Mapping[int, Step] = STEPS) -> int:
    """Take all steps to the target version; the caller has begun a transaction, and undoes it on an error.

    Parameters
    ----------
    database
        The database.
    mark
        The table that holds the version.
    target
        The version that is wanted.
    steps
        What leads from a version to the next.

    Returns
    -------
    int
        How many steps were taken.

    Raises
    ------
    StoreError
        If a step is missing.
    """
    (found,) = database.execute(f"SELECT version FROM {mark}").fetchone()  # noqa: S608
    for version in range(found, target):
        if version not in steps:
            raise StoreError(
                f"nothing leads from version {version} of a store to the next", hint="make the store anew"
            )
        steps[version](database)
        database.execute(f"UPDATE {mark} SET version = ?", (version + 1,))  # noqa: S608
    return max(0, target - int(found))

"""From each version of the tables to the next.

A change of `geomap.store.tables` raises its `VERSION` and adds a module here, ``to_2.py`` for version 2,
whose `migrate` takes a connection within a transaction and the tables as they are now. `STEPS` lists them
by the version that they start from. There is one version so far, and no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import sqlalchemy as sa

from geomap.errors import StoreError
from geomap.store.postgis.schema import Layout

Step = Callable[[sa.Connection, Layout], None]

STEPS: Final[Mapping[int, Step]] = {}


def migrate(connection: sa.Connection, layout: Layout, target: int, steps: Mapping[int, Step] = STEPS) -> int:
    """Take all steps to the target version; the caller has begun a transaction, and undoes it on an error.

    Parameters
    ----------
    connection
        The database.
    layout
        The tables.
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
    found = connection.execute(sa.select(layout.mark.c.version)).scalar_one()
    for version in range(found, target):
        if version not in steps:
            raise StoreError(
                f"nothing leads from version {version} of a store to the next", hint="make the store anew"
            )
        steps[version](connection, layout)
        connection.execute(sa.update(layout.mark).values(version=version + 1))
    return max(0, target - int(found))

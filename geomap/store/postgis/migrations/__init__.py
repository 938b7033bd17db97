"""From each version of the tables to the next.

A change of `geomap.store.tables` raises its `VERSION` and adds a module here, ``to_2.py`` for version 2,
whose `migrate` takes a connection within a transaction and the tables as they are now. `STEPS` lists them
by the version that they start from. There is one version so far, and no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import sqlalchemy as sa

from geomap.store.postgis.schema import Layout
from geomap.store.versions import take_steps

Step = Callable[[sa.Connection, Layout], None]

STEPS: Final[Mapping[int, Step]] = {}


def migrate(connection: sa.Connection, layout: Layout, target: int, steps: Mapping[int, Step] = STEPS) -> int:
    """Take all steps from the version in the layout's mark to the target; see `take_steps`."""
    found = connection.execute(sa.select(layout.mark.c.version)).scalar_one()
    return take_steps(
        int(found),
        target,
        steps,
        take=lambda step: step(connection, layout),
        mark=lambda version: connection.execute(sa.update(layout.mark).values(version=version)),
    )

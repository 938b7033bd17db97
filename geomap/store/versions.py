"""From each version of a store's tables to the next, whatever the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from geomap.errors import StoreError

Step = TypeVar("Step")


def take_steps(
    found: int,
    target: int,
    steps: Mapping[int, Step],
    *,
    take: Callable[[Step], None],
    mark: Callable[[int], object],
) -> int:
    """Take all steps up to a version; the caller has begun a transaction, and undoes it on an error.

    Parameters
    ----------
    found
        The version of the tables.
    target
        The version that is wanted.
    steps
        What leads to the next version, by the version that it starts from.
    take
        Takes a step.
    mark
        Writes down the version that was reached.

    Returns
    -------
    int
        How many steps were taken.

    Raises
    ------
    StoreError
        If a step is missing.
    """
    for version in range(found, target):
        if version not in steps:
            raise StoreError(
                f"nothing leads from version {version} of a store to the next", hint="make the store anew"
            )
        take(steps[version])
        mark(version + 1)
    return max(0, target - found)

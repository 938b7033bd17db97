"""What is installed, in what version, and whether it works: ``geomap doctor`` and ``geomap --version``.

`examine` looks at everything and goes on where something is broken. Importing this package imports
nothing but the standard library; what is looked at is imported then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from geomap.doctor.findings import Finding, State

__all__ = ["Finding", "State", "examine"]


def examine(terminal: TextIO) -> Iterator[Finding]:
    """Look at all that geomap is made of and needs, and yield what was found, group by group.

    Parameters
    ----------
    terminal
        Where results are shown.
    """
    from geomap.doctor import bundled, packages, surroundings

    yield from bundled.examine()
    yield from packages.examine_needed()
    yield from packages.examine_extras()
    yield from surroundings.examine(terminal)

"""Commands whose errors are one line."""

from __future__ import annotations

import sys
from collections.abc import Callable

from geomap.errors import GeomapError


def run(command: Callable[[], None]) -> int:
    """Run a command; its exit status, 2 where it could not be carried out."""
    try:
        command()
    except (GeomapError, OSError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    return 0

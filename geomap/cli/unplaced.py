"""What the commands that find incidents say of place names without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.cli.console import complain, say

if TYPE_CHECKING:
    from geomap.model import Extraction


def tell_of_unplaced(extraction: Extraction, listed: str, *, counted: bool) -> None:
    """Name a few in a line, and where all are listed; on standard error where results are not counted."""
    from geomap.model.telling import visible
    from geomap.model.unresolved import in_short
    from geomap.resolution.unplaced import gather_unresolved

    told = in_short(gather_unresolved(extraction))
    if told:
        line = visible(f"{told}; {listed}")
        if counted:
            say(line)
        else:
            complain(f"note: {line}")

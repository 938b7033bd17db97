"""What a user says that a mention means, as resolution takes it: settled from the beginning."""

from __future__ import annotations

from collections.abc import Callable

from geomap.model import OVERRIDE, Candidate, Override, Toponym

Overriding = Callable[[Toponym], Override | None]
"""Gives the override that holds for a mention of a document, or None."""


def overridden(override: Override) -> tuple[Candidate, ...]:
    """The one candidate of what is overridden; none where the name is said to be no place."""
    place = override.place
    if place is None:
        return ()
    return (Candidate(place, override.name, OVERRIDE, reasons=(override.reason,)),)

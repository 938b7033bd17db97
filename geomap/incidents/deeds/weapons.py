"""Which incident a weapon makes of an attack."""

from __future__ import annotations

from geomap.incidents import lexicon
from geomap.model import IncidentType


def weapon_type(words: list[str]) -> IncidentType | None:
    """The type that the first deciding weapon among some words gives an attack."""
    found = next(
        (type_ for type_, weapons in lexicon.weapon_types() if any(w in weapons for w in words)), None
    )
    return IncidentType(found) if found is not None else None

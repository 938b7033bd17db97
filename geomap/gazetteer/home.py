"""The names by which a country's government is known as a party."""

from __future__ import annotations

from functools import lru_cache


def names_of_country(iso2: str | None) -> frozenset[str]:
    """All names of a country of the bundled gazetteer by its ISO 3166-1 alpha-2 code; empty if none."""
    return _names().get(iso2 or "", frozenset())


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    from geomap.gazetteer.index import PlaceIndex

    return {c.iso2: frozenset((c.name, *c.aliases)) for c in PlaceIndex.bundled().countries()}

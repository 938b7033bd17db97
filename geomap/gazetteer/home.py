"""The names by which a country, and its government as a party, is known."""

from __future__ import annotations

from functools import lru_cache


def names_of_country(iso2: str | None) -> frozenset[str]:
    """All names of a country of the bundled gazetteer by its ISO 3166-1 alpha-2 code; empty if none."""
    return _countries()[0].get(iso2 or "", frozenset())


def name_of_country(iso2: str | None) -> str | None:
    """The common English name of a country by its ISO 3166-1 alpha-2 code; None if there is none."""
    return _countries()[1].get(iso2 or "")


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    from geomap.gazetteer.index import PlaceIndex

    countries = PlaceIndex.bundled().countries()
    every = {c.iso2: frozenset((c.name, *c.aliases)) for c in countries}
    return every, {c.iso2: c.name for c in countries}

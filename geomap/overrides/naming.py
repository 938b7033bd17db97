"""Overrides for names without a text, as tables and command lines give them."""

from __future__ import annotations

from geomap.gazetteer.answers.countries import country_named
from geomap.gazetteer.answers.located import Located
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.fold import fold
from geomap.model import OverrideOutcome
from geomap.overrides.matching import Held, Overrides, Use, tell_of_uses


class ForNames:
    """Overrides asked row by row, with how often each was applied.

    Parameters
    ----------
    index
        The gazetteer, which knows a country's names.
    overrides
        Those asked.
    """

    def __init__(self, index: PlaceIndex, overrides: Overrides) -> None:
        self._index = index
        self._overrides = overrides
        self._uses: list[Use] = []

    def among(self, *cells: str | None, country: str | None = None) -> Held:
        """Those that hold for a row: its cells have the context, or the country has such a name.

        Parameters
        ----------
        cells
            All that is given beside the name, and the name.
        country
            The country's cell: a code stands for all its names.
        """
        found = country_named(self._index, country) if country else None
        names = () if found is None else (found.iso2, found.iso3, found.name, *found.aliases)
        return self._overrides.among(*cells, *names)

    def count(self, held: Held, located: Located) -> None:
        """Count what was applied to come to an answer."""
        self._uses += [Use((fold(override.name),), held) for override in located.overrides]

    def outcomes(self) -> tuple[OverrideOutcome, ...]:
        """What came of each, by all that was counted."""
        return tell_of_uses(self._overrides, self._uses)

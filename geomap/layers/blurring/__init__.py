"""Places made less exact on purpose, before a map is drawn: what is published should harm nobody.

`blur` makes another extraction of one: places known more exactly than so many kilometres are told as
a circle around a cell of a fixed grid (`grid`), and sensitive places (`listing`, `withholding`) are
not named at all, wherever their names stand (`masking`, `hiding`, `records`). Names and sentences of other
places stay, and still tell where something was; see docs/how-to/blurring.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from geomap.layers.blurring.hiding import BLURRED
from geomap.layers.blurring.listing import SensitivePlace, check_km, read_sensitive, sensitive_places
from geomap.layers.blurring.rebuilding import References
from geomap.layers.blurring.records import Blurring
from geomap.layers.blurring.withholding import DEFAULT_KM, Withheld
from geomap.model import Extraction

__all__ = [
    "BLURRED",
    "DEFAULT_KM",
    "Blurred",
    "Sensitive",
    "SensitivePlace",
    "Withheld",
    "blur",
    "blurred_in",
    "check_km",
    "read_sensitive",
    "sensitive_places",
]

Sensitive = str | os.PathLike[str] | Iterable[SensitivePlace | str]
"""How sensitive places are given: the path of a list, or records, names and ids one by one."""

E = TypeVar("E", bound=Extraction)


@dataclass(frozen=True, slots=True)
class Blurred:
    """What of a map is less exact than its sources, on purpose.

    Parameters
    ----------
    incidents
        How many incidents are told less exactly, those at sensitive places among them.
    withheld
        How many are at a place that is not named.
    least_km, most_km
        To about how many kilometres; None where only names are withheld.
    """

    incidents: int
    withheld: int
    least_km: float | None = None
    most_km: float | None = None

    def __str__(self) -> str:
        """In words: 'places of 12 incidents blurred to about 25 km on purpose, 3 of them not named'."""
        number = f"{self.incidents} incident{'' if self.incidents == 1 else 's'}"
        if self.least_km is None or self.most_km is None:
            return f"places of {number} not named on purpose"
        wide = (
            f"{self.least_km:g}"
            if self.least_km == self.most_km
            else f"{self.least_km:g} to {self.most_km:g}"
        )
        unnamed = f", {self.withheld} of them not named" if self.withheld else ""
        return f"places of {number} blurred to about {wide} km on purpose{unnamed}"


def blur(extraction: E, *, coarsen_km: float | None = None, sensitive: Sensitive | Withheld = ()) -> E:
    """Make the places of an extraction less exact.

    Parameters
    ----------
    extraction
        What was found; it stays as it is.
    coarsen_km
        Every place known more exactly than that many kilometres becomes a circle around a cell of
        a grid of about that size; None for none but the sensitive ones.
    sensitive
        Places that are not named, and blurred to `DEFAULT_KM` or as their line says.

    Returns
    -------
    Extraction
        Of the same class. ``IncidentPlace.blurred_km`` and ``withheld`` mark what was changed.

    Raises
    ------
    UsageError, BlurringError
        If a number of kilometres, or the list of sensitive places, cannot be used.
    """
    km = None if coarsen_km is None else check_km(coarsen_km, "coarsen")
    withheld = (
        sensitive if isinstance(sensitive, Withheld) else Withheld(extraction, sensitive_places(sensitive))
    )
    if km is None and not withheld:
        return extraction
    references = References(withheld)
    blurring = Blurring(withheld, km, references)
    # A theatre's places, lines and areas are ground, and no news: only names are withheld.
    ground = Blurring(withheld, None, references)
    missing = ((),) * max(0, len(extraction.documents) - len(extraction.toponyms))
    pairs = zip(extraction.documents, (*extraction.toponyms, *missing), strict=False)
    return replace(
        extraction,
        documents=tuple(blurring.document(document, toponyms) for document, toponyms in pairs),
        toponyms=tuple(blurring.of(toponyms) for toponyms in extraction.toponyms),
        incidents=blurring.of(extraction.incidents),
        rejected=blurring.of(extraction.rejected),
        corrections=blurring.of(extraction.corrections),
        theatres=ground.of(extraction.theatres),
        sectors=ground.of(extraction.sectors),
        overrides=blurring.of(extraction.overrides),
    )


def blurred_in(extraction: Extraction) -> Blurred | None:
    """What of an extraction was made less exact; None if nothing was."""
    places = [i.place for i in extraction.incidents if i.place is not None]
    changed = [place for place in places if place.withheld or place.blurred_km is not None]
    if not changed:
        return None
    sizes = [place.blurred_km for place in changed if place.blurred_km is not None]
    return Blurred(
        incidents=len(changed),
        withheld=sum(place.withheld for place in changed),
        least_km=min(sizes, default=None),
        most_km=max(sizes, default=None),
    )

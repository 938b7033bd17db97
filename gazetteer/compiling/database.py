"""Writing the compiled gazetteer: one SQLite file, the same bytes for the same sources.

Tables (longitude and latitude of places in 1/100,000 degree, boxes in degrees):

place     rank (row id, by prior: 1 is the most likely), key (GeoNames number or place id), name,
          lon, lat, cell (for the nearest place), feature class and code, country, admin1 and its
          name, population, radius_km, prior, source, names (other names, newline between),
          has_shape
name      folded name, rank, kind (`entries.Kind`)
shape     rank, bounding box, well-known binary; ``within`` says whether it answers 'which unit'
drawn     the basemap: layer, rank or null, label, kind, sides, bounding box, well-known binary
country   JSON of `geomap.gazetteer.country.Country`
meta      key, value
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from compiling.basemap import Drawn
from compiling.countries import CountryEntry
from compiling.entries import Entry, Kind
from compiling.names import fold

SCHEMA_VERSION = "2"
SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place(
  rank INTEGER PRIMARY KEY, key NOT NULL, name TEXT NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL,
  cell INTEGER, fclass TEXT NOT NULL, fcode TEXT NOT NULL, country TEXT, admin1 TEXT, admin1_name TEXT,
  population INTEGER NOT NULL, radius_km REAL NOT NULL, prior REAL NOT NULL, source TEXT NOT NULL,
  names TEXT NOT NULL, has_shape INTEGER NOT NULL);
CREATE TABLE name(fold TEXT NOT NULL, rank INTEGER NOT NULL, kind INTEGER NOT NULL,
  PRIMARY KEY(fold, rank)) WITHOUT ROWID;
CREATE TABLE shape(
  rank INTEGER PRIMARY KEY, within INTEGER NOT NULL, west REAL, south REAL, east REAL, north REAL,
  wkb BLOB NOT NULL);
CREATE TABLE drawn(
  id INTEGER PRIMARY KEY, layer TEXT NOT NULL, rank INTEGER, label TEXT NOT NULL, kind TEXT NOT NULL,
  one TEXT NOT NULL, other TEXT NOT NULL, west REAL, south REAL, east REAL, north REAL, wkb BLOB NOT NULL);
CREATE TABLE country(iso2 TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX place_key ON place(key);
CREATE INDEX shape_box ON shape(within, west, east, south, north);
CREATE INDEX place_cell ON place(cell) WHERE cell IS NOT NULL;
"""


def place_id(key: int | str) -> str:
    """The id that users see."""
    return f"geonames:{key}" if isinstance(key, int) else key


def cell(lon: float, lat: float) -> int:
    """Number of the one-degree cell of a point; `geomap.gazetteer.nearby` counts the same way."""
    return (math.floor(lat) + 90) * 360 + (math.floor(lon) + 180) % 360


def write(
    path: Path,
    entries: Iterable[Entry],
    countries: Iterable[CountryEntry],
    drawn: Iterable[Drawn],
    meta: dict[str, str],
) -> int:
    """Write all beside ``path`` and put it in place; return the number of places."""
    ordered = sorted(entries, key=lambda e: (-e.prior, place_id(e.key)))
    ranks = {e.key: n for n, e in enumerate(ordered, 1)}
    units = {f"{e.country}.{e.admin1}": e.name for e in ordered if e.feature_code == "ADM1"}
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    db = sqlite3.connect(part)
    try:
        db.executescript(SCHEMA)
        _insert(db, "place", (_place_row(n, e, units) for n, e in enumerate(ordered, 1)))
        _insert(db, "name", sorted(_name_rows(ordered, ranks)))
        _insert(db, "shape", (_shape_row(ranks[e.key], e) for e in ordered if e.shape is not None))
        _insert(db, "drawn", (_drawn_row(n, d, ranks.get(d.place)) for n, d in enumerate(drawn, 1)))
        _insert(db, "country", sorted((str(c.entry.country), _country(c)) for c in countries))
        db.executescript(INDEXES)
        known = {**meta, "schema": SCHEMA_VERSION, "places": str(len(ordered))}
        _insert(db, "meta", sorted(known.items()))
        db.commit()
        db.close()
        part.replace(path)
    finally:
        db.close()
        part.unlink(missing_ok=True)
    return len(ordered)


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    iterator = iter(rows)
    first = next(iterator)
    statement = f"INSERT INTO {table} VALUES({','.join('?' * len(first))})"
    db.execute(statement, first)
    db.executemany(statement, iterator)


def _place_row(rank: int, e: Entry, units: dict[str, str]) -> tuple[Any, ...]:
    shown = [n for n, k in e.names if k not in {Kind.DEMONYM, Kind.WITH_TERM} and n != e.name]
    return (
        rank,
        e.key,
        e.name,
        round(e.lon * 1e5),
        round(e.lat * 1e5),
        cell(e.lon, e.lat) if e.feature_class == "P" else None,
        e.feature_class,
        e.feature_code,
        e.country,
        e.admin1,
        units.get(f"{e.country}.{e.admin1}"),
        e.population,
        e.radius_km,
        round(e.prior, 4),
        e.source,
        "\n".join(shown),
        int(e.shape is not None),
    )


def _shape_row(rank: int, e: Entry) -> tuple[Any, ...]:
    import shapely

    assert e.shape is not None
    within = int(e.feature_code == "ADM1" or str(e.key).startswith("ne:"))
    return rank, within, *e.shape.bounds, shapely.to_wkb(e.shape, byte_order=1)


def _drawn_row(number: int, d: Drawn, rank: int | None) -> tuple[Any, ...]:
    import shapely

    wkb = shapely.to_wkb(d.shape, byte_order=1)
    return number, d.layer, rank, d.label, d.kind, *d.sides, *d.shape.bounds, wkb


def _name_rows(entries: list[Entry], ranks: dict[int | str, int]) -> Iterable[tuple[str, int, int]]:
    for e in entries:
        best: dict[str, Kind] = {}
        for name, kind in e.names:
            folded = fold(name)
            if folded and (folded not in best or kind < best[folded]):
                best[folded] = kind
        for folded, kind in best.items():
            yield folded, ranks[e.key], int(kind)


def _country(c: CountryEntry) -> str:
    record = {
        "place_id": place_id(c.entry.key), "name": c.entry.name, "iso2": c.entry.country, "iso3": c.iso3,
        "aliases": c.aliases, "demonyms": c.demonyms, "continent": c.continent, "neighbours": c.neighbours,
        "capital_id": place_id(c.capital.key) if c.capital else None,
        "capital": c.capital.name if c.capital else None, "capital_names": c.capital_names,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, sort_keys=True)

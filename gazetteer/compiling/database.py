"""Writing the compiled gazetteer: one SQLite file, the same bytes for the same sources.

Tables (longitude and latitude of places in 1/100,000 degree, boxes in degrees):

place     number (row id), key (GeoNames number or place id), name, lon, lat, feature class and
          code, country, admin1 (code), unit1 and unit2 (number of the first- and second-level
          unit's own row; its name where the file has no such row), population, radius (in 100 m),
          prior (times 1000), source (null: GeoNames), names (other names, newline between),
          has_shape. Populated places come first, cell by cell: what lies together stands
          together, which makes the file small and the nearest place quick.
cell      one-degree cell, first and last number of its populated places
name      folded name, place's number, kind (`entries.Kind`)
stem      folded bare name of a second-level unit, place's number: a name only with a unit's word
sound     key of how a name sounds (`geomap.gazetteer.names.romanising`), place's number
shape     place's number, bounding box, packed shape (`packing`); ``within`` says whether it
          answers 'which unit'
drawn     the basemap: layer, place's number or null, label, kind, sides, bounding box, packed shape
          (null: the place's own)
country   JSON of `geomap.gazetteer.country.Country`
meta      key, value
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from compiling.basemap import Drawn
from compiling.countries import CountryEntry
from compiling.entries import Entry, Kind
from compiling.names import fold, romanising
from compiling.packing import pack

SCHEMA_VERSION = "6"
PRIOR_UNIT = 1000
DEFAULT_SOURCE = "GeoNames"  # of all but a few: null takes no room
# Names that are not shown among a place's, and those that nobody romanises in a way of his own.
UNSHOWN = {Kind.DEMONYM, Kind.WITH_TERM, Kind.WITHIN, Kind.STEM}
UNSOUNDED = UNSHOWN | {Kind.ABBREVIATION, Kind.SEAT}
SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place(
  number INTEGER PRIMARY KEY, key NOT NULL, name TEXT NOT NULL, lon INTEGER NOT NULL, lat INTEGER NOT NULL,
  fclass TEXT NOT NULL, fcode TEXT NOT NULL, country TEXT, admin1 TEXT, unit1, unit2,
  population INTEGER NOT NULL, radius INTEGER NOT NULL, prior INTEGER NOT NULL, source TEXT,
  names TEXT NOT NULL, has_shape INTEGER NOT NULL);
CREATE TABLE cell(cell INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE name(fold TEXT NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL,
  PRIMARY KEY(fold, number)) WITHOUT ROWID;
CREATE TABLE stem(fold TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(fold, number)) WITHOUT ROWID;
CREATE TABLE sound(key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(key, number)) WITHOUT ROWID;
CREATE TABLE shape(
  number INTEGER PRIMARY KEY, within INTEGER NOT NULL, west REAL, south REAL, east REAL, north REAL,
  packed BLOB NOT NULL);
CREATE TABLE drawn(
  id INTEGER PRIMARY KEY, layer TEXT NOT NULL, number INTEGER, label TEXT NOT NULL, kind TEXT NOT NULL,
  one TEXT NOT NULL, other TEXT NOT NULL, west REAL, south REAL, east REAL, north REAL, packed BLOB);
CREATE TABLE country(iso2 TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX place_key ON place(key);
CREATE INDEX shape_box ON shape(within, west, east, south, north);
"""


def place_id(key: int | str) -> str:
    """The id that users see."""
    return f"geonames:{key}" if isinstance(key, int) else key


def cell(lon: float, lat: float) -> int:
    """Number of the one-degree cell of a point; `geomap.gazetteer.ground.nearby` counts the same way."""
    return (math.floor(lat) + 90) * 360 + (math.floor(lon) + 180) % 360


def write(
    path: Path,
    entries: Iterable[Entry],
    countries: Iterable[CountryEntry],
    drawn: Iterable[Drawn],
    meta: dict[str, str],
) -> int:
    """Write all beside ``path`` and put it in place; return the number of places."""
    ordered = sorted(entries, key=_place_in_file)
    numbers = {e.key: n for n, e in enumerate(ordered, 1)}
    units = {f"{e.country}.{e.admin1}": numbers[e.key] for e in ordered if e.feature_code == "ADM1"}
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    db = sqlite3.connect(part)
    try:
        db.executescript(SCHEMA)
        _insert(db, "place", (_place_row(n, e, units, numbers) for n, e in enumerate(ordered, 1)))
        _insert(db, "cell", _cell_rows(ordered))
        names = sorted(_name_rows(ordered, numbers))
        _insert(db, "name", (row for row in names if row[2] != Kind.STEM))
        _insert(db, "stem", (row[:2] for row in names if row[2] == Kind.STEM))
        _insert(db, "sound", sorted(_sound_rows(ordered, numbers)))
        _insert(db, "shape", (_shape_row(numbers[e.key], e) for e in ordered if e.shape is not None))
        places = {e.key: (numbers[e.key], e.shape) for e in ordered if e.shape is not None}
        _insert(db, "drawn", (_drawn_row(n, d, places) for n, d in enumerate(drawn, 1)))
        _insert(db, "country", sorted((str(c.entry.country), _country(c)) for c in countries))
        db.executescript(INDEXES)
        known = {**meta, "schema": SCHEMA_VERSION, "places": str(len(ordered))}
        _insert(db, "meta", sorted(known.items()))
        db.commit()
        db.execute("VACUUM")  # full pages, each table in one piece: half a megabyte of the wheel
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


def _place_row(
    number: int, e: Entry, units: dict[str, int], numbers: dict[int | str, int]
) -> tuple[Any, ...]:
    shown = [n for n, k in e.names if k not in UNSHOWN and n != e.name]
    return (
        number,
        e.key,
        e.name,
        round(e.lon * 1e5),
        round(e.lat * 1e5),
        e.feature_class,
        e.feature_code,
        e.country,
        e.admin1,
        units.get(f"{e.country}.{e.admin1}"),
        numbers[e.admin2] if e.admin2 else None,
        e.population,
        round(e.radius_km * 10),
        round(e.prior * PRIOR_UNIT),
        None if e.source == DEFAULT_SOURCE else e.source,
        "\n".join(shown),
        int(e.shape is not None),
    )


def _place_in_file(e: Entry) -> tuple[bool, int, str, str]:
    """Populated places by their cell, then all else by country and id."""
    populated = e.feature_class == "P"
    return not populated, cell(e.lon, e.lat) if populated else 0, e.country or "", place_id(e.key)


def _cell_rows(ordered: list[Entry]) -> Iterator[tuple[int, int, int]]:
    towns = ((cell(e.lon, e.lat), n) for n, e in enumerate(ordered, 1) if e.feature_class == "P")
    for one, group in groupby(towns, key=lambda pair: pair[0]):
        numbers = [n for _, n in group]
        yield one, numbers[0], numbers[-1]


def _shape_row(number: int, e: Entry) -> tuple[Any, ...]:
    assert e.shape is not None
    within = int(e.feature_code == "ADM1" or str(e.key).startswith("ne:"))
    return number, within, *e.shape.bounds, pack(e.shape)


def _drawn_row(row: int, d: Drawn, places: dict[int | str, tuple[int, Any]]) -> tuple[Any, ...]:
    number, own = places.get(d.place, (None, None))
    shape = own if d.shape is None else d.shape
    packed = None if d.shape is None else pack(d.shape)
    return row, d.layer, number, d.label, d.kind, *d.sides, *shape.bounds, packed


def _name_rows(entries: list[Entry], numbers: dict[int | str, int]) -> Iterable[tuple[str, int, int]]:
    for e in entries:
        best: dict[str, Kind] = {}
        for name, kind in e.names:
            folded = fold(name)
            if folded and (folded not in best or kind < best[folded]):
                best[folded] = kind
        for folded, kind in best.items():
            yield folded, numbers[e.key], int(kind)


def _sound_rows(entries: list[Entry], numbers: dict[int | str, int]) -> set[tuple[int, int]]:
    """How the names of places sound, where names are romanised; (key, place's number)."""
    found = set()
    for e in entries:
        if e.country in romanising.COUNTRIES:
            folded = {fold(name) for name, kind in e.names if kind not in UNSOUNDED}
            keys = {romanising.key(name) for name in folded}
            found |= {(romanising.number(key), numbers[e.key]) for key in keys if key}
    return found


def _country(c: CountryEntry) -> str:
    record = {
        "place_id": place_id(c.entry.key), "name": c.entry.name, "iso2": c.entry.country, "iso3": c.iso3,
        "aliases": c.aliases, "demonyms": c.demonyms, "continent": c.continent, "neighbours": c.neighbours,
        "capital_id": place_id(c.capital.key) if c.capital else None,
        "capital": c.capital.name if c.capital else None, "capital_names": c.capital_names,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False, sort_keys=True)

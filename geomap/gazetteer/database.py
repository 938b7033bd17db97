"""The compiled file: opening it, and turning its rows into records.

`gazetteer/compiling/database.py` writes the tables and says what is in them. Coordinates are
kept there in 1/100,000 degree, longitude and latitude in columns of their own.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from geomap.errors import GazetteerError
from geomap.gazetteer.country import Country
from geomap.model.geometry import LonLat
from geomap.model.place import Place

BUNDLED = Path(__file__).resolve().parent.parent / "_data" / "gazetteer.sqlite"
SCHEMA_VERSION = "2"

# A place's columns, in the order that `to_place` reads them.
BY_NAME = "SELECT n.kind, p.* FROM name n JOIN place p ON p.rank = n.rank WHERE n.fold = ?"
BY_KEY = "SELECT * FROM place WHERE key = ?"
BY_RANK = "SELECT * FROM place WHERE rank = ?"
TOWNS = (
    "SELECT * FROM place WHERE cell IS NOT NULL AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ?"
    " ORDER BY rank LIMIT ?"
)
IN_CELLS = "SELECT rank, lon, lat FROM place WHERE cell IN (SELECT value FROM json_each(?))"
AROUND_POINT = (
    "SELECT rank, wkb FROM shape WHERE within AND west <= ? AND east >= ? AND south <= ? AND north >= ?"
    " ORDER BY rank"
)
SHAPE = "SELECT s.wkb FROM place p JOIN shape s ON s.rank = p.rank WHERE p.key = ?"
DRAWN = (
    "SELECT p.key, d.label, d.kind, d.one, d.other, d.west, d.south, d.east, d.north, d.wkb"
    " FROM drawn d LEFT JOIN place p ON p.rank = d.rank"
    " WHERE d.layer = ? AND d.west <= ? AND d.east >= ? AND d.south <= ? AND d.north >= ? ORDER BY d.id"
)
PRIOR_COLUMN = 13


def connect(path: Path) -> sqlite3.Connection:
    """Open a compiled gazetteer for reading only.

    Raises
    ------
    GazetteerError
        If there is no file, or it is not a compiled gazetteer of this version.
    """
    if not path.is_file():
        raise GazetteerError(
            "the compiled gazetteer is missing",
            where=str(path),
            hint="install the package, or run python gazetteer/build.py in a checkout",
        )
    # immutable: no locks and no journal are looked for, so a read-only folder or a zip mount will do.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA mmap_size = 268435456")
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise GazetteerError(f"not a compiled gazetteer ({error})", where=str(path)) from error
    if row is None or row[0] != SCHEMA_VERSION:
        connection.close()
        raise GazetteerError(
            f"schema {row[0] if row else 'unknown'}",
            where=str(path),
            hint=f"schema {SCHEMA_VERSION} is needed",
        )
    return connection


def place_id(key: int | str) -> str:
    """Id of a place: its key, GeoNames' numbers with their prefix."""
    return f"geonames:{key}" if isinstance(key, int) else key


def place_key(place: str) -> int | str:
    """Key of a place's id, the other way round."""
    number = place.removeprefix("geonames:")
    return int(number) if number != place and number.isdigit() else place


def to_place(row: tuple[Any, ...]) -> Place:
    """Make the record of one row of the table of places."""
    return Place(
        id=place_id(row[1]),
        name=row[2],
        point=LonLat(row[3] / 1e5, row[4] / 1e5),
        feature_class=row[6],
        feature_code=row[7],
        country=row[8],
        admin1=row[9],
        admin1_name=row[10],
        population=row[11],
        radius_km=row[12],
        source=row[14],
        names=tuple(row[15].split("\n")) if row[15] else (),
        has_geometry=bool(row[16]),
    )


def to_country(record: str) -> Country:
    """Make the record of one row of the table of countries."""
    fields = json.loads(record)
    return Country(
        place_id=fields["place_id"],
        name=fields["name"],
        iso2=fields["iso2"],
        iso3=fields["iso3"],
        aliases=tuple(fields["aliases"]),
        demonyms=tuple(fields["demonyms"]),
        capital_id=fields["capital_id"],
        capital=fields["capital"],
        capital_names=tuple(fields["capital_names"]),
    )

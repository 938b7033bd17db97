"""The compiled file: opening it, and turning its rows into records.

`gazetteer/compiling/database.py` writes the tables and says what is in them. Coordinates are
kept there in 1/100,000 degree, longitude and latitude in columns of their own. Overlays are files
of the same tables.
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
SCHEMA_VERSION = "4"

# The columns of a place in the order that `to_place` reads them. Its units stand there by the
# number of their own rows, or by name where the file has no such row (an overlay's may not).
COLUMNS = (
    "p.number, p.key, p.name, p.lon, p.lat, p.fclass, p.fcode, p.country, p.admin1,"
    " coalesce(u.name, p.unit1), p.population, p.radius, p.prior, p.source, p.names, p.has_shape,"
    " coalesce(d.name, p.unit2)"
)
UNITS = "LEFT JOIN place u ON u.number = p.unit1 LEFT JOIN place d ON d.number = p.unit2"
# Only these two constants are put into a statement, never a value; ruff cannot tell (S608).
BY_NAME = (
    f"SELECT n.kind, {COLUMNS} FROM name n JOIN place p ON p.number = n.number {UNITS}"  # noqa: S608
    " WHERE n.fold = ?"
)
BY_KEY = f"SELECT {COLUMNS} FROM place p {UNITS} WHERE p.key = ?"  # noqa: S608
BY_NUMBER = f"SELECT {COLUMNS} FROM place p {UNITS} WHERE p.number = ?"  # noqa: S608
# Places that sound as asked; `geomap.gazetteer.romanising` makes the keys.
BY_SOUND = (
    f"SELECT {COLUMNS} FROM sound s JOIN place p ON p.number = s.number {UNITS}"  # noqa: S608
    " WHERE s.key = ?"
)
IS_NAME = "SELECT 1 FROM name WHERE fold = ? LIMIT 1"
IS_START = "SELECT 1 FROM name WHERE fold >= ? AND fold < ? LIMIT 1"
# Units and regions, but no country and no people.
NAMES_UNIT = (
    "SELECT 1 FROM name n JOIN place p ON p.number = n.number"
    " WHERE n.fold = ? AND p.fclass IN ('A', 'L') AND p.fcode <> 'PCLI' AND n.kind <> 6 LIMIT 1"
)
TOWNS = (
    f"SELECT {COLUMNS} FROM cell c JOIN place p ON p.number BETWEEN c.first AND c.last {UNITS}"  # noqa: S608
    " WHERE c.cell IN (SELECT value FROM json_each(?)) AND p.lon BETWEEN ? AND ? AND p.lat BETWEEN ? AND ?"
    " ORDER BY p.prior DESC, p.number LIMIT ?"
)
IN_CELLS = (
    "SELECT p.number, p.lon, p.lat FROM cell c JOIN place p ON p.number BETWEEN c.first AND c.last"
    " WHERE c.cell IN (SELECT value FROM json_each(?))"
)
AROUND_POINT = (
    "SELECT number, packed FROM shape WHERE within AND west <= ? AND east >= ? AND south <= ? AND north >= ?"
    " ORDER BY number"
)
SHAPE = "SELECT s.packed FROM place p JOIN shape s ON s.number = p.number WHERE p.key = ?"
COUNTRIES = "SELECT record FROM country ORDER BY iso2"
DRAWN = (
    "SELECT p.key, d.label, d.kind, d.one, d.other, d.west, d.south, d.east, d.north, d.packed"
    " FROM drawn d LEFT JOIN place p ON p.number = d.number"
    " WHERE d.layer = ? AND d.west <= ? AND d.east >= ? AND d.south <= ? AND d.north >= ? ORDER BY d.id"
)
PRIOR_COLUMN = 12
PRIOR_UNIT = 100
DEFAULT_SOURCE = "GeoNames"


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
        feature_class=row[5],
        feature_code=row[6],
        country=row[7],
        admin1=row[8],
        admin1_name=row[9],
        population=row[10],
        radius_km=row[11] / 10,
        source=row[13] or DEFAULT_SOURCE,
        names=tuple(row[14].split("\n")) if row[14] else (),
        has_geometry=bool(row[15]),
        admin2_name=row[16],
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

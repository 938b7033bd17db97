"""The compiled file: opening it, and turning its rows into records.

`gazetteer/compiling/database.py` writes the tables and says what is in them. Coordinates are
kept there in 1/100,000 degree, longitude and latitude in columns of their own. Overlays are files
of the same tables.
"""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from geomap.errors import GazetteerError
from geomap.gazetteer.country import Country

BUNDLED = Path(__file__).resolve().parents[2] / "_data" / "gazetteer.sqlite"
SCHEMA_VERSION = "6"
# More than any of GeoNames' numbers has, and fewer than a database's.
_MOST_DIGITS = 18
_SURROGATE = re.compile("[\ud800-\udfff]")

# Second-level units by their bare names: only a name with such a unit's word means one of them.
BY_STEM = "SELECT p.* FROM stem s JOIN place p ON p.number = s.number WHERE s.fold = ?"
# Units and regions, but no country and no people.
NAMES_UNIT = (
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM stem WHERE fold = ?1)"
    " OR EXISTS (SELECT 1 FROM name n JOIN place p ON p.number = n.number"
    " WHERE n.fold = ?1 AND p.fclass IN ('A', 'L') AND p.fcode <> 'PCLI' AND n.kind <> 6)"
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
    "SELECT p.key, d.label, d.kind, d.one, d.other, d.west, d.south, d.east, d.north,"
    " coalesce(d.packed, s.packed)"  # what has no shape of its own here is drawn with the place's
    " FROM drawn d LEFT JOIN place p ON p.number = d.number LEFT JOIN shape s ON s.number = d.number"
    " WHERE d.layer = ? AND d.west <= ? AND d.east >= ? AND d.south <= ? AND d.north >= ? ORDER BY d.id"
)
PRIOR_UNIT = 1000
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
    if number != place and number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return int(number)
    # What is no text is no place's id, and a database cannot be asked for it.
    return place if place.isascii() or not _SURROGATE.search(place) else ""


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

"""The tables of a store as SQLite has them, and what the standard wants to know of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from sqlite3 import Connection
from typing import Final

from geomap.exports.gis.geopackage.layers import AREAS, LINES, POINTS, Layer
from geomap.exports.gis.geopackage.styles import styles_for
from geomap.exports.gis.geopackage.writing import add_styles
from geomap.layers.families import Family
from geomap.model import Status
from geomap.store.geopackage import standard
from geomap.store.geopackage.blobs import SRS
from geomap.store.tables import INCIDENTS, TABLES, VERSION, Field, Table, Type

MARK: Final = "geomap_store"
"""The table that makes a GeoPackage a store, with the version of its schema."""

VIEWS: Final = {POINTS: "points", LINES: "lines", AREAS: "areas"}
"""Layers of incidents with one kind of shape, which QGIS styles; nothing is kept twice for them."""

_TYPES = {
    Type.TEXT: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.REAL: "REAL",
    Type.DAY: "DATE",
    Type.BYTES: "BLOB",
}
_SIDES = ("west", "east", "south", "north", "first", "last")
_NOT_SHOWN = frozenset(("cluster", "record", "shape"))


def create(database: Connection) -> None:
    """Make all of it; the caller has begun a transaction."""
    for statement in standard.METADATA:
        database.execute(statement)
    database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", standard.SYSTEMS)
    for table in TABLES:
        for statement in statements_for(table):
            database.execute(statement)
        _register(database, table)
    for statement in views():
        database.execute(statement)
    for view, shape in VIEWS.items():
        _register_layer(database, view, f"Incidents with {shape} for their place")
    add_styles(database, _styles(), _now(database))
    database.execute(f"CREATE TABLE {MARK} (version INTEGER NOT NULL)")
    database.execute(f"INSERT INTO {MARK} VALUES (?)", (VERSION,))  # noqa: S608
    database.execute(f"PRAGMA application_id = {standard.APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {standard.USER_VERSION}")


def views() -> Iterator[str]:
    """Yield the statements that make the views."""
    shown = ", ".join(quoted(name) for name in INCIDENTS.names if name not in _NOT_SHOWN)
    for view, shape in VIEWS.items():
        # GDAL takes a column of this name for the feature's number.
        yield (
            f"CREATE VIEW {view} AS SELECT fid AS OGC_FID, geom, {shown} FROM incidents "  # noqa: S608
            f"WHERE shape = '{shape}'"
        )


def quoted(name: str) -> str:
    """A name of a column as SQL has it."""
    return f'"{name}"'


def statements_for(table: Table) -> Iterator[str]:
    """Yield the statements that make a table with its indexes and triggers."""
    key = ", ".join(quoted(name) for name in table.key)
    columns = [_column(field) for field in table.fields]
    if set(table.key) == set(table.names):
        yield f"CREATE TABLE {table.name} ({', '.join(columns)}, PRIMARY KEY ({key})) WITHOUT ROWID"
    else:
        shape = ["geom GEOMETRY"] if table.shaped else []
        first = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", *shape]
        yield f"CREATE TABLE {table.name} ({', '.join((*first, *columns))}, UNIQUE ({key}))"
    for name in table.indexes:
        yield f"CREATE INDEX {table.name}_by_{name} ON {table.name} ({quoted(name)})"
    if table.shaped:
        yield from standard.spatial_index(table.name)
    if table.boxed:
        yield from _box_index(table.name)


def _column(field: Field) -> str:
    needed = " NOT NULL" if field.needed else ""
    of = f" REFERENCES {field.of}(id) ON DELETE CASCADE" if field.of else ""
    return f"{quoted(field.name)} {_TYPES[field.type]}{needed}{of}"


def _box_index(table: str) -> Iterator[str]:
    """Yield an index of three dimensions: degrees and days, which single precision holds as they are."""
    tree = f"{table}_boxes"
    sides = ", ".join(f"NEW.{side}" for side in _SIDES)
    gone = f"DELETE FROM {tree} WHERE id = OLD.fid"  # noqa: S608
    put = f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {sides})"  # noqa: S608
    yield f"CREATE VIRTUAL TABLE {tree} USING rtree(id, {', '.join(_SIDES)})"
    yield f"CREATE TRIGGER {tree}_insert AFTER INSERT ON {table} BEGIN {put}; END"
    yield f"CREATE TRIGGER {tree}_update AFTER UPDATE OF {', '.join(_SIDES)} ON {table} BEGIN {put}; END"
    yield f"CREATE TRIGGER {tree}_delete AFTER DELETE ON {table} BEGIN {gone}; END"


def _register(database: Connection, table: Table) -> None:
    if table.shaped:
        _register_layer(database, table.name, table.about)
        database.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', ?, ?, ?)", (table.name, *standard.RTREE)
        )
    elif table.listed:
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) "
            "VALUES (?, 'attributes', ?, ?)",
            (table.name, table.name, table.about),
        )


def _register_layer(database: Connection, name: str, about: str) -> None:
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
        "VALUES (?, 'features', ?, ?, ?)",
        (name, name, about, SRS),
    )
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?, 0, 0)", (name, SRS))


@cache
def _styles() -> tuple[tuple[str, str], ...]:
    """Styles with all signs that there can be: which of them will occur is not known yet."""
    rows = [{"sign": f"{status.value}-{family.value}"} for status, family in product(Status, Family)]
    return tuple(styles_for(Layer(view, (), rows) for view in VIEWS))


def _now(database: Connection) -> str:
    (now,) = database.execute("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").fetchone()
    return str(now)

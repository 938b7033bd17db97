"""What can be wrong with the file itself: pages, references, spatial indexes, extents."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from sqlite3 import Connection, DatabaseError

from geomap.errors import StoreError
from geomap.store.geopackage.blobs import box_of
from geomap.store.tables import SKETCHES, TABLES

_SINGLE = 1e-6
"""Relative error of the numbers of an index, which are of single precision."""

# The names of tables are those of `geomap.store.tables`.
# ruff: noqa: S608


def find(database: Connection) -> Iterator[str]:
    """Yield every fault, a line each."""
    try:
        for (line,) in database.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield f"the file is damaged: {line}"
        for table, row, other, _ in database.execute("PRAGMA foreign_key_check"):
            yield f"{table}: row {row} belongs to nothing in {other}"
        for table in TABLES:
            if table.shaped:
                yield from _layer(database, table.name)
        yield from _boxes(database)
    except DatabaseError as error:
        yield f"the file is damaged: {error}"


def _layer(database: Connection, table: str) -> Iterator[str]:
    tree = f"rtree_{table}_geom"
    (told,) = database.execute("SELECT rtreecheck(?)", (tree,)).fetchone()
    if told != "ok":
        yield f"{tree}: {' '.join(told.split())}"
    extent = database.execute(
        "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    if extent is None:
        yield f"gpkg_contents: {table} is not listed"
        return
    rows = database.execute(
        f"SELECT t.id, t.geom, r.minx, r.maxx, r.miny, r.maxy FROM {table} AS t "
        f"LEFT JOIN {tree} AS r ON r.id = t.fid ORDER BY t.id"
    )
    for id_, blob, *indexed in rows:
        try:
            box = box_of(blob) if blob is not None else None
        except StoreError as error:
            yield f"{table}: {id_} has {error.what}"
            continue
        if box is None:
            if indexed[0] is not None:
                yield f"{tree}: {id_} is indexed and has no shape"
            continue
        if indexed[0] is None:
            yield f"{tree}: {id_} is not indexed"
        elif not all(
            isclose(a, b, rel_tol=_SINGLE, abs_tol=_SINGLE) for a, b in zip(box, indexed, strict=True)
        ):
            yield f"{tree}: {id_} is indexed elsewhere than it lies"
        if extent[0] is None or not (
            extent[0] <= box.west
            and box.east <= extent[1]
            and extent[2] <= box.south
            and box.north <= extent[3]
        ):
            yield f"gpkg_contents: {id_} of {table} lies outside of the extent"
    strays = database.execute(
        f"SELECT count(*) FROM {tree} WHERE id NOT IN (SELECT fid FROM {table})"
    ).fetchone()[0]
    if strays:
        yield f"{tree}: {strays} entries of rows that are not there"


def _boxes(database: Connection) -> Iterator[str]:
    name = SKETCHES.name
    (told,) = database.execute("SELECT rtreecheck(?)", (f"{name}_boxes",)).fetchone()
    if told != "ok":
        yield f"{name}_boxes: {' '.join(told.split())}"
    queries = (
        (
            f"SELECT id FROM {name} WHERE fid NOT IN (SELECT id FROM {name}_boxes) ORDER BY id",
            "is not indexed",
        ),
        (f"SELECT id FROM {name}_boxes WHERE id NOT IN (SELECT fid FROM {name}) ORDER BY id", "is not there"),
    )
    for query, what in queries:
        for (id_,) in database.execute(query):
            yield f"{name}_boxes: {id_} {what}"

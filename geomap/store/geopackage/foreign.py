"""What SQLite would run of a file by itself when geomap writes to it: only what geomap made.

A file of somebody else may have triggers on the tables of a store, or a view where a table should be. Tables,
views and styles that QGIS or a user adds beside them are theirs, and no reason to refuse anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from sqlite3 import Connection
from typing import Final

from geomap.errors import StoreError
from geomap.store.geopackage import schema
from geomap.store.tables import TABLES

_WRITTEN: Final = frozenset(
    (
        *(table.name for table in TABLES),
        *schema.VIEWS,
        schema.MARK,
        *"gpkg_contents gpkg_geometry_columns gpkg_spatial_ref_sys".split(),
        *"gpkg_extensions gpkg_ogr_contents layer_styles".split(),
    )
)
"""What geomap writes to, now or with a migration; SQLite takes names in any case."""
_INDEXES: Final = tuple(
    name
    for table in TABLES
    for name in (f"rtree_{table.name}_geom", f"{table.name}_boxes")
    if table.shaped or table.boxed
)
"""How the tables begin in which SQLite keeps the indexes of a layer."""
_COUNTING: Final = re.compile(
    r"create trigger trigger_(?:insert|delete)_feature_count_(\w+) after (?:insert|delete) on \1 "
    r"begin update gpkg_ogr_contents set feature_count = feature_count [+-] 1 "
    r"where lower\(table_name\) = lower\('\1'\); end"
)
"""What GDAL adds to a layer in a file that it counts the rows of."""
_LONGEST: Final = 200  # characters of what a file calls it, in a message
_HINT: Final = "drop it if it is your own, and do not use the file otherwise"


def refuse(database: Connection, where: str) -> None:
    """Refuse a store that would run, while it is written, what geomap did not put there.

    Raises
    ------
    StoreError
        If a table of the store has a trigger that is not geomap's, or is no table.
    """
    for what in _strange(database):
        raise StoreError(f"{what[:_LONGEST]} is not what geomap made", where=where, hint=_HINT)


def _strange(database: Connection) -> Iterator[str]:
    """Yield what would be run, by its name."""
    rows = database.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master").fetchall()
    for kind, name, table, page, sql in rows:
        said = _plain(str(sql))
        if kind == "trigger":
            if said in _own() or _COUNTING.fullmatch(said):
                continue
            if _is_written(str(table)) or _reaches_others(database, str(table)):
                yield f"the trigger {name} of {table}"
        elif _is_written(str(name)) and (kind == "view" or not page) and said not in _own():
            yield f"the {'view' if kind == 'view' else 'virtual table'} {name}"


def _is_written(table: str) -> bool:
    lower = table.lower()
    return lower in _WRITTEN or lower.startswith(_INDEXES)


def _reaches_others(database: Connection, table: str) -> bool:
    """Whether rows of a table change with those of another, so that its triggers run with ours."""
    return bool(
        database.execute(
            "SELECT 1 FROM pragma_foreign_key_list(?) "
            "WHERE on_delete NOT IN ('NO ACTION', 'RESTRICT') OR on_update NOT IN ('NO ACTION', 'RESTRICT')",
            (table,),
        ).fetchone()
    )


@cache
def _own() -> frozenset[str]:
    """The statements of all triggers, views and indexes of shapes that geomap makes."""
    return frozenset(
        _plain(statement)
        for statement in (*(s for table in TABLES for s in schema.statements_for(table)), *schema.views())
        if statement.startswith(("CREATE TRIGGER", "CREATE VIEW", "CREATE VIRTUAL"))
    )


def _plain(statement: str) -> str:
    """A statement without what programs write differently: quotes round names, spaces, capitals."""
    return " ".join(statement.replace('"', "").split()).lower()

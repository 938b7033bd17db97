"""The list of layers that every GeoPackage has: when each was changed, and how far it reaches."""

from __future__ import annotations

from sqlite3 import Connection

from geomap.store.geopackage.blobs import Box
from geomap.store.geopackage.schema import VIEWS
from geomap.store.tables import INCIDENTS, TABLES

_SHAPED = tuple(table.name for table in TABLES if table.shaped)


class Contents:
    """What has changed since a transaction began, for the list.

    A layer's extent grows with what comes. What goes does not make it smaller until `measure_all`: that means
    looking at all rows, and an extent may be too wide.
    """

    def __init__(self) -> None:
        self._touched: set[str] = set()
        self._boxes: dict[str, Box] = {}

    def begin(self) -> None:
        """Forget what was before."""
        self._touched.clear()
        self._boxes.clear()

    def touch(self, table: str) -> None:
        """Note that a table changes."""
        self._touched.add(table)

    def widen(self, table: str, box: Box) -> None:
        """Note that a layer reaches so far."""
        known = self._boxes.get(table)
        self._boxes[table] = box if known is None else _both(known, box)

    def keep(self, database: Connection) -> None:
        """Write down what was noted."""
        for table in sorted(self._touched):
            for name in (table, *(VIEWS if table == INCIDENTS.name else ())):
                database.execute(
                    "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') "
                    "WHERE table_name = ?",
                    (name,),
                )
        for table, box in self._boxes.items():
            _set(database, table, box, "min(coalesce({0}, ?), ?)", "max(coalesce({0}, ?), ?)", times=2)

    def measure_all(self, database: Connection) -> None:
        """Make the extents those of what is there."""
        for table in _SHAPED:
            box = database.execute(
                f"SELECT min(minx), max(maxx), min(miny), max(maxy) FROM rtree_{table}_geom"  # noqa: S608
            ).fetchone()
            _set(database, table, box, "?", "?", times=1)


def _set(
    database: Connection, table: str, box: tuple[float | None, ...], least: str, most: str, *, times: int
) -> None:
    west, east, south, north = box
    setting = ", ".join(
        f"{column} = {(least if column.startswith('min') else most).format(column)}"
        for column in ("min_x", "max_x", "min_y", "max_y")
    )
    values = [side for side in (west, east, south, north) for _ in range(times)]
    for name in (table, *(VIEWS if table == INCIDENTS.name else ())):
        database.execute(
            f"UPDATE gpkg_contents SET {setting} WHERE table_name = ?",  # noqa: S608
            (*values, name),
        )


def _both(one: Box, other: Box) -> Box:
    return Box(
        min(one.west, other.west),
        max(one.east, other.east),
        min(one.south, other.south),
        max(one.north, other.north),
    )

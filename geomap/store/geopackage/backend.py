"""The tables of a store in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self

from geomap.errors import StoreError
from geomap.store.backend import Row
from geomap.store.geopackage import faults, schema
from geomap.store.geopackage.blobs import to_blob, to_wkb
from geomap.store.geopackage.connecting import connect
from geomap.store.geopackage.contents import Contents
from geomap.store.geopackage.migrations import STEPS, migrate
from geomap.store.geopackage.schema import quoted
from geomap.store.records import Selection
from geomap.store.tables import SKETCHES, VERSION, Table

_MOST_VALUES = 500  # in one statement
_MOST_ROWS = 500  # read at a time

# The names of tables and columns are those of `geomap.store.tables`; values never stand in a statement.
# ruff: noqa: S608


class GeoPackage:
    """A `geomap.store.backend.Backend` over one file.

    The file is open while something is done with it, and at no other time. GDAL has an SQLite of its own,
    and two of them that have one file open in one process take each other's locks away, as locks are a
    process's: after ``geopandas.read_file`` of an open store what was written next would be lost.

    Parameters
    ----------
    path
        The file of a store.
    """

    def __init__(self, path: Path) -> None:
        self.address = str(path)
        self._path = path.absolute()
        self._held: sqlite3.Connection | None = None
        self._contents = Contents()

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Self:
        """Look at a file, and make it if that is wanted; see `connect` for errors."""
        connect(path, create=create).close()
        return cls(path)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The database, opened for the while unless it is already."""
        if self._held is not None:
            yield self._held
            return
        database = self._held = connect(self._path, create=False)
        try:
            yield database
        finally:
            self._held = None
            database.close()

    def version(self) -> int:
        """See `Backend`."""
        with self._telling() as database:
            found = database.execute(f"SELECT version FROM {schema.MARK}").fetchall()
        if len(found) != 1 or not isinstance(found[0][0], int):
            raise StoreError(
                f"{schema.MARK} does not say of which version the store is",
                where=self.address,
                hint="one row with a whole number is needed",
            )
        return int(found[0][0])

    def migrate(self) -> int:
        """See `Backend`."""
        with self.writing(), self._telling() as database:
            return migrate(database, schema.MARK, VERSION, STEPS)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Backend`."""
        if self._held is not None:
            yield
            return
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See `Backend`."""
        # Who begins by reading may find that another has written since: the lock is taken at once.
        with self._transaction("BEGIN IMMEDIATE") as database:
            self._contents.begin()
            yield
            self._contents.keep(database)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._open() as database:
            with self._telling():
                database.execute(begin)
            try:
                yield database
                with self._telling():
                    database.execute("COMMIT")
            except BaseException:
                # SQLite may have undone it by itself, as when the disk is full.
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """See `Backend`."""
        fields = table.names
        names = (*(("geom",) if table.shaped else ()), *fields)
        columns = ", ".join(map(quoted, names))
        marks = ", ".join("?" * len(names))
        key = ", ".join(map(quoted, table.key))
        rest = ", ".join(
            f"{quoted(name)} = excluded.{quoted(name)}" for name in names if name not in table.key
        )
        settle = f"UPDATE SET {rest}" if rest else "NOTHING"
        statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks}) ON CONFLICT ({key}) DO {settle}"
        with self._telling() as database:
            database.executemany(statement, (self._values(table, fields, row) for row in rows))

    def _values(self, table: Table, fields: Sequence[str], row: Row) -> list[Any]:
        self._contents.touch(table.name)
        values = [row[name] for name in fields]
        if not table.shaped:
            return values
        if row["geom"] is None:
            return [None, *values]
        blob, box = to_blob(row["geom"])
        self._contents.widen(table.name, box)
        return [blob, *values]

    def drop(self, table: Table, field: str, values: Collection[Any]) -> int:
        """See `Backend`."""
        dropped = 0
        with self._telling() as database:
            for some, marks in _in_parts(values):
                statement = f"DELETE FROM {table.name} WHERE {quoted(field)} IN ({marks})"
                dropped += database.execute(statement, some).rowcount
        if dropped:
            self._contents.touch(table.name)
        return dropped

    def amend(self, table: Table, changes: Row, field: str, values: Collection[Any]) -> None:
        """See `Backend`."""
        setting = ", ".join(f"{quoted(name)} = ?" for name in changes)
        with self._telling() as database:
            for some, marks in _in_parts(values):
                statement = f"UPDATE {table.name} SET {setting} WHERE {quoted(field)} IN ({marks})"
                database.execute(statement, (*changes.values(), *some))
        self._contents.touch(table.name)

    def fetch(
        self, table: Table, fields: Sequence[str], field: str | None = None, values: Collection[Any] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """See `Backend`; outside of a transaction the rows are all taken at once."""
        if self._held is None:
            with self.reading():
                return iter(list(self._fetch(table, fields, field, values)))
        return self._fetch(table, fields, field, values)

    def _fetch(
        self, table: Table, fields: Sequence[str], field: str | None, values: Collection[Any]
    ) -> Iterator[tuple[Any, ...]]:
        columns, order = ", ".join(map(quoted, fields)), ", ".join(map(quoted, table.key))
        select = f"SELECT {columns} FROM {table.name}"
        shape = fields.index("geom") if "geom" in fields else None
        if field is None:
            rows = self._rows(f"{select} ORDER BY {order}", ())
        elif len(values) <= _MOST_VALUES:
            marks = ", ".join("?" * len(values))
            rows = self._rows(f"{select} WHERE {quoted(field)} IN ({marks}) ORDER BY {order}", tuple(values))
        else:
            rows = self._many(select, field, values, order)
        for row in rows:
            if shape is None or row[shape] is None:
                yield row
            else:
                yield (*row[:shape], to_wkb(row[shape]), *row[shape + 1 :])

    def _many(
        self, select: str, field: str, values: Collection[Any], order: str
    ) -> Iterator[tuple[Any, ...]]:
        """More values than a statement may have: they go into a table of their own for the while."""
        with self._telling() as database:
            database.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (value PRIMARY KEY) WITHOUT ROWID")
            database.execute("DELETE FROM temp.wanted")
            database.executemany(
                "INSERT OR IGNORE INTO temp.wanted VALUES (?)", ((value,) for value in values)
            )
            # The table may be filled for another list before all rows of this one are asked for.
            statement = f"{select} WHERE {quoted(field)} IN (SELECT value FROM temp.wanted) ORDER BY {order}"
            return iter(database.execute(statement).fetchall())

    def _rows(self, statement: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        with self._telling() as database:
            cursor = database.execute(statement, values)
        while True:
            with self._telling():
                rows = cursor.fetchmany(_MOST_ROWS)
            if not rows:
                return
            yield from rows

    def choose(self, table: Table, selection: Selection) -> list[str]:
        """See `Backend`."""
        conditions, values = ["TRUE"], list[Any]()
        if selection.end is not None:
            conditions.append("coalesce(date_start, date_end) <= ?")
            values.append(selection.end.isoformat())
        if selection.start is not None:
            conditions.append("coalesce(date_end, date_start) >= ?")
            values.append(selection.start.isoformat())
        for name, wanted in selection.where.items():
            conditions.append(f"{quoted(name)} IN ({', '.join('?' * len(wanted))})")
            values += wanted
        if selection.bbox is not None:
            within = "maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
            boxes = selection.boxes
            tree = f"rtree_{table.name}_geom"
            conditions.append(
                f"fid IN (SELECT id FROM {tree} WHERE {' OR '.join(f'({within})' for _ in boxes)})"
            )
            for west, south, east, north in boxes:
                values += (west, east, south, north)
        statement = f"SELECT id FROM {table.name} WHERE {' AND '.join(conditions)} ORDER BY id"
        with self.reading():
            return [id_ for (id_,) in self._rows(statement, values)]

    def near(self, family: str, days: tuple[int, int], box: tuple[float, float, float, float]) -> list[bytes]:
        """See `Backend`."""
        (first, last), (west, south, east, north) = days, box
        statement = (
            f"SELECT s.record FROM {SKETCHES.name}_boxes AS b JOIN {SKETCHES.name} AS s ON s.fid = b.id "
            "WHERE b.east >= ? AND b.west <= ? AND b.north >= ? AND b.south <= ? AND b.last >= ? "
            "AND b.first <= ? AND s.family = ? ORDER BY s.id"
        )
        values = (west, east, south, north, first, last, family)
        with self.reading():
            return [record for (record,) in self._rows(statement, values)]

    def count(self, table: Table) -> int:
        """See `Backend`."""
        with self._telling() as database:
            (number,) = database.execute(f"SELECT count(*) FROM {table.name}").fetchone()
            return int(number)

    def strays(self, table: Table, field: str, other: Table, other_field: str) -> Iterator[str]:
        """See `Backend`."""
        statement = (
            f"SELECT DISTINCT {quoted(field)} FROM {table.name} WHERE {quoted(field)} NOT NULL AND "
            f"{quoted(field)} NOT IN (SELECT {quoted(other_field)} FROM {other.name} "
            f"WHERE {quoted(other_field)} NOT NULL) ORDER BY 1"
        )
        with self.reading():
            return iter([str(value) for (value,) in self._rows(statement, ())])

    def faults(self) -> Iterator[str]:
        """See `Backend`."""
        with self._telling() as database:
            return iter(list(faults.find(database)))

    def vacuum(self) -> None:
        """See `Backend`."""
        with self._transaction("BEGIN IMMEDIATE") as database:
            self._contents.measure_all(database)
        with self._telling() as database:
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self) -> int:
        """See `Backend`."""
        return self._path.stat().st_size

    def close(self) -> None:
        """See `Backend`; between one thing and the next nothing is open."""

    @contextmanager
    def _telling(self) -> Iterator[sqlite3.Connection]:
        """The database, whose errors are told as the store's."""
        try:
            with self._open() as database:
                yield database
        except sqlite3.Error as error:
            raise StoreError(f"the database refuses ({error})", where=self.address) from error
        except UnicodeError as error:  # a text that is none, or a message that quotes bytes of the file
            raise StoreError(f"the database has no such text ({error})", where=self.address) from error


def _in_parts(values: Collection[Any]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the values in parts that a statement can hold, each with its question marks."""
    rest = iter(values)
    while some := tuple(islice(rest, _MOST_VALUES)):
        yield some, ", ".join("?" * len(some))

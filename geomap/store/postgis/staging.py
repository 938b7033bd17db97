"""Rows written in bulk: copied into a temporary table, and from there put in the place of those there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from geomap.store.backend import Row
from geomap.store.postgis.schema import SRS

FEW = 64
"""Up to so many rows are written one by one, in one message, without a temporary table."""


class Writer:
    """Writes the rows of one table.

    Parameters
    ----------
    table
        The table.
    key
        The fields by which a row is known.
    """

    def __init__(self, table: sa.Table, key: Sequence[str]) -> None:
        self._names = tuple(table.columns.keys())
        self._key = tuple(key)
        self._staged = sa.Table(
            f"staged_{table.name}",
            sa.MetaData(),
            *(sa.Column(c.name, sa.LargeBinary if c.name == "geom" else c.type) for c in table.columns),
            prefixes=["TEMPORARY"],
            postgresql_on_commit="DELETE ROWS",
        )
        values = [sa.bindparam(f"{name}_", type_=self._staged.c[name].type) for name in self._names]
        self._few = _settled(insert(table).values(_shaped(dict(zip(self._names, values, strict=True)))), self)
        chosen = _shaped({name: self._staged.c[name] for name in self._names})
        self._many = _settled(insert(table).from_select(self._names, sa.select(*chosen.values())), self)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return self._names

    @property
    def key(self) -> tuple[str, ...]:
        """The columns by which a row is known."""
        return self._key

    def write(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Write some rows; of several with one key the last counts."""
        last = {tuple(row[name] for name in self._key): row for row in rows}
        if len(last) <= FEW:
            if last:
                given = [{f"{name}_": row[name] for name in self._names} for row in last.values()]
                connection.execute(self._few, given)
            return
        connection.execute(sa.schema.CreateTable(self._staged, if_not_exists=True))
        self._copy(connection, last.values())
        connection.execute(self._many)
        # Others may follow within the same transaction.
        connection.execute(sa.delete(self._staged))

    def _copy(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        quoted = connection.dialect.identifier_preparer.quote
        statement = f"COPY {self._staged.name} ({', '.join(map(quoted, self._names))}) FROM STDIN"
        database = connection.connection.driver_connection
        if database is None:  # never within a transaction
            raise sa.exc.InvalidRequestError("no connection")
        with database.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([row[name] for name in self._names])


def _shaped(values: dict[str, Any]) -> dict[str, Any]:
    """Values with a shape in place of its bytes."""
    if "geom" in values:
        values["geom"] = sa.func.ST_GeomFromWKB(values["geom"], SRS)
    return values


def _settled(statement: Any, writer: Writer) -> Any:
    """An insertion in which a row whose key is there takes that one's place."""
    rest = {name: statement.excluded[name] for name in writer.names if name not in writer.key}
    if not rest:
        return statement.on_conflict_do_nothing(index_elements=writer.key)
    return statement.on_conflict_do_update(index_elements=writer.key, set_=rest)

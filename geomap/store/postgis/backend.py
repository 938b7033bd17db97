"""The tables of a store in PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from geomap.store.backend import Row
from geomap.store.postgis import faults, queries
from geomap.store.postgis.address import Address
from geomap.store.postgis.connecting import settle_in
from geomap.store.postgis.migrations import STEPS, migrate
from geomap.store.postgis.schema import Layout, layout_of
from geomap.store.postgis.sessions import Sessions
from geomap.store.postgis.staging import Writer
from geomap.store.records import Selection
from geomap.store.tables import SKETCHES, TABLES, VERSION, Table

_MOST_VALUES = 500  # whose rows are asked for at once
_MOST_ROWS = 500  # read at a time
_MOST_WRITTEN = 2000  # held at a time


class PostGis:
    """A `geomap.store.backend.Backend` over a schema of a database.

    Parameters
    ----------
    sessions
        The way to the database.
    layout
        The tables, which are there.
    """

    def __init__(self, sessions: Sessions, layout: Layout) -> None:
        self._sessions = sessions
        self._layout = layout
        self._writers = {table.name: Writer(layout.tables[table.name], table.key) for table in TABLES}
        self.address = sessions.address.shown

    @classmethod
    def open(cls, address: Address, *, create: bool) -> Self:
        """Open a schema; see `settle_in` for errors."""
        sessions, layout = Sessions(address), layout_of(address.schema)
        try:
            settle_in(sessions, layout, create=create)
        except BaseException:
            sessions.close()
            raise
        return cls(sessions, layout)

    def version(self) -> int:
        """See `Backend`."""
        return int(self._scalar(sa.select(self._layout.mark.c.version)))

    def migrate(self) -> int:
        """See `Backend`."""
        with self._sessions.writing() as connection, self._sessions.telling():
            return migrate(connection, self._layout, VERSION, STEPS)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See `Backend`."""
        with self._sessions.reading():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """See `Backend`."""
        with self._sessions.writing():
            yield

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """See `Backend`."""
        rest = iter(rows)
        while some := list(islice(rest, _MOST_WRITTEN)):
            with self._writes() as connection:
                self._writers[table.name].write(connection, some)

    def drop(self, table: Table, field: str, values: Collection[Any]) -> int:
        """See `Backend`."""
        if not values:
            return 0
        made = self._layout.tables[table.name]
        with self._writes() as connection:
            return connection.execute(sa.delete(made).where(queries.is_any(made.c[field], values))).rowcount

    def amend(self, table: Table, changes: Row, field: str, values: Collection[Any]) -> None:
        """See `Backend`."""
        if not values:
            return
        made = self._layout.tables[table.name]
        statement = sa.update(made).where(queries.is_any(made.c[field], values)).values(**changes)
        with self._writes() as connection:
            connection.execute(statement)

    def fetch(
        self, table: Table, fields: Sequence[str], field: str | None = None, values: Collection[Any] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """See `Backend`."""
        if field is not None and not values:
            return iter(())
        made = self._layout.tables[table.name]
        statement = queries.fetching(made, fields, table.key)
        if field is not None:
            statement = statement.where(queries.is_any(made.c[field], values))
        return self._rows(statement, many=field is None or len(values) > _MOST_VALUES)

    def choose(self, table: Table, selection: Selection) -> list[str]:
        """See `Backend`."""
        statement = queries.choosing(self._layout.tables[table.name], selection)
        return [id_ for (id_,) in self._rows(statement, many=False)]

    def near(self, family: str, days: tuple[int, int], box: tuple[float, float, float, float]) -> list[bytes]:
        """See `Backend`."""
        statement = queries.meeting(self._layout.tables[SKETCHES.name], family, days, box)
        return [record for (record,) in self._rows(statement, many=False)]

    def count(self, table: Table) -> int:
        """See `Backend`."""
        return int(self._scalar(sa.select(sa.func.count()).select_from(self._layout.tables[table.name])))

    def strays(self, table: Table, field: str, other: Table, other_field: str) -> Iterator[str]:
        """See `Backend`."""
        tables = self._layout.tables
        statement = queries.straying(tables[table.name].c[field], tables[other.name].c[other_field])
        return (str(value) for (value,) in self._rows(statement, many=True))

    def faults(self) -> Iterator[str]:
        """See `Backend`."""
        with self._sessions.reading() as connection, self._sessions.telling():
            return iter(list(faults.find(connection, self._layout)))

    def vacuum(self) -> None:
        """See `Backend`."""
        names = ", ".join(f"{self._layout.schema}.{table.name}" for table in TABLES)
        with self._sessions.alone() as connection:
            connection.execute(sa.text(f"VACUUM (ANALYZE) {names}"))

    def size(self) -> int:
        """See `Backend`."""
        names = [f"{self._layout.schema}.{table.name}" for table in TABLES]
        name = sa.func.unnest(sa.literal(names, sa.ARRAY(sa.Text))).column_valued("name")
        each = sa.func.pg_total_relation_size(sa.cast(name, postgresql.REGCLASS))
        return int(self._scalar(sa.select(sa.func.sum(each))))

    def close(self) -> None:
        """See `Backend`."""
        self._sessions.close()

    def _rows(self, statement: sa.Select[Any], *, many: bool) -> Iterator[tuple[Any, ...]]:
        """The rows; if they may be many, a part at a time, where a transaction keeps them meanwhile."""
        if many and self._sessions.current is not None:
            return self._parts(statement, self._sessions.current)
        with self._sessions.reading() as connection, self._sessions.telling():
            return map(tuple, connection.execute(statement).all())

    def _parts(self, statement: sa.Select[Any], connection: sa.Connection) -> Iterator[tuple[Any, ...]]:
        with self._sessions.telling():
            result = connection.execute(statement, execution_options={"stream_results": True})
        while True:
            with self._sessions.telling():
                rows = result.fetchmany(_MOST_ROWS)
            if not rows:
                return
            yield from map(tuple, rows)

    def _scalar(self, statement: sa.Select[Any]) -> Any:
        with self._sessions.reading() as connection, self._sessions.telling():
            return connection.execute(statement).scalar_one()

    @contextmanager
    def _writes(self) -> Iterator[sa.Connection]:
        connection = self._sessions.current
        if connection is None:
            raise RuntimeError("nothing is written but within writing()")
        with self._sessions.telling():
            yield connection

"""Connections and transactions: one at a time, on one connection that is made anew when it is gone."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import psycopg
import sqlalchemy as sa

from geomap.store.postgis.address import Address
from geomap.store.postgis.failures import FAILURES, is_loss, told, unreachable

LOCK_SECONDS: Final = 300
"""How long one waits for another's writing to end."""
IDLE_SECONDS: Final = 120
"""After how long the server ends a transaction in which nothing is asked of it: it keeps others waiting."""

_PREPARE: Final = """
SELECT set_config('lock_timeout', %(lock)s, false),
  set_config('idle_in_transaction_session_timeout', %(idle)s, false),
  set_config('synchronous_commit', CASE commits WHEN 'off' THEN 'on' ELSE commits END, false),
  set_config('search_path', coalesce((SELECT quote_ident(nspname) FROM pg_extension
    JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'postgis'), 'pg_catalog'), false)
FROM current_setting('synchronous_commit') AS commits
"""
"""What holds for a connection: see above; what is acknowledged is on the disk; names without a schema are
PostGIS' own, whatever somebody has put into the user's search path."""

# What they have to say of a lost connection is told as an error; without a handler it would be printed too.
for _name in ("psycopg", "sqlalchemy.pool"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_Level = Literal["READ COMMITTED", "REPEATABLE READ"]


class Sessions:
    """The transactions of a store.

    Writers come one after the other, by a lock of the whole schema that lasts as long as a transaction.
    The alternative, serializable transactions that are tried again, would have nearly all of them fail:
    whoever adds reads what is near in days and place, and that is what the others add to. And what takes
    long, reading the texts, is done before.

    Parameters
    ----------
    address
        Where the store is.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._engine = sa.create_engine(
            address.url,
            connect_args=address.options,
            hide_parameters=True,
            max_overflow=0,
            pool_pre_ping=True,
            pool_size=1,
        )
        sa.event.listen(self._engine, "connect", _prepare)
        self._current: sa.Connection | None = None
        digest = hashlib.blake2b(address.schema.encode(), digest_size=8, person=b"geomap store")
        self._key = int.from_bytes(digest.digest(), signed=True)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Within it, all that is read is of one moment; within a transaction it is part of that."""
        if self._current is not None:
            yield self._current
            return
        with self._transaction("REPEATABLE READ", read_only=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Within it nobody else writes."""
        # Not of one moment: what is seen has to be what the writer before has left.
        with self._transaction("READ COMMITTED", read_only=False) as connection:
            with self.telling():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(self._key)))
            yield connection

    @contextmanager
    def alone(self) -> Iterator[sa.Connection]:
        """For statements that are a transaction each."""
        with self._connected() as connection, self.telling():
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def current(self) -> sa.Connection | None:
        """That of the transaction which has begun; None between transactions."""
        return self._current

    @contextmanager
    def telling(self, *, keeping: bool = False) -> Iterator[None]:
        """Tell an error of the database as one of the store's."""
        try:
            yield
        except FAILURES as error:
            if self._current is not None and is_loss(error):
                self._current.invalidate()
            raise told(error, self.address.shown, keeping=keeping) from error

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, level: _Level, *, read_only: bool) -> Iterator[sa.Connection]:
        with self._connected() as connection:
            with self.telling():
                connection.execution_options(isolation_level=level, postgresql_readonly=read_only)
            self._current = connection
            try:
                yield connection
                with self.telling(keeping=not read_only):
                    connection.commit()
            finally:
                self._current = None

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        """What was not kept when it ends is undone."""
        try:
            connection = self._engine.connect()
        except FAILURES as error:
            raise unreachable(error, self.address.shown) from error
        try:
            yield connection
        finally:
            try:
                connection.close()
            except FAILURES:  # lost, and nothing is left to be undone
                connection.invalidate()


def _prepare(connection: psycopg.Connection[Any], record: object) -> None:  # noqa: ARG001 (SQLAlchemy's)
    times = {"lock": f"{LOCK_SECONDS}s", "idle": f"{IDLE_SECONDS}s"}
    connection.execute(_PREPARE, times)
    connection.commit()

"""Opening the tables: what is there is looked at before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from geomap.errors import StoreError
from geomap.store.postgis import schema
from geomap.store.postgis.schema import Layout
from geomap.store.postgis.sessions import Sessions

_ADMIN = "an administrator runs CREATE EXTENSION postgis in this database, once"


def settle_in(sessions: Sessions, layout: Layout, *, create: bool) -> None:
    """See that the tables are there, and make them if that is wanted.

    Raises
    ------
    StoreError
        If they are not there, or something else is in their place, or PostGIS is missing.
    """
    where = sessions.address.shown
    with sessions.reading() as connection, sessions.telling():
        if _is_store(connection, layout):
            return
    if not create:
        raise StoreError(
            f"there is no store in schema {layout.schema}", where=where, hint="geomap store add makes one"
        )
    with sessions.writing() as connection, sessions.telling():
        if _is_store(connection, layout):  # somebody else has come first
            return
        _refuse(connection, layout, where)
        if not _has_schema(connection, layout.schema):
            connection.execute(sa.schema.CreateSchema(layout.schema))
        schema.create(connection, layout)


def _refuse(connection: sa.Connection, layout: Layout, where: str) -> None:
    """Refuse a database in which the tables cannot be made."""
    encoding = connection.scalar(sa.text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StoreError(
            f"the database keeps text as {encoding}", where=where, hint="one with ENCODING 'UTF8' is needed"
        )
    if not connection.scalar(sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'postgis'")):
        raise StoreError("PostGIS is not in this database", where=where, hint=_ADMIN)
    found = _there(connection, layout.schema, layout.names)
    if found:
        raise StoreError(
            f"schema {layout.schema} is no store and has a table {found[0]}",
            where=where,
            hint="?schema=NAME names another",
        )


def _is_store(connection: sa.Connection, layout: Layout) -> bool:
    return bool(_there(connection, layout.schema, (schema.MARK,)))


def _there(connection: sa.Connection, name: str, relations: Sequence[str]) -> Sequence[str]:
    """Those tables of a schema that are there.

    The catalogue is asked as any other table. Functions such as ``to_regclass`` answer from a cache, which
    after the wait for another's making of the tables may not have heard of them.
    """
    statement = (
        "SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace "
        "WHERE nspname = :schema AND relname = ANY(:relations) ORDER BY relname"
    )
    return connection.scalars(sa.text(statement), {"schema": name, "relations": list(relations)}).all()


def _has_schema(connection: sa.Connection, name: str) -> bool:
    found = connection.scalar(
        sa.text("SELECT count(*) FROM pg_namespace WHERE nspname = :name"), {"name": name}
    )
    return bool(found)

"""What can be wrong with the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from geomap.store.postgis.schema import VIEWS, Layout

_RELATIONS = """
SELECT relname, coalesce(indisvalid AND indisready, true) FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace LEFT JOIN pg_index ON indexrelid = pg_class.oid
WHERE nspname = :schema
"""
_COLUMNS = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = :schema"
_REFERENCES = """
SELECT conrelid::regclass::text, conname, convalidated FROM pg_constraint
JOIN pg_namespace ON pg_namespace.oid = connamespace WHERE nspname = :schema AND contype = 'f'
"""


def find(connection: sa.Connection, layout: Layout) -> Iterator[str]:
    """Yield every fault, a line each: what is missing, indexes that do not count, shapes that are none."""
    schema = {"schema": layout.schema}
    found = {str(row[0]): bool(row[1]) for row in connection.execute(sa.text(_RELATIONS), schema)}
    for name in VIEWS:
        if name not in found:
            yield f"{name}: the view is missing"
    columns = {(table, column) for table, column in connection.execute(sa.text(_COLUMNS), schema)}
    references = {name: valid for _, name, valid in connection.execute(sa.text(_REFERENCES), schema)}
    for table in layout.metadata.tables.values():
        if table.name not in found:
            yield f"{table.name}: the table is missing"
            continue
        for column in table.columns:
            if (table.name, column.name) not in columns:
                yield f"{table.name}: column {column.name} is missing"
        for index in sorted(f"{index.name}" for index in table.indexes):
            if not found.get(index, False):
                yield f"{table.name}: index {index} is {'invalid' if index in found else 'missing'}"
        wanted = len(table.foreign_keys)
        has = sum(name.startswith(f"{table.name}_") and valid for name, valid in references.items())
        if has < wanted:
            yield f"{table.name}: {wanted - has} references to other tables are missing"
        if "geom" in table.columns:
            yield from _shapes(connection, table)


def _shapes(connection: sa.Connection, table: sa.Table) -> Iterator[str]:
    """Yield the rows whose shape is empty or cannot be on the earth."""
    geom = table.c.geom
    world = sa.func.ST_MakeEnvelope(-180, -90, 180, 90, 4326)
    wrong = sa.or_(sa.func.ST_IsEmpty(geom), ~geom.op("@")(world))
    for id_ in connection.scalars(sa.select(table.c.id).where(geom.is_not(None), wrong).order_by(table.c.id)):
        yield f"{table.name}: the shape of {id_} is empty or not on the earth"

"""What is asked of the tables, so that an index answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from geomap.store.postgis.schema import SRS, day_range, sketch_box, sketch_days
from geomap.store.records import Selection


def is_any(column: sa.ColumnElement[Any], values: Collection[Any]) -> sa.ColumnElement[bool]:
    """Whether a column has one of the values: one statement for any number of them."""
    return column == sa.any_(sa.literal(list(values), sa.ARRAY(column.type)))


def fetching(table: sa.Table, fields: Sequence[str], key: Sequence[str]) -> sa.Select[Any]:
    """Ask for fields of rows, in the order of the key."""
    columns = (_binary(table) if name == "geom" else table.c[name] for name in fields)
    return sa.select(*columns).order_by(*(table.c[name] for name in key))


def choosing(table: sa.Table, selection: Selection) -> sa.Select[Any]:
    """Ask for the ids of incidents."""
    return sa.select(table.c.id).where(*_conditions(table, selection)).order_by(table.c.id)


def meeting(
    table: sa.Table, family: str, days: tuple[int, int], box: tuple[float, float, float, float]
) -> sa.Select[Any]:
    """Ask for the sketches of a family that meet days and a box."""
    c = table.c
    first, last = (sa.literal(day, sa.BigInteger) for day in days)
    sides = (sa.literal(side, sa.Double) for side in box)
    return (
        sa.select(c.record)
        .where(
            sketch_days(c.first, c.last).op("&&")(sketch_days(first, last)),
            sketch_box(c.west, c.south, c.east, c.north).op("&&")(sketch_box(*sides)),
            c.family == family,
        )
        .order_by(c.id)
    )


def straying(column: sa.Column[Any], other: sa.Column[Any]) -> sa.Select[Any]:
    """Ask for the values of a column that another has not."""
    there = sa.exists().where(other.table.alias().c[other.name] == column)
    return sa.select(column).where(column.is_not(None), ~there).distinct().order_by(column)


def _conditions(table: sa.Table, selection: Selection) -> Iterator[sa.ColumnElement[bool]]:
    if selection.start is not None or selection.end is not None:
        days = (selection.start, selection.end)
        wanted = (sa.null() if day is None else sa.literal(day, sa.Date) for day in days)
        yield sa.func.coalesce(table.c.date_start, table.c.date_end).is_not(None)
        yield day_range(table).op("&&")(sa.func.daterange(*wanted, sa.text("'[]'")))
    for name, values in selection.where.items():
        column = table.c[name]
        yield is_any(column, list(_fitting(column, values)))
    if selection.bbox is not None:
        meets = table.c.geom.op("&&")
        yield sa.or_(*(meets(sa.func.ST_MakeEnvelope(*box, SRS)) for box in selection.boxes))


def _fitting(column: sa.Column[Any], values: Sequence[str]) -> Iterator[Any]:
    """Yield those values that a column can have."""
    for value in values:
        if not isinstance(column.type, sa.BigInteger):
            yield value
        elif value.strip().lstrip("+-").isdecimal():
            yield int(value)


def _binary(table: sa.Table) -> sa.ColumnElement[bytes]:
    return sa.func.ST_AsBinary(table.c.geom, "NDR", type_=sa.LargeBinary).label("geom")

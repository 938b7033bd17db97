"""The tables of a store as PostgreSQL has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any, Final

import sqlalchemy as sa
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

from geomap.exports.gis.geopackage.layers import AREAS, LINES, POINTS, Layer
from geomap.exports.gis.geopackage.styles import styles_for
from geomap.layers.families import Family
from geomap.model import Status
from geomap.store.tables import INCIDENTS, TABLES, VERSION, Field, Table, Type

SRS: Final = 4326
"""WGS 84, longitude first."""
MARK: Final = "geomap_store"
"""The table that makes a schema a store, with the version of its tables."""
STYLES: Final = "layer_styles"
"""The table in which QGIS looks for the looks of layers."""
VIEWS: Final = {POINTS: "points", LINES: "lines", AREAS: "areas"}
"""Layers of incidents with one kind of shape; nothing is kept twice for them."""

_NOT_SHOWN = frozenset(("id", "cluster", "record", "shape"))


class Day(sa.types.TypeDecorator[str]):
    """A day that the database has as one, and geomap as ISO text."""

    impl = sa.Date
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> date | None:  # noqa: ARG002 (SQLAlchemy's)
        """From text."""
        return None if value is None else date.fromisoformat(value)

    def process_result_value(self, value: date | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """To text."""
        return None if value is None else value.isoformat()


# Text is sorted by its characters, as Python does it, whatever the language of the database.
_TYPES: Final[Mapping[Type, sa.types.TypeEngine[Any]]] = {
    Type.TEXT: sa.Text(collation="C"),
    Type.INTEGER: sa.BigInteger(),
    Type.REAL: sa.Double(),
    Type.DAY: Day(),
    Type.BYTES: sa.LargeBinary(),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """All tables of a store in one schema.

    Parameters
    ----------
    schema
        Its name.
    metadata
        All of them.
    tables
        Those of `geomap.store.tables`, by name.
    mark, styles
        See `MARK` and `STYLES`.
    """

    schema: str
    metadata: sa.MetaData
    tables: Mapping[str, sa.Table]
    mark: sa.Table
    styles: sa.Table

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tables and views."""
        return (*(table.name for table in self.metadata.tables.values()), *VIEWS)


def layout_of(schema: str) -> Layout:
    """The tables in a schema."""
    metadata = sa.MetaData(schema=schema)
    tables = {table.name: _table(table, metadata) for table in TABLES}
    mark = sa.Table(MARK, metadata, sa.Column("version", sa.Integer, nullable=False))
    return Layout(schema, metadata, tables, mark, _styles_table(metadata))


def create(connection: sa.Connection, layout: Layout) -> None:
    """Make all of it in the schema, which is there; the caller has begun a transaction."""
    layout.metadata.create_all(connection, checkfirst=False)
    for view, shape in VIEWS.items():
        connection.execute(sa.text(_view(layout, view, shape)))
    connection.execute(sa.insert(layout.mark), {"version": VERSION})
    of = {"f_table_catalog": connection.scalar(sa.func.current_database()), "f_table_schema": layout.schema}
    connection.execute(
        sa.insert(layout.styles), [{**of, "f_table_name": name, "styleqml": qml} for name, qml in _styles()]
    )


def day_range(table: sa.Table) -> sa.ColumnElement[Any]:
    """The days on which an incident may have happened."""
    first, last = table.c.date_start, table.c.date_end
    return sa.func.daterange(sa.func.coalesce(first, last), sa.func.coalesce(last, first), sa.text("'[]'"))


def sketch_days(first: Any, last: Any) -> sa.ColumnElement[Any]:
    """The days of a sketch, as an interval of their ordinals."""
    return sa.func.int8range(first, last, sa.text("'[]'"))


def sketch_box(west: Any, south: Any, east: Any, north: Any) -> sa.ColumnElement[Any]:
    """The box of a sketch, of a kind that PostgreSQL indexes by itself."""
    return sa.func.box(sa.func.point(west, south), sa.func.point(east, north))


@cache
def _styles() -> tuple[tuple[str, str], ...]:
    """Styles with all signs that there can be: which of them will occur is not known yet."""
    signs = [{"sign": f"{status.value}-{family.value}"} for status, family in product(Status, Family)]
    return tuple(styles_for(Layer(view, (), signs) for view in VIEWS))


def _table(table: Table, metadata: sa.MetaData) -> sa.Table:
    shape = [sa.Column("geom", Geometry("GEOMETRY", srid=SRS, spatial_index=False))] if table.shaped else []
    columns = [_column(field, table, str(metadata.schema)) for field in table.fields]
    made = sa.Table(table.name, metadata, *columns, *shape, comment=table.about)
    for name in table.indexes:
        sa.Index(f"{table.name}_by_{name}", made.c[name])
    if table.shaped:
        sa.Index(f"{table.name}_geom", made.c.geom, postgresql_using="gist")
        sa.Index(f"{table.name}_days", day_range(made), postgresql_using="gist")
    if table.boxed:
        c = made.c
        # Days first: of a store that is kept for years they leave least. Measured, three times as fast.
        sa.Index(
            f"{table.name}_boxes",
            sketch_days(c.first, c.last),
            sketch_box(c.west, c.south, c.east, c.north),
            postgresql_using="gist",
        )
    return made


def _column(field: Field, table: Table, schema: str) -> sa.Column[Any]:
    of = [sa.ForeignKey(f"{schema}.{field.of}.id", ondelete="CASCADE")] if field.of else []
    key = field.name in table.key
    return sa.Column(
        field.name,
        _TYPES[field.type],
        *of,
        nullable=not (field.needed or key),
        primary_key=key,
        autoincrement=False,
    )


def _styles_table(metadata: sa.MetaData) -> sa.Table:
    """The table as QGIS makes it, but for its place: that is the first schema of the user's search path."""
    return sa.Table(
        STYLES,
        metadata,
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("f_table_catalog", "f_table_schema", "f_table_name")
        ),
        sa.Column("f_geometry_column", sa.Text, nullable=False, server_default="geom"),
        sa.Column("stylename", sa.Text, nullable=False, server_default="geomap"),
        sa.Column("styleqml", sa.Text),
        sa.Column("stylesld", sa.Text),
        sa.Column("useasdefault", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("description", sa.Text, server_default="Signs as on geomap's map"),
        sa.Column("owner", sa.Text, server_default=""),
        sa.Column("ui", sa.Text),
        sa.Column("update_time", sa.DateTime, server_default=sa.func.now()),
        sa.Column("type", sa.Text),
        comment="How QGIS draws the layers",
    )


def _view(layout: Layout, view: str, shape: str) -> str:
    quoted = postgresql.dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]
    # QGIS takes the first column for what a row is known by.
    shown = ("id", "geom", *(name for name in INCIDENTS.names if name not in _NOT_SHOWN))
    columns = ", ".join(map(quoted, shown))
    of = f"{layout.schema}.{INCIDENTS.name}"
    return f"CREATE VIEW {layout.schema}.{view} AS SELECT {columns} FROM {of} WHERE shape = '{shape}'"  # noqa: S608

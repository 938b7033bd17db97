"""A GeoDataFrame of the incidents, with real types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geomap.errors import ExportError
from geomap.exports.records.shapes import settle
from geomap.exports.tables.columns import Column, Kind, Row
from geomap.exports.tables.schemes import Table, table_of
from geomap.model import Extraction

if TYPE_CHECKING:
    import pandas as pd
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry


def to_geodataframe(extraction: Extraction, *, columns: str = "geomap") -> GeoDataFrame:
    """Make a GeoDataFrame (EPSG:4326), one row an incident, in the order of the texts.

    Days are datetime64, counts and codes nullable ``Int64``, other numbers float64, text ``str``, and lists
    Python lists. What has a closed list of values is a category of all of them, also where there are
    no rows. ``geometry`` is None where there is none.

    Parameters
    ----------
    extraction
        What was found.
    columns
        Whose columns: ``geomap`` (the GeoJSON properties), ``acled`` or ``ged``. What is out of a
        scheme's scope has no row; `geomap.exports.tables.schemes.table_of` counts it.

    Raises
    ------
    ExportError
        If there are no such columns, or a shape has a coordinate that is not finite.
    """
    return frame_of(table_of(extraction, columns))


def frame_of(table: Table) -> GeoDataFrame:
    """Make a GeoDataFrame of a table; see `to_geodataframe`.

    Raises
    ------
    ExportError
        If its scheme has tags, which are no values of a column.
    """
    import geopandas as gpd

    check_typed(table)
    series = {
        column.name: series_of(column, [row.cells[column.name] for row in table.rows])
        for column in table.scheme.columns
    }
    shapes = gpd.GeoSeries(settled_shapes(table.rows), crs="EPSG:4326")
    return gpd.GeoDataFrame(series, geometry=shapes, crs="EPSG:4326")


def check_typed(table: Table) -> None:
    """Raise `ExportError` for a scheme with a second row of headers, which only text can hold."""
    if table.scheme.tags:
        raise ExportError(
            f"{table.scheme.title}'s second row of headers needs a file of text",
            where=f"columns {table.scheme.name}",
            hint="write .csv or .tsv",
        )


def settled_shapes(rows: Sequence[Row]) -> list[BaseGeometry | None]:
    """The shapes of rows as GeoJSON has them, None where there is none."""
    return [
        settle(row.shape, where=f"incident {row.incident.id}") if row.shape is not None else None
        for row in rows
    ]


def series_of(column: Column, values: Sequence[Any]) -> pd.Series[Any]:
    """The values of a column in the type that its kind asks for."""
    import pandas as pd

    made: pd.Series[Any]
    if column.kind is Kind.CATEGORY:
        made = pd.Series(pd.Categorical(values, categories=pd.Index(column.values, dtype="str")))
    elif column.kind is Kind.DAY:
        stamps = pd.to_datetime(pd.Series(values, dtype="object"), format="%Y-%m-%d")
        made = stamps.astype("datetime64[s]")
    else:
        made = pd.Series(values, dtype=_DTYPES[column.kind])
    return made


_DTYPES: dict[Kind, Any] = {
    Kind.TEXT: "str",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "float64",
    Kind.LIST: "object",
}

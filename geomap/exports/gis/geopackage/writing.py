"""Writing a GeoPackage: GDAL writes the layers, then styles are added and the clock is taken out."""

from __future__ import annotations

import json
import sqlite3
import warnings
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.characters import well_formed
from geomap.errors import ExportError, message_of
from geomap.exports.gis.geopackage.layers import Layer, layers_of
from geomap.exports.gis.geopackage.styles import styles_for
from geomap.exports.tables.columns import Column, Kind
from geomap.model import Extraction

if TYPE_CHECKING:
    import numpy as np

_NO_TIME = "1970-01-01T00:00:00.000Z"
"""When a layer was changed last is told of none, so that the same content is the same bytes."""

STYLES_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
"""As QGIS makes it; it takes the style of a layer from there when the layer is opened."""


def write_geopackage(extraction: Extraction, path: Path) -> None:
    """Write a GeoPackage; `geomap.exports.gis.geopackage.layers` says what is in it.

    Raises
    ------
    ExportError
        If it cannot be written, or a shape has a coordinate that is not finite.
    """
    from pyogrio.errors import DataLayerError, DataSourceError

    layers = layers_of(extraction)
    try:
        for layer in layers:
            _write_layer(layer, path)
        with closing(sqlite3.connect(path)) as database:
            _finish(database, layers)
        _forget_changes(path)
    except (DataSourceError, DataLayerError, sqlite3.Error) as error:
        raise ExportError(
            f"the GeoPackage cannot be written ({message_of(error)})", where=str(path)
        ) from error


def _write_layer(layer: Layer, path: Path) -> None:
    import numpy as np
    import shapely
    from pyogrio import raw

    values, masks = [], []
    for column in layer.columns:
        held, mask = _field(column, [row[column.name] for row in layer.rows])
        values.append(held)
        masks.append(mask)
    shapes = None
    if layer.shapes is not None:
        shapes = shapely.to_wkb(np.array(layer.shapes, dtype="object"))
    with warnings.catch_warnings():
        # The suffix of the temporary file is not always .gpkg; what is inside is what counts.
        warnings.filterwarnings("ignore", message=".*extension.*")
        raw.write(
            path,
            shapes,
            values,
            [column.name for column in layer.columns],
            field_mask=masks,
            layer=layer.name,
            driver="GPKG",
            geometry_type=layer.geometry_type if shapes is not None else None,
            crs="EPSG:4326" if shapes is not None else None,
            promote_to_multi=False,
            dataset_options={"VERSION": "1.2"},  # read by everything that reads any
        )


def _field(column: Column, values: Sequence[Any]) -> tuple[np.ndarray, np.ndarray | None]:
    """The values of a column as GDAL takes them, and which of them are missing."""
    import numpy as np

    missing = np.array([value is None for value in values], dtype="bool")
    if column.kind is Kind.INTEGER:
        return np.array([value or 0 for value in values], dtype="int64"), missing
    if column.kind is Kind.NUMBER:
        return np.array([value or 0.0 for value in values], dtype="float64"), missing
    if column.kind is Kind.DAY:
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]"), None
    return np.array([text_of(value) for value in values], dtype="object"), None


def text_of(value: Any) -> str | None:
    """Text as GDAL can hold it, which ends at a NUL; lists and records as JSON."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return well_formed(text)


def _finish(database: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """Add the styles, and set all times to one that means none."""
    add_styles(database, styles_for(layers), _NO_TIME)
    database.execute("UPDATE gpkg_contents SET last_change = ?", (_NO_TIME,))
    database.commit()
    database.execute("VACUUM")


def add_styles(database: sqlite3.Connection, styles: Iterable[tuple[str, str]], time: str) -> None:
    """Add the table of QGIS styles with those given, (layer, QML) pairs; ``time`` is when they were made."""
    database.execute(STYLES_TABLE)
    for name, qml in styles:
        database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
            "styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) "
            "VALUES ('', '', ?, 'geom', 'geomap', ?, '', 1, 'Signs as on geomap''s map', '', '', ?)",
            (name, qml, time),
        )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (time,),
    )


def _forget_changes(path: Path) -> None:
    """Set SQLite's counter of changes to 1: how often GDAL writes to a file depends on the clock.

    It stands in the header twice, and the two have to be the same.
    """
    with path.open("r+b") as file:
        for at in (24, 92):
            file.seek(at)
            file.write((1).to_bytes(4))

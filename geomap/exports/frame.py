"""A GeoDataFrame of the incidents, and the files that geopandas writes."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import ExportError
from geomap.exports.corrected import outcome_records
from geomap.exports.properties import (
    COLUMNS,
    DATES,
    LISTS,
    NUMBERS,
    WHOLE_NUMBERS,
    incidents_with_properties,
)
from geomap.exports.shapes import settle
from geomap.exports.unplaced import unresolved_records
from geomap.model import Extraction

if TYPE_CHECKING:
    import pandas as pd
    from geopandas import GeoDataFrame

LAYER = "incidents"
"""Name of the layer in a GeoPackage."""

CORRECTIONS = "corrections"
"""Name of the table beside it that says what came of corrections, where any were asked for."""

UNRESOLVED = "unresolved"
"""Name of the table beside it that lists the names without a place, where there are any."""


def to_geodataframe(extraction: Extraction) -> GeoDataFrame:
    """Make a GeoDataFrame (EPSG:4326), one row an incident, in the order of the texts.

    The columns are those of the GeoJSON properties: days as datetime64, counts and codes as
    nullable ``Int64``, ``radius_km`` and ``distance_to_line_km`` in kilometres, lists as Python lists, and
    ``geometry`` (None where there is none).
    """
    import geopandas as gpd
    import pandas as pd

    rows = [row for _, row in incidents_with_properties(extraction)]
    shapes = [
        settle(i.place.geometry, where=f"incident {i.id}") if i.place and i.place.geometry else None
        for i in extraction.incidents
    ]
    columns: dict[str, pd.Series] = {}
    for name in COLUMNS:
        values = [row[name] for row in rows]
        if name in WHOLE_NUMBERS:
            columns[name] = pd.Series(values, dtype="Int64")
        elif name in NUMBERS:
            columns[name] = pd.Series(values, dtype="float64")
        elif name in DATES:
            stamps = pd.to_datetime(pd.Series(values, dtype="object"), format="%Y-%m-%d")
            columns[name] = stamps.astype("datetime64[s]")
        elif name in LISTS:
            columns[name] = pd.Series(values, dtype="object")
        else:
            columns[name] = pd.Series(values, dtype="str")
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs="EPSG:4326"), crs="EPSG:4326")


def _flat(extraction: Extraction) -> GeoDataFrame:
    """The frame with lists as JSON text and days as ISO text."""
    frame = to_geodataframe(extraction)
    for name in LISTS:
        frame[name] = [json.dumps(value, ensure_ascii=False) for value in frame[name]]
        frame[name] = frame[name].astype("str")
    for name in DATES:
        frame[name] = frame[name].dt.strftime("%Y-%m-%d").astype("str")
    return frame


def write_geopackage(extraction: Extraction, path: Path) -> None:
    """Write a GeoPackage: the layer `LAYER`, the tables `CORRECTIONS` and `UNRESOLVED` where not empty."""
    import pyogrio
    from pyogrio.errors import DataSourceError

    frame = _flat(extraction)
    tables = {CORRECTIONS: outcome_records(extraction), UNRESOLVED: unresolved_records(extraction)}
    try:
        with warnings.catch_warnings():
            # The suffix of the temporary file is not always .gpkg; what is inside is what counts.
            warnings.filterwarnings("ignore", message=".*extension.*")
            frame.to_file(path, driver="GPKG", layer=LAYER, engine="pyogrio", geometry_type="Unknown")
            for name, records in tables.items():
                if records:
                    pyogrio.write_dataframe(_text_columns(records), path, driver="GPKG", layer=name)
    except DataSourceError as error:
        raise ExportError(f"the GeoPackage cannot be written ({error})", where=str(path)) from error


def _text_columns(records: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Records as columns of text; what is a list or a record itself as JSON."""
    import pandas as pd

    def as_text(value: Any) -> Any:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value

    columns = {name: [as_text(record[name]) for record in records] for name in records[0]}
    return pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in columns.items()})


def write_parquet(extraction: Extraction, path: Path) -> None:
    """Write GeoParquet; needs pyarrow."""
    _flat(extraction).to_parquet(path)

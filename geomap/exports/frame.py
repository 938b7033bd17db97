"""A GeoDataFrame of the incidents, and the files that geopandas writes."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import ExportError
from geomap.exports.corrected import outcome_records
from geomap.exports.front_columns import Fronts
from geomap.exports.properties import (
    COLUMNS,
    DATES,
    LISTS,
    NUMBERS,
    WHOLE_NUMBERS,
    documents_by_id,
    properties,
)
from geomap.exports.shapes import settle
from geomap.model import Extraction

if TYPE_CHECKING:
    import pandas as pd
    from geopandas import GeoDataFrame

LAYER = "incidents"
"""Name of the layer in a GeoPackage."""

CORRECTIONS = "corrections"
"""Name of the table beside it that says what came of corrections, where any were asked for."""


def to_geodataframe(extraction: Extraction) -> GeoDataFrame:
    """Make a GeoDataFrame (EPSG:4326), one row an incident, in the order of the texts.

    The columns are those of the GeoJSON properties: days as datetime64, counts and codes as
    nullable ``Int64``, ``radius_km`` and ``distance_to_line_km`` in kilometres, lists as Python lists, and
    ``geometry`` (None where there is none).
    """
    import geopandas as gpd
    import pandas as pd

    documents, fronts = documents_by_id(extraction), Fronts(extraction)
    rows = [properties(incident, documents, fronts) for incident in extraction.incidents]
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
    """Write a GeoPackage with the layer `LAYER` and, where there are any, the table `CORRECTIONS`."""
    import pandas as pd
    import pyogrio
    from pyogrio.errors import DataSourceError

    frame = _flat(extraction)
    try:
        with warnings.catch_warnings():
            # The suffix of the temporary file is not always .gpkg; what is inside is what counts.
            warnings.filterwarnings("ignore", message=".*extension.*")
            frame.to_file(path, driver="GPKG", layer=LAYER, engine="pyogrio", geometry_type="Unknown")
            if extraction.corrections:
                table = pd.DataFrame(_corrections(extraction))
                pyogrio.write_dataframe(table, path, driver="GPKG", layer=CORRECTIONS)
    except DataSourceError as error:
        raise ExportError(f"the GeoPackage cannot be written ({error})", where=str(path)) from error


def _corrections(extraction: Extraction) -> dict[str, pd.Series]:
    """What came of corrections as columns of text, lists and what was there before as JSON."""
    import pandas as pd

    records = outcome_records(extraction)
    for record in records:
        for name in ("incidents", "before"):
            record[name] = json.dumps(record[name], ensure_ascii=False)
    return {name: pd.Series([record[name] for record in records], dtype="str") for name in records[0]}


def write_parquet(extraction: Extraction, path: Path) -> None:
    """Write GeoParquet; needs pyarrow."""
    _flat(extraction).to_parquet(path)

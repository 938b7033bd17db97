"""GeoPackages, through geopandas: any reference system, one layer of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geomap.errors import InputError, UsageError
from geomap.gazetteer.overlays.columns import Columns
from geomap.gazetteer.overlays.draft import Draft
from geomap.gazetteer.overlays.rows import RowReader


def read_geopackage(
    path: Path, reader: RowReader, chosen: Mapping[str, str] | None = None, layer: str | None = None
) -> Iterator[Draft]:
    """Yield the place of each feature of a layer.

    Parameters
    ----------
    path
        Of the file.
    reader
        Makes places of attributes, and counts the faulty ones.
    chosen
        Attributes for fields that have unusual names.
    layer
        Its name; not needed where there is one only.

    Raises
    ------
    InputError
        If the file cannot be read, or its layer says no reference system.
    UsageError
        If there are several layers and none was chosen, or the one chosen is not there.
    """
    import geopandas
    import pyogrio
    import shapely
    from pyogrio.errors import DataSourceError

    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind]
        layer = _choose(layers, layer, path)
        frame = geopandas.read_file(path, layer=layer)
    except DataSourceError as error:
        raise InputError("the GeoPackage is damaged", where=str(path), hint="export it again") from error
    if frame.crs is None:
        raise InputError(
            f"layer {layer!r} says no reference system", where=str(path), hint="export it with one"
        )
    frame = frame.to_crs(4326)
    attributes = frame.drop(columns=frame.geometry.name)
    columns = Columns.find([str(c) for c in attributes.columns], chosen)
    rows: Iterator[dict[str, Any]] = iter(attributes.to_dict("records"))
    for number, (row, shape) in enumerate(zip(rows, frame.geometry, strict=True), 1):
        where = f"{path.name}: {layer}, feature {number}"
        if shape is None or shape.is_empty:
            reader.faults.leave_out(where, "it has no geometry")
            continue
        flat = shapely.force_2d(shape)
        draft = reader.to_draft(row, columns, where=where, default_id=str(number), shape=flat)
        if draft is not None:
            yield draft


def _choose(layers: list[str], wanted: str | None, path: Path) -> str:
    listed = ", ".join(layers)
    if wanted is not None:
        if wanted not in layers:
            raise UsageError(
                f"no layer {wanted!r} with geometries", where=str(path), hint=f"there are {listed}"
            )
        return wanted
    if not layers:
        raise InputError("the GeoPackage has no layer with geometries", where=str(path))
    if len(layers) > 1:
        raise UsageError("several layers", where=str(path), hint=f"choose one with --layer: {listed}")
    return layers[0]

"""KML, GeoPackage and shapefiles, read by GDAL (through pyogrio) after a look at what they are.

GDAL chooses a driver by content, and some drivers open what a file names. So a file is given to
it only if its first bytes are those of its kind, and KML only if it declares no entities.
"""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from geomap.errors import InputError
from geomap.theatres.imports.features import Feature, in_degrees

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_MAGIC = {".gpkg": b"SQLite format 3\x00", ".shp": b"\x00\x00\x27\x0a"}
MAX_FEATURES = 200_000
MAX_LAYERS = 1_000


class _RefusedError(ValueError):
    """Something in an XML file that a map does not need."""


def read_driven(path: Path, name: str, counts: Counter[str]) -> list[Feature]:
    """The features of all layers of a KML file, a GeoPackage or a shapefile.

    Raises
    ------
    InputError
        If the file is not what its name says, or cannot be read.
    """
    _check_kind(path, name)
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    found: list[Feature] = []
    try:
        with warnings.catch_warnings():
            # Warnings of drivers are about single rings and fields; what counts is counted below.
            warnings.simplefilter("ignore")
            layers = [str(layer) for layer, kind in pyogrio.list_layers(path) if kind is not None]
            if len(layers) > MAX_LAYERS:
                raise InputError(
                    f"has {len(layers)} layers", where=name, hint=f"at most {MAX_LAYERS} are read"
                )
            for layer in layers:
                found += _read_layer(path, layer, name, counts)
    except (DataSourceError, DataLayerError, RuntimeError) as error:
        raise InputError(f"cannot be read ({error})", where=name, hint=_hint(path)) from None
    return found


def _hint(path: Path) -> str:
    if path.suffix.lower() == ".shp":
        return "a shapefile needs its .shx and .dbf beside it"
    return "a file that GDAL can read is needed"


def _check_kind(path: Path, name: str) -> None:
    suffix = path.suffix.lower()
    if suffix == ".kml":
        _check_xml(path, name)
        return
    magic = _MAGIC.get(suffix)
    with path.open("rb") as file:
        if magic is None or file.read(len(magic)) != magic:
            raise InputError(
                f"not a {suffix} file",
                where=name,
                hint="GeoJSON, KML, KMZ, GeoPackage or shapefile is needed",
            )


def _check_xml(path: Path, name: str) -> None:
    """Parse once for well-formedness: no entities of its own, and a root that is KML's."""
    roots: list[str] = []

    def refuse(*_: object) -> None:
        raise _RefusedError("declares entities or a document type")

    def begin(tag: str, _: object) -> None:
        if not roots:
            roots.append(tag.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, _RefusedError) as error:
        raise InputError(
            f"not KML: {error}", where=name, hint="plain KML without DOCTYPE is needed"
        ) from None
    if roots != ["kml"]:
        raise InputError(f"not KML: its root is <{roots[0][:40]}>", where=name, hint="<kml> is needed")


def _read_layer(path: Path, layer: str, name: str, counts: Counter[str]) -> list[Feature]:
    import pyogrio
    import shapely

    meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, max_features=MAX_FEATURES + 1)
    if wkb is None:
        return []
    if len(wkb) > MAX_FEATURES:
        raise InputError(f"has more than {MAX_FEATURES} features", where=name, hint="merge or simplify it")
    shapes: list[BaseGeometry] = []
    rows: list[int] = []
    for row, bytes_of in enumerate(wkb):
        shape = _shape(bytes_of, counts)
        if shape is not None:
            shapes.append(shape)
            rows.append(row)
    if any(shapely.has_z(shape) for shape in shapes):
        counts["heights dropped"] += sum(bool(shapely.has_z(shape)) for shape in shapes)
        shapes = list(shapely.force_2d(shapes))
    names = [str(field) for field in meta["fields"]]
    turned = in_degrees(shapes, meta["crs"], name, counts)
    return [
        Feature(
            shape,
            {"layer": layer} | {key: _plain(values[row]) for key, values in zip(names, columns, strict=True)},
        )
        for shape, row in zip(turned, rows, strict=True)
    ]


def _shape(wkb: bytes | None, counts: Counter[str]) -> BaseGeometry | None:
    import shapely
    from shapely.errors import ShapelyError

    if wkb is None:
        counts["empty shapes left out"] += 1
        return None
    try:
        return shapely.from_wkb(wkb)
    except ShapelyError:
        pass
    try:
        mended: BaseGeometry | None = shapely.from_wkb(wkb, on_invalid="fix")
    except ShapelyError:
        mended = None
    counts["rings closed" if mended is not None else "shapes of an unknown kind left out"] += 1
    return mended


def _plain(value: Any) -> Any:
    """None for what GDAL gives for an empty field."""
    return None if value is None or value != value else value  # noqa: PLR0124 (a NaN, a NaT)

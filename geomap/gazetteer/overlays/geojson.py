"""GeoJSON: a collection, a single feature, or a feature a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from geomap.errors import InputError
from geomap.gazetteer.overlays.columns import Columns
from geomap.gazetteer.overlays.draft import Draft
from geomap.gazetteer.overlays.rows import RowReader

_LON, _LAT = "geometry/lon", "geometry/lat"
_LON_LAT = ("CRS84", "4326", "4979")  # what a collection of before RFC 7946 may say of itself


def read_geojson(
    text: str, name: str, reader: RowReader, chosen: Mapping[str, str] | None = None
) -> Iterator[Draft]:
    """Yield the place of each feature.

    Parameters
    ----------
    text
        Of the file.
    name
        Of the file, for messages.
    reader
        Makes places of properties, and counts the faulty ones.
    chosen
        Properties for fields that have unusual names.

    Raises
    ------
    InputError
        If it is not GeoJSON, or not in longitude and latitude.
    """
    for number, feature in enumerate(_features(text, name), 1):
        where = f"{name}: feature {number}"
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            reader.faults.leave_out(where, "it is no Feature")
            continue
        properties = feature.get("properties")
        row: dict[str, Any] = dict(properties) if isinstance(properties, dict) else {}
        tags = row.get("tags")
        if isinstance(tags, dict):  # as some exports of OpenStreetMap nest them
            row = {**tags, **row}
        try:
            longitude, latitude, shape = _geometry(feature.get("geometry"))
        except ValueError as error:
            reader.faults.leave_out(where, str(error))
            continue
        if shape is None:
            row |= {_LON: longitude, _LAT: latitude}
        if "id" not in row and isinstance(feature.get("id"), (str, int)):
            row["id"] = feature["id"]
        wanted = {field: column for field, column in (chosen or {}).items() if column in row}
        if shape is None:
            wanted |= {"lon": _LON, "lat": _LAT}
        columns = Columns.find(row, wanted)
        draft = reader.to_draft(row, columns, where=where, default_id=str(number), shape=shape)
        if draft is not None:
            yield draft


def _features(text: str, name: str) -> list[Any]:
    try:
        found = json.loads(text)
    except RecursionError:
        raise InputError("the JSON is nested too deeply", where=name) from None
    except ValueError as error:
        return _feature_lines(text, name, error)
    if isinstance(found, dict) and found.get("type") == "FeatureCollection":
        _check_reference_system(found.get("crs"), name)
        features = found.get("features")
        if isinstance(features, list):
            return features
    if isinstance(found, dict) and found.get("type") == "Feature":
        return [found]
    raise InputError("this is JSON, but no GeoJSON", where=name, hint="a FeatureCollection is needed")


def _feature_lines(text: str, name: str, error: ValueError) -> list[Any]:
    """Read a feature a line, where the first line is one; else the text is broken."""
    lines = [line.strip("\x1e \t\r") for line in text.split("\n")]
    lines = [line for line in lines if line]
    found: list[Any] = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            if not found:
                what = str(error).partition(": line")[0]
                at = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
                raise InputError(f"the JSON is broken ({what})", where=f"{name}{at}") from error
            found.append(None)
    return found


def _check_reference_system(stated: Any, name: str) -> None:
    if isinstance(stated, dict) and not any(code in json.dumps(stated) for code in _LON_LAT):
        raise InputError(
            "its coordinates are not longitude and latitude (it names another reference system)",
            where=name,
            hint="export it in WGS 84 (EPSG:4326), or add a GeoPackage, which is converted",
        )


def _geometry(geometry: Any) -> tuple[float, float, Any]:
    """Longitude, latitude and no shape for a point; any numbers and the shape for all else."""
    if not isinstance(geometry, dict):
        raise ValueError("it has no geometry")  # noqa: TRY004 (a fault of the file, not of a caller)
    if geometry.get("type") == "Point":
        return _position(geometry.get("coordinates"))
    import shapely
    from shapely.geometry import shape as to_shape

    try:
        return 0.0, 0.0, to_shape(geometry)
    except (
        shapely.errors.ShapelyError,
        AttributeError,
        TypeError,
        KeyError,
        IndexError,
        ValueError,
    ) as error:
        raise ValueError(f"its geometry is broken ({str(error)[:80]})") from error


def _position(coordinates: Any) -> tuple[float, float, None]:
    numbers = coordinates[:2] if isinstance(coordinates, list) else []
    if len(numbers) != 2 or not all(map(_is_number, numbers)):
        raise ValueError("its point has no two numbers")
    return numbers[0], numbers[1], None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)

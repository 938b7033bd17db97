"""GeoJSON of a user's, read by the standard library: no driver is tried on a file from anywhere."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from geomap.errors import InputError
from geomap.theatres.imports.features import Feature, in_degrees

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_HINT = "GeoJSON (RFC 7946) is needed"


def read_geojson(path: Path, name: str, counts: Counter[str]) -> list[Feature]:
    """The features of a GeoJSON file.

    Rings that are not closed are closed, features without a usable geometry are left out; both
    are counted. A ``crs`` member, as before RFC 7946, is followed.

    Raises
    ------
    InputError
        If it is no GeoJSON, or has numbers that are no coordinates.
    """
    try:
        parsed = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", where=name, hint="save it as UTF-8") from None
    except RecursionError:
        raise InputError("nests too deep", where=name, hint=_HINT) from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} (line {error.lineno})", where=name, hint=_HINT) from None
    except ValueError as error:  # NaN, or a number of thousands of digits
        raise InputError(f"cannot be read ({error})", where=name, hint=_HINT) from None
    shapes: list[BaseGeometry] = []
    fields: list[dict[str, Any]] = []
    for feature in _features(parsed, name):
        own: list[BaseGeometry] = []
        try:
            _shapes(feature.get("geometry"), own, counts)
        except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
            counts["features that are no GeoJSON left out"] += 1
            continue
        if not own:
            counts["empty shapes left out"] += 1
        properties = feature.get("properties")
        shapes += own
        fields += [properties if isinstance(properties, dict) else {}] * len(own)
    turned = in_degrees(shapes, _crs(parsed), name, counts)
    return [Feature(shape, own) for shape, own in zip(turned, fields, strict=True)]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _features(parsed: object, name: str) -> list[dict[str, Any]]:
    kind = parsed.get("type") if isinstance(parsed, dict) else None
    if isinstance(parsed, dict) and kind == "FeatureCollection":
        features = parsed.get("features")
        if isinstance(features, list):
            return [f if isinstance(f, dict) else {"geometry": False} for f in features]
    elif isinstance(parsed, dict) and kind == "Feature":
        return [parsed]
    elif isinstance(parsed, dict) and ("coordinates" in parsed or "geometries" in parsed):
        return [{"geometry": parsed}]
    raise InputError("not GeoJSON", where=name, hint="a FeatureCollection is needed")


def _crs(parsed: dict[str, Any]) -> str | None:
    crs = parsed.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    found = properties.get("name") if isinstance(properties, dict) else None
    return found if isinstance(found, str) else None


def _shapes(geometry: Any, found: list[BaseGeometry], counts: Counter[str]) -> None:
    """The shapes of a geometry, part by part; raises what Python raises for what is none."""
    import shapely
    from shapely.geometry import LineString, Point

    if geometry is None:
        return
    kind, coordinates = geometry["type"], geometry.get("coordinates")
    if kind == "GeometryCollection":
        for inner in geometry["geometries"]:
            _shapes(inner, found, counts)
    elif kind == "Polygon":
        rings = [_ring(ring, counts) for ring in coordinates]
        if rings and rings[0] is not None:
            # RFC 7946, 3.1.6: outer rings run counter-clockwise, holes clockwise.
            turns = [bool(shapely.is_ccw(shapely.linearrings(ring))) for ring in rings if ring is not None]
            if not turns[0] or any(turns[1:]):
                counts["rings turned round"] += 1
            found.append(shapely.Polygon(rings[0], [ring for ring in rings[1:] if ring is not None]))
    elif kind == "MultiPolygon":
        for polygon in coordinates:
            _shapes({"type": "Polygon", "coordinates": polygon}, found, counts)
    elif kind == "LineString":
        if len(coordinates) > 1:
            found.append(LineString(_corners(coordinates, counts)))
    elif kind == "MultiLineString":
        for line in coordinates:
            _shapes({"type": "LineString", "coordinates": line}, found, counts)
    elif kind == "Point":
        found.append(Point(_corners([coordinates], counts)[0]))
    elif kind == "MultiPoint":
        for point in coordinates:
            _shapes({"type": "Point", "coordinates": point}, found, counts)
    else:
        raise ValueError(kind)


def _ring(ring: Any, counts: Counter[str]) -> Any:
    """The corners of a ring, closed; None if it has no area."""
    import numpy as np

    corners = _corners(ring, counts)
    if len(corners) and (corners[0] != corners[-1]).any():
        counts["rings closed"] += 1
        corners = np.vstack([corners, corners[:1]])
    if len(corners) < 4:
        counts["rings of fewer than three corners left out"] += 1
        return None
    return corners


def _corners(positions: Any, counts: Counter[str]) -> Any:
    import numpy as np

    if any(len(position) < 2 for position in positions):
        raise ValueError("a position of one number")
    if any(len(position) > 2 for position in positions):
        counts["heights dropped"] += 1
    pairs = [(position[0], position[1]) for position in positions]
    if any(isinstance(value, str | bool) or value is None for pair in pairs for value in pair):
        raise ValueError("a position that is no number")
    return np.array(pairs, dtype=float).reshape(-1, 2)

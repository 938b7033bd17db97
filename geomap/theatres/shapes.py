"""Shapes of a theatre: GeoJSON beside the theatre's file, read with suspicion.

The folder may come from anybody: nothing outside of it is opened (no absolute path, no ``..``,
no symbolic link that leads out), sizes are bounded, and numbers must be finite and on the Earth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn

from geomap.theatres.plane import unwrapped
from geomap.theatres.sheet import Faults

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_TOML_BYTES = 1_000_000
MAX_GEOJSON_BYTES = 64_000_000
MAX_POSITIONS = 2_000_000
LEAST_LENGTH = 1e-6  # degrees, about a decimetre

LINES = ("LineString", "MultiLineString")
POLYGONS = ("Polygon", "MultiPolygon")
_TOLD = 20  # of a file's features
# How many lists lie around a position, by type.
_DEPTH = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


class _BrokenError(ValueError):
    """A geometry that cannot be used: (what is wrong, what would be right)."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def _refuse_constant(name: str) -> NoReturn:
    raise _BrokenError(f"{name} is not a number of JSON", "finite decimal degrees are needed")


def read_text(folder: Path, name: str, limit: int, faults: Faults) -> str | None:
    """The text of a file of the folder; None, and a fault, if it may not or cannot be read."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or "\0" in name:
        faults.add(
            name.replace("\0", "?"), None, "leads out of the theatre's folder", "name a file inside it"
        )
        return None
    path = folder / pure
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve(strict=True)):
            faults.add(
                name, None, "is a link that leads out of the theatre's folder", "put the file itself there"
            )
            return None
        if not path.is_file():
            faults.add(name, None, "is not a regular file", "a file is needed")
            return None
        size = path.stat().st_size
        if size > limit:
            faults.add(
                name, None, f"has {size / 1e6:.1f} MB", f"at most {limit / 1e6:.0f} MB are read: simplify it"
            )
            return None
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.add(name, None, f"is not in {folder}", "the theatre's files lie in its folder")
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, up to Python 3.12
        faults.add(name, None, f"cannot be read ({error})", "a readable file is needed")
    except UnicodeDecodeError as error:
        faults.add(name, None, f"is not UTF-8 (byte {error.start})", "save it as UTF-8")
    return None


class ShapeFiles:
    """The GeoJSON files of one theatre's folder; each is parsed once.

    Parameters
    ----------
    folder
        The theatre's folder.
    faults
        Where faults go.
    """

    def __init__(self, folder: Path, faults: Faults) -> None:
        self._folder = folder
        self._faults = faults
        self._parsed: dict[str, tuple[str, list[dict[str, Any]]] | None] = {}

    def read(self, reference: str, types: tuple[str, ...]) -> BaseGeometry | None:
        """The geometry that ``file.geojson`` or ``file.geojson#feature-id`` names.

        Parameters
        ----------
        reference
            A file with one feature, or a file and the ``id`` of one of its features.
        types
            The GeoJSON types that will do.

        Returns
        -------
        BaseGeometry or None
            Valid, two dimensions, longitude and latitude in decimal degrees; None, and a fault,
            if there is no such thing.
        """
        name, _, wanted = reference.partition("#")
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        parsed = self._parsed[name]
        if parsed is None:
            return None
        text, features = parsed
        ids = [str(_feature_id(feature)) for feature in features]
        if wanted and wanted not in ids:
            told = ", ".join(ids[:_TOLD]) + (", ..." if len(ids) > _TOLD else "")
            self._faults.add(name, None, f"has no feature {wanted[:80]!r}", f"its features are {told}")
            return None
        if not wanted and len(features) != 1:
            self._faults.add(
                name,
                None,
                f"has {len(features)} features",
                f"name one of them, as in {name}#{ids[0] if ids else 'id'}",
            )
            return None
        number = ids.index(wanted) if wanted else 0
        try:
            return _geometry(features[number].get("geometry"), types)
        except _BrokenError as broken:
            self._faults.add(
                name, _line_of(text, number), f"feature {ids[number]!r}: {broken.what}", broken.hint
            )
            return None

    def _parse(self, name: str) -> tuple[str, list[dict[str, Any]]] | None:
        text = read_text(self._folder, name, MAX_GEOJSON_BYTES, self._faults)
        if text is None:
            return None
        line: int | None = None
        try:
            return text, _features(json.loads(text, parse_constant=_refuse_constant))
        except json.JSONDecodeError as error:
            what, hint, line = f"not JSON: {error.msg}", "GeoJSON is needed", error.lineno
        except _BrokenError as error:
            what, hint = error.what, error.hint
        except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
            what, hint = f"cannot be read ({error})", "GeoJSON is needed"
        self._faults.add(name, line, what, hint)
        return None


def _features(parsed: object) -> list[dict[str, Any]]:
    if isinstance(parsed, dict):
        if parsed.get("type") == "Feature":
            return [parsed]
        if parsed.get("type") in _DEPTH:
            return [{"type": "Feature", "geometry": parsed}]
        features = parsed.get("features")
        if (
            parsed.get("type") == "FeatureCollection"
            and isinstance(features, list)
            and all(isinstance(feature, dict) for feature in features)
        ):
            return features
    raise _BrokenError("not GeoJSON", "a FeatureCollection, a Feature, or a line or polygon is needed")


def _feature_id(feature: dict[str, Any]) -> object:
    properties = feature.get("properties")
    inner = properties.get("id") if isinstance(properties, dict) else None
    return feature.get("id", inner if inner is not None else "?")


def _line_of(text: str, number: int) -> int | None:
    for n, found in enumerate(_FEATURE.finditer(text)):
        if n == number:
            return text.count("\n", 0, found.start()) + 1
    return None


def _geometry(raw: object, types: tuple[str, ...]) -> BaseGeometry:
    import shapely
    from shapely.geometry import shape

    kind = raw.get("type") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or kind not in types:
        raise _BrokenError(f"a {kind or 'feature without geometry'}", f"{' or '.join(types)} is needed")
    coordinates: Any = raw.get("coordinates")
    for count, _ in enumerate(_positions(coordinates, _DEPTH[kind])):
        if count >= MAX_POSITIONS:
            raise _BrokenError(f"more than {MAX_POSITIONS} positions", "simplify it")
    if kind in POLYGONS:
        _check_rings(coordinates if kind == "MultiPolygon" else [coordinates])
    try:
        geometry = shapely.force_2d(shape(raw))
    except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
        raise _BrokenError(f"not a {kind}: {error}", "see RFC 7946") from None
    if geometry.is_empty:
        raise _BrokenError("is empty", f"{' or '.join(types)} with positions is needed")
    # From 180 to -180 is nowhere: what jumps there goes on.
    if kind in LINES and unwrapped(geometry).length < LEAST_LENGTH:
        raise _BrokenError("a line without length", "two different positions at least")
    if not geometry.is_valid:
        raise _BrokenError(
            f"not a valid {kind}: {shapely.is_valid_reason(geometry)}",
            "rings that do not cross or touch themselves along a line are needed",
        )
    return geometry


def _positions(coordinates: object, depth: int) -> Iterator[tuple[float, float]]:
    """Every position in nested lists of that depth; raises `_BrokenError` at what is none."""
    if not isinstance(coordinates, list):
        raise _BrokenError(f"{coordinates!r:.40} where a list should be", "see RFC 7946")
    if depth:
        for inner in coordinates:
            yield from _positions(inner, depth - 1)
        return
    # The bound also keeps out NaN, infinities and integers too long for a float.
    if len(coordinates) < 2 or not all(
        isinstance(v, int | float) and not isinstance(v, bool) and -1e9 <= v <= 1e9 for v in coordinates
    ):
        raise _BrokenError(
            f"position {coordinates!r:.60}", "[longitude, latitude], finite numbers, is needed"
        )
    lon, lat = coordinates[:2]
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise _BrokenError(
            f"position [{lon}, {lat}] is not on the Earth",
            "longitude -180..180 first, then latitude -90..90 (WGS 84, not metres)",
        )
    yield float(lon), float(lat)


def _check_rings(polygons: list[Any]) -> None:
    for polygon in polygons:
        for ring in polygon:
            if len(ring) < 4:
                raise _BrokenError(
                    f"a ring of {len(ring)} positions", "four at least, the last like the first"
                )
            if ring[0][:2] != ring[-1][:2]:
                raise _BrokenError(
                    f"a ring that begins at {ring[0][:2]} and ends at {ring[-1][:2]}",
                    "the last position of a ring repeats the first",
                )

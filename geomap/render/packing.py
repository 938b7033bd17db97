"""Data as it travels inside a page: gzip and base64, typed columns, shapes as whole numbers.

The same input gives the same bytes: no time stamp, fixed compression level, sorted nothing.
"""

from __future__ import annotations

import base64
import gzip
import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from geomap.model import Geometry
from geomap.render.direction import settled

# Type in the page -> type code of `array`, chosen by its size in bytes on this machine.
_COLUMN_TYPES = {"u1": "B", "i4": "i" if array("i").itemsize == 4 else "l", "u4": "I"}

# Fractions of a degree: 1/10000 (some 10 m) for what incidents are drawn as. Shapes of the base map
# say their own.
FINE_SCALE = 10_000


# Stands for 'not known' in columns of whole numbers.
MISSING = -(2**31)
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date | None) -> int:
    """Days since 1 January 1970; `MISSING` for None."""
    return day.toordinal() - _EPOCH if day is not None else MISSING


def squeeze(data: bytes) -> str:
    """Gzip, then base64: a string that is harmless wherever it stands."""
    return _in_letters(gzip.compress(data, compresslevel=7, mtime=0))


def _in_letters(packed: bytes) -> str:
    """A gzip stream in base64, its tenth byte, the system, as unknown: Python's versions write others."""
    return base64.b64encode(packed[:9] + b"\xff" + packed[10:]).decode("ascii")


def squeeze_json(value: Any) -> str:
    """JSON without blanks, then `squeeze`. NaN and infinity are refused (ValueError)."""
    # A lone surrogate cannot be written as UTF-8; a text that has one is shown with '?' there.
    return squeeze(_json(value).encode("utf-8", "replace"))


class Column(NamedTuple):
    """Numbers of a page: their type (``u1``, ``u4`` unsigned, ``i4``) and little-endian bytes.

    ``rising`` columns have the difference to the value before in place of each.
    """

    kind: str
    data: bytes
    rising: bool = False


def column(kind: str, values: Iterable[int]) -> Column:
    """A column of numbers: ``u1``, ``u4`` (unsigned) or ``i4``."""
    numbers = array(_COLUMN_TYPES[kind], values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return Column(kind, numbers.tobytes())


def rising(values: Iterable[int]) -> Column:
    """A column of whole numbers that mostly grow by the same, as differences."""
    numbers = list(values)
    steps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
    return column("i4", steps)._replace(rising=True)


def squeeze_columns(columns: Mapping[str, Column]) -> dict[str, Any]:
    """Columns in one stream, which a page unpacks at once.

    Returns
    -------
    dict
        ``names``: [name, type, length in bytes, whether rising], and ``data``: the columns one after
        the other. Of numbers of four bytes all first bytes stand first, then all second ones: high
        bytes are mostly alike, and pack to nothing.
    """
    parts = [c.data if c.kind == "u1" else b"".join(c.data[k::4] for k in range(4)) for c in columns.values()]
    return {
        "names": [[name, c.kind, len(c.data), int(c.rising)] for name, c in columns.items()],
        "data": _squeeze_parts(parts),
    }


def squeeze_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as columns in one stream: like stands by like and packs smaller.

    The JSON is ``{"size": n, "columns": {key: values}}``, with 0 where a row has no value.
    """
    keys = list(dict.fromkeys(key for row in rows for key in row))
    parts = [f'{{"size":{len(rows)},"columns":{{']
    for position, key in enumerate(keys):
        values = _json([row.get(key, 0) for row in rows])
        parts.append(f"{',' if position else ''}{_json(key)}:{values}")
    parts.append("}}")
    return _squeeze_parts([part.encode("utf-8", "replace") for part in parts])


def _json(value: Any) -> str:
    # JSON itself has none of the characters that turn the direction: only what stands in strings is changed.
    return settled(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _squeeze_parts(parts: Iterable[bytes]) -> str:
    """The parts one after the other as one gzip stream; a flush gives each part codes of its own."""
    stream = zlib.compressobj(7, zlib.DEFLATED, 31)
    packed = [stream.compress(part) + stream.flush(zlib.Z_SYNC_FLUSH) for part in parts if part]
    return _in_letters(b"".join((*packed, stream.flush())))


def fold_geometry(geometry: Geometry | Mapping[str, Any], scale: int) -> dict[str, Any]:
    """A line or area as nested lists of whole numbers, each the difference to the one before.

    Parameters
    ----------
    geometry
        A `Geometry`, or a GeoJSON geometry; (Multi)LineString or (Multi)Polygon, lon lat in
        decimal degrees.
    scale
        Parts of a degree.

    Returns
    -------
    dict
        ``scale``, ``parts`` and, for lines, ``line``.
    """
    if isinstance(geometry, Geometry):
        import shapely

        geometry = shapely.geometry.mapping(geometry.to_shapely())
    kind = geometry["type"]
    if kind == "GeometryCollection":
        parts = [
            fold_geometry(part, scale)["parts"]
            for part in geometry["geometries"]
            if "Polygon" in part["type"]
        ]
        return {"scale": scale, "parts": parts}
    folded: dict[str, Any] = {"scale": scale, "parts": _fold(geometry["coordinates"], scale)}
    if "Line" in kind:
        folded["line"] = True
    return folded


def _fold(part: Sequence[Any], scale: int) -> list[Any]:
    if part and isinstance(part[0][0], (int, float)):
        return _differences(part, scale)
    return [_fold(inner, scale) for inner in part]


def _differences(points: Sequence[Sequence[float]], scale: int) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for position, point in enumerate(points):
        next_x, next_y = round(point[0] * scale), round(point[1] * scale)
        # Points that fall together at this scale add nothing.
        if position and (next_x, next_y) == (x, y):
            continue
        flat += (next_x - x, next_y - y)
        x, y = next_x, next_y
    return flat

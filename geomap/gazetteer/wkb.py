"""Reading well-known binary, and point in polygon, without a geometry library.

Reading one unit's shape and casting a ray takes well under a millisecond; importing shapely a
tenth of a second.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import Any

_LINE, _POLYGON, _MULTILINE, _MULTIPOLYGON = 2, 3, 5, 6


def parts(wkb: bytes) -> list[list[array[float]]]:
    """Return the parts of a line or area, each a list of flat coordinates lon, lat, lon, lat ...

    Parameters
    ----------
    wkb
        (Multi)LineString or (Multi)Polygon, little endian, two dimensions.

    Returns
    -------
    list of list of array
        A polygon's outer ring comes first, its holes follow; a line is alone in its part. Other
        kinds of shape have no parts.
    """
    (kind,) = struct.unpack_from("<I", wkb, 1)
    if kind in {_LINE, _POLYGON}:
        return [_part(wkb, 0)[0]]
    if kind not in {_MULTILINE, _MULTIPOLYGON}:
        return []
    (count,) = struct.unpack_from("<I", wkb, 5)
    offset, found = 9, []
    for _ in range(count):
        part, offset = _part(wkb, offset)
        found.append(part)
    return found


def is_area(wkb: bytes) -> bool:
    """Whether the shape is a (Multi)Polygon."""
    return bool(struct.unpack_from("<I", wkb, 1)[0] in {_POLYGON, _MULTIPOLYGON})


def _part(wkb: bytes, offset: int) -> tuple[list[array[float]], int]:
    (kind,) = struct.unpack_from("<I", wkb, offset + 1)
    offset += 5
    count = 1
    if kind == _POLYGON:
        (count,) = struct.unpack_from("<I", wkb, offset)
        offset += 4
    found: list[array[float]] = []
    for _ in range(count):
        (points,) = struct.unpack_from("<I", wkb, offset)
        flat = array("d", wkb[offset + 4 : offset + 4 + 16 * points])
        if sys.byteorder == "big":
            flat.byteswap()
        found.append(flat)
        offset += 4 + 16 * points
    return found, offset


def contains(wkb: bytes, lon: float, lat: float) -> bool:
    """Whether a (Multi)Polygon contains a point (even-odd rule; holes are respected).

    Parameters
    ----------
    wkb
        The shape, as for `parts`; a line contains nothing.
    lon, lat
        Decimal degrees.
    """
    if not is_area(wkb):
        return False
    inside = False
    for part in parts(wkb):
        for flat in part:
            x1, y1 = flat[-2], flat[-1]
            for i in range(0, len(flat), 2):
                x2, y2 = flat[i], flat[i + 1]
                if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                    inside = not inside
                x1, y1 = x2, y2
    return inside


def to_geojson(wkb: bytes, decimals: int) -> dict[str, Any] | None:
    """Return the shape as a GeoJSON geometry with rounded coordinates.

    Rings and lines that rounding leaves without extent are left out; None if nothing remains.
    """
    area = is_area(wkb)
    least = 4 if area else 2
    kept: list[Any] = []
    for part in parts(wkb):
        paths = [p for p in (_positions(flat, decimals) for flat in part) if len(p) >= least]
        if paths:
            kept.append(paths if area else paths[0])
    if not kept:
        return None
    name = "Polygon" if area else "LineString"
    if len(kept) == 1:
        return {"type": name, "coordinates": kept[0]}
    return {"type": f"Multi{name}", "coordinates": kept}


def _positions(flat: array[float], decimals: int) -> list[list[float]]:
    found: list[list[float]] = []
    for i in range(0, len(flat), 2):
        position = [round(flat[i], decimals), round(flat[i + 1], decimals)]
        if not found or position != found[-1]:
            found.append(position)
    return found

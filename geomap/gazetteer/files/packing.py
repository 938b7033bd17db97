"""Packing shapes for compiled files; `geomap.gazetteer.files.packed` says how, and reads them.

The compiler of the bundled file loads this module by its path, so it imports nothing of the
package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KINDS = {"LineString": 2, "Polygon": 3, "MultiLineString": 5, "MultiPolygon": 6}
GRID = 1000


def pack(shape: Any) -> bytes:
    """Pack a shapely line or area whose coordinates are on the grid of a thousandth of a degree."""
    import shapely

    kind = KINDS[shape.geom_type]
    pieces = list(shapely.get_parts([shape]))
    found = bytearray([kind])
    found += _varint(len(pieces))
    last_x = last_y = 0
    for piece in pieces:
        paths = [piece.exterior, *piece.interiors] if "Polygon" in shape.geom_type else [piece]
        found += _varint(len(paths))
        for path in paths:
            points = [
                (round(lon * GRID), round(lat * GRID)) for lon, lat in shapely.get_coordinates(path).tolist()
            ]
            found += _varint(len(points))
            for x, y in points:
                found += _varint(_zigzag(x - last_x)) + _varint(_zigzag(y - last_y))
                last_x, last_y = x, y
    return bytes(found)


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _varint(number: int) -> bytes:
    return bytes(_bytes(number))


def _bytes(number: int) -> Iterator[int]:
    while number > 0x7F:
        yield number & 0x7F | 0x80
        number >>= 7
    yield number

"""Shapes as GeoPackage keeps them: a header with the reference system and the box, then well-known binary."""

from __future__ import annotations

import struct
from collections.abc import Callable
from sqlite3 import Connection
from typing import NamedTuple

from geomap.errors import StoreError

SRS = 4326
"""WGS 84, longitude first."""

_MAGIC = b"GP\x00"
_LITTLE, _EMPTY, _BOXED = 0x01, 0x10, 0x02
_HEADER = struct.Struct("<3sBi")
_BOX = struct.Struct("<4d")
_POINT = struct.Struct("<BIdd")
_POINT_TYPE = 1
_BOXES = (0, 32, 48, 48, 64)  # bytes of a box, by its kind


class Box(NamedTuple):
    """Decimal degrees, in the order in which GeoPackage has them."""

    west: float
    east: float
    south: float
    north: float


def to_blob(wkb: bytes) -> tuple[bytes, Box]:
    """A shape (well-known binary, not empty) as a GeoPackage keeps it, and its box."""
    box = box_of_wkb(wkb)
    if _is_point(wkb):
        return _HEADER.pack(_MAGIC, _LITTLE, SRS) + wkb, box
    return _HEADER.pack(_MAGIC, _LITTLE | _BOXED, SRS) + _BOX.pack(*box) + wkb, box


def to_wkb(blob: bytes) -> bytes:
    """The well-known binary of a blob.

    Raises
    ------
    StoreError
        If it is none.
    """
    _check(blob)
    flags = blob[3]
    size = _BOXES[(flags >> 1) & 0x07]
    return bytes(blob[_HEADER.size + size :])


def box_of(blob: bytes) -> Box | None:
    """The box of a blob; None if it is empty. `StoreError` if it is none."""
    _check(blob)
    if blob[3] & _EMPTY:
        return None
    if (blob[3] & 0x0F) == (_LITTLE | _BOXED):
        return Box(*_BOX.unpack_from(blob, _HEADER.size))
    return box_of_wkb(to_wkb(blob))


def box_of_wkb(wkb: bytes) -> Box:
    """The box of a shape."""
    if _is_point(wkb):
        _, _, lon, lat = _POINT.unpack_from(wkb)
        return Box(lon, lon, lat, lat)
    import shapely

    try:
        west, south, east, north = shapely.from_wkb(wkb).bounds
    except (shapely.errors.ShapelyError, ValueError) as error:  # ValueError: an empty shape has no bounds
        raise StoreError(f"no shape ({error})") from None
    return Box(west, east, south, north)


def _check(blob: object) -> None:
    """Refuse what has no header, or one of a length that is not its own."""
    if not isinstance(blob, bytes) or len(blob) < _HEADER.size or not blob.startswith(_MAGIC[:2]):
        raise StoreError("no shape as a GeoPackage keeps it")
    kind = (blob[3] >> 1) & 0x07
    if kind >= len(_BOXES) or len(blob) < _HEADER.size + _BOXES[kind]:
        raise StoreError("a shape that is cut off")


def _is_point(wkb: bytes) -> bool:
    return len(wkb) == _POINT.size and wkb[0] == 1 and wkb[1] == _POINT_TYPE and wkb[2:5] == b"\0\0\0"


def add_functions(database: Connection) -> None:
    """Give a connection the functions that the triggers of the spatial index call."""

    def side(number: int) -> Callable[[bytes | None], float | None]:
        def of(blob: bytes | None) -> float | None:
            box = box_of(blob) if blob is not None else None
            return box[number] if box is not None else None

        return of

    for number, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        database.create_function(name, 1, side(number), deterministic=True)
    database.create_function(
        "ST_IsEmpty", 1, lambda blob: None if blob is None else int(box_of(blob) is None), deterministic=True
    )

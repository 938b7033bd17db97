"""A sign as PNG, for programs that draw no SVG."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

from geomap.exports.gis.signs.looks import (
    EDGE,
    HALF,
    HALO,
    HATCH_WIDTH,
    LOOKS,
    OUTLINE,
    RING,
    SHAPES,
    STROKE,
    hatch,
)
from geomap.layers.families import Family
from geomap.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

SIDE = 64
"""Pixels."""
_FINER = 4
"""Points to either side of a pixel that are asked for their colour, so that edges are smooth."""


@cache
def badge_png(family: Family, status: Status) -> bytes:
    """The sign of one incident, `SIDE` by `SIDE` pixels, around it transparent."""
    import numpy as np
    import shapely

    fine = SIDE * _FINER
    at = (np.arange(fine) + 0.5) / fine * 2 * HALF - HALF
    xs, ys = np.meshgrid(at, at)
    colour = np.zeros((fine, fine, 3))
    cover = np.zeros((fine, fine))
    for shape, painted, opacity in _painted(family, status):
        shapely.prepare(shape)
        inside = shapely.contains_xy(shape, xs, ys)
        colour[inside] = painted
        cover[inside] = np.maximum(cover[inside], opacity)
    parts = (SIDE, _FINER, SIDE, _FINER)
    weight = cover.reshape(parts).mean(axis=(1, 3))
    mixed = (colour * cover[..., None]).reshape(*parts, 3).mean(axis=(1, 3))
    plain = mixed / np.maximum(weight, 1e-9)[..., None]
    pixels = np.concatenate([plain, weight[..., None] * 255], axis=2).round().astype("u1")
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _painted(family: Family, status: Status) -> Iterator[tuple[BaseGeometry, tuple[int, int, int], float]]:
    """Yield what is painted, from below: shape, red green blue, opacity."""
    from shapely.geometry import LineString, Point, Polygon

    look = LOOKS[status]
    line, ink, white = _rgb(look.colour), _rgb(look.ink), (255, 255, 255)
    disc = Point(0, 0).buffer(RING, quad_segs=32)
    yield Point(0, 0).buffer(HALO, quad_segs=32), white, 0.92
    yield disc, _rgb(look.fill), 1.0
    if look.hatched:
        for ends in hatch():
            yield LineString(ends).buffer(HATCH_WIDTH / 2).intersection(disc), line, 1.0
    yield _ring(look.width, look.dashes), line, 1.0
    shape = Polygon(SHAPES[family])
    width = EDGE if look.solid else OUTLINE
    yield shape.buffer(width / 2), ink, 1.0
    if not look.solid:
        yield shape.buffer(-width / 2), white, 1.0
    if look.struck:
        yield LineString(STROKE).buffer(OUTLINE / 2), line, 1.0


def _ring(width: float, dashes: tuple[float, float] | None) -> BaseGeometry:
    import shapely
    from shapely.geometry import Point
    from shapely.ops import substring

    whole = Point(0, 0).buffer(RING, quad_segs=32).exterior
    if dashes is None:
        return whole.buffer(width / 2)
    dash, gap = dashes
    number = round(whole.length / (dash + gap))
    step = whole.length / number
    arcs = [substring(whole, n * step, n * step + dash) for n in range(number)]
    return shapely.union_all([arc.buffer(width / 2, cap_style="flat") for arc in arcs])


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

"""Boxes on a round world: stretches of longitude that may cross the 180th meridian.

A box that crosses it has an east above 180 (177 to 183 for Fiji), and shapes of the gazetteer are
cut at it into parts on both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.model import Geometry

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""West, south, east, north in decimal degrees."""

_TURN = 360.0
# Shapes of the gazetteer that reach the 180th meridian end here.
_CUT = 179.9


def turned(lon: float, west: float) -> float:
    """The longitude as it is written in a frame that begins in the west there: within 360 degrees of it."""
    if west <= lon <= west + 360.0:
        return lon  # as it is to the last digit
    return west + (lon - west) % 360.0


def shortest_arc(stretches: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The shortest stretch of longitude that covers all given ones, as (west, east).

    Parameters
    ----------
    stretches
        At least one, each (west, east) with -180 <= west <= 180; what crosses the 180th meridian
        has an east above 180.

    Returns
    -------
    tuple of float
        -180 <= west <= 180; the east is above 180 only if the stretch crosses the meridian.
    """
    flat: list[tuple[float, float]] = []
    for west, east in stretches:
        if east > 180.0:
            flat += [(west, 180.0), (-180.0, min(180.0, east - _TURN))]
        else:
            flat.append((west, east))
    flat.sort()
    runs = [flat[0]]
    for west, east in flat[1:]:
        if west <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], east))
        else:
            runs.append((west, east))
    # What is left out is the widest gap; the one over the 180th meridian in a tie.
    west, east = runs[0][0], runs[-1][1]
    widest = west + _TURN - east
    for before, after in pairwise(runs):
        if after[0] - before[1] > widest:
            widest = after[0] - before[1]
            west, east = after[0], before[1] + _TURN
    return west, east


def box_of(shape: BaseGeometry) -> Box:
    """The bounds of a shape; of one that lies on both sides of the 180th meridian, those around it."""
    import shapely

    west, south, east, north = shape.bounds
    if east - west <= _TURN / 2:
        return west, south, east, north
    parts = [part.bounds for part in shapely.get_parts([shape])]
    west, east = shortest_arc((part[0], part[2]) for part in parts)
    return west, south, east, north


def split(box: Box) -> tuple[Box, ...]:
    """The box as one or two that do not cross the 180th meridian, and do not pass the poles."""
    west, south, east, north = box
    south, north = max(-90.0, south), min(90.0, north)
    if east - west >= _TURN:
        return ((-180.0, south, 180.0, north),)
    turns = _TURN * math.floor((west + 180.0) / _TURN)
    # A longitude a hair short of 180 may be rounded to the next turn.
    west, east = max(-180.0, west - turns), east - turns
    if east <= 180.0:
        return ((west, south, east, north),)
    return (west, south, 180.0, north), (-180.0, south, east - _TURN, north)


def to_the_meridian(shape: BaseGeometry) -> BaseGeometry:
    """An area drawn on to the 180th meridian where the gazetteer cuts it off just before.

    What lies beyond the cut is not known: the area goes straight on.
    """
    import shapely

    west, _, east, _ = shape.bounds
    strips = []
    for cut, reached in ((-_CUT, west <= -_CUT), (_CUT, east >= _CUT)):
        if reached:
            edge = shapely.intersection(shape, shapely.LineString([(cut, -90.0), (cut, 90.0)]))
            for part in shapely.get_parts([edge]):
                _, south, _, north = part.bounds
                if south < north:
                    edges = sorted((cut, math.copysign(180.0, cut)))
                    strips.append(shapely.box(edges[0], south, edges[1], north))
    return shapely.union_all([shapely.make_valid(shape), *strips]) if strips else shape


def joined(geometry: Geometry) -> Geometry | Mapping[str, Any]:
    """A line or area as it is; one on both sides of the 180th meridian as GeoJSON in one piece around it.

    That has longitudes above 180 for what lies west of 180, as the page's map has them.
    """
    import numpy as np
    import shapely

    shape = geometry.to_shapely()
    if box_of(shape)[2] <= 180.0:
        return geometry
    parts = [
        to_the_meridian(part) if part.geom_type == "Polygon" else part for part in shapely.get_parts([shape])
    ]
    turn = np.array([_TURN, 0.0])
    moved = [
        shapely.transform(part, lambda points: points + turn) if part.bounds[2] <= 0.0 else part
        for part in parts
    ]
    found: Mapping[str, Any] = shapely.geometry.mapping(shapely.union_all(moved))
    return found

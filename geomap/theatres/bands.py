"""Bands along a line: the ground on both its sides, dealt out to its stretches.

All shapes here are in metres of one plane. The ground is every point within the width of the
line, but for what lies beyond its open ends (flat ends; a buffer with flat caps will not do,
because near a winding end it leaves out ground close to the line). A point belongs to the
stretch that it is nearest to.

Method: Voronoi diagrams of positions along the line (F. Aurenhammer, 'Voronoi diagrams', ACM
Computing Surveys 23, 1991). All borders are noded together and the faces between them are
dealt out, so that neighbours share their border vertex for vertex: no gap, no overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]

# Positions for the diagrams lie this share of the width apart: a border is then off the true
# one by about a hundredth of the width at most.
SAMPLE_SHARE = 0.05
# Edges of the ground are straight in the plane: positions at most this share of the width apart
# keep them so in degrees too.
EDGE_SHARE = 0.25
# Segments of a quarter of a circle: the edge is off the true arc by 0.1 % of the width.
_QUARTER_SEGMENTS = 16
# Parts of a line whose ends lie within a metre of another part go on there.
_TOUCHING_METRES = 1.0
# Owner of the ground beyond an open end.
_BEYOND = -1


def ground(line: BaseGeometry, width: float) -> BaseGeometry:
    """All ground within ``width`` of a line, with flat ends.

    Parameters
    ----------
    line
        (Multi)LineString, metres.
    width
        Metres to either side.

    Returns
    -------
    BaseGeometry
        (Multi)Polygon, metres. Points nearest to an open end are in it only as far as they do
        not lie beyond the end.
    """
    import shapely

    buffer: BaseGeometry = line.buffer(width, quad_segs=_QUARTER_SEGMENTS)
    inset = min(_shortest([line]) / 4, width * SAMPLE_SHARE / 2)
    owner = dict.fromkeys(_along([line], width, inset), 0)
    for position in _beyond_ends(line, inset):
        owner.setdefault(position, _BEYOND)
    if _BEYOND in owner.values():
        buffer = shapely.difference(buffer, _cells(owner, buffer)[_BEYOND])
    return shapely.segmentize(buffer, width * EDGE_SHARE)


def tile(line: BaseGeometry, stretches: Sequence[BaseGeometry], width: float) -> list[BaseGeometry]:
    """The ground along a line, dealt out to its stretches.

    Parameters
    ----------
    line
        The whole line, metres.
    stretches
        Its parts, in order; together they are the line.
    width
        Metres to either side.

    Returns
    -------
    list of BaseGeometry
        A (multi)polygon for each stretch: its points are nearer to it than to any other. They
        share their borders vertex for vertex and together are `ground`.
    """
    import shapely

    whole = ground(line, width)
    if len(stretches) == 1:
        return [whole]
    # The first positions on both sides of a cut lie equally far from it, so that the border
    # between them runs through the cut.
    inset = min(_shortest(stretches) / 4, width * SAMPLE_SHARE / 2)
    owner: dict[Position, int] = {}
    for number, stretch in enumerate(stretches):
        for position in _along([stretch], width, inset):
            owner.setdefault(position, number)
    borders = [cells.boundary for cells in _cells(owner, whole).values()]
    linework = shapely.union_all([whole.boundary, *borders])
    shapely.prepare(whole)
    dealt: list[list[BaseGeometry]] = [[] for _ in stretches]
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(linework))):
        inner = face.representative_point()
        if whole.contains(inner):
            nearest = min(range(len(stretches)), key=lambda n: (float(stretches[n].distance(inner)), n))
            dealt[nearest].append(face)
    return [shapely.union_all(faces) for faces in dealt]


def _shortest(lines: Sequence[BaseGeometry]) -> float:
    import shapely

    return min(float(part.length) for part in shapely.get_parts(list(lines)))


def _along(lines: Sequence[BaseGeometry], width: float, inset: float) -> Iterator[Position]:
    """Positions along lines, the first and last of each part at ``inset`` from its ends."""
    import numpy as np
    import shapely

    for part in shapely.get_parts(list(lines)):
        length = float(part.length)
        count = max(2, math.ceil((length - 2 * inset) / (width * SAMPLE_SHARE)) + 1)
        places = shapely.line_interpolate_point(part, np.linspace(inset, length - inset, count))
        # Millimetres: a diagram of positions that all but coincide is not reliable.
        yield from ((float(x), float(y)) for x, y in shapely.get_coordinates(places).round(3))


def _beyond_ends(line: BaseGeometry, inset: float) -> Iterator[Position]:
    """For each open end the position beyond it that mirrors the first one before it."""
    import shapely
    from shapely.geometry import Point

    parts = list(shapely.get_parts(line))
    for number, part in enumerate(parts):
        if part.is_closed:
            continue
        for end, before in ((0.0, inset), (float(part.length), float(part.length) - inset)):
            here: Point = part.interpolate(end)
            others = parts[:number] + parts[number + 1 :]
            if not any(other.distance(here) < _TOUCHING_METRES for other in others):
                inner: Point = part.interpolate(before)
                yield round(2 * here.x - inner.x, 3), round(2 * here.y - inner.y, 3)


def _cells(owner: dict[Position, int], extent: BaseGeometry) -> dict[int, BaseGeometry]:
    """The ground nearest to the positions of each owner."""
    import shapely

    diagram = shapely.voronoi_polygons(shapely.multipoints(list(owner)), extend_to=extent, ordered=True)
    cells: dict[int, list[BaseGeometry]] = {}
    for cell, number in zip(shapely.get_parts(diagram), owner.values(), strict=True):
        cells.setdefault(number, []).append(cell)
    return {number: shapely.union_all(own) for number, own in cells.items()}

"""Bands along a line: the ground on both its sides, dealt out to its stretches.

All shapes here are in metres of one plane. The ground is every point within the width of the
line, but for what lies beyond its open ends (flat ends; a buffer with flat caps will not do,
because near a winding end it leaves out ground close to the line). A point belongs to the
stretch that it is nearest to, and to the flank on its hand of the line there.

Method: Voronoi diagrams of positions along the line (F. Aurenhammer, 'Voronoi diagrams', ACM
Computing Surveys 23, 1991). All borders are noded together and the faces between them are
dealt out, so that neighbours share their border vertex for vertex: no gap, no overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.theatres.along import parts_of, positions_at
from geomap.theatres.hands import Hands

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Positions for the diagrams lie this share of the width apart: a border is then off the true
# one by about a hundredth of the width at most.
SAMPLE_SHARE = 0.05
# Edges of the ground are straight in the plane: positions at most this share of the width apart
# keep them so in degrees too.
EDGE_SHARE = 0.25
# The ground is dealt out in runs of the line of about this many widths: short enough that a line
# which comes back to itself is not taken for its own neighbour.
RUN_WIDTHS = 2.0
# Segments of a quarter of a circle: the edge is off the true arc by 0.1 % of the width.
_QUARTER_SEGMENTS = 16
# Vertices that are buffered at once: the cost of a buffer grows faster than its line.
_BUFFERED_VERTICES = 100
# Parts of a line whose ends lie within a metre of another part go on there.
_TOUCHING_METRES = 1.0
# Owner of the ground beyond an open end.
_BEYOND = -1


@dataclass(frozen=True, slots=True)
class Share:
    """The ground of one stretch (metres): the whole band, and its halves by hand.

    A half is None where no ground lies on that hand.
    """

    band: BaseGeometry
    left: BaseGeometry | None
    right: BaseGeometry | None


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

    parts = parts_of(line)
    whole: BaseGeometry = shapely.union_all(
        [run.buffer(width, quad_segs=_QUARTER_SEGMENTS) for part in parts for run in _runs_to_buffer(part)]
    )
    inset = _inset(parts, width)
    beyond = _beyond_ends(parts, inset)
    if len(beyond):
        owners = _Owners()
        for part in parts:
            owners.add(_along(part, width, inset), 0)
        owners.add(beyond, _BEYOND)
        whole = shapely.difference(whole, owners.cells(whole)[_BEYOND])
    return shapely.segmentize(whole, width * EDGE_SHARE)


def tile(line: BaseGeometry, stretches: Sequence[BaseGeometry], width: float) -> list[Share]:
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
    list of Share
        One for each stretch: the points nearer to it than to any other. They share their borders
        vertex for vertex and together are `ground`.
    """
    import numpy as np
    import shapely

    whole = ground(line, width)
    parts = [(n, part) for n, stretch in enumerate(stretches) for part in parts_of(stretch)]
    # The first positions on both sides of a cut lie equally far from it, so that the border
    # between them runs through the cut.
    inset = _inset([part for _, part in parts], width)
    owners = _Owners()
    part_of_run: list[int] = []
    for number, (_, part) in enumerate(parts):
        along = _along(part, width, inset)
        for run in np.array_split(along, math.ceil(part.length / (RUN_WIDTHS * width))):
            owners.add(run, len(part_of_run))
            part_of_run.append(number)
    linework = [
        whole.boundary,
        *(cells.boundary for cells in owners.cells(whole).values()),
        *(_lengthened(part) for _, part in parts),
    ]
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(linework))))
    inner = shapely.point_on_surface(faces)
    shapely.prepare(whole)
    within = shapely.contains(whole, inner)
    faces, inner = faces[within], inner[within]
    number_of = np.asarray(part_of_run)[owners.nearest(inner)]
    hands = [Hands(part) for _, part in parts]
    halves: dict[tuple[int, bool], list[BaseGeometry]] = {}
    for face, point, number in zip(faces, inner, number_of, strict=True):
        on_left = hands[number].on_left(point.x, point.y)
        halves.setdefault((parts[number][0], on_left), []).append(face)
    return [_share(halves.get((n, True), []), halves.get((n, False), [])) for n, _ in enumerate(stretches)]


def _share(left: list[BaseGeometry], right: list[BaseGeometry]) -> Share:
    import shapely

    return Share(
        shapely.union_all(left + right),
        shapely.union_all(left) if left else None,
        shapely.union_all(right) if right else None,
    )


def _inset(parts: Iterable[Any], width: float) -> float:
    """How far from the ends of parts their first and last positions lie."""
    return float(min(min(part.length for part in parts) / 4, width * SAMPLE_SHARE / 2))


def _along(part: Any, width: float, inset: float) -> Any:
    """Positions along a part, the first and last at ``inset`` from its ends."""
    import numpy as np

    length = float(part.length)
    count = max(2, math.ceil((length - 2 * inset) / (width * SAMPLE_SHARE)) + 1)
    return positions_at(part, np.linspace(inset, length - inset, count))


def _runs_to_buffer(part: Any) -> list[Any]:
    import shapely

    xy = shapely.get_coordinates(part)
    last = len(xy) - 1
    return [
        shapely.linestrings(xy[first : first + _BUFFERED_VERTICES + 1])
        for first in range(0, last, _BUFFERED_VERTICES)
    ]


def _beyond_ends(parts: Sequence[Any], inset: float) -> Any:
    """For each open end the position beyond it that mirrors the first one before it."""
    import numpy as np
    import shapely

    tree = shapely.STRtree(parts)
    found = []
    for number, part in enumerate(parts):
        if part.is_closed:
            continue
        length = float(part.length)
        first, inner, last_inner, last = positions_at(part, [0.0, inset, length - inset, length])
        for end, before in ((first, inner), (last, last_inner)):
            near = tree.query(shapely.points(end), predicate="dwithin", distance=_TOUCHING_METRES)
            if set(near) <= {number}:
                found.append(2 * end - before)
    return np.array(found).reshape(-1, 2)


def _lengthened(part: Any) -> Any:
    """A part made longer by two metres at open ends, so that it surely cuts the edge of the ground."""
    import numpy as np
    import shapely

    if part.is_closed:
        return part
    xy = shapely.get_coordinates(part)
    xy = xy[np.concatenate([[True], np.any(np.diff(xy, axis=0) != 0, axis=1)])]
    first, last = xy[0] - xy[1], xy[-1] - xy[-2]
    more = 2 * _TOUCHING_METRES
    return shapely.linestrings(
        np.concatenate(
            [
                [xy[0] + more * first / np.hypot(*first)],
                xy,
                [xy[-1] + more * last / np.hypot(*last)],
            ]
        )
    )


class _Owners:
    """Positions of a Voronoi diagram and who owns the ground nearest to each."""

    def __init__(self) -> None:
        self._owner: dict[tuple[float, float], int] = {}

    def add(self, positions: Any, owner: int) -> None:
        """Add positions; where one is taken already, the first owner keeps it."""
        # Millimetres: a diagram of positions that all but coincide is not reliable.
        for x, y in positions.round(3).tolist():
            self._owner.setdefault((x, y), owner)

    def cells(self, extent: BaseGeometry) -> dict[int, BaseGeometry]:
        """The ground nearest to the positions of each owner."""
        import shapely

        spots = shapely.multipoints(list(self._owner))
        diagram = shapely.voronoi_polygons(spots, extend_to=extent, ordered=True)
        cells: dict[int, list[BaseGeometry]] = {}
        for cell, owner in zip(shapely.get_parts(diagram), self._owner.values(), strict=True):
            cells.setdefault(owner, []).append(cell)
        return {owner: shapely.coverage_union_all(own) for owner, own in cells.items()}

    def nearest(self, points: Any) -> Any:
        """The owner of the position nearest to each point."""
        import numpy as np
        import shapely

        tree = shapely.STRtree(shapely.points(list(self._owner)))
        return np.fromiter(self._owner.values(), int)[tree.nearest(points)]

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
# Corners by which a line is off by more than this share of the width are positions too.
CORNER_SHARE = 0.005
# A line has at most so many positions and runs: of one thousands of times as long as its band is wide
# they lie farther apart.
MOST_POSITIONS = 20_000
MOST_RUNS = 1_000
# Edges of the ground are straight in the plane: positions at most this share of the width apart, or
# so many metres, keep them so in degrees too.
EDGE_SHARE = 0.25
EDGE_METRES = 500.0
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

    parts = _on_grid(line)
    step, _ = _steps(line, width)
    whole: BaseGeometry = shapely.union_all(
        [run.buffer(width, quad_segs=_QUARTER_SEGMENTS) for part in parts for run in _runs_to_buffer(part)]
    )
    inset = _inset(parts, step)
    beyond = _beyond_ends(parts, inset)
    if len(beyond):
        owners = _Owners()
        for part in parts:
            owners.add(_along(part, step, inset, width * CORNER_SHARE), 0)
        owners.add(beyond, _BEYOND)
        whole = shapely.difference(whole, _areas_of(owners.ground_of(_BEYOND, whole)))
    return shapely.segmentize(whole, max(width * EDGE_SHARE, EDGE_METRES))


def tile(
    line: BaseGeometry, stretches: Sequence[BaseGeometry], width: float, edge: float = math.inf
) -> list[Share]:
    """The ground along a line, dealt out to its stretches.

    Parameters
    ----------
    line
        The whole line, metres.
    stretches
        Its parts, in order; together they are the line.
    width
        Metres to either side.
    edge
        Longest edge of the bands (metres), where the default is too long: next to a pole.

    Returns
    -------
    list of Share
        One for each stretch: the points nearer to it than to any other. They share their borders
        vertex for vertex and together are `ground`.
    """
    import numpy as np
    import shapely

    whole = ground(line, width)
    step, run_length = _steps(line, width)
    parts = [(n, part) for n, stretch in enumerate(stretches) for part in _on_grid(stretch)]
    # The first positions on both sides of a cut lie equally far from it, so that the border
    # between them runs through the cut.
    inset = _inset([part for _, part in parts], step)
    owners = _Owners()
    part_of_run: list[int] = []
    for number, (_, part) in enumerate(parts):
        along = _along(part, step, inset, width * CORNER_SHARE)
        for run in np.array_split(along, math.ceil(part.length / run_length)):
            owners.add(run, len(part_of_run))
            part_of_run.append(number)
    linework = [
        whole.boundary,
        owners.borders(shapely.box(*whole.bounds).buffer(width)),
        *(_lengthened(part) for _, part in parts),
    ]
    longest = min(max(width * EDGE_SHARE, EDGE_METRES), edge)
    noded = shapely.segmentize(shapely.union_all(linework), longest)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
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


def _areas_of(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape, without its lines and points."""
    import shapely
    from shapely.geometry import MultiPolygon

    return MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])


def _share(left: list[BaseGeometry], right: list[BaseGeometry]) -> Share:
    import shapely

    return Share(
        shapely.union_all(left + right),
        shapely.union_all(left) if left else None,
        shapely.union_all(right) if right else None,
    )


def _on_grid(line: BaseGeometry) -> list[Any]:
    """The parts of a line, to the micrometre: differences of numbers next to 0 overflow in GEOS."""
    import shapely

    return parts_of(shapely.transform(line, lambda xy: xy.round(6)))


def _steps(line: BaseGeometry, width: float) -> tuple[float, float]:
    """How far apart positions lie, and how long runs are (metres)."""
    length = float(line.length)
    return max(width * SAMPLE_SHARE, length / MOST_POSITIONS), max(width * RUN_WIDTHS, length / MOST_RUNS)


def _inset(parts: Iterable[Any], step: float) -> float:
    """How far from the ends of parts their first and last positions lie."""
    return float(min(min(part.length for part in parts) / 4, step / 2))


def _along(part: Any, step: float, inset: float, tolerance: float) -> Any:
    """Positions along a part, its corners among them, the first and last at ``inset`` from its ends.

    Without a corner the part would be off by more than ``tolerance``.
    """
    import numpy as np

    length = float(part.length)
    count = max(2, math.ceil((length - 2 * inset) / step) + 1)
    even = np.linspace(inset, length - inset, count)
    corners = _corners(part, tolerance)
    # A diagram of positions that all but coincide is not reliable: a corner takes the place of the
    # position next to it, and gives way to the first and the last.
    least = (even[1] - even[0]) / 4
    corners = corners[(corners > inset + least) & (corners < length - inset - least)]
    if len(corners):
        corners = corners[np.diff(corners, prepend=-np.inf) > least / 4]
        after = np.searchsorted(corners, even)
        gap = np.minimum(
            np.abs(even - corners[np.minimum(after, len(corners) - 1)]),
            np.abs(even - corners[np.maximum(after - 1, 0)]),
        )
        even = np.union1d(even[gap > least], corners)
    return positions_at(part, even)


def _corners(part: Any, tolerance: float) -> Any:
    """How far along a part the vertices lie without which it would be off by more than a tolerance."""
    import numpy as np
    import shapely

    xy = shapely.get_coordinates(part)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    kept = iter(shapely.get_coordinates(part.simplify(tolerance, preserve_topology=False)).tolist())
    corners: list[float] = []
    wanted = next(kept, None)
    for vertex, at in zip(xy.tolist(), along.tolist(), strict=True):
        if vertex == wanted:
            corners.append(at)
            wanted = next(kept, None)
    return np.array(corners)


def _runs_to_buffer(part: Any) -> list[Any]:
    import shapely

    xy = shapely.get_coordinates(part)
    last = len(xy) - 1
    runs = [xy[first : first + _BUFFERED_VERTICES + 1] for first in range(0, last, _BUFFERED_VERTICES)]
    return [shapely.linestrings(each) for run in runs for each in _opened(run)]


def _opened(run: Any) -> list[Any]:
    """A run in two if it is closed: of a closed line that crosses itself GEOS loses ground."""
    import numpy as np

    if (run[0] != run[-1]).any():
        return [run]
    farthest = int(np.argmax(np.hypot(*(run - run[0]).T)))
    return [run[: farthest + 1], run[farthest:]] if farthest else []


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
        # Millimetres: of positions that coincide a diagram keeps one only.
        for x, y in positions.round(3).tolist():
            self._owner.setdefault((x, y), owner)

    def ground_of(self, owner: int, extent: BaseGeometry) -> BaseGeometry:
        """The ground nearest to the positions of one owner."""
        import numpy as np
        import shapely

        cells = self._cells(extent)
        return shapely.union_all(cells[np.fromiter(self._owner.values(), int) == owner])

    def borders(self, extent: BaseGeometry) -> Any:
        """The borders between the grounds of different owners, as lines of one edge each."""
        import numpy as np
        import shapely

        xy, cell = shapely.get_coordinates(self._cells(extent), return_index=True)
        follows = cell[1:] == cell[:-1]
        ends = np.stack([xy[:-1][follows], xy[1:][follows]], axis=1)
        owner = np.fromiter(self._owner.values(), int)[cell[1:][follows]]
        # Two cells share an edge from opposite ends: the same end is put first.
        turned = (ends[:, 0] > ends[:, 1])[:, 0] | (
            (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
        )
        ends[turned] = ends[turned][:, ::-1]
        _, edge = np.unique(ends.reshape(-1, 4), axis=0, return_inverse=True)
        edge = edge.ravel()  # numpy 2.0 gives it two axes
        order = np.lexsort((owner, edge))
        ends, owner, edge = ends[order], owner[order], edge[order]
        inner = np.zeros(len(edge), dtype=bool)
        same = (edge[1:] == edge[:-1]) & (owner[1:] == owner[:-1])
        inner[1:] |= same
        inner[:-1] |= same
        return shapely.union_all(shapely.linestrings(ends[~inner]))

    def _cells(self, extent: BaseGeometry) -> Any:
        """The ground nearest to each position, in the order in which they were added."""
        import shapely

        spots = shapely.multipoints(list(self._owner))
        return shapely.get_parts(shapely.voronoi_polygons(spots, extend_to=extent, ordered=True))

    def nearest(self, points: Any) -> Any:
        """The owner of the position nearest to each point."""
        import numpy as np
        import shapely

        tree = shapely.STRtree(shapely.points(list(self._owner)))
        return np.fromiter(self._owner.values(), int)[tree.nearest(points)]

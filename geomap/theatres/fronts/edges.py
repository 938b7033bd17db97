"""Edges of areas: which of them run along a border, and which way a line runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.theatres.fronts.frame import GRID, of_dimension, parts_of, together
from geomap.theatres.fronts.segments import Segments

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.theatres.plane import Plane

# Positions of an edge lie this share of the border's tolerance apart when it is measured.
_STEP_SHARE = 0.25
# A front that comes in from the open reaches the border where distance plus this share of the way
# along the edge is least: it goes straight there, and what follows runs along the border.
_WAY_SHARE = 0.25


def without_borders(held: BaseGeometry, ground: BaseGeometry, plane: Plane, tolerance: float) -> BaseGeometry:
    """The edge of held ground inside a larger ground, but for where it runs along that ground's edge.

    Parameters
    ----------
    held, ground
        (Multi)polygons in degrees.
    plane
        Where metres are measured.
    tolerance
        Metres: two drawings of the same border differ by this at most.

    Returns
    -------
    BaseGeometry
        (Multi)LineString in degrees, maybe empty.
    """
    import shapely

    inside = of_dimension(shapely.intersection(held.boundary, ground, grid_size=GRID), 1)
    inside = of_dimension(shapely.difference(inside, ground.boundary, grid_size=GRID), 1)
    if tolerance <= 0 or inside.is_empty:
        return inside
    # Short pieces, because a tree of them finds the nearest fast.
    border = shapely.STRtree(Segments.of([plane.project(ground.boundary)]).pieces())
    kept: list[BaseGeometry] = []
    for part in parts_of(shapely.line_merge(inside)):
        kept += _open_runs(part, border, plane, tolerance)
    return together(kept, 1)


def _open_runs(part: BaseGeometry, border: Any, plane: Plane, tolerance: float) -> list[BaseGeometry]:
    """The stretches of one line that are farther from a border than the tolerance, led up to it."""
    import numpy as np
    import shapely
    from shapely.geometry import LineString

    flat = shapely.get_coordinates(shapely.segmentize(plane.project(part), tolerance * _STEP_SHARE))
    away = np.full(len(flat), np.inf)
    (at, _), distances = border.query_nearest(
        shapely.points(flat), max_distance=tolerance, return_distance=True, all_matches=False
    )
    away[at] = distances
    if part.is_closed and np.isfinite(away).any() and not np.isfinite(away).all():
        # Begin on the border, so that no stretch is cut in two where the ring happens to begin.
        first = int(np.flatnonzero(np.isfinite(away))[0])
        flat = np.vstack([flat[first:-1], flat[: first + 1]])
        away = np.concatenate([away[first:-1], away[: first + 1]])
    far = ~np.isfinite(away)
    starts = np.flatnonzero(far & ~np.concatenate([[False], far[:-1]]))
    ends = np.flatnonzero(far & ~np.concatenate([far[1:], [False]]))
    runs = []
    for start, end in zip(starts, ends, strict=True):
        before = _led_up(flat[: start + 1][::-1], away[: start + 1][::-1])
        behind = _led_up(flat[end:], away[end:])
        run = flat[start - before : end + behind + 1]
        if len(run) > 1:
            line = shapely.simplify(LineString(run), 0.01)
            runs.append(plane.unproject(line))
    return runs


def _led_up(flat: Any, away: Any) -> int:
    """How many positions a stretch is led on until it has reached the border."""
    import numpy as np

    near = np.isfinite(away[1:])
    if not len(near) or not near[0]:
        return 0
    stop = len(near) if near.all() else int(np.argmin(near))
    way = np.cumsum(np.linalg.norm(np.diff(flat[: stop + 1], axis=0), axis=1))
    return int(np.argmin(away[1 : stop + 1] + _WAY_SHARE * way)) + 1


def orient(line: BaseGeometry, left: BaseGeometry) -> BaseGeometry:
    """The parts of a merged line with given ground on their left, the longest first."""
    import numpy as np
    import shapely
    from shapely.geometry import Point

    turned = []
    shapely.prepare(left)
    for part in parts_of(line):
        corners = shapely.get_coordinates(part)
        steps = np.diff(corners, axis=0)
        longest = int(np.argmax((steps**2).sum(axis=1)))
        middle = (corners[longest] + corners[longest + 1]) / 2
        aside = np.array([-steps[longest][1], steps[longest][0]])
        aside *= 10 * GRID / max(float(np.hypot(*aside)), GRID)
        on_left = left.distance(Point(middle + aside)) <= left.distance(Point(middle - aside))
        turned.append(part if on_left else shapely.reverse(part))
    turned.sort(key=lambda part: (-float(part.length), tuple(part.coords[0])))
    return together(turned, 1)

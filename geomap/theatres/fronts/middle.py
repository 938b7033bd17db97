"""The middle line of ground that lies between two sides.

Method: chordal axis (L. Prasad, 'Morphological analysis of shapes', CNLS Newsletter 139, Los
Alamos 1997). The ground is cut into constrained Delaunay triangles; an edge that leads from one
side's border to the other's is a chord, and the line runs through the chords' middles. It never
leaves the ground, however thin it is, and each chord's length is the width there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.theatres.fronts.frame import together

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# A corner lies on a border if it is within this many metres of it.
_ON_BORDER = 0.05
# Between two corners at most this share of the mean width: the line is then smooth.
_STEP_SHARE = 0.5
# The zigzag of the middles that is smoothed away, as a share of the median chord.
_SMOOTH_SHARE = 0.15


def middle_line(
    ground: BaseGeometry, one: BaseGeometry, other: BaseGeometry, widest: float
) -> BaseGeometry | None:
    """The line half way between two borders through the ground between them.

    Parameters
    ----------
    ground
        Polygon, metres in a plane; parts of its edge lie on the borders.
    one, other
        The borders of the two sides, (multi)lines in the same plane. A corner that lies on both
        is where they touch: the line begins or ends there.
    widest
        Metres: where the ground is wider than this no line is drawn.

    Returns
    -------
    BaseGeometry or None
        (Multi)LineString; None where nothing is near enough to both.
    """
    import numpy as np
    import shapely
    from shapely.geometry import MultiLineString

    width = max(mean_width(ground), 4 * _ON_BORDER)
    dense = shapely.segmentize(ground, width * _STEP_SHARE)
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(dense))
    if not len(triangles):
        return None
    corners = shapely.get_coordinates(triangles).reshape(len(triangles), 4, 2)[:, :3]
    flat = corners.reshape(-1, 2)
    points = shapely.points(flat)
    shapely.prepare([one, other])
    on_one = shapely.dwithin(one, points, _ON_BORDER).reshape(-1, 3)
    on_other = shapely.dwithin(other, points, _ON_BORDER).reshape(-1, 3)
    only_one, only_other, both = on_one & ~on_other, on_other & ~on_one, on_one & on_other
    after = [1, 2, 0]
    spans = np.linalg.norm(corners - corners[:, after], axis=2)
    chord = ((only_one & only_other[:, after]) | (only_other & only_one[:, after])) & (spans <= widest)
    middles = (corners + corners[:, after]) / 2
    count = chord.sum(axis=1)
    pieces: list[Any] = [middles[number][chord[number]] for number in np.flatnonzero(count == 2)]
    # A triangle with one chord, whose third corner is where the borders touch, is an end.
    ends = np.flatnonzero((count == 1) & (both.sum(axis=1) == 1))
    pieces += [np.array([middles[n][chord[n]][0], corners[n][both[n]][0]]) for n in ends]
    if not pieces:
        return None
    merged = shapely.line_merge(MultiLineString(pieces))
    return shapely.simplify(merged, float(np.median(spans[chord])) * _SMOOTH_SHARE)


def without_spurs(
    line: BaseGeometry, one: BaseGeometry, other: BaseGeometry, shortest: float
) -> BaseGeometry | None:
    """The line without parts that lead from where two borders touch to nowhere.

    Parameters
    ----------
    line
        (Multi)LineString, metres, as `middle_line` gives it.
    one, other
        The two borders.
    shortest
        Metres: such a part is kept if it is at least this long.
    """
    import shapely

    kept = []
    for part in shapely.get_parts(line):
        ends = shapely.points([part.coords[0], part.coords[-1]])
        touching = shapely.dwithin(one, ends, _ON_BORDER) & shapely.dwithin(other, ends, _ON_BORDER)
        if part.is_closed or touching.sum() != 1 or part.length >= shortest:
            kept.append(part)
    return together(kept, 1) if kept else None


def mean_width(ground: BaseGeometry) -> float:
    """Twice the area by the length of the edge: the width of ground that is long and thin (metres)."""
    return 2 * float(ground.area) / max(float(ground.length), 1e-9)

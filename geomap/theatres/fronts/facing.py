"""Where two sides face each other: the border that they share, and seams where they do not touch.

The edges of both are noded together, and each face between them is held by one side, by the
other, by both (an overlap) or by none (a gap). Thin overlaps and enclosed gaps are slips of
drawing: they are dealt out so that the border follows the first side's edge. What is wider gets
its middle line. A gap that is open to a side, where no face is closed, is looked for where the
edges that are not shared come near each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.theatres.fronts.frame import GRID, of_dimension, parts_of, together
from geomap.theatres.fronts.middle import mean_width, middle_line, without_spurs
from geomap.theatres.fronts.segments import Segments

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.theatres.plane import Plane

# The search for gaps goes by edges simplified to this share of the width.
_COARSE = 0.125
# Square metres: less is the grid's own noise and not counted as a sliver.
_LEAST_AREA = 1.0
# Degrees around a patch within which ground is cut out for it.
_MARGIN = 1e-4
# Edges are straight in degrees: two that run along each other are still less than a centimetre
# apart in the plane, if they have corners at most this far apart (degrees).
_TRUE_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Facing:
    """Two sides' common border.

    Parameters
    ----------
    shared
        Where they touch, slivers mended: merged (multi)line in degrees, maybe empty.
    bridged
        Middle lines of gaps and overlaps, degrees, maybe empty.
    slivers
        Number of gaps and overlaps taken for slips of drawing.
    sliver_km2
        Their area.
    overlap_km2
        Ground that both are said to hold, slivers left out.
    unbridged_km2
        Of it: on average too wide for a middle line.
    """

    shared: BaseGeometry
    bridged: BaseGeometry
    slivers: int = 0
    sliver_km2: float = 0.0
    overlap_km2: float = 0.0
    unbridged_km2: float = 0.0

    @property
    def line(self) -> BaseGeometry:
        """All of it together; empty if the sides nowhere face each other."""
        import shapely

        if self.bridged.is_empty:
            return self.shared
        return shapely.line_merge(together([*parts_of(self.shared), *parts_of(self.bridged)], 1))


def facing(
    one: BaseGeometry,
    other: BaseGeometry,
    plane: Plane,
    *,
    bridge: float,
    sliver: float,
    thirds: Sequence[BaseGeometry] = (),
    land: BaseGeometry | None = None,
) -> Facing:
    """Find where two sides face each other.

    Parameters
    ----------
    one, other
        Their ground: (multi)polygons in degrees, as `fronts.holding.held_by` gives them.
    plane
        Where metres are measured.
    bridge
        Metres: a gap or overlap wider than this is not crossed.
    sliver
        Metres: one that is on average no wider than this is a slip of drawing.
    thirds
        Ground of third sides, degrees.
    land
        Ground outside of which there is no gap (the sea), degrees; None: not known.
    """
    faces = _faces(one, other)
    thin_gaps, gaps = _by_width(faces.of_none, plane, sliver)
    thin_overlaps, overlaps = _by_width(faces.of_both, plane, sliver)
    edge = Segments.of([*faces.of_one, *thin_overlaps])
    opposite = Segments.of([*faces.of_other, *thin_gaps])
    shared = edge.also_in(opposite)
    patches = [part for gap in gaps for part in _left_of(gap, thirds)]
    width = max(bridge, sliver)
    if width > 0:
        apart = [own.once().not_in(shared).lines() for own in (edge, opposite)]
        patches += _open_gaps(apart, faces, plane, width, thirds, land)
    middles = []
    unbridged = 0.0
    for patch in patches:
        flat, *near = _in_plane(patch, (edge, opposite), plane)
        middle = middle_line(flat, near[0], near[1], width)
        if middle is not None and land is None:
            middle = without_spurs(middle, near[0], near[1], width)
        if middle is not None:
            middles.append(middle)
    for overlap in overlaps:
        # On its rim the sides change places, which is all the same to the middle line.
        flat, *near = _in_plane(overlap, (edge, opposite), plane)
        middle = middle_line(flat, near[0], near[1], width)
        if middle is not None:
            # In a corner of a wide overlap the edges are near each other too.
            middle = without_spurs(middle, near[0], near[1], width)
        if middle is not None:
            middles.append(middle)
        if middle is None or mean_width(flat) > width:
            unbridged += float(flat.area)
    thin = _areas([*thin_gaps, *thin_overlaps], plane)
    return Facing(
        shared=shared.lines(),
        bridged=together([part for middle in middles for part in parts_of(plane.unproject(middle))], 1),
        slivers=sum(area >= _LEAST_AREA for area in thin),
        sliver_km2=sum(thin) / 1e6,
        overlap_km2=sum(_areas(overlaps, plane)) / 1e6,
        unbridged_km2=unbridged / 1e6,
    )


@dataclass(frozen=True, slots=True)
class _Faces:
    """What the edges of two sides enclose, by who holds it."""

    of_one: list[BaseGeometry]
    of_other: list[BaseGeometry]
    of_both: list[BaseGeometry]
    of_none: list[BaseGeometry]

    def all(self) -> BaseGeometry:
        """The whole ground that they enclose."""
        import shapely

        return shapely.coverage_union_all([*self.of_one, *self.of_other, *self.of_both, *self.of_none])


def _faces(one: BaseGeometry, other: BaseGeometry) -> _Faces:
    import numpy as np
    import shapely

    first, second = Segments.of([one]), Segments.of([other])
    common = first.also_in(second)
    # Nothing crosses a segment that is on both edges: noding, which is slow, is for the rest.
    rest = Segments.together([first.not_in(common), second.not_in(common)])
    noded = shapely.union_all(rest.lines(), grid_size=GRID)
    # Segment by segment, because where the rest meets the common border both have a node.
    pieces = np.concatenate([Segments.of([noded]).pieces(), common.pieces()])
    faces = shapely.get_parts(shapely.polygonize(pieces))
    inner = shapely.point_on_surface(faces)
    shapely.prepare([one, other])
    in_one, in_other = shapely.contains(one, inner), shapely.contains(other, inner)
    chosen = (in_one & ~in_other, ~in_one & in_other, in_one & in_other, ~in_one & ~in_other)
    return _Faces(*(list(faces[np.flatnonzero(each)]) for each in chosen))


def _by_width(
    faces: list[BaseGeometry], plane: Plane, sliver: float
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Faces that are slivers, and those that are not."""
    thin = [mean_width(flat) <= sliver for flat in _flat(faces, plane)]
    return (
        [face for face, is_thin in zip(faces, thin, strict=True) if is_thin],
        [face for face, is_thin in zip(faces, thin, strict=True) if not is_thin],
    )


def _flat(faces: list[BaseGeometry], plane: Plane) -> list[BaseGeometry]:
    """Many faces into the plane with one call: there may be thousands of slivers."""
    import shapely

    return list(shapely.get_parts(plane.project(shapely.geometrycollections(faces)))) if faces else []


def _areas(faces: list[BaseGeometry], plane: Plane) -> list[float]:
    return [float(flat.area) for flat in _flat(faces, plane)]


def _left_of(ground: BaseGeometry, taken: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """The parts of some ground that nothing else takes."""
    import shapely

    around = _around(ground)
    left = ground
    for shape in taken:
        clipped = of_dimension(shapely.clip_by_rect(shape, *around), 2)
        left = shapely.difference(left, clipped, grid_size=GRID)
    return [part for part in parts_of(left) if shapely.get_dimensions(part) == 2 and not part.is_empty]


def _around(ground: BaseGeometry) -> tuple[float, float, float, float]:
    import shapely

    west, south, east, north = (float(v) for v in shapely.bounds(ground))
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN


def _open_gaps(
    apart: Sequence[BaseGeometry],
    faces: _Faces,
    plane: Plane,
    width: float,
    thirds: Sequence[BaseGeometry],
    land: BaseGeometry | None,
) -> list[BaseGeometry]:
    """Ground outside of all faces within ``width`` metres of both sides' edges that are not shared."""
    import shapely

    if any(edge.is_empty for edge in apart):
        return []
    coarse = width * _COARSE
    near = [
        shapely.simplify(plane.project(edge), coarse).buffer(width + coarse, quad_segs=2) for edge in apart
    ]
    window = shapely.intersection(near[0], near[1])
    if window.is_empty:
        return []
    window = plane.unproject(window)
    if land is not None:
        window = shapely.intersection(window, land, grid_size=GRID)
    taken = (faces.all(), *thirds)
    return [part for patch in parts_of(of_dimension(window, 2)) for part in _left_of(patch, taken)]


def _in_plane(ground: BaseGeometry, borders: Iterable[Segments], plane: Plane) -> list[BaseGeometry]:
    """Some ground and the borders around it in the plane, true to each other within a centimetre."""
    import shapely

    around = _around(ground)
    near = [border.touching(*around).lines() for border in borders]
    return [plane.project(shapely.segmentize(shape, _TRUE_STEP)) for shape in (ground, *near)]

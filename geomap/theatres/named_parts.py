"""Parts of a line that a text names by places: 'near X', 'between X and Y', 'in the X district'.

Shapes come in and go out in degrees (longitude first, WGS 84); inside, they are metres in the
`Plane` of the line. The plane of a line and its ground are kept, because the texts of one war
name the same line again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.model import Geometry, LonLat
from geomap.theatres.along import cut_positions, joined, part_between, parts_of
from geomap.theatres.bands import ground
from geomap.theatres.extent import headings
from geomap.theatres.plane import Plane

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

REACH_KM = 15.0
"""Kilometres of the line to either side of where it passes nearest to a town.

Half the spacing of the towns by which Ukrainian and Azerbaijani communiqués name the parts of a
front: 20 to 40 km, so that neighbouring directions meet."""
FARTHEST_KM = 75.0
"""A line farther than this from a town is not the line 'in the direction of' that town."""
CIRCLE_KM = 25.0
"""Radius where no line is known: UCDP GED's bound for 'near' (codebook 23.1, ``where_prec`` 2)."""
_WITHIN_METRES = 2000.0  # a district whose edge is the front is a part of it
_SHORT_METRES = 4000.0  # two towns at one position of the line name the line near them both


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A line in a plane of its own."""

    plane: Plane
    shape: BaseGeometry


@lru_cache(maxsize=64)
def flat_line(line: Geometry) -> FlatLine:
    """A line in its plane, parts that meet end to end joined."""
    import shapely

    shape = line.to_shapely()
    plane = Plane(shape)
    flat = plane.project(shape)
    return FlatLine(plane, shapely.line_merge(flat) if flat.geom_type == "MultiLineString" else flat)


def near(line: Geometry, places: Sequence[BaseGeometry], *, reach_km: float = REACH_KM) -> Geometry | None:
    """The parts of a line nearest to some places.

    Parameters
    ----------
    line
        (Multi)LineString in degrees.
    places
        Points or areas in degrees. Of an area it is the part of the line within it (or within
        2 km of it), and only where there is none the part nearest to it.
    reach_km
        Kilometres of the line to either side of the nearest position.

    Returns
    -------
    Geometry or None
        (Multi)LineString in degrees; None if every place is more than `FARTHEST_KM` from it.
    """
    import shapely

    flat = flat_line(line)
    runs = [
        run for place in places for run in _runs_near(flat.shape, flat.plane.project(place), reach_km * 1000)
    ]
    shape = joined([piece for run in _merged(runs) if (piece := part_between(flat.shape, *run)) is not None])
    if shape is None:
        return None
    # Over the seam of a closed line two runs are one part.
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    return Geometry.from_shapely(flat.plane.unproject(merged))


def between(line: Geometry, one: BaseGeometry, other: BaseGeometry) -> Geometry | None:
    """The part of a line from where it passes nearest to one place to where it does so to another.

    Places at (nearly) the same position give the part near them, as `near` does; so do places
    that are nearest to different parts of the line, between which it cannot be followed.

    Returns
    -------
    Geometry or None
        LineString in degrees; None if one of the places is more than `FARTHEST_KM` from the line.
    """
    flat = flat_line(line)
    ends = [flat.plane.project(place) for place in (one, other)]
    if any(float(flat.shape.distance(end)) > FARTHEST_KM * 1000 for end in ends):
        return None
    parts = parts_of(flat.shape)
    nearest = [min(range(len(parts)), key=lambda n: float(parts[n].distance(end))) for end in ends]
    start, end = sorted(cut_positions(flat.shape, ends))
    if nearest[0] != nearest[1] or end - start < _SHORT_METRES:
        return near(line, (one, other))
    part = parts[nearest[0]]
    if part.is_closed and end - start > float(part.length) / 2:
        shape = _around(flat.shape, part, end, start)
    else:
        shape = part_between(flat.shape, start, end)
    return None if shape is None else Geometry.from_shapely(flat.plane.unproject(shape))


def facing(line: Geometry, directions: Sequence[str]) -> Geometry | None:
    """The parts of a line in some directions of its own extent; see `geomap.theatres.extent`.

    Returns
    -------
    Geometry or None
        None if the line does not run in any of them.
    """
    wanted = set(directions)
    flat = flat_line(line)
    own = [h.shape for h in headings(flat.shape, 8) if wanted & {h.direction, *h.aliases}]
    shape = joined(own)
    return None if shape is None else Geometry.from_shapely(flat.plane.unproject(shape))


@lru_cache(maxsize=256)
def band_along(line: Geometry, width_km: float) -> Geometry:
    """The ground within some kilometres of a line or a part of one, with flat ends."""
    flat = flat_line(line)
    return Geometry.from_shapely(flat.plane.unproject(ground(flat.shape, width_km * 1000)))


def circle(centre: LonLat, radius_km: float) -> Geometry:
    """The ground within some kilometres of a point, as a polygon of 64 corners."""
    from shapely.geometry import Point

    plane = Plane(Point(centre.lon, centre.lat))
    return Geometry.from_shapely(plane.unproject(Point(0, 0).buffer(radius_km * 1000, quad_segs=16)))


def _runs_near(line: BaseGeometry, place: BaseGeometry, reach: float) -> list[tuple[float, float]]:
    """From where to where along a line (metres) its parts near a place run."""
    import shapely

    if float(line.distance(place)) > FARTHEST_KM * 1000:
        return []
    if shapely.get_dimensions(place) == 2:
        inside = line.intersection(place.buffer(_WITHIN_METRES))
        within = [part for part in shapely.get_parts(inside) if part.geom_type == "LineString"]
        runs = [_run_of(line, part) for part in within]
        if runs:
            return runs
    [at] = cut_positions(line, [place])
    part, before = _part_at(line, at)
    length = float(part.length)
    if not part.is_closed:
        return [(max(before, at - reach), min(before + length, at + reach))]
    reach = min(reach, length / 2)
    low, high = at - reach, at + reach
    runs = [(max(low, before), min(high, before + length))]
    if low < before:
        runs.append((low + length, before + length))
    if high > before + length:
        runs.append((before, high - length))
    return runs


def _run_of(line: BaseGeometry, piece: BaseGeometry) -> tuple[float, float]:
    """From where to where a piece cut out of a line runs along it."""
    import shapely

    [middle] = cut_positions(line, [piece.interpolate(0.5, normalized=True)])
    part, before = _part_at(line, middle)
    first, last = (float(part.project(shapely.get_point(piece, end))) for end in (0, -1))
    if first > last:  # the piece begins at the seam of a closed line
        first, last = (0.0, last) if middle - before < last else (first, float(part.length))
    return before + first, before + last


def _part_at(line: BaseGeometry, position: float) -> tuple[BaseGeometry, float]:
    """The part of a line at a position, and where along the line it begins."""
    before = 0.0
    parts = parts_of(line)
    for part in parts:
        if position <= before + float(part.length) or part is parts[-1]:
            break
        before += float(part.length)
    return part, before


def _merged(runs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for low, high in sorted(runs):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _around(line: BaseGeometry, part: BaseGeometry, start: float, end: float) -> BaseGeometry | None:
    """From a position of a closed part on over its seam to another position."""
    before = 0.0
    for own in parts_of(line):
        if own is part:
            break
        before += float(own.length)
    pieces = [part_between(line, start, before + float(part.length)), part_between(line, before, end)]
    return joined([piece for piece in pieces if piece is not None])

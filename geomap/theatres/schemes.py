"""Schemes: how a line becomes stretches, each with its name.

Each scheme is a function from a line in a plane to its stretches, in the order of the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.errors import TheatreError
from geomap.model import Place, SectorCut
from geomap.theatres.along import cut_positions, joined, part_between, parts_of, reverse
from geomap.theatres.extent import COMPASS, LEAST_SHARE, NAMES, headings

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.theatres.plane import Plane


# Towns that a line passes so near to each other are passed at the same position.
SAME_METRES = 100.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named part of a line (metres in a plane)."""

    id: str
    name: str
    shape: BaseGeometry
    aliases: tuple[str, ...] = ()


def by_cuts(line: BaseGeometry, cuts: Sequence[SectorCut], plane: Plane, where: str) -> list[Stretch]:
    """Stretches that end where the line passes nearest to the cut points.

    The line may be drawn the other way round than the one that the cuts were written for.

    Parameters
    ----------
    line
        (Multi)LineString, metres in the plane.
    cuts
        In the order in which the line passes them.
    plane
        That of the line.
    where
        What an error names: the theatre.

    Raises
    ------
    TheatreError
        If a cut but the last has no point, or a stretch no length.
    """
    from shapely.geometry import Point

    points = []
    for cut in cuts[:-1]:
        if cut.until is None:
            raise TheatreError(
                f"sector {cut.id!r} has no cut point", where=where, hint="all but the last sector end at one"
            )
        points.append(plane.project(Point(cut.until.lon, cut.until.lat)))
    ends = cut_positions(line, points)
    length = float(line.length)
    if ends and ends[0] > ends[-1]:
        line = reverse(line)
        ends = [length - end for end in ends]
    stretches = []
    for cut, (start, end) in zip(cuts, pairwise([0.0, *ends, length]), strict=True):
        shape = part_between(line, start, end)
        if shape is None:
            raise TheatreError(
                f"sector {cut.id!r} has no length",
                where=where,
                hint="cut points in the order in which the line passes them are needed",
            )
        stretches.append(Stretch(cut.id, cut.name, shape, cut.aliases))
    return stretches


def by_extent(line: BaseGeometry, directions: int) -> list[Stretch]:
    """Stretches by direction; see `geomap.theatres.extent`."""
    return [
        Stretch(heading.direction, heading.name, heading.shape, heading.aliases)
        for heading in headings(line, directions)
    ]


def by_length(line: BaseGeometry, count: int, where: str) -> list[Stretch]:
    """Stretches of equal length, numbered from the line's first end.

    Raises
    ------
    TheatreError
        If the line is too short for so many.
    """
    length = float(line.length)
    stretches = []
    for n in range(count):
        shape = part_between(line, length * n / count, length * (n + 1) / count)
        if shape is None:
            raise TheatreError(
                f"the line of {length:.0f} m is too short for {count} sectors",
                where=where,
                hint="fewer sectors",
            )
        stretches.append(Stretch(f"part-{n + 1}", f"Sector {n + 1} of {count}", shape))
    return stretches


def by_towns(line: BaseGeometry, towns: Sequence[Place], plane: Plane, where: str) -> list[Stretch]:
    """Stretches between towns: from where the line passes nearest to one to where it does so to the next.

    What is left of the line before the first town and after the last is a stretch of its own,
    named by the direction in which it lies from the town; under 5 % of the line it goes to the
    stretch next to it. On a closed line the last stretch runs on to the first town.

    Parameters
    ----------
    line
        The whole line, metres.
    towns
        In any order; they are put in the order in which the line passes them.
    plane
        The plane of the line: towns are given in degrees.
    where
        What errors name.

    Raises
    ------
    TheatreError
        If fewer than two towns are given, or two are passed at the same position.
    """
    from shapely.geometry import Point

    if len(towns) < 2:
        raise TheatreError("one town parts no stretch", where=where, hint="two towns along the line at least")
    at = cut_positions(line, [plane.project(Point(town.point.lon, town.point.lat)) for town in towns])
    passed = sorted(zip(at, towns, strict=True), key=lambda pair: (pair[0], pair[1].id))
    length = float(line.length)
    least = LEAST_SHARE * length
    (first, before), (last, after) = passed[0], passed[-1]
    stretches = []
    parts = parts_of(line)
    closed = len(parts) == 1 and parts[0].is_closed
    bounds = [at for at, _ in passed]
    if not closed:
        bounds[0] = 0.0 if first < least else first
        bounds[-1] = length if length - last < least else last
    for (_, one), (_, other), (start, end) in zip(passed, passed[1:], pairwise(bounds), strict=False):
        shape = part_between(line, start, end)
        if shape is None or end - start < SAME_METRES:
            raise TheatreError(
                f"the line passes {one.name} and {other.name} at the same position",
                where=where,
                hint="one of the two is enough",
            )
        stretches.append(Stretch(f"{_key(one)}-{_key(other)}", f"{one.name}-{other.name}", shape))
    if closed:
        shape = _over_the_seam(line, last, first)
        if shape is not None:
            stretches.append(Stretch(f"{_key(after)}-{_key(before)}", f"{after.name}-{before.name}", shape))
        return stretches
    if first >= least and (shape := part_between(line, 0.0, first)) is not None:
        stretches.insert(0, _beyond(before, shape, plane))
    if length - last >= least and (shape := part_between(line, last, length)) is not None:
        stretches.append(_beyond(after, shape, plane))
    return stretches


def _over_the_seam(line: BaseGeometry, start: float, end: float) -> BaseGeometry | None:
    """The part of a closed line from a position on to its seam and beyond to another."""
    pieces = [part_between(line, start, float(line.length)), part_between(line, 0.0, end)]
    return joined([piece for piece in pieces if piece is not None])


def _beyond(town: Place, shape: BaseGeometry, plane: Plane) -> Stretch:
    """The stretch from the first or last town to the line's end."""
    from shapely.geometry import Point

    (x, y), middle = plane.project(Point(town.point.lon, town.point.lat)).coords[0], shape.centroid
    bearing = math.degrees(math.atan2(middle.x - x, middle.y - y))
    direction = COMPASS[round(bearing / 45) % 8]
    adverb = NAMES[direction].removesuffix("ern").rstrip("-")
    return Stretch(f"{direction}-of-{_key(town)}", f"{adverb} of {town.name}", shape)


def _key(place: Place) -> str:
    """A place's name as part of an id: lower case, words joined by hyphens."""
    return "-".join(place.name.casefold().split())

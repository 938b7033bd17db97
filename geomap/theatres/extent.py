"""Directions of a line by the position along its own extent.

A bearing from a centre (a town, the region fought over) leaves sectors empty, because a front
seldom runs round its centre. What counts here is where a position lies in the extent of the line
itself, so that a line always has the ends, sides and middle that it runs along:

1. A line much longer than it is wide (the smallest rectangle around it, at any angle, has a width
   under a quarter of its length) is cut into three thirds of that length: the ends are named by
   the direction in which they lie, and what is between them is the centre.
2. Any other line is named by the bearing from the middle of its extent, with the extent stretched
   to a square: the corners of the extent are north-east, south-east and so on. What lies within
   the middle third of the extent in both directions is the centre.
3. Runs of one name under 5 % of the line go to the longer of the runs that they adjoin: a winding
   line does not fall to crumbs. A part of the line that is under 5 % of it (an island) has one
   name only. A sector that still has under 5 % in all is given up: its runs get the
   name of the sector next to it in direction that the line has.
4. Of four directions a run towards a corner is given to the one of its two neighbours that the
   line would have no sector for otherwise; if it has both, they share it at the diagonal.

A direction word for which there is no sector is an alias of the sectors next to it on the compass:
of a north-south line 'north-eastern' means the northern sector, and 'eastern' nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.theatres.along import joined, part_between, parts_of, positions_at

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
CENTRE = "centre"
NAMES = {
    "north": "Northern",
    "northeast": "North-eastern",
    "east": "Eastern",
    "southeast": "South-eastern",
    "south": "Southern",
    "southwest": "South-western",
    "west": "Western",
    "northwest": "North-western",
    CENTRE: "Central",
}
# A sector shorter than this share of the line is more often an artefact than a name in use.
LEAST_SHARE = 0.05
# A line narrower than this share of its length has ends and a middle only.
STRAIGHT_SHARE = 0.25
# The middle third, counted from the middle, in half extents.
_CENTRE_SHARE = 1 / 3
# Positions at which a line is asked for its direction: a border is off by a 2000th of its length.
_POSITIONS = 2000


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a line that lies in one direction (metres in a plane)."""

    direction: str
    shape: BaseGeometry
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As a map shows it."""
        return f"{NAMES[self.direction]} sector"


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of one part of the line between two positions along it."""

    part: int
    start: float
    end: float
    direction: str

    @property
    def length(self) -> float:
        return self.end - self.start


def headings(line: BaseGeometry, directions: int) -> list[Heading]:
    """The parts of a line by direction, in the order in which the line comes to them.

    Parameters
    ----------
    line
        (Multi)LineString, metres in a plane whose y axis points north.
    directions
        4 or 8, and the centre where the line has one.

    Returns
    -------
    list of Heading
        Together they are the line; each has 5 % of it at least.
    """
    parts = parts_of(line)
    total = sum(float(part.length) for part in parts)
    axis = _axis(line)
    name = _round_namer(_Frame(line)) if axis is None else _straight_namer(line, axis, directions)
    runs = [run for number, part in enumerate(parts) for run in _runs(number, part, name, total)]
    runs = _without_small_sectors(_smoothed(runs, total), total)
    if directions == 4 and axis is None:
        runs = _without_small_sectors(_smoothed(_to_four(runs, parts, _Frame(line)), total), total)
    order = list(dict.fromkeys(run.direction for run in runs))
    found = []
    for direction in order:
        its = _from_the_seam(runs, direction, parts)
        own = [part_between(parts[run.part], run.start, run.end) for run in its]
        shape = joined([piece for piece in own if piece is not None])
        if shape is not None:
            found.append(Heading(direction, shape))
    return [replace(heading, aliases=_aliases(heading.direction, order)) for heading in found]


class _Frame:
    """The extent of a line: from metres to shares of it, -1 to 1 in both directions."""

    def __init__(self, line: BaseGeometry) -> None:
        import shapely

        west, south, east, north = shapely.bounds(line)
        self.middle = ((west + east) / 2, (south + north) / 2)
        # A straight line along an axis has no extent across it.
        self.half = (max((east - west) / 2, 1.0), max((north - south) / 2, 1.0))

    def shares(self, xy: Any) -> Any:
        return (xy - self.middle) / self.half


def _axis(line: BaseGeometry) -> Any:
    """The direction in which a line runs if it is much longer than wide, as a unit vector; else None."""
    import numpy as np
    import shapely

    rectangle = shapely.oriented_envelope(line)
    xy = shapely.get_coordinates(rectangle)
    if len(xy) < 4:  # a straight line
        step = xy[-1] - xy[0]
        return step / np.hypot(*step)
    sides = np.diff(xy[:3], axis=0)
    lengths = np.hypot(*sides.T)
    if lengths.min() >= STRAIGHT_SHARE * lengths.max():
        return None
    return sides[lengths.argmax()] / lengths.max()


def _straight_namer(line: BaseGeometry, axis: Any, directions: int) -> Any:
    """What tells on which third of a line positions lie."""
    import numpy as np
    import shapely

    along = shapely.get_coordinates(line) @ axis
    third = (along.max() - along.min()) / 3
    low, high = along.min() + third, along.max() - third
    turn = 360 / directions
    ahead = COMPASS[round(math.degrees(math.atan2(axis[0], axis[1])) / turn) * round(turn / 45) % 8]
    behind = COMPASS[(COMPASS.index(ahead) + 4) % 8]

    def name(xy: Any) -> Any:
        here = xy @ axis
        return np.where(here < low, behind, np.where(here > high, ahead, CENTRE))

    return name


def _round_namer(frame: _Frame) -> Any:
    """What tells the bearings of positions from the middle of the extent."""
    import numpy as np

    def name(xy: Any) -> Any:
        shares = frame.shares(xy)
        bearing = np.degrees(np.arctan2(shares[:, 0], shares[:, 1]))
        points = np.array(COMPASS)[np.rint(bearing / 45).astype(int) % 8]
        return np.where(np.abs(shares).max(axis=1) < _CENTRE_SHARE, CENTRE, points)

    return name


def _runs(number: int, part: Any, name: Any, total: float) -> list[_Run]:
    """The runs of one part; a part under the least share has one name, that of most of it."""
    import numpy as np

    length = float(part.length)
    count = max(8, math.ceil(_POSITIONS * length / total))
    ends = np.linspace(0.0, length, count + 1)
    names = name(positions_at(part, (ends[:-1] + ends[1:]) / 2))
    if length < LEAST_SHARE * total:
        kinds, counts = np.unique(names, return_counts=True)
        return [_Run(number, 0.0, length, str(kinds[counts.argmax()]))]
    starts = [0, *(np.flatnonzero(names[1:] != names[:-1]) + 1).tolist(), count]
    return [
        _Run(number, float(ends[first]), float(ends[after]), str(names[first]))
        for first, after in pairwise(starts)
    ]


def _smoothed(runs: list[_Run], total: float) -> list[_Run]:
    """Runs of at least 5 % of the line where they have a neighbour to go to, the shortest given up first."""
    runs = _merged(runs)
    while True:
        small = [
            (run.length, n)
            for n, run in enumerate(runs)
            if run.length < LEAST_SHARE * total and _adjoining(runs, n)
        ]
        if not small:
            return runs
        _, n = min(small)
        longest = max(_adjoining(runs, n), key=lambda other: (runs[other].length, -other))
        runs[n] = replace(runs[n], direction=runs[longest].direction)
        runs = _merged(runs)


def _adjoining(runs: Sequence[_Run], n: int) -> list[int]:
    """The runs before and after one on the same part."""
    return [m for m in (n - 1, n + 1) if 0 <= m < len(runs) and runs[m].part == runs[n].part]


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    merged: list[_Run] = []
    for run in runs:
        if merged and (merged[-1].part, merged[-1].direction) == (run.part, run.direction):
            merged[-1] = replace(merged[-1], end=run.end)
        else:
            merged.append(run)
    return merged


def _without_small_sectors(runs: list[_Run], total: float) -> list[_Run]:
    """Sectors of 5 % of the line at least: a smaller one goes to that next to it on the compass."""
    while True:
        lengths: dict[str, float] = {}
        for run in runs:
            lengths[run.direction] = lengths.get(run.direction, 0.0) + run.length
        small = min(lengths, key=lambda d: (lengths[d], d))
        if len(lengths) == 1 or lengths[small] >= LEAST_SHARE * total:
            return runs
        others = [direction for direction in lengths if direction != small]
        target = min(others, key=lambda d: (_apart(small, d), -lengths[d], d))
        runs = _merged([replace(r, direction=target) if r.direction == small else r for r in runs])


def _apart(one: str, other: str) -> int:
    """How many eighths of a turn lie between two directions; the centre is far from all, nearest to none."""
    if CENTRE in (one, other):
        return 2
    turn = abs(COMPASS.index(one) - COMPASS.index(other))
    return min(turn, 8 - turn)


def _to_four(runs: Sequence[_Run], parts: Sequence[Any], frame: _Frame) -> list[_Run]:
    """Runs towards a corner given to one of the four directions, or shared by two."""
    import numpy as np

    present = {run.direction for run in runs}
    four: list[_Run] = []
    for run in runs:
        if run.direction == CENTRE or COMPASS.index(run.direction) % 2 == 0:
            four.append(run)
            continue
        corner = COMPASS.index(run.direction)
        sides = [COMPASS[corner - 1], COMPASS[(corner + 1) % 8]]
        missing = [side for side in sides if side not in present]
        if len(missing) == 1:
            four.append(replace(run, direction=missing[0]))
            continue
        vertical = next(side for side in sides if side in ("north", "south"))
        horizontal = next(side for side in sides if side in ("east", "west"))
        count = max(8, math.ceil(_POSITIONS / 8))
        ends = np.linspace(run.start, run.end, count + 1)
        shares = np.abs(frame.shares(positions_at(parts[run.part], (ends[:-1] + ends[1:]) / 2)))
        for start, end, upright in zip(ends[:-1], ends[1:], shares[:, 1] >= shares[:, 0], strict=True):
            side = vertical if upright else horizontal
            four.append(replace(run, start=float(start), end=float(end), direction=side))
    return _merged(four)


def _from_the_seam(runs: Sequence[_Run], direction: str, parts: Sequence[Any]) -> list[_Run]:
    """The runs of a direction; on a closed line one over its seam begins before the seam."""
    own = [run for run in runs if run.direction == direction]
    for number, part in enumerate(parts):
        here = [run for run in own if run.part == number]
        if len(here) > 1 and part.is_closed and here[0].start == 0.0 and here[-1].end >= float(part.length):
            own = [run for run in own if run.part != number] + [here[-1], *here[:-1]]
    return own


def _aliases(direction: str, present: Sequence[str]) -> tuple[str, ...]:
    """The direction words next to one on the compass that have no sector of their own."""
    if direction == CENTRE:
        return ()
    n = COMPASS.index(direction)
    return tuple(word for word in (COMPASS[n - 1], COMPASS[(n + 1) % 8]) if word not in present)

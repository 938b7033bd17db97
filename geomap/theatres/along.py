"""Positions along a line: where it passes a point, its part between two positions.

All shapes are in metres of one plane. A line of several parts is measured part by part, in their
order, without what lies between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# A part shorter than this is none.
LEAST_METRES = 0.1


def parts_of(line: BaseGeometry) -> list[Any]:
    """The parts of a line that have a length, in their order."""
    import shapely

    return [part for part in shapely.get_parts(line) if part.length > 0]


def cut_positions(line: BaseGeometry, points: Sequence[BaseGeometry]) -> list[float]:
    """Where along a line (metres from its first end) it passes nearest to each shape."""
    import shapely

    parts = parts_of(line)
    before = [0.0]
    for part in parts:
        before.append(before[-1] + float(part.length))
    found: list[float] = []
    for point in points:
        nearest = min(range(len(parts)), key=lambda n: (float(parts[n].distance(point)), n))
        # The position of a line or polygon is that of its point nearest to the line.
        on_line = shapely.get_point(shapely.shortest_line(parts[nearest], point), 0)
        found.append(before[nearest] + float(parts[nearest].project(on_line)))
    return found


def part_between(line: BaseGeometry, start: float, end: float) -> BaseGeometry | None:
    """The part of a line between two positions; None if it has no length."""
    pieces: list[BaseGeometry] = []
    before = 0.0
    for part in parts_of(line):
        length = float(part.length)
        low, high = max(start - before, 0.0), min(end - before, length)
        before += length
        if high - low >= min(LEAST_METRES, length):
            pieces.append(_cut_out(part, low, high))
    return joined(pieces)


def joined(pieces: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """Parts of a line as one shape, those that follow on each other as one part; None for none."""
    import numpy as np
    import shapely
    from shapely.geometry import LineString, MultiLineString

    runs: list[list[Any]] = []
    for piece in pieces:
        for part in shapely.get_parts(piece):
            xy = shapely.get_coordinates(part)
            if runs and np.array_equal(runs[-1][-1][-1], xy[0]):
                runs[-1].append(xy[1:])
            else:
                runs.append([xy])
    lines = [LineString(np.concatenate(run)) for run in runs]
    if not lines:
        return None
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


def reverse(line: BaseGeometry) -> BaseGeometry:
    """The line from its last end to its first."""
    from shapely.geometry import MultiLineString

    parts = [part.reverse() for part in parts_of(line)][::-1]
    return parts[0] if len(parts) == 1 else MultiLineString(parts)


def positions_at(part: BaseGeometry, metres: Any) -> Any:
    """The positions (an array of x, y) so many metres along one part, ascending or not.

    One pass over the part, where shapely walks it from its start for each position anew.
    """
    import numpy as np
    import shapely

    xy = shapely.get_coordinates(part)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    return np.column_stack([np.interp(metres, along, xy[:, axis]) for axis in (0, 1)])


def _cut_out(part: Any, low: float, high: float) -> BaseGeometry:
    import numpy as np
    import shapely
    from shapely.geometry import LineString

    xy = shapely.get_coordinates(part)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    if low <= 0 and high >= along[-1]:
        return LineString(xy)
    inner = xy[(along > low) & (along < high)]
    ends = np.column_stack([np.interp([low, high], along, xy[:, axis]) for axis in (0, 1)])
    return LineString(np.concatenate([ends[:1], inner, ends[1:]]))

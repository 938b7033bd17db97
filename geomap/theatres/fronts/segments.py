"""Segments of lines on one grid, compared by the thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.theatres.fronts.frame import GRID

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_MIX = 0x9E3779B97F4A7C15  # odd and without a pattern: 2^64 by the golden ratio


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of some lines or of the edges of some polygons.

    Parameters
    ----------
    corners
        Array of n segments, two ends each, (longitude, latitude) in degrees on the grid.
    keys
        A number for each, the same in both directions.
    """

    corners: Any
    keys: Any

    @classmethod
    def of(cls, shapes: Iterable[BaseGeometry]) -> Segments:
        """All segments of lines, or of the rings of polygons."""
        import numpy as np
        import shapely

        lines = shapely.get_parts(np.array([_edge(shape) for shape in shapes], dtype=object))
        corners, index = shapely.get_coordinates(lines, return_index=True)
        within = index[:-1] == index[1:] if len(index) else np.zeros(0, dtype=bool)
        pairs = np.stack([corners[:-1][within], corners[1:][within]], axis=1)
        return cls(pairs, _keys(pairs))

    @classmethod
    def together(cls, several: Iterable[Segments]) -> Segments:
        """The segments of all, each once."""
        import numpy as np

        several = [each for each in several if len(each)]
        if not several:
            return cls(np.zeros((0, 2, 2)), np.zeros(0, dtype=np.uint64))
        keys = np.concatenate([each.keys for each in several])
        corners = np.concatenate([each.corners for each in several])
        _, first = np.unique(keys, return_index=True)
        first.sort()
        return cls(corners[first], keys[first])

    def __len__(self) -> int:
        return len(self.keys)

    def also_in(self, other: Segments) -> Segments:
        """Those that the other has too."""
        import numpy as np

        return self._where(np.isin(self.keys, other.keys))

    def not_in(self, other: Segments) -> Segments:
        """Those that the other does not have."""
        import numpy as np

        return self._where(~np.isin(self.keys, other.keys))

    def once(self) -> Segments:
        """Those that are there once: the outline of faces that lie side by side."""
        import numpy as np

        known, counts = np.unique(self.keys, return_counts=True)
        return self._where(np.isin(self.keys, known[counts == 1]))

    def touching(self, west: float, south: float, east: float, north: float) -> Segments:
        """Those whose own rectangle meets a given one (degrees)."""
        low, high = self.corners.min(axis=1), self.corners.max(axis=1)
        return self._where(
            (low[:, 0] <= east) & (high[:, 0] >= west) & (low[:, 1] <= north) & (high[:, 1] >= south)
        )

    def pieces(self) -> Any:
        """Each as a line of its own: an array."""
        import shapely

        return shapely.linestrings(self.corners)

    def lines(self) -> BaseGeometry:
        """Put together to (multi)lines, degrees."""
        import shapely

        merged: BaseGeometry = shapely.line_merge(shapely.multilinestrings(self.pieces()))
        return merged

    def _where(self, keep: Any) -> Segments:
        return Segments(self.corners[keep], self.keys[keep])


def _edge(shape: BaseGeometry) -> BaseGeometry:
    import shapely

    return shape.boundary if shapely.get_dimensions(shape) == 2 else shape


def _keys(pairs: Any) -> Any:
    """Hashes of 64 bits: of a million segments two share one in thirty million cases."""
    import numpy as np

    steps = np.rint(pairs / GRID).astype(np.int64).view(np.uint64)
    mixed = (steps[..., 0] * np.uint64(_MIX)) ^ (steps[..., 1] + np.uint64(_MIX >> 7))
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(_MIX)
    mixed ^= mixed >> np.uint64(32)
    one, other = mixed[:, 0], mixed[:, 1]
    return one + other + one * other

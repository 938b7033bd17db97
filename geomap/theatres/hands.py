"""On which hand of a line a point lies.

Method: the sign of the distance to the nearest position; at a corner the normals of both its
segments count together (J. A. Baerentzen and H. Aanaes, 'Signed distance computation using the
angle weighted pseudonormal', IEEE Transactions on Visualization and Computer Graphics 11, 2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Hands:
    """The two hands of one part of a line (metres in a plane).

    Parameters
    ----------
    part
        LineString; its hands are as seen from its first position to its last.
    """

    def __init__(self, part: BaseGeometry) -> None:
        import numpy as np
        import shapely

        xy = shapely.get_coordinates(part)
        steps = np.diff(xy, axis=0)
        lengths = np.hypot(*steps.T)
        real = lengths > 0
        self._start, self._step, self._length = xy[:-1][real], steps[real], lengths[real]
        left = np.column_stack([-self._step[:, 1], self._step[:, 0]])
        self._normal = left / self._length[:, None]
        self._closed = bool(part.is_closed)

    def on_left(self, x: float, y: float) -> bool:
        """Whether a point lies on the left; of a point on the line itself the answer is no."""
        import numpy as np

        point = np.array([x, y])
        away = point - self._start
        share = np.clip(np.einsum("ij,ij->i", away, self._step) / self._length**2, 0.0, 1.0)
        gap = away - share[:, None] * self._step
        nearest = int(np.argmin(np.einsum("ij,ij->i", gap, gap)))
        normal = self._normal[nearest]
        other = nearest + (1 if share[nearest] == 1.0 else -1 if share[nearest] == 0.0 else 0)
        if self._closed:
            other %= len(self._normal)
        if other != nearest and 0 <= other < len(self._normal):
            normal = normal + self._normal[other]
        return bool(gap[nearest] @ normal > 0)

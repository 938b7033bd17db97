"""Windows of the base map: the ground around a view that is drawn in detail."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.layers.arcs import Box, split
from geomap.layers.records import Bounds

# A window is its view and, on each side, this share of the view's size or so many degrees.
_MARGIN_SHARE, _MARGIN_DEGREES = 0.6, 2.5
# First-level units are many: less of them.
_UNIT_SHARE, _UNIT_DEGREES = 0.5, 1.5
# Borders are as fine as they are known in the view itself, where what happened lies beside them.
_CORE_SHARE, _CORE_DEGREES = 0.05, 0.2
# Views wider than this show so much ground that the coarse shapes do, and no units.
_WIDEST_DEGREES = 45.0
# Shapes in a window are simplified to this share of the view's size: a pixel or two.
_PIXELS = 500
_FINEST = 0.01
# Edges of windows are at whole parts of a degree, so many in one.
EDGES_IN_A_DEGREE = 50


@dataclass(frozen=True, slots=True)
class Window:
    """Ground drawn in detail.

    Parameters
    ----------
    boxes
        Its boxes in degrees, which do not cross the 180th meridian.
    inner, core
        Where first-level units are drawn, and where borders are not simplified.
    tolerance
        To how many degrees shapes are simplified; 0 if they are not.
    wide
        Whether the view is so wide that the coarse shapes do.
    """

    boxes: tuple[Box, ...]
    inner: tuple[Box, ...]
    core: tuple[Box, ...]
    tolerance: float
    wide: bool


def window_of(bounds: Bounds) -> Window:
    """The window around a view."""
    size = max(bounds.east - bounds.west, bounds.north - bounds.south)
    wide = size > _WIDEST_DEGREES
    tolerance = size / _PIXELS
    inner = around(bounds, _UNIT_SHARE, _UNIT_DEGREES)
    core = around(bounds, _CORE_SHARE, _CORE_DEGREES)
    return Window(around(bounds), inner, core, 0.0 if tolerance < _FINEST else tolerance, wide)


def around(bounds: Bounds, share: float = _MARGIN_SHARE, degrees: float = _MARGIN_DEGREES) -> tuple[Box, ...]:
    """The view with its margin; as much to each side, since a screen is seldom shaped like a view.

    Parameters
    ----------
    bounds
        The view.
    share, degrees
        The margin, as a share of the view's larger side and as the degrees that it has at least.
    """
    size = max(bounds.east - bounds.west, bounds.north - bounds.south)
    more = max(share * size, degrees)
    box = (bounds.west - more, bounds.south - more, bounds.east + more, bounds.north + more)
    # An edge is the same line for the fine shapes and for the coarse ones.
    west, south, east, north = (round(degrees * EDGES_IN_A_DEGREE) / EDGES_IN_A_DEGREE for degrees in box)
    return split((west, south, east, north))

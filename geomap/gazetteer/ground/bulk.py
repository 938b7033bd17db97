"""Many points at once: the nearest of many places, and the areas that contain them.

What `PlaceIndex.nearest` and `PlaceIndex.containing` answer for one point with the standard library
alone, these answer for columns of points with numpy and shapely (GEOS). Both are imported by the
package anyway but take a quarter of a second: this module is imported only where a table is at hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geomap.gazetteer.files import packed
from geomap.gazetteer.ground.nearby import EARTH_KM, KM_PER_DEGREE

if TYPE_CHECKING:
    from numpy.typing import NDArray

NONE: Final = -1
"""Position that stands for 'none'."""

# Mercator's plane ends before the poles; beyond this latitude all its points are held to be at it.
_MERCATOR_END = 89.5
# Rounding must not cut off the place that the first guess found.
_SLACK_KM = 0.01


class NearestPlaces:
    """Nearest places by great-circle distance, for columns of points.

    A tree over the places in Mercator's projection gives a first guess: the plane keeps angles, so
    its nearest place is nearly always the true one. The guess's true distance then bounds a box around
    the point, and all places in that box are measured: the answer is exact.

    Parameters
    ----------
    lons, lats
        Of the places, shape (n,), decimal degrees.
    """

    def __init__(self, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> None:
        self._lons, self._lats = lons, lats
        # Places near the antimeridian stand on both of its sides.
        east, west = np.flatnonzero(lons > 90), np.flatnonzero(lons < -90)
        self._positions = np.concatenate([np.arange(len(lons)), east, west])
        around = np.concatenate([lons, lons[east] - 360, lons[west] + 360])
        points = shapely.points(around, _mercator(lats[self._positions]))
        self._tree = shapely.STRtree(np.asarray(points))

    def query(
        self, lons: NDArray[np.float64], lats: NDArray[np.float64], *, farthest_km: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the nearest place of each point, of two equally near the first, and its distance.

        Parameters
        ----------
        lons, lats
            Of the points, shape (n,), decimal degrees.
        farthest_km
            What lies farther away, in kilometres, is not given.

        Returns
        -------
        positions : ndarray of int, shape (n,)
            Into the columns of places; `NONE` where none is near enough.
        km : ndarray of float, shape (n,)
            NaN where there is none.
        """
        positions = np.full(len(lons), NONE, dtype=np.int64)
        km = np.full(len(lons), np.nan)
        if not len(self._lons) or not len(lons):
            return positions, km
        order = _by_neighbourhood(lons, lats)
        x, y = lons[order], lats[order]
        guessed = self._positions[self._tree.nearest(shapely.points(x, _mercator(y)))]
        bound = distances_km(x, y, self._lons[guessed], self._lats[guessed])
        reach = np.minimum(bound, farthest_km) + _SLACK_KM
        west, south, east, north = _around(x, y, reach)
        asked, hit = self._tree.query(shapely.box(west, south, east, north))
        found = self._positions[hit]
        away = distances_km(x[asked], y[asked], self._lons[found], self._lats[found])
        ranked = np.lexsort((found, away, asked))
        best = ranked[np.unique(asked[ranked], return_index=True)[1]]
        best = best[away[best] <= farthest_km]
        positions[order[asked[best]]] = found[best]
        km[order[asked[best]]] = away[best]
        return positions, km


class Areas:
    """Which of many areas contain a point, for columns of points.

    Parameters
    ----------
    shapes
        As the compiled file packs them; lines contain nothing.
    """

    def __init__(self, shapes: Sequence[bytes]) -> None:
        wkb = [packed.to_wkb(shape) if packed.is_area(shape) else None for shape in shapes]
        self._polygons = shapely.from_wkb(np.array(wkb, dtype=object))
        shapely.prepare(self._polygons)
        self._tree = shapely.STRtree(self._polygons)

    def containing(
        self, lons: NDArray[np.float64], lats: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return all pairs (point, area) such that the area contains the point, as two columns.

        They come by point and, within a point, by area.
        """
        order = _by_neighbourhood(lons, lats)
        x, y = lons[order], lats[order]
        # The tree's own predicates prepare the points; it is the polygons that have to be.
        asked, hit = self._tree.query(shapely.points(x, y))
        inside = shapely.intersects_xy(self._polygons[hit], x[asked], y[asked])
        asked, hit = order[asked[inside]], hit[inside]
        ranked = np.lexsort((hit, asked))
        return asked[ranked], hit[ranked]


def distances_km(
    lons: NDArray[np.float64],
    lats: NDArray[np.float64],
    other_lons: NDArray[np.float64],
    other_lats: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Great-circle distances in kilometres of pairs of points in decimal degrees (haversine)."""
    p = math.pi / 180
    across, along = np.sin((other_lons - lons) * p / 2), np.sin((other_lats - lats) * p / 2)
    h = along * along + np.cos(lats * p) * np.cos(other_lats * p) * across * across
    distances: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return distances


def bearings_degrees(
    lons: NDArray[np.float64],
    lats: NDArray[np.float64],
    other_lons: NDArray[np.float64],
    other_lats: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Initial bearings from points to others on great circles, degrees clockwise from north, 0 to 360."""
    p = math.pi / 180
    dlon = (other_lons - lons) * p
    y = np.sin(dlon) * np.cos(other_lats * p)
    x = np.cos(lats * p) * np.sin(other_lats * p) - np.sin(lats * p) * np.cos(other_lats * p) * np.cos(dlon)
    bearings: NDArray[np.float64] = np.degrees(np.arctan2(y, x)) % 360
    return bearings


def _by_neighbourhood(lons: NDArray[np.float64], lats: NDArray[np.float64]) -> NDArray[np.intp]:
    """Order in which neighbours follow one another: what a tree read for one is at hand for the next."""
    order: NDArray[np.intp] = np.lexsort((lons, np.floor(lats * 2)))
    return order


def _mercator(lats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ordinate in Mercator's projection, in degrees of the equator as the longitude is."""
    ordinate: NDArray[np.float64] = np.degrees(
        np.arctanh(np.sin(np.radians(np.clip(lats, -_MERCATOR_END, _MERCATOR_END))))
    )
    return ordinate


def _around(
    lons: NDArray[np.float64], lats: NDArray[np.float64], reach_km: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """West, south, east and north, in Mercator's plane, of boxes that hold the circles around points."""
    # The smallest degree there is (at the equator) makes the box a little too large, never too small.
    degrees = reach_km / (KM_PER_DEGREE * 0.999)
    south, north = lats - degrees, lats + degrees
    widest = np.sin(np.radians(np.minimum(degrees, 90))) / np.maximum(np.cos(np.radians(lats)), 1e-9)
    width = np.degrees(np.arcsin(np.minimum(widest, 1.0)))
    # A circle over a pole touches every meridian.
    over_pole = (north >= 90) | (south <= -90) | (widest >= 1)
    west, east = np.where(over_pole, -180.0, lons - width), np.where(over_pole, 180.0, lons + width)
    return west, _mercator(south), east, _mercator(north)

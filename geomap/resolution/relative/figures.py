"""Figures on the ground around a point and between two: what relations are drawn as.

Points and results in decimal degrees, longitude first; sizes in kilometres. Circles are
`geomap.theatres.named_parts.circle`.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache

from geomap.gazetteer.answers.displacement import midpoint, moved
from geomap.model import Geometry, LonLat

CORRIDOR_SHARE = 0.2
"""Kilometres to either side of the straight way between two places, by kilometre that they lie apart.

No roads are known here. On average a road is 1.26 times as long as the straight way between its ends
(South Korea; T. Kim et al., Journal of the Korean Society of Agricultural Engineers 57(4), 2015, which gives
less for the USA and more for Japan). A sine once to the left and once to the right is 1.26 times as long as
its axis when it swings out to a sixth of it; this leaves some room."""
NARROWEST_KM = 2.0
"""Least width to either side: villages have fields."""
WIDEST_KM = 15.0
"""Greatest width to either side: what is farther from the way than 'near' reaches is not on it."""

HALF_ANGLE = 45.0
"""Degrees to either side of a direction: a quarter of the compass."""
_ARC_STEPS = 16
_LONGEST_EDGE_METRES = 40_000.0
"""Between its corners an outline runs straight in degrees: at 66° by a tenth of a kilometre elsewhere."""


def point(where: LonLat) -> Geometry:
    """A point, without loading a geometry library."""
    return Geometry(struct.pack("<BIdd", 1, 1, where.lon, where.lat))


def corridor_km(apart_km: float) -> float:
    """Kilometres to either side of the way between two places that lie so far apart."""
    return min(WIDEST_KM, max(NARROWEST_KM, CORRIDOR_SHARE * apart_km))


@lru_cache(maxsize=512)
def corridor(one: LonLat, other: LonLat, width_km: float) -> Geometry:
    """All ground within ``width_km`` of the straight way from one point to another.

    The straight way is the great circle: it is straight in a plane around its middle.
    """
    import shapely
    from shapely.geometry import LineString, MultiPoint, Point

    from geomap.theatres.plane import Plane

    middle = midpoint(one, other)
    plane = Plane(Point(middle.lon, middle.lat))
    ends = MultiPoint([(one.lon, one.lat), (other.lon, other.lat)])
    flat = shapely.get_coordinates(plane.project(ends))
    around = LineString(flat).buffer(width_km * 1000, quad_segs=8)
    return Geometry.from_shapely(plane.unproject(shapely.segmentize(around, _LONGEST_EDGE_METRES)))


@lru_cache(maxsize=512)
def side(centre: LonLat, bearing: float, inner_km: float, outer_km: float) -> Geometry:
    """The part of a ring around a point that lies in a direction, a quarter of it.

    Parameters
    ----------
    centre
        Its middle.
    bearing
        Degrees clockwise from north.
    inner_km, outer_km
        From how far to how far from the point.
    """
    from shapely.geometry import Point, Polygon

    from geomap.theatres.plane import Plane

    turns = [bearing - HALF_ANGLE + 2 * HALF_ANGLE * n / _ARC_STEPS for n in range(_ARC_STEPS + 1)]
    ring = [(outer_km, turn) for turn in turns] + [(inner_km, turn) for turn in reversed(turns)]
    flat = Polygon(
        [(1000 * km * math.sin(math.radians(t)), 1000 * km * math.cos(math.radians(t))) for km, t in ring]
    )
    return Geometry.from_shapely(Plane(Point(centre.lon, centre.lat)).unproject(flat))


def side_middle(centre: LonLat, bearing: float, inner_km: float, outer_km: float) -> tuple[LonLat, float]:
    """The middle of such a part, and how many kilometres from it the farthest of its points lies."""
    along = (inner_km + outer_km) / 2
    turn = math.cos(math.radians(HALF_ANGLE))
    corners = (math.sqrt(km**2 + along**2 - 2 * km * along * turn) for km in (inner_km, outer_km))
    return moved(centre, bearing, along), max(*corners, outer_km - along)


def reach_km(middle: LonLat, geometry: Geometry) -> float:
    """How many kilometres from a point the farthest corner of a shape lies."""
    import shapely

    corners = shapely.get_coordinates(geometry.to_shapely()).tolist()
    return max(middle.distance_km(LonLat(lon, lat)) for lon, lat in corners)

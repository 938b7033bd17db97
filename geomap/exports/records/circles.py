"""Circles on the ground, around places that are known only roughly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.exports.records.shapes import settle
from geomap.model import Geometry, LonLat

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CORNERS = 72


def circle(centre: LonLat, radius_km: float) -> BaseGeometry:
    """The polygon of the points so many kilometres around a place (geodesic), cut at the antimeridian.

    Its corners lie on the circle. North or south of the last degree before a pole it ends there.
    """
    import numpy as np
    import shapely
    from pyproj import Geod

    azimuths = np.linspace(0, -360, CORNERS, endpoint=False)  # counter-clockwise
    lons, lats, _ = Geod(ellps="WGS84").fwd(
        np.full(CORNERS, centre.lon),
        np.full(CORNERS, centre.lat),
        azimuths,
        np.full(CORNERS, radius_km * 1000),
    )
    # Each corner on the same side of the world as the centre, so that the ring does not go around it.
    lons = centre.lon + (lons - centre.lon + 180) % 360 - 180
    ring = shapely.Polygon(np.column_stack([lons, np.clip(lats, -89, 89)]))
    return settle(Geometry.from_shapely(shapely.make_valid(ring)), where="circle")

"""The unit that a point lies in, or the nearest one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import LonLat, Place

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex


def nearest_unit(point: LonLat, index: PlaceIndex) -> tuple[Place, float] | None:
    """The first-level unit that a point lies in, or else that of the nearest town.

    Parameters
    ----------
    point
        Longitude and latitude in decimal degrees.
    index
        The gazetteer.

    Returns
    -------
    tuple of Place and float, or None
        The unit, and the geodesic kilometres to it: 0 inside, and to its outline where the point
        lies outside of every unit (at sea). None where there is no town within the gazetteer's
        reach, or its unit has no outline.
    """
    unit = index.containing(point)[1]
    if unit is not None:
        return unit, 0.0
    nearest = index.nearest(point)
    if nearest is None:
        return None
    town = nearest[0]
    unit = index.containing(town.point)[1]
    outline = index.geometry(unit.id) if unit is not None else None
    if unit is None or outline is None:
        return None
    import shapely
    from pyproj import Geod
    from shapely.geometry import Point

    from geomap.theatres.plane import Plane

    plane = Plane(Point(point.lon, point.lat))
    between = shapely.shortest_line(Point(0, 0), plane.project(outline.to_shapely()))
    (lon, lat), (other_lon, other_lat) = shapely.get_coordinates(plane.unproject(between))[[0, -1]]
    return unit, float(Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)[2]) / 1000

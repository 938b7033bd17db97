"""A flat map of the neighbourhood of a line, in metres, at any latitude.

Method: azimuthal equidistant projection of the WGS 84 ellipsoid around the middle of the line
(J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, 1987, p. 191).
Distances from the centre are true; across them the scale is off by 0.1 % at 500 km from it,
0.4 % at 1000 km and 1.7 % at 2000 km.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyproj import Transformer
    from shapely.geometry.base import BaseGeometry

# Between two positions a GeoJSON line runs straight in degrees: in the plane it is followed by
# positions at most this far apart.
STEP_DEGREES = 0.05
# Seven decimals of a degree are about a centimetre: finer digits differ between machines.
DECIMALS = 7


class Plane:
    """An azimuthal equidistant plane around a shape.

    Parameters
    ----------
    shape
        Longitude and latitude in decimal degrees. A line that crosses the antimeridian may jump
        from 180 to -180 there: it is followed across.
    """

    def __init__(self, shape: BaseGeometry) -> None:
        import shapely

        west, south, east, north = shapely.bounds(unwrapped(shape))
        self._lon = (float(west) + float(east)) / 2
        lat = (float(south) + float(north)) / 2
        self._transformer = _transformer(lat, self._lon)

    def project(self, shape: BaseGeometry) -> BaseGeometry:
        """From degrees to metres in the plane; long segments get positions between their ends."""
        import shapely

        dense = shapely.segmentize(unwrapped(shape), STEP_DEGREES)
        return shapely.transform(dense, self._forward)

    def unproject(self, shape: BaseGeometry) -> BaseGeometry:
        """From metres in the plane to degrees; what crosses the antimeridian is cut there."""
        import shapely
        from shapely.affinity import translate
        from shapely.geometry import box

        turned = shapely.transform(shape, self._backward)
        west, _, east, _ = shapely.bounds(turned)
        if west >= -180 and east <= 180:
            return turned
        # Rounding may have made a ring touch itself, which an intersection refuses.
        turned = shapely.make_valid(turned) if shapely.get_dimensions(turned) == 2 else turned
        kind = _LIKE[shape.geom_type]
        parts = []
        for turn in (-360.0, 0.0, 360.0):
            part = shapely.intersection(translate(turned, turn), box(-180, -90, 180, 90))
            parts += [p for p in shapely.get_parts(part) if p.geom_type in kind]
        return shapely.union_all(parts)

    def poles(self) -> list[tuple[float, float]]:
        """Where the two poles lie in the plane (metres)."""
        return [self._transformer.transform(self._lon, lat) for lat in (-90.0, 90.0)]

    def _forward(self, lonlat: Any) -> Any:
        import numpy as np

        return np.column_stack(self._transformer.transform(lonlat[:, 0], lonlat[:, 1]))

    def _backward(self, xy: Any) -> Any:
        import numpy as np

        lon, lat = self._transformer.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        # Kept next to the centre, so that a shape does not jump at the antimeridian.
        lon = self._lon + (np.asarray(lon) - self._lon + 180.0) % 360.0 - 180.0
        return np.column_stack([lon.round(DECIMALS), np.asarray(lat).round(DECIMALS)])


@lru_cache(maxsize=256)
def _transformer(lat: float, lon: float) -> Transformer:
    """From degrees (longitude first) to metres around a point.

    The steps are written out: looking them up by the names of the reference systems takes thirty times
    as long, and a text may have a circle in every sentence.
    """
    from pyproj import Transformer

    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +datum=WGS84 +units=m"
    )


_LIKE = {
    "LineString": ("LineString",),
    "MultiLineString": ("LineString",),
    "Polygon": ("Polygon",),
    "MultiPolygon": ("Polygon",),
}


def unwrapped(shape: BaseGeometry) -> BaseGeometry:
    """The shape with longitudes that run on beyond 180 where a line jumps from 180 to -180."""
    import numpy as np
    import shapely

    west, _, east, _ = shapely.bounds(shape)
    if east - west <= 180:
        return shape

    def run_on(lonlat: Any) -> Any:
        # All parts are taken together: the first position decides on which side of 180 they lie.
        return np.column_stack([np.unwrap(lonlat[:, 0], period=360.0), lonlat[:, 1]])

    return shapely.transform(shape, run_on)


def length_km(shape: BaseGeometry) -> float:
    """Geodesic length of a line in kilometres (WGS 84; degrees in)."""
    import shapely
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    total = 0.0
    for part in shapely.get_parts(shape):
        lonlat = shapely.get_coordinates(part)
        total += geod.line_length(lonlat[:, 0], lonlat[:, 1])
    return total / 1000

"""The waters off a coast: what lies within some way of a place and is no land.

Land is what the gazetteer's base map draws. Widths follow the UN Convention on the Law of the Sea:
the territorial sea is 12 nautical miles wide (article 3), the contiguous zone 24 (article 33).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from geomap.gazetteer.answers.exactness import offset_km
from geomap.gazetteer.ground.nearby import KM_PER_DEGREE
from geomap.model import Geometry, LonLat, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TERRITORIAL_KM = 22.2
"""Beyond it are international waters, for UCDP GED's precision code 7."""
OFF_COAST_KM = 44.4
"""How far 'off the coast of X' may be where no distance is said: two territorial seas."""

_SOUTHERNMOST_DEGREES = -85.0
_DETAIL = 0.02  # of the width of the waters
_WIDEST_KM = 1500.0
_LONG_COAST, _LONG_DETAIL = 1000, 0.1  # corners of an outline; of the width of the waters
_LEAST_SHARE = 0.02  # of the ground around a place; less is a bay or an error of the outlines
_LEAST_PART = 0.01  # of the waters; lakes, and slivers along a coast that two outlines draw otherwise


class Waters(Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that tells land from water."""

    def geometry(self, place_id: str) -> Geometry | None:
        """Line or polygon of a place, or None."""
        ...

    def drawn(self, layer: str, bounds: tuple[float, float, float, float] | None) -> Iterable[Any]:
        """The base map's shapes of a layer that touch the bounds."""
        ...

    def __hash__(self) -> int:
        """Anything that tells one gazetteer from another: waters are kept by it."""
        ...


# A long coast takes seconds, and texts of one corpus speak of few.
@lru_cache(maxsize=128)
def waters_off(place: Place, distance_km: float | None, index: Waters) -> Geometry | None:
    """The waters near a town, or along the coast of a country or unit.

    Parameters
    ----------
    place
        What the text speaks of being off.
    distance_km
        How far off, in kilometres; None where it does not say.
    index
        Where outlines and land are.

    Returns
    -------
    Geometry or None
        (Multi)Polygon; None for what lies at no coast, and for countries as wide as a continent: a ring
        around all of Russia tells no more than its name.
    """
    import shapely
    from shapely.geometry import Point

    from geomap.theatres.plane import Plane

    if place.radius_km > _WIDEST_KM:
        return None
    outline = index.geometry(place.id) if place.has_geometry and place.feature_class in "AL" else None
    point = Point(place.point.lon, place.point.lat)
    shape: BaseGeometry = outline.to_shapely() if outline is not None else point
    if shape.bounds[1] < _SOUTHERNMOST_DEGREES:
        return None  # Antarctica reaches around its pole: there is no plane for that
    error = 0.0 if distance_km is None else offset_km(place, distance_km) - place.radius_km
    outer = OFF_COAST_KM if distance_km is None else distance_km + error
    inner = 0.0 if distance_km is None else max(0.0, distance_km - error)
    plane = Plane(shape)
    # A coast is known no better than the way from it: without its coves it takes a tenth of the time.
    flat = plane.project(shape).simplify(_DETAIL * outer * 1000)
    long = shapely.get_num_coordinates(flat) > _LONG_COAST
    if long:
        # Of a coast of thousands of kilometres nobody sees its corners.
        flat = flat.simplify(_LONG_DETAIL * outer * 1000)
    corners = 4 if long else 16
    around: BaseGeometry = flat.buffer(outer * 1000, quad_segs=corners)
    if outline is not None or inner > 0:
        around = shapely.difference(around, flat.buffer(inner * 1000, quad_segs=corners))
    around = shapely.make_valid(plane.unproject(around))
    west, south, east, north = shapely.bounds(around).tolist()
    # The base map's own outlines are coarser than those of the countries that it draws.
    found = [index.geometry(drawn.place_id) for drawn in index.drawn("land", (west, south, east, north))]
    # Cut out first: most of a country lies nowhere near, and takes most of the time.
    finest = (_LONG_DETAIL if long else _DETAIL) * outer / KM_PER_DEGREE / 2
    lands = [
        shapely.make_valid(
            shapely.clip_by_rect(geometry.to_shapely(), west, south, east, north).simplify(
                finest, preserve_topology=False
            )
        )
        for geometry in found
        if geometry is not None
    ]
    water = shapely.difference(around, shapely.union_all(lands))
    parts = [part for part in shapely.get_parts(water) if part.geom_type == "Polygon"]
    if sum(part.area for part in parts) < _LEAST_SHARE * around.area:
        return None
    largest = max(part.area for part in parts)
    return Geometry.from_shapely(
        shapely.union_all([part for part in parts if part.area >= _LEAST_PART * largest])
    )


def middle_of(geometry: Geometry) -> LonLat:
    """The centre of gravity of a shape, which need not be in it."""
    from geomap.theatres.plane import unwrapped

    centre = unwrapped(geometry.to_shapely()).centroid
    return LonLat(round((centre.x + 540.0) % 360.0 - 180.0, 6), round(centre.y, 6))

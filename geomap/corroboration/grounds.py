"""Where an incident is compared: a box and a point of its place, and how exactly that is told.

Coordinates are decimal degrees (WGS 84), distances kilometres.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.model import Incident, IncidentPlace, LonLat, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE: Final = 111.2

_COUNTRY = 6  # UCDP GED's code; above it is what has no place to compare
_AREA = 3  # second-level units and wider
_NEAR = 2

SCENE: Final = "scene"
"""`Sketch.exact` of what is only taken to be at a scene of its document."""

Box = tuple[float, float, float, float]


class ComparedGround(NamedTuple):
    """The ground that a sketch has; its fields are told with those of `geomap.corroboration.sketches.Sketch`.

    ``entry`` is the place in the gazetteer, None for a sector.
    """

    west: float
    south: float
    east: float
    north: float
    point: LonLat
    radius_km: float
    exact: str
    outlined: bool
    entry: Place | None


def ground_of(incident: Incident, scene: Place | None) -> ComparedGround | None:
    """Where an incident is compared; None if that is not known, or known as no more than a country.

    Parameters
    ----------
    incident
        The incident.
    scene
        Where it is likely to have been if its own words settle no place.
    """
    place = incident.place
    if place is None or (place.geometry is None and place.resolution is None):
        if scene is None:
            return None
        box = _around(scene.point, scene.radius_km)
        exact = SCENE if scene.feature_class == "P" else "area"
        return ComparedGround(*box, scene.point, scene.radius_km, exact, outlined=False, entry=scene)
    if place.geometry is None or place.where_prec is None:
        return None
    if place.where_prec >= _COUNTRY and not incident.sectors:
        return None
    entry = place.resolution.place if place.resolution is not None else None
    radius = place.radius_km if place.radius_km is not None else entry.radius_km if entry is not None else 0.0
    box, point, outlined = _extent(place.geometry.to_shapely(), place.radius_km or 0.0)
    return ComparedGround(
        *box, point, round(float(radius or 0.0), 3), _exactness(place, incident, entry), outlined, entry
    )


def _extent(shape: BaseGeometry, radius_km: float) -> tuple[Box, LonLat, bool]:
    """The box of a place's shape and radius, a point for the place, and whether it has an outline."""
    import shapely

    middle = shapely.point_on_surface(shape)
    point = LonLat(float(shapely.get_x(middle)), float(shapely.get_y(middle)))
    if shape.geom_type == "Point":
        return _around(point, radius_km), point, False
    west, south, east, north = shape.bounds
    return (west, max(-90.0, south), east, min(90.0, north)), point, True


def _around(point: LonLat, radius_km: float) -> Box:
    up = radius_km / KM_PER_DEGREE
    aside = up / max(0.05, math.cos(math.radians(point.lat)))
    return point.lon - aside, max(-90.0, point.lat - up), point.lon + aside, min(90.0, point.lat + up)


def _exactness(place: IncidentPlace, incident: Incident, entry: Place | None) -> str:
    if entry is None or incident.sectors:
        return "sector"
    if place.where_prec is not None and place.where_prec >= _AREA:
        return "area"
    if place.relation != "in" or place.where_prec == _NEAR:
        return "near"
    if entry.feature_class != "P" or entry.feature_code == "PPLX":
        return "site" if entry.feature_class in "PSRLT" else "area"
    return "town"

"""Measures: on which side of a line a place lies, and how far from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geomap.model import AreaOfControl, LonLat, Theatre
from geomap.theatres.plane import Plane
from geomap.theatres.sectors import line_on

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def areas_on(theatre: Theatre, on: date | None = None) -> tuple[AreaOfControl, ...]:
    """The areas of control (those with a party) of a day; without a day all that are known."""
    return tuple(
        area
        for area in theatre.areas
        if area.party is not None
        and (on is None or area.valid_from is None or area.valid_from <= on)
        and (on is None or area.valid_to is None or on <= area.valid_to)
    )


def side_of(point: LonLat, theatre: Theatre, on: date | None = None) -> str | None:
    """The side in whose area of control a point is said to lie.

    Parameters
    ----------
    point
        Longitude and latitude in decimal degrees.
    theatre
        Its areas decide, the latest begun first.
    on
        The day; None for the areas last known, whenever they held. For a day on which no area
        is known to have held the answer is None: a front that has moved is not guessed.

    Returns
    -------
    str or None
        The name of the side (that of the party which leads it), or None.
    """
    from shapely.geometry import Point

    here = Point(point.lon, point.lat)
    areas = sorted(areas_on(theatre, on), key=lambda area: area.valid_from or date.min, reverse=True)
    for area in areas:
        if area.geometry.to_shapely().covers(here):
            party = theatre.party(area.party) if area.party else None
            return (party.side or party.name) if party else area.party
    return None


def distance_to_line_km(point: LonLat, theatre: Theatre, on: date | None = None) -> float | None:
    """How far a point lies from the line of contact, in kilometres.

    Parameters
    ----------
    point
        Longitude and latitude in decimal degrees.
    theatre, on
        The line is chosen as by `make_sectors`.

    Returns
    -------
    float or None
        Geodesic distance to the nearest position of the line; None if the theatre has no line.
    """
    from shapely.geometry import Point

    line = line_on(theatre, on)
    if line is None:
        return None
    here = Point(point.lon, point.lat)
    # Around the point itself distances in the plane are true.
    plane = Plane(here)
    flat: BaseGeometry = plane.project(line.geometry.to_shapely())
    return float(flat.distance(plane.project(here))) / 1000

"""How far from the line of contact a shape lies, and on which side of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.model import AreaOfControl, Geometry, Theatre
from geomap.theatres.days import held_on, line_on
from geomap.theatres.named_parts import flat_line
from geomap.theatres.sides import areas_on

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LEAST_SHARE = 0.05
"""A shape lies on a side if at least this share of it does: generalised outlines overlap by slivers."""


@dataclass(frozen=True, slots=True)
class FrontMeasure:
    """Where a shape lies with regard to a line of contact.

    Parameters
    ----------
    line
        Id of the line.
    on_its_day
        Whether that line is known to have held on the day asked for; if not, it is the one that
        the theatre's sectors are cut from, and the front may have moved since.
    distance_km
        Geodesic kilometres from the nearest position of the line; 0 if the line runs through the
        shape.
    sides
        The sides on which it lies, those with most of it first: as the areas of control of the
        line's own days have it. It says on which side of the line, not who held the place on
        another day. Empty where no area is known.
    """

    line: str
    on_its_day: bool
    distance_km: float
    sides: tuple[str, ...]


def measure(shape: Geometry, theatre: Theatre, on: date | None = None) -> FrontMeasure | None:
    """Measure a shape against the line of contact of a day.

    Parameters
    ----------
    shape
        Point, line or polygon, longitude and latitude in decimal degrees.
    theatre
        Its line is chosen as by `make_sectors`.
    on
        The day; None for the line last known.

    Returns
    -------
    FrontMeasure or None
        None for a theatre without a line.
    """
    line = line_on(theatre, on)
    if line is None:
        return None
    held = on is None or held_on(line, on)
    # A line's areas are those of the day asked for if it held then, else those of its own last day.
    day = on if held and on is not None else line.valid_to or line.valid_from
    held_by = tuple((_side(theatre, area), area.geometry) for area in areas_on(theatre, day))
    return FrontMeasure(line.id, held, distance_km(shape, line.geometry), _sides(shape, held_by))


@lru_cache(maxsize=4096)
def distance_km(shape: Geometry, line: Geometry) -> float:
    """Geodesic kilometres between a shape and a line (both in degrees), 0 where they meet.

    The nearest positions are found in the plane of the line, where across 1,000 km distances are
    off by 0.4 %; what lies between the two is then measured on the ellipsoid.
    """
    import shapely
    from pyproj import Geod

    flat = flat_line(line)
    between = shapely.shortest_line(flat.shape, flat.plane.project(shape.to_shapely()))
    if between.length == 0:
        return 0.0
    (lon, lat), (other_lon, other_lat) = shapely.get_coordinates(flat.plane.unproject(between))[[0, -1]]
    return float(Geod(ellps="WGS84").inv(lon, lat, other_lon, other_lat)[2]) / 1000


def _side(theatre: Theatre, area: AreaOfControl) -> str:
    party = theatre.party(area.party) if area.party else None
    return (party.side or party.name) if party is not None else area.party or ""


HeldBy = tuple[tuple[str, Geometry], ...]


@lru_cache(maxsize=4096)
def _sides(shape: Geometry, held_by: HeldBy) -> tuple[str, ...]:
    import shapely

    own = shape.to_shapely()
    size = shapely.area if shapely.get_dimensions(own) == 2 else shapely.length
    whole = float(size(own))
    shares: dict[str, float] = {}
    for side, ground in _grounds(held_by).items():
        inside = (
            float(ground.covers(own))
            if whole == 0
            else float(size(shapely.intersection(ground, own))) / whole
        )
        if inside >= LEAST_SHARE:
            shares[side] = inside
    return tuple(sorted(shares, key=lambda side: (-shares[side], side)))


@lru_cache(maxsize=64)
def _grounds(held_by: HeldBy) -> dict[str, BaseGeometry]:
    import shapely

    shapes: dict[str, list[BaseGeometry]] = {}
    for side, area in held_by:
        shapes.setdefault(side, []).append(area.to_shapely())
    grounds = {side: shapely.union_all(own) for side, own in shapes.items()}
    for ground in grounds.values():
        shapely.prepare(ground)
    return grounds

"""Which part of a district can be meant, where a front runs through it.

A district's legal area may lie on both sides of a line. Shelling by one side's forces can only mean
the part that this side does not hold: the place stays the whole district, and the part is drawn
stronger, with the days of the areas of control that tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from geomap.layers.families import Family, family_of
from geomap.layers.records import MeantPart
from geomap.model import AreaOfControl, Geometry, Incident, Theatre
from geomap.theatres.sides import areas_on

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# What is fired from outside: fighting takes place on both sides of a line.
_FIRED = (Family.BOMBARDMENT, Family.AIR)
# Less than this of a district beside the line is the drawing's own inexactness.
_LEAST_SHARE = 0.05


def part_meant(
    geometry: Geometry, incidents: Sequence[Incident], theatres: Sequence[Theatre]
) -> MeantPart | None:
    """The part of an area that those said to have fired did not hold; None where that is not plain.

    Parameters
    ----------
    geometry
        The area, a (Multi)Polygon.
    incidents
        All that are said to have happened in it: one side must have fired in all of them.
    theatres
        Those of the map.
    """
    found = {_firing_side(incident, theatres) for incident in incidents}
    if len(found) != 1:
        return None
    firing = found.pop()
    if firing is None:
        return None
    theatre, side = firing
    days = (incident.date_end or incident.date_start for incident in incidents)
    day = max((each for each in days if each is not None), default=None)
    areas = _areas_of(theatre, day)
    held = [area for area in areas if side == _side_of(theatre, area.party)]
    if not held or len(held) == len(areas):
        return None
    return _beyond(geometry, held, side)


def _beyond(geometry: Geometry, held: Sequence[AreaOfControl], side: str) -> MeantPart | None:
    import shapely

    whole = geometry.to_shapely()
    if whole.geom_type not in ("Polygon", "MultiPolygon"):
        return None
    ground = shapely.union_all([shapely.make_valid(area.geometry.to_shapely()) for area in held])
    part: BaseGeometry = shapely.difference(shapely.make_valid(whole), ground)
    polygons = [p for p in shapely.get_parts([part]) if p.geom_type == "Polygon"]
    # Slivers along the line are no part of anything.
    kept = [p for p in polygons if p.area > _LEAST_SHARE * whole.area / 4]
    share = sum(p.area for p in kept) / whole.area
    if not _LEAST_SHARE < share < 1 - _LEAST_SHARE:
        return None
    days = {(area.valid_from, area.valid_to) for area in held}
    valid_from, valid_to = days.pop() if len(days) == 1 else (None, None)
    return MeantPart(Geometry.from_shapely(shapely.MultiPolygon(kept)), side, valid_from, valid_to)


def _firing_side(incident: Incident, theatres: Sequence[Theatre]) -> tuple[Theatre, str] | None:
    """The theatre and the one side that is said to have fired."""
    theatre = next((t for t in theatres if t.id == incident.theatre), None)
    if theatre is None or family_of(incident.type) not in _FIRED or not incident.initiators:
        return None
    sides = {_side_of(theatre, actor.name) for actor in incident.initiators}
    side = sides.pop() if len(sides) == 1 else None
    return (theatre, side) if side is not None else None


def _side_of(theatre: Theatre, name: str | None) -> str | None:
    party = theatre.party(name) if name is not None else None
    return party.side if party is not None else None


def _areas_of(theatre: Theatre, day: date | None) -> tuple[AreaOfControl, ...]:
    """The areas held on the day, or where none is known the last ones before it."""
    if day is None:
        return ()
    areas = areas_on(theatre, day)
    if areas:
        return areas
    ends = (area.valid_to for area in areas_on(theatre))
    last = max((end for end in ends if end is not None and end < day), default=None)
    return areas_on(theatre, last) if last is not None else ()

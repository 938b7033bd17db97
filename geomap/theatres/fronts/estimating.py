"""A dividing line estimated from places that either side is said to hold.

An estimate is made only when it is asked for, and says that it is one. Between two held places
the line runs half way; where no place of either side is near, there is none.

Method: Voronoi diagram of the places in a plane; the borders between cells of different sides
(F. Aurenhammer, 'Voronoi diagrams', ACM Computing Surveys 23, 1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import TheatreError, UsageError
from geomap.model import Geometry, LineOfContact, LonLat, Theatre
from geomap.theatres.fronts.edges import orient
from geomap.theatres.fronts.frame import of_dimension, together
from geomap.theatres.plane import Plane

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_REACH_KM = 500.0
# Segments of a quarter of a circle: reach is off by 0.5 % at most.
_QUARTER_SEGMENTS = 16


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A place said to be held by a party from a day on.

    Parameters
    ----------
    point
        Longitude and latitude in decimal degrees.
    party
        Name of the party, or of the side.
    since
        The first day; None: from before all others.
    name
        What it is called, for messages.
    """

    point: LonLat
    party: str
    since: date | None = None
    name: str = ""


def held_places(
    theatre: Theatre, points: Mapping[str, LonLat] | None = None
) -> tuple[tuple[HeldPlace, ...], tuple[str, ...]]:
    """The places that a theatre's dated changes speak of.

    Parameters
    ----------
    theatre
        Its changes; where its own places lie.
    points
        Where further places lie, by their ids in the gazetteer.

    Returns
    -------
    tuple
        The held places, and the ids of those that cannot be used: nobody says where they lie, or
        another party disputes the change.
    """
    known = {place.id: (place.point, place.name) for place in theatre.places}
    known |= {key: (point, key) for key, point in (points or {}).items() if key not in known}
    found, left_out = [], []
    for change in theatre.changes:
        if change.place not in known or change.disputed_by:
            left_out.append(change.place)
            continue
        point, name = known[change.place]
        found.append(HeldPlace(point, change.party, change.day, name))
    return tuple(found), tuple(left_out)


def estimate_line(
    places: Iterable[HeldPlace],
    *,
    on: date,
    between: tuple[str, str],
    within: Geometry,
    reach_km: float,
    sides: Mapping[str, str] | None = None,
) -> LineOfContact:
    """Estimate the line between two sides on a day from places that they are said to hold.

    Parameters
    ----------
    places
        Of each place what was said last, up to the day, counts.
    on
        The day.
    between
        The two sides. Places of others are obstacles: no line is drawn next to them.
    within
        (Multi)Polygon that the line does not leave (the theatre's area).
    reach_km
        The line is not drawn where the nearest place of either of the two sides is farther than
        this, kilometres, more than 0 and at most 500.
    sides
        The side of each party by name; None: each party is its own.

    Returns
    -------
    LineOfContact
        With confidence ``estimated`` and a note that says what it was made from.

    Raises
    ------
    UsageError
        If the reach is out of range.
    TheatreError
        If a side holds no place on that day, or no two places are near enough.
    """
    import shapely

    if not 0 < reach_km <= MAX_REACH_KM:  # a NaN fails too
        raise UsageError(f"{reach_km} km", where="reach_km", hint=f"more than 0, at most {MAX_REACH_KM:g}")
    holders = _holders_on(places, on, sides or {})
    for side in between:
        if side not in holders.values():
            raise TheatreError(
                f"no place is said to be held by {side} on {on}",
                where="estimate of a line",
                hint="places of both sides are needed",
            )
    area = within.to_shapely()
    plane = Plane(area)
    sites = {point: plane.project(shapely.points([point.lon, point.lat])) for point in holders}
    flat_area = plane.project(area)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(list(sites.values())), extend_to=flat_area, ordered=True)
    )
    reach = reach_km * 1000
    owned: dict[str, list[BaseGeometry]] = {side: [] for side in between}
    for (point, holder), cell in zip(holders.items(), cells, strict=True):
        if holder in owned:
            near = sites[point].buffer(reach, quad_segs=_QUARTER_SEGMENTS)
            owned[holder].append(shapely.intersection(cell, near))
    ground = [shapely.union_all(cells) for cells in owned.values()]
    border = of_dimension(shapely.intersection(ground[0], ground[1], grid_size=0.01), 1)
    border = of_dimension(shapely.intersection(border, flat_area), 1)
    if border.is_empty:
        raise TheatreError(
            f"no places of {between[0]} and {between[1]} lie within {2 * reach_km:g} km of each other",
            where="estimate of a line",
            hint="a larger reach_km, or more places",
        )
    line = plane.unproject(orient(shapely.line_merge(border), ground[0]))
    count = sum(holder in between for holder in holders.values())
    return LineOfContact(
        id=f"estimate-{on.isoformat()}",
        name=f"Estimate: between {between[0]} and {between[1]}, {on.isoformat()}",
        geometry=Geometry.from_shapely(together(shapely.get_parts(line), 1)),
        valid_from=on,
        valid_to=on,
        source=f"estimated from {count} places said to be held",
        note=(
            f"An estimate: half way between places that either side is said to hold, none farther than "
            f"{reach_km:g} km from the line. Not a line that anybody reported."
        ),
        confidence="estimated",
    )


def _holders_on(places: Iterable[HeldPlace], on: date, sides: Mapping[str, str]) -> dict[LonLat, str]:
    """The side that is said to hold each point on a day."""
    latest: dict[LonLat, tuple[date, str]] = {}
    for place in places:
        since = place.since or date.min
        if since <= on and (place.point not in latest or latest[place.point][0] <= since):
            latest[place.point] = since, sides.get(place.party, place.party)
    return {point: side for point, (_, side) in latest.items()}

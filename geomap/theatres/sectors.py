"""Sectors: the band of ground along a line of contact, cut into the stretches that news name.

`geomap.theatres.schemes` says which stretches a line has, `geomap.theatres.bands` deals the ground
along it out to them, and `geomap.theatres.inside` finds what lies there. Sectors that are areas by
themselves come from `geomap.theatres.area_sectors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import TheatreError, UsageError
from geomap.model import Geometry, LineOfContact, Place, Sector, Theatre
from geomap.model.sector import SECTOR_SCHEMES, is_sector_scheme
from geomap.theatres import area_sectors, schemes
from geomap.theatres.along import cut_positions
from geomap.theatres.bands import Share, tile
from geomap.theatres.days import held_on, line_on
from geomap.theatres.inside import make_flank, places_inside, side_grounds, units_inside
from geomap.theatres.plane import Plane, length_km
from geomap.theatres.schemes import Stretch

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

__all__ = ["cut_positions", "line_on", "make_sectors", "sectors_along", "union_of"]

MAX_WIDTH_KM = 500.0
LEAST_POLE_METRES = 5_000.0


def make_sectors(
    theatre: Theatre,
    *,
    on: date | None = None,
    width_km: float = 10.0,
    scheme: str | None = None,
    index: PlaceIndex | None = None,
    line: str | None = None,
) -> tuple[Sector, ...]:
    """The sectors of a theatre, along its line of contact from its first end to its last.

    Parameters
    ----------
    theatre
        The conflict.
    on
        The day for which they are wanted: the line that held on that day is cut. Where none
        did, and if no day is given, it is the theatre's ``cut_line``, or else the line of contact
        last known.
    width_km
        Kilometres to either side of the line, more than 0 and at most 500.
    scheme
        One of `geomap.model.theatre.SECTOR_SCHEMES` or ``equal-N``; None for the theatre's own,
        and for eight directions by the line's own extent where that is ``cuts`` and it has none.
    index
        The gazetteer in which to look for the units and places inside each sector. Without one
        these are left empty, and towns and units that the scheme names are looked up in the
        bundled gazetteer.
    line
        Id of another line of the theatre to cut, such as a border.

    Returns
    -------
    tuple of Sector
        Bands (polygons, longitude and latitude in decimal degrees) that tile the ground within
        `width_km` of the line, with flat ends; for the schemes ``units`` and ``areas`` the areas,
        less what an earlier one of them has. Empty for a theatre without a line of contact
        otherwise.

    Raises
    ------
    UsageError
        If the width is out of range, or the scheme or line unknown.
    TheatreError
        If a sector has no length, the theatre lacks what the scheme is made from, or the band
        would cover a pole.
    GazetteerError
        If there is no gazetteer to look units up in.
    """
    _check_width(width_km)
    scheme = _scheme_of(theatre, scheme)
    chosen = _line_of(theatre, on, line)
    if scheme in ("units", "areas"):
        found = area_sectors.make_area_sectors(theatre, chosen, scheme, index)
    elif chosen is None:
        return ()
    else:
        shape = chosen.geometry.to_shapely()
        plane = Plane(shape)
        flat = plane.project(shape)
        stretches = _stretches(theatre, flat, plane, scheme, index)
        found = sectors_along(theatre, chosen, flat, plane, stretches, width_km=width_km, on=on)
    return found if index is None else _with_insides(found, index)


def sectors_along(
    theatre: Theatre,
    line: LineOfContact,
    flat: BaseGeometry,
    plane: Plane,
    stretches: Sequence[Stretch],
    *,
    width_km: float,
    on: date | None,
) -> tuple[Sector, ...]:
    """Sectors of stretches that together are a line.

    Parameters
    ----------
    theatre, line
        What they are sectors of.
    flat, plane
        The line in metres of the plane.
    stretches
        In order; together they are `flat`.
    width_km
        Kilometres to either side.
    on
        The day whose areas of control tell the sides; None for the time of the line itself.

    Raises
    ------
    TheatreError
        If the band would cover a pole, or come within 5 km of one.
    """
    from shapely.geometry import Point

    to_pole = min(float(flat.distance(Point(pole))) for pole in plane.poles()) - width_km * 1000
    if to_pole < LEAST_POLE_METRES:
        raise TheatreError(
            f"the band comes to {max(to_pole, 0) / 1000:.1f} km from a pole",
            where=f"line {line.id}",
            hint=f"a smaller width_km: {LEAST_POLE_METRES / 1000:g} km are the least",
        )
    # An edge of a twentieth of the way to the pole turns by three degrees at most.
    shares = tile(flat, [stretch.shape for stretch in stretches], width_km * 1000, to_pole / 20)
    for stretch, share in zip(stretches, shares, strict=True):
        if share.band.is_empty:
            raise TheatreError(
                f"sector {stretch.id!r} has no ground of its own",
                where=f"line {line.id}",
                hint="a line that does not run back along itself",
            )
    day = on or line.valid_to or line.valid_from
    grounds = side_grounds(theatre, [a for a in theatre.areas if day is None or held_on(a, day)])
    return tuple(
        _sector(theatre, line, stretch, share, plane, width_km, grounds)
        for stretch, share in zip(stretches, shares, strict=True)
    )


def union_of(sectors: Iterable[Sector]) -> Geometry | None:
    """The ground of several sectors as one shape, borders between neighbours dissolved.

    Returns
    -------
    Geometry or None
        (Multi)Polygon, longitude and latitude in decimal degrees; None for no sectors.
    """
    import shapely

    bands = [sector.band.to_shapely() for sector in sectors]
    return Geometry.from_shapely(shapely.union_all(bands)) if bands else None


def _check_width(width_km: float) -> None:
    if not 0 < width_km <= MAX_WIDTH_KM:
        raise UsageError(f"{width_km} km", where="width_km", hint=f"more than 0, at most {MAX_WIDTH_KM:g} km")


def _scheme_of(theatre: Theatre, scheme: str | None) -> str:
    if scheme is None:
        own = theatre.sector_scheme
        return "extent-8" if own == "cuts" and not theatre.cuts else own
    if not is_sector_scheme(scheme):
        raise UsageError(
            f"no sector scheme {scheme!r}",
            where="scheme",
            hint=f"one of {', '.join(SECTOR_SCHEMES)}, or equal-N",
        )
    return scheme


def _line_of(theatre: Theatre, on: date | None, line: str | None) -> LineOfContact | None:
    if line is None:
        return line_on(theatre, on)
    chosen = next((each for each in theatre.lines if each.id == line), None)
    if chosen is None:
        known = ", ".join(each.id for each in theatre.lines) or "none"
        raise UsageError(f"no line {line!r}", where=f"theatre {theatre.id}", hint=f"its lines: {known}")
    return chosen


def _stretches(
    theatre: Theatre, flat: BaseGeometry, plane: Plane, scheme: str, index: PlaceIndex | None
) -> list[Stretch]:
    where = f"theatre {theatre.id}"
    if scheme == "cuts":
        if not theatre.cuts:
            raise TheatreError("no cuts", where=where, hint="[[sectors.cuts]], or another scheme")
        return schemes.by_cuts(flat, theatre.cuts, plane, where)
    if scheme == "stretches":
        return schemes.by_towns(flat, _towns(theatre, index), plane, where)
    kind, _, number = scheme.partition("-")
    if kind == "extent":
        return schemes.by_extent(flat, int(number))
    return schemes.by_length(flat, int(number), where)


def _towns(theatre: Theatre, index: PlaceIndex | None) -> list[Place]:
    own = {place.id: place for place in theatre.places}
    towns = []
    with area_sectors.gazetteer(index) as places:
        for town in theatre.sector_towns:
            place = own.get(town) or places.place(town)
            if place is None:
                raise TheatreError(
                    f"no place {town!r}",
                    where=f"theatre {theatre.id}",
                    hint="ids of towns in the gazetteer, or among the theatre's own places",
                )
            towns.append(place)
    return towns


def _sector(
    theatre: Theatre,
    line: LineOfContact,
    stretch: Stretch,
    share: Share,
    plane: Plane,
    width_km: float,
    grounds: dict[str, BaseGeometry],
) -> Sector:
    lonlat = plane.unproject(stretch.shape)
    halves = [
        (hand, area_sectors.areas_of(plane.unproject(half)))
        for hand, half in (("left", share.left), ("right", share.right))
        if half is not None
    ]
    return Sector(
        id=stretch.id,
        name=stretch.name,
        theatre=theatre.id,
        line=line.id,
        band=Geometry.from_shapely(area_sectors.areas_of(plane.unproject(share.band))),
        stretch=Geometry.from_shapely(lonlat),
        length_km=length_km(lonlat),
        width_km=width_km,
        aliases=stretch.aliases,
        # A half thinner than a centimetre may be nothing once rounded.
        flanks=tuple(make_flank(hand, half, grounds) for hand, half in halves if not half.is_empty),
    )


def _with_insides(sectors: Sequence[Sector], index: PlaceIndex) -> tuple[Sector, ...]:
    bands = [sector.band.to_shapely() for sector in sectors]
    return tuple(
        replace(sector, units=sector.units or units_inside(band, index), places=places)
        for sector, band, places in zip(sectors, bands, places_inside(bands, index), strict=True)
    )

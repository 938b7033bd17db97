"""Sectors that are areas by themselves: units of the gazetteer, or polygons of the user's.

Where a line runs through such a sector it has a stretch; none is needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from geomap.errors import TheatreError
from geomap.model import Geometry, LineOfContact, Sector, Theatre
from geomap.theatres.plane import length_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.index import PlaceIndex

# Two areas that share more than this of the smaller one are not neighbours drawn a little apart.
MOST_SHARED = 0.01


def make_area_sectors(
    theatre: Theatre, line: LineOfContact | None, scheme: str, index: PlaceIndex | None
) -> tuple[Sector, ...]:
    """The sectors of the schemes ``units`` and ``areas``.

    Parameters
    ----------
    theatre
        Its ``sector_units`` or ``sector_areas``, in their order.
    line
        The line whose stretches they get, or None.
    scheme
        ``units`` or ``areas``.
    index
        The gazetteer that has the units; None for the bundled one.

    Returns
    -------
    tuple of Sector
        Without overlap: ground that two neighbours share a little of goes to the first.

    Raises
    ------
    TheatreError
        If there is none, a unit is not known or has no polygon, or two overlap by more than
        1 % of the smaller one.
    """
    import shapely

    where = f"theatre {theatre.id}"
    named = list(_units(theatre, index, where) if scheme == "units" else _areas(theatre))
    if not named:
        raise TheatreError(f"no {scheme} to be sectors", where=where, hint=f"name some in [sectors] {scheme}")
    shape = line.geometry.to_shapely() if line is not None else None
    taken: list[BaseGeometry] = []
    found = []
    for key, name, aliases, area in named:
        for (other, *_), before in zip(named, taken, strict=False):
            shared = shapely.intersection(area, before).area
            if shared > MOST_SHARED * min(area.area, before.area):
                raise TheatreError(f"{other!r} and {key!r} overlap", where=where, hint="areas side by side")
        band = areas_of(shapely.difference(area, shapely.union_all(taken))) if taken else area
        taken.append(area)
        stretch = _inside(shape, band) if shape is not None else None
        found.append(
            Sector(
                id=key,
                name=name,
                theatre=theatre.id,
                line=line.id if line is not None and stretch is not None else None,
                band=Geometry.from_shapely(band),
                stretch=Geometry.from_shapely(stretch) if stretch is not None else None,
                length_km=length_km(stretch) if stretch is not None else 0.0,
                width_km=radius_km(band),
                aliases=aliases,
                units=(key,) if scheme == "units" else (),
            )
        )
    return tuple(found)


@contextmanager
def gazetteer(index: PlaceIndex | None) -> Iterator[PlaceIndex]:
    """The index given, or else the gazetteer that the package carries, closed again afterwards.

    Raises
    ------
    GazetteerError
        If that is missing.
    """
    if index is not None:
        yield index
        return
    from geomap.gazetteer.index import PlaceIndex

    with closing(PlaceIndex.bundled()) as bundled:
        yield bundled


def radius_km(area: BaseGeometry) -> float:
    """Radius in kilometres of a circle as large as an area (decimal degrees, WGS 84)."""
    from pyproj import Geod

    square_metres, _ = Geod(ellps="WGS84").geometry_area_perimeter(area)
    return round(math.sqrt(abs(square_metres) / math.pi) / 1000, 3)


def _units(
    theatre: Theatre, index: PlaceIndex | None, where: str
) -> Iterator[tuple[str, str, tuple[str, ...], BaseGeometry]]:
    with gazetteer(index) as places:
        for unit in theatre.sector_units:
            place, geometry = places.place(unit), places.geometry(unit)
            if place is None:
                raise TheatreError(f"no place {unit!r}", where=where, hint="ids of units, such as adm1:UA.05")
            area = areas_of(geometry.to_shapely()) if geometry is not None else None
            if area is None or area.is_empty:
                raise TheatreError(f"{unit!r} has no polygon", where=where, hint="a unit with an area")
            yield unit, place.name, (), area


def _areas(theatre: Theatre) -> Iterator[tuple[str, str, tuple[str, ...], BaseGeometry]]:
    for area in theatre.sector_areas:
        yield area.id, area.name, area.aliases, area.geometry.to_shapely()


def areas_of(shape: BaseGeometry) -> BaseGeometry:
    """What of a shape has an area, made valid: rounding may make a ring touch itself."""
    import shapely

    valid = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def _inside(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry | None:
    """The part of a line inside an area; None if it has no length there."""
    import shapely

    inside = shapely.intersection(line, area)
    parts = [part for part in shapely.get_parts(inside) if part.length > 0]
    return shapely.line_merge(shapely.union_all(parts)) if parts else None

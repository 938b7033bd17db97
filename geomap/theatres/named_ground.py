"""What a sector mention means on the ground: sectors of a theatre, a stretch of a line, a circle.

The text decides which line is meant ('the Tovuz section of the border' is not the line of
contact), and how much of it is known decides how it is drawn: the band of a sector, the band of
the part of the line nearest to a town, or, where no line is known, a wide circle. Never a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geomap.model import Geometry, Place, Role, Sector, Theatre, Toponym
from geomap.theatres.borders import Border, Gazetteer, border_between, is_country
from geomap.theatres.days import line_on
from geomap.theatres.mentions import SectorMention, sectors_for
from geomap.theatres.named_parts import CIRCLE_KM, band_along, between, circle, facing, near
from geomap.theatres.sectors import union_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SECTOR_PREC = 5
"""UCDP GED's precision code of a stretch of a line."""
NEAR_PREC = 2
"""UCDP GED's precision code of 'near a town'."""
WIDTH_KM = 10.0
"""Kilometres to either side of a stretch, where the theatre has no sectors to say how wide."""


@dataclass(frozen=True, slots=True)
class NamedGround:
    """The ground of a mention.

    Parameters
    ----------
    name
        What to call it ('Northern sector', 'Bakhmut stretch', 'Armenia–Azerbaijan border').
    geometry
        (Multi)Polygon: the union of the bands, or a circle.
    where_prec
        `SECTOR_PREC`, or `NEAR_PREC` for a circle.
    radius_km
        Half the width of the bands, or the radius of the circle.
    sectors
        Ids of the theatre's sectors, or the name of the stretch; empty without a theatre.
    places
        The places by which the text names it; empty for directions and whole lines.
    """

    name: str
    geometry: Geometry
    where_prec: int
    radius_km: float
    sectors: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def ground_of(
    mention: SectorMention,
    toponyms: Sequence[Toponym],
    *,
    theatre: Theatre | None,
    sectors: Sequence[Sector],
    gazetteer: Gazetteer,
    on: date | None = None,
) -> NamedGround | None:
    """The ground that a mention means.

    Parameters
    ----------
    mention
        As `find_sector_mentions` gives it.
    toponyms
        The toponyms of the text, resolved; those within the mention are heeded.
    theatre, sectors
        The theatre of the text and its sectors.
    gazetteer
        Where the outlines of places and countries are.
    on
        The day that is spoken of; it decides which line is meant where the theatre has several.

    Returns
    -------
    NamedGround or None
        None where the theatre has no such sector, a name is not resolved, or it is a border of
        which it cannot be said between whom.
    """
    inside = [t for t in toponyms if mention.start <= t.start and t.end <= mention.end and t.resolution]
    places = _places(mention, inside)
    width = sectors[0].width_km if sectors and sectors[0].stretch is not None else WIDTH_KM
    if mention.border:
        return _on_border(mention, _countries(inside), places, theatre, gazetteer, width)
    if mention.directions or mention.bank or (mention.whole_line and not mention.names):
        return _of_sectors(sectors_for(mention, sectors))
    if not mention.names:
        return None
    if not places:
        # 'Along the Russian front line': the name is no place's.
        return _of_sectors(sectors_for(mention, sectors)) if mention.whole_line else None
    if any(_is_whole(place, theatre) for place in places):
        return _of_sectors(tuple(s for s in sectors if s.stretch is not None))
    known = _named_sectors(places, theatre, sectors)
    if known:
        return _of_sectors(known, places)
    line = line_on(theatre, on) if theatre is not None else None
    stretch = _stretch(line.geometry, mention, places, gazetteer) if line is not None else None
    if stretch is None:
        return _circles(places)
    return _along(stretch, f"{_label(places, theatre, mention)} stretch", width, theatre, places)


def _places(mention: SectorMention, toponyms: Sequence[Toponym]) -> tuple[Place, ...]:
    """The places of the names of a mention, each once."""
    found = (
        toponym.resolution.place
        for toponym in toponyms
        if toponym.resolution is not None
        and toponym.role in {Role.PLACE, Role.DATELINE, Role.METONYM}
        and any(name.start <= toponym.start < name.end for name in mention.names)
    )
    return tuple({place.id: place for place in found}.values())


def _countries(toponyms: Sequence[Toponym]) -> tuple[Place, ...]:
    """The countries of a border, by name or by adjective, each once."""
    found = (
        toponym.resolution.place
        for toponym in toponyms
        if toponym.resolution is not None and is_country(toponym.resolution.place)
    )
    return tuple({place.id: place for place in found}.values())


def _is_whole(place: Place, theatre: Theatre | None) -> bool:
    """Whether 'the X front' is the whole of a front: X the country or the region fought over."""
    return is_country(place) or (theatre is not None and place.id == theatre.region)


def _of_sectors(meant: Sequence[Sector], places: tuple[Place, ...] = ()) -> NamedGround | None:
    band = union_of(meant)
    if band is None:
        return None
    return NamedGround(
        ", ".join(sector.name for sector in meant),
        band,
        SECTOR_PREC,
        max(sector.width_km for sector in meant),
        tuple(sector.id for sector in meant),
        places,
    )


def _named_sectors(
    places: Sequence[Place], theatre: Theatre | None, sectors: Sequence[Sector]
) -> tuple[Sector, ...]:
    """The sectors that bear the places' names, or are those units; all places must have one."""
    found: dict[str, Sector] = {}
    for place in places:
        names = {name.casefold() for name in _names_of(place, theatre)}
        own = [s for s in sectors if names & {s.id, s.name.casefold(), *(a.casefold() for a in s.aliases)}]
        if not own:
            return ()
        found.update((sector.id, sector) for sector in own)
    return tuple(sector for sector in sectors if sector.id in found)


def _names_of(place: Place, theatre: Theatre | None) -> tuple[str, ...]:
    forms = next((p.forms for p in theatre.place_names if p.place == place.id), ()) if theatre else ()
    return (place.id, place.name, *place.names, *(name for _, names in forms for name in names))


def _label(places: Sequence[Place], theatre: Theatre | None, mention: SectorMention) -> str:
    """The places' labels; where the parties have different names, the names of all sides."""
    labels = []
    for place in places:
        label = place.name
        if theatre is not None:
            sides = [party.id for party in theatre.parties if party.side == party.name]
            forms = next((p for p in theatre.place_names if p.place == place.id), None)
            firsts = [names[0] for side in sides if forms is not None and (names := forms.of(side))]
            label = " / ".join(dict.fromkeys(firsts)) or label
        labels.append(label)
    return ("–" if mention.between else ", ").join(labels)


def _stretch(
    line: Geometry, mention: SectorMention, places: Sequence[Place], gazetteer: Gazetteer
) -> Geometry | None:
    shapes = [_shape(place, gazetteer) for place in places]
    if len(shapes) == 2 and (mention.between or len(mention.names) == 1):
        # 'Between X and Y', 'the X-Y stretch': two places in one name.
        return between(line, shapes[0], shapes[1])
    return near(line, shapes)


def _shape(place: Place, gazetteer: Gazetteer) -> BaseGeometry:
    from shapely.geometry import Point

    area = gazetteer.geometry(place.id) if place.has_geometry and place.feature_class in {"A", "L"} else None
    return area.to_shapely() if area is not None else Point(place.point.lon, place.point.lat)


def _along(
    stretch: Geometry, name: str, width: float, theatre: Theatre | None, places: tuple[Place, ...] = ()
) -> NamedGround:
    ids = (name,) if theatre is not None else ()
    return NamedGround(name, band_along(stretch, width), SECTOR_PREC, width, ids, places)


def _circles(places: tuple[Place, ...]) -> NamedGround | None:
    """'Near X', widely; None for areas, which are drawn as they are."""
    if not all(place.feature_class == "P" for place in places):
        return None
    import shapely

    shape = shapely.union_all([circle(place.point, CIRCLE_KM).to_shapely() for place in places])
    name = ", ".join(f"near {place.name}" for place in places)
    return NamedGround(name, Geometry.from_shapely(shape), NEAR_PREC, CIRCLE_KM, (), places)


def _on_border(
    mention: SectorMention,
    countries: tuple[Place, ...],
    places: tuple[Place, ...],
    theatre: Theatre | None,
    gazetteer: Gazetteer,
    width: float,
) -> NamedGround | None:
    towns = tuple(place for place in places if not is_country(place))
    border: Border | None = None
    if countries or theatre is not None:
        border = border_between(countries, theatre, gazetteer)
    if border is None:
        return _circles(towns) if towns else None
    line: Geometry | None = border.geometry
    name = border.name
    if towns:
        line = _stretch(border.geometry, mention, towns, gazetteer)
        name = f"{border.name}, {_label(towns, theatre, mention)} stretch"
    elif mention.directions:
        line = facing(border.geometry, mention.directions)
        name = f"{border.name}, {' and '.join(mention.directions)}"
    if line is None:
        return _circles(towns) if towns else None
    return _along(line, name, width, theatre, towns)

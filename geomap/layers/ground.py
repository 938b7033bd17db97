"""What lies on the ground of a map: sectors, lines, areas of control, areas hit, circles, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.layers import words
from geomap.layers.accounts import Sign
from geomap.layers.blurring import BLURRED
from geomap.layers.naming import Naming
from geomap.layers.parts import part_meant
from geomap.layers.records import (
    AreaHit,
    ChangeMark,
    ControlArea,
    ControlLine,
    MentionedPlace,
    SectorBand,
    UncertaintyCircle,
)
from geomap.layers.shapes import inner_point, is_point, middle_of_sector
from geomap.model import Extraction, Geometry, LonLat, Role, Status

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

# Okabe and Ito's colour-blind-safe palette, without those that mean a status on the map
# (M. Okabe, K. Ito: Color Universal Design, 2008, https://jfly.uni-koeln.de/color/).
PARTY_COLOURS = ("#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#F0E442")

_GREY = "#555555"

CARE = (Status.CONTESTED, Status.DENIED, Status.CLAIMED, Status.REPORTED, Status.CONFIRMED)
"""What decides how a place with several incidents is drawn: the status that asks for most care first."""

_COUNTRY_PREC = 6
_TOWN_PREC = 1


def sector_bands(extraction: Extraction) -> tuple[SectorBand, ...]:
    """Every sector with the incidents that name it."""
    named: dict[tuple[str, str], list[int]] = {}
    for position, incident in enumerate(extraction.incidents):
        for key in incident.sectors:
            named.setdefault((incident.theatre or "", key), []).append(position)
    return tuple(
        SectorBand(
            name=sector.name,
            band=sector.band,
            stretch=sector.stretch,
            label_at=middle_of_sector(sector),
            width_km=sector.width_km,
            length_km=sector.length_km,
            signs=tuple(named.get((sector.theatre, sector.id), ())),
            id=sector.id,
        )
        for sector in extraction.sectors
    )


def control_lines(extraction: Extraction) -> tuple[ControlLine, ...]:
    """The lines of contact of all theatres, with their days."""
    return tuple(
        ControlLine(
            name=line.name,
            geometry=line.geometry,
            theatre=theatre.id,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
            note=line.note,
            source=line.source,
            border=line.kind == "border",
        )
        for theatre in extraction.theatres
        for line in theatre.lines
    )


def control_changes(
    extraction: Extraction, index: PlaceIndex | None, naming: Naming
) -> tuple[ChangeMark, ...]:
    """Places said to have changed hands, on which day; nothing is drawn between them.

    A place that neither a theatre nor the gazetteer knows has no point and is left out.
    """
    colours = _party_colours(extraction)
    found: list[ChangeMark] = []
    for theatre in extraction.theatres:
        own = {place.id: place for place in theatre.places}
        for change in theatre.changes:
            place = own.get(change.place) or (index.place(change.place) if index is not None else None)
            if place is None:
                continue
            found.append(
                ChangeMark(
                    name=naming.label(place, place.name),
                    point=place.point,
                    day=change.day,
                    kind=change.kind,
                    party=change.party,
                    said_by=change.said_by,
                    disputed_by=change.disputed_by,
                    colour=colours.get(change.party, (_GREY, -1))[0],
                    note=change.note,
                    source=change.source,
                )
            )
    return tuple(found)


def _party_colours(extraction: Extraction) -> dict[str, tuple[str, int]]:
    """Colour and number of texture of each party that has an area of control."""
    known: dict[str, tuple[str, int]] = {}
    chosen = [party.colour for theatre in extraction.theatres for party in theatre.parties if party.colour]
    free = [colour for colour in PARTY_COLOURS if colour.lower() not in {c.lower() for c in chosen}]
    for theatre in extraction.theatres:
        for area in theatre.areas:
            if area.party is not None and area.party not in known:
                party = theatre.party(area.party)
                own = party.colour if party is not None else None
                known[area.party] = (own or (free.pop(0) if free else _GREY), len(known))
    return known


def control_areas(extraction: Extraction) -> tuple[ControlArea, ...]:
    """The areas of control of all theatres; each party has one colour and one texture on the map."""
    known = _party_colours(extraction)
    found: list[ControlArea] = []
    for theatre in extraction.theatres:
        for area in theatre.areas:
            colour, texture = known[area.party] if area.party is not None else (_GREY, -1)
            found.append(
                ControlArea(
                    name=area.name,
                    party=area.party,
                    colour=colour,
                    texture=texture,
                    geometry=area.geometry,
                    theatre=theatre.id,
                    valid_from=area.valid_from,
                    valid_to=area.valid_to,
                    note=area.note,
                    source=area.source,
                )
            )
    return tuple(found)


def areas_hit(extraction: Extraction, naming: Naming) -> tuple[AreaHit, ...]:
    """Districts, regions and stretches given as the place of incidents, each once.

    What is given by sectors is not here: the sectors themselves show it.
    """
    drawn = {(sector.theatre, sector.id) for sector in extraction.sectors}
    grouped: dict[bytes, list[int]] = {}
    for position, incident in enumerate(extraction.incidents):
        place = incident.place
        if place is None or place.geometry is None:
            continue
        if incident.sectors and all((incident.theatre, key) in drawn for key in incident.sectors):
            continue
        if not is_point(place.geometry):
            grouped.setdefault(place.geometry.wkb, []).append(position)
    found: list[AreaHit] = []
    for wkb, positions in grouped.items():
        incidents = [extraction.incidents[i] for i in positions]
        places = [incident.place for incident in incidents if incident.place is not None]
        statuses = {incident.status for incident in incidents}
        found.append(
            AreaHit(
                name=words.capitalised(naming.incident_place(places[0])),
                geometry=Geometry(wkb),
                status=next(status for status in CARE if status in statuses),
                wide=all((place.where_prec or 0) >= _COUNTRY_PREC for place in places),
                signs=tuple(positions),
                part=part_meant(Geometry(wkb), incidents, extraction.theatres),
            )
        )
    return tuple(found)


def uncertainty_circles(extraction: Extraction) -> tuple[UncertaintyCircle, ...]:
    """A circle for each point that is known only roughly ('near X'); a town itself has none."""
    grouped: dict[tuple[LonLat, float], list[int]] = {}
    for position, incident in enumerate(extraction.incidents):
        place = incident.place
        if place is None or place.geometry is None or not place.radius_km:
            continue
        if place.where_prec != _TOWN_PREC and is_point(place.geometry):
            key = (inner_point(place.geometry), place.radius_km)
            grouped.setdefault(key, []).append(position)
    return tuple(
        UncertaintyCircle(centre=centre, radius_km=radius, signs=tuple(positions))
        for (centre, radius), positions in grouped.items()
    )


def mentioned_places(extraction: Extraction, naming: Naming) -> tuple[MentionedPlace, ...]:
    """Places that the documents name and where nothing is said to have happened, most named first.

    One that was blurred is left out: its name beside a point of the grid would be a false point.
    """
    happened = {
        incident.place.resolution.place.id
        for incident in extraction.incidents
        if incident.place is not None and incident.place.resolution is not None
    }
    times: dict[str, int] = {}
    written: dict[str, str] = {}
    roles: dict[str, dict[Role, None]] = {}
    places = {}
    for toponym in (toponym for toponyms in extraction.toponyms for toponym in toponyms):
        resolution = toponym.resolution
        if resolution is None or resolution.method == BLURRED or resolution.place.id in happened:
            continue
        place = resolution.place
        places[place.id] = place
        written.setdefault(place.id, toponym.text)
        times[place.id] = times.get(place.id, 0) + 1
        roles.setdefault(place.id, {})[toponym.role] = None
    found = [
        MentionedPlace(
            name=naming.label(place, place.name, written=written[key]),
            point=place.point,
            times=times[key],
            roles=tuple(role.value for role in roles[key]),
            id=key,
        )
        for key, place in places.items()
    ]
    return tuple(sorted(found, key=lambda place: (-place.times, place.name)))


def signs_by_name(signs: Sequence[Sign], chosen: Sequence[int]) -> tuple[str, ...]:
    """Names of the places of the chosen signs, the most frequent first, ties in order."""
    names = Counter(where for where in (signs[i].account.where for i in chosen) if where)
    return tuple(name for name, _ in names.most_common())

"""What is compared of an incident: a small flat record, a few hundred bytes.

Days are ordinals (`datetime.date.toordinal`), coordinates decimal degrees (WGS 84), distances kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass

from geomap.corroboration.families import family_of
from geomap.corroboration.grounds import ground_of
from geomap.corroboration.scenes import Scenes
from geomap.corroboration.settings import Joining
from geomap.corroboration.words import targets_in, words_in
from geomap.model import (
    Actor,
    ActorKind,
    Document,
    Extraction,
    Harm,
    Incident,
    IncidentType,
    Place,
    Polarity,
    Salience,
)
from geomap.model.toll import Toll, toll_of

_NAMED = frozenset((ActorKind.STATE, ActorKind.ARMED_GROUP))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of an incident.

    Parameters
    ----------
    id, document_id
        Of the incident and of its document.
    family, type
        See `geomap.corroboration.families`.
    first, last
        The days within which it is said to have happened, both included.
    dated
        Whether the text says so; else it is the document's day and some before it.
    day
        The day that is likeliest within them.
    time_of_day
        As the text says it, or None.
    west, south, east, north
        A box around its place, in degrees.
    lon, lat, radius_km
        A point for the place and how far the place extends around it.
    exact
        ``town``, ``site`` (a part of a town, a building, a base), ``near`` (around a place), ``area`` (a unit
        or region) or ``sector``; ``scene`` for a place of which the document tells, where the words of the
        incident settle none.
    outlined
        Whether its shape is known; else it is a circle around a point.
    place_id
        Of its place in the gazetteer, or None.
    unit
        Country and first-level unit ('AZ.52'), or None.
    theatre, sectors
        Of a sector of a front.
    initiators, targets
        Sides by name, sorted; nobody who is not named ('gunmen').
    killed, wounded
        The toll (low, best, high).
    weapons, hit, words
        As the sentence tells them: weapons, kinds of building that it names, hashes of its rarer words.
    """

    id: str
    document_id: str
    family: str
    type: IncidentType
    first: int
    last: int
    dated: bool
    day: int
    time_of_day: str | None
    west: float
    south: float
    east: float
    north: float
    lon: float
    lat: float
    radius_km: float
    exact: str
    outlined: bool
    place_id: str | None
    unit: str | None
    theatre: str | None
    sectors: tuple[str, ...]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    killed: Toll
    wounded: Toll
    weapons: tuple[str, ...]
    hit: tuple[str, ...]
    words: tuple[int, ...]

    @property
    def anchor(self) -> bool:
        """Whether its text says on which one day it happened."""
        return self.dated and self.first == self.last


def sketches_of(extraction: Extraction, joining: Joining | None = None) -> dict[str, Sketch]:
    """The sketches of all incidents of an extraction by their ids, without those that have none.

    Where the words of an incident do not settle its place, its document is asked; see
    `geomap.corroboration.scenes`.
    """
    documents = {document.id: document for document in extraction.documents}
    scenes = Scenes(extraction)
    found: dict[str, Sketch] = {}
    for incident in extraction.incidents:
        document = documents.get(incident.document_id)
        if document is not None:
            sketch = sketch_of(incident, document, joining, scene=scenes.of(incident))
            if sketch is not None:
                found[incident.id] = sketch
    return found


def sketch_of(
    incident: Incident, document: Document, joining: Joining | None = None, *, scene: Place | None = None
) -> Sketch | None:
    """What is compared of an incident; None if too little is known for it to be joined with anything.

    That is: no place, or no more than a country; no day, or more days than `Joining.longest_span`; something
    planned, or only possible without a day.

    Parameters
    ----------
    incident
        The incident.
    document
        Its document.
    joining
        The settings; those that are the default if not given.
    scene
        Where an incident without a place in the gazetteer is likely to have been; see `sketches_of`.
    """
    settings = joining or Joining()
    days = _days(incident, settings)
    where = ground_of(incident, scene)
    if days is None or where is None or not _is_said_to_be(incident):
        return None
    place = incident.place
    actors = (*incident.initiators, *incident.targets)
    names = [*(a.text for a in actors), *((place.text, place.name) if place is not None else ())]
    first, last, day, dated = days
    return Sketch(
        id=incident.id,
        document_id=document.id,
        family=family_of(incident.type),
        type=incident.type,
        first=first,
        last=last,
        dated=dated,
        day=day,
        time_of_day=incident.time_of_day,
        west=where.west,
        south=where.south,
        east=where.east,
        north=where.north,
        lon=where.point.lon,
        lat=where.point.lat,
        radius_km=where.radius_km,
        exact=where.exact,
        outlined=where.outlined,
        place_id=where.entry.id if where.entry is not None else None,
        unit=_unit(where.entry),
        theatre=incident.theatre,
        sectors=incident.sectors,
        initiators=_sides(incident.initiators),
        targets=_sides(incident.targets),
        killed=toll_of(incident, Harm.KILLED),
        wounded=toll_of(incident, Harm.WOUNDED),
        weapons=incident.weapons,
        hit=targets_in(incident.quote),
        words=words_in(incident.quote, names),
    )


def _is_said_to_be(incident: Incident) -> bool:
    """Whether it is told as something that was; what is condemned or doubted is, if its day is told."""
    if incident.polarity is Polarity.HYPOTHETICAL:
        return incident.date_text is not None
    return incident.polarity is not Polarity.PLANNED


def _days(incident: Incident, settings: Joining) -> tuple[int, int, int, bool] | None:
    """First, last and likeliest day, and whether the text says so."""
    if incident.date_start is None:
        return None
    first = incident.date_start.toordinal()
    last = incident.date_end.toordinal() if incident.date_end is not None else first
    dated = incident.date_text is not None
    if not dated:
        # Background without a day of its own is of any day before the document's.
        if incident.salience is Salience.BACKGROUND:
            return None
        first = max(1, first - settings.days)
    if last - first + 1 > settings.longest_span:
        return None
    return first, last, last, dated


def _unit(entry: Place | None) -> str | None:
    return f"{entry.country}.{entry.admin1}" if entry is not None and entry.admin1 else None


def _sides(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    """Names of sides; 'jihadists' and 'fighters' may be any side's."""
    return tuple(sorted({a.name.casefold() for a in actors if a.kind in _NAMED and not a.name[:1].islower()}))

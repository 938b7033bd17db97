"""The record of an incident, made of its draft when all that belongs to it has been put together."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.actors.voices import Voice
from geomap.incidents.drafts.draft import Draft
from geomap.incidents.explaining import explain
from geomap.incidents.places.shaping import shape_place
from geomap.incidents.reading import Reading
from geomap.model import Actor, Incident, IncidentPlace, Polarity, Salience, Sector, Theatre


def record_of(
    reading: Reading, draft: Draft, index: PlaceIndex, theatre: Theatre | None, sectors: Sequence[Sector]
) -> Incident:
    """The record of a draft, its place with the ground that it covers."""
    place: IncidentPlace | None = None
    sector_ids: tuple[str, ...] = ()
    if draft.placing is not None:
        place, sector_ids = shape_place(
            reading.text, draft.placing, index, sectors, theatre=theatre, on=draft.timing.start
        )
    timing = draft.timing
    return Incident(
        id=draft.identity(reading.document.id),
        type=draft.type,
        trigger=reading.text[draft.start : draft.end],
        trigger_start=draft.start,
        trigger_end=draft.end,
        quote=reading.text[draft.quote.start : draft.quote.end],
        start=draft.quote.start,
        end=draft.quote.end,
        document_id=reading.document.id,
        polarity=draft.polarity,
        salience=_salience(draft),
        date_start=timing.start,
        date_end=timing.end,
        date_text=timing.text,
        date_prec=timing.prec,
        time_of_day=timing.time_of_day,
        initiators=_actors(draft.initiators),
        targets=_actors(draft.targets),
        weapons=draft.weapons,
        casualties=draft.counts,
        place=place,
        theatre=theatre.id if theatre is not None else None,
        sectors=sector_ids,
        claims=draft.claims,
        country=_country(reading, place),
        explanation=explain(reading.document, draft),
    )


def _salience(draft: Draft) -> Salience:
    """What did not happen and nobody claims is no news."""
    if draft.polarity is not Polarity.ASSERTED and draft.salience is Salience.CORE and not draft.claims:
        return Salience.BACKGROUND
    return draft.salience


def _actors(voices: Sequence[Voice]) -> tuple[Actor, ...]:
    """The actors of some voices, each name once."""
    actors = [actor for voice in voices for actor in voice.actors()]
    return tuple({actor.name: actor for actor in reversed(actors)}.values())[::-1]


def _country(reading: Reading, place: IncidentPlace | None) -> str | None:
    """The country of a place; where it is not known, that of which the document plainly tells."""
    if place is not None and place.resolution is not None and place.resolution.place.country is not None:
        return place.resolution.place.country
    return reading.country

"""From a draft's place to a geometry that is as exact as the text and no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.places.placing import Placing, has_own_name
from geomap.model import IncidentPlace, Sector, Theatre, Toponym
from geomap.resolution import place_geometry
from geomap.theatres import SectorMention, ground_of
from geomap.theatres.borders import is_country
from geomap.theatres.named_ground import NEAR_PREC


def shape_place(
    text: str,
    placing: Placing,
    index: PlaceIndex,
    sectors: Sequence[Sector],
    *,
    theatre: Theatre | None = None,
    on: date | None = None,
) -> tuple[IncidentPlace | None, tuple[str, ...]]:
    """The place of an incident, and its sectors.

    Words for a part of a front or border give the band of that part (see
    `geomap.theatres.ground_of`). Where it is not known which ground they mean, the area that they
    name stands for it ('on the Kharkiv region front'); without one they are kept without a geometry.

    Parameters
    ----------
    text
        The document's text.
    placing
        The place chosen.
    index
        The gazetteer.
    sectors, theatre
        The document's theatre and its sectors.
    on
        The day of the happening, or None.
    """
    words = text[placing.start : placing.end]
    if placing.sector is not None:
        return _shape_sector(words, placing, placing.sector, index, sectors, theatre, on)
    toponym = placing.toponym
    return (None if toponym is None else _shape_toponym(words, placing, toponym, index)), ()


def _shape_toponym(words: str, placing: Placing, toponym: Toponym, index: PlaceIndex) -> IncidentPlace:
    resolution, ground = toponym.resolution, toponym.ground
    if ground is not None and has_own_name(toponym):
        return IncidentPlace(
            words,
            placing.start,
            placing.end,
            ground.name,
            resolution,
            toponym.relation,
            ground.where_prec,
            ground.radius_km,
            ground.geometry,
        )
    if resolution is None:
        return IncidentPlace(words, placing.start, placing.end, toponym.text, relation=toponym.relation)
    return IncidentPlace(
        words,
        placing.start,
        placing.end,
        resolution.place.name,
        resolution,
        toponym.relation,
        resolution.where_prec,
        resolution.radius_km,
        place_geometry(toponym, index),
    )


def _shape_sector(
    words: str,
    placing: Placing,
    mention: SectorMention,
    index: PlaceIndex,
    sectors: Sequence[Sector],
    theatre: Theatre | None,
    on: date | None,
) -> tuple[IncidentPlace, tuple[str, ...]]:
    named = placing.named
    phrase = _between_units(mention, named)
    if phrase is not None:
        return _shape_toponym(words, placing, phrase, index), ()
    ground = ground_of(mention, named, theatre=theatre, sectors=sectors, gazetteer=index, on=on)
    if ground is None or ground.where_prec == NEAR_PREC:
        # Where no line is known, what lies between the two.
        phrase = next((t for t in named if t.relation == "between" and t.ground is not None), None)
        if phrase is not None:
            return _shape_toponym(words, placing, phrase, index), ()
    if ground is None:
        names = [t for t in named if any(name.start <= t.start < name.end for name in mention.names)]
        if len(names) == 1:
            return _shape_toponym(words, placing, names[0], index), ()
        return IncidentPlace(words, placing.start, placing.end, words), ()
    own = next(
        (t.resolution for t in named if t.resolution and [t.resolution.place] == list(ground.places)), None
    )
    return (
        IncidentPlace(
            words,
            placing.start,
            placing.end,
            ground.name,
            own,
            "near" if own is not None else "in",
            ground.where_prec,
            ground.radius_km,
            ground.geometry,
        ),
        ground.sectors,
    )


def _between_units(mention: SectorMention, named: Sequence[Toponym]) -> Toponym | None:
    """The first end of 'the border between the X and Y regions', which is no border of states."""
    if not mention.border or mention.names:
        return None
    return next(
        (
            t
            for t in named
            if t.relation == "border"
            and t.ground is not None
            and t.resolution is not None
            and not is_country(t.resolution.place)
        ),
        None,
    )

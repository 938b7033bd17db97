"""From a draft's place to a geometry that is as exact as the text and no more."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.gazetteer.index import PlaceIndex
from geomap.incidents.placing import Placing
from geomap.model import Geometry, IncidentPlace, Sector
from geomap.resolution import place_geometry
from geomap.theatres import SectorMention, sectors_for, union_of

SECTOR_PREC = 5
"""UCDP GED's precision code for a stretch of a line."""


def shape_place(
    text: str, placing: Placing, index: PlaceIndex, sectors: Sequence[Sector]
) -> tuple[IncidentPlace | None, tuple[str, ...]]:
    """The place of an incident, and the ids of its sectors.

    A sector phrase gives the union of the bands of its sectors; where the theatre has no such
    sector, or there is no theatre, the words are kept without a geometry.
    """
    words = text[placing.start : placing.end]
    if placing.sector is not None:
        return _shape_sectors(words, placing, placing.sector, sectors)
    toponym = placing.toponym
    if toponym is None:
        return None, ()
    resolution = toponym.resolution
    if resolution is None:
        return IncidentPlace(words, placing.start, placing.end, toponym.text, relation=toponym.relation), ()
    geometry: Geometry | None = place_geometry(toponym, index)
    return (
        IncidentPlace(
            words,
            placing.start,
            placing.end,
            resolution.place.name,
            resolution,
            toponym.relation,
            resolution.where_prec,
            resolution.radius_km,
            geometry,
        ),
        (),
    )


def _shape_sectors(
    words: str, placing: Placing, mention: SectorMention, sectors: Sequence[Sector]
) -> tuple[IncidentPlace | None, tuple[str, ...]]:
    meant = sectors_for(mention, tuple(sectors))
    if not meant:
        return IncidentPlace(words, placing.start, placing.end, words), ()
    name = ", ".join(s.name for s in meant)
    return (
        IncidentPlace(
            words,
            placing.start,
            placing.end,
            name,
            where_prec=SECTOR_PREC,
            radius_km=max(s.width_km for s in meant),
            geometry=union_of(meant),
        ),
        tuple(s.id for s in meant),
    )

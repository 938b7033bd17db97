"""Which theatre a document belongs to, by its date, the places it names and the parties in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.model import ActorMention, Document, Role, Theatre, Toponym

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# News of a war goes on after its last day; the lines and parties still hold for so long.
AFTERMATH = timedelta(days=45)
# A country or a continent says little about where within it something happened.
_TOO_WIDE = ("PCL", "CONT")
# Points for what speaks for a theatre; see `score`.
REGION_POINTS = 3.0
PLACE_POINTS = 1.0
SIDE_POINTS = 2.0
AFTERMATH_POINTS = -1.0
# So many are needed: the region and one side, two places in the area and one side, ...
ENOUGH_POINTS = 4.0
# At least this share of the places that a document names must lie in the area.
LEAST_SHARE = 0.2


def choose(
    documents: Sequence[Document],
    toponyms: Sequence[Sequence[Toponym]],
    actors: Sequence[Sequence[ActorMention]],
    theatres: Sequence[Theatre],
) -> tuple[Theatre | None, ...]:
    """The theatre of each document, or None where none fits.

    Parameters
    ----------
    documents
        The documents.
    toponyms, actors
        For each document, in the same order, its resolved toponyms and the actors that it
        names.
    theatres
        Those to choose from. Their order does not matter.

    Returns
    -------
    tuple of Theatre or None
        One for each document: the theatre with the highest `score`; of equals the one that
        begins later, then the first by id.
    """
    grounds = [_Ground(theatre) for theatre in theatres]
    chosen = []
    for document, named, acting in zip(documents, toponyms, actors, strict=True):
        scored = [
            (points, ground.theatre.valid_from or date.min, ground.theatre)
            for ground in grounds
            if (points := _score(document, named, acting, ground)) is not None
        ]
        scored.sort(key=lambda row: row[2].id)
        best = max(scored, key=lambda row: row[:2], default=None)
        chosen.append(best[2] if best is not None else None)
    return tuple(chosen)


def score(
    document: Document, toponyms: Iterable[Toponym], actors: Iterable[ActorMention], theatre: Theatre
) -> float | None:
    """How well a theatre fits a document; None if it does not.

    It does not fit if the document is dated outside of its period (45 days of aftermath are
    allowed), if less than a fifth of the places that the document names lie in its area (the
    parties' capitals, datelines and countries are not counted), or if it has less than four
    of these points: three if the region fought over is named, one for each different place in
    the area (at most five), two for each side of which a party is named (at most two sides),
    one less in the aftermath.

    Parameters
    ----------
    document
        A document without a date fits any period.
    toponyms
        Its resolved toponyms.
    actors
        The actors that it names.
    theatre
        The theatre.

    Returns
    -------
    float or None
        Points, comparable among theatres for one document.
    """
    return _score(document, toponyms, actors, _Ground(theatre))


class _Ground:
    """A theatre with what scoring asks of it again and again."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.sides = {
            form.casefold(): party.side
            for party in theatre.parties
            if party.side is not None
            for form in (party.name, party.id, *party.aliases)
        }
        self.capitals = {name.casefold() for party in theatre.parties for name in party.capitals}
        self._area: BaseGeometry | None = None

    def contains(self, lon: float, lat: float) -> bool:
        import shapely

        if self._area is None:
            self._area = self.theatre.area.to_shapely()
            shapely.prepare(self._area)
        return bool(shapely.intersects_xy(self._area, lon, lat))


def _score(
    document: Document, toponyms: Iterable[Toponym], actors: Iterable[ActorMention], ground: _Ground
) -> float | None:
    theatre = ground.theatre
    points = 0.0
    if document.published is not None:
        if theatre.valid_from is not None and document.published < theatre.valid_from:
            return None
        if theatre.valid_to is not None and document.published > theatre.valid_to:
            if document.published > theatre.valid_to + AFTERMATH:
                return None
            points += AFTERMATH_POINTS
    inside: set[str] = set()
    outside: set[str] = set()
    region = False
    for toponym in toponyms:
        if toponym.resolution is None or toponym.role in (Role.DEMONYM, Role.METONYM, Role.SPEAKER):
            continue
        place = toponym.resolution.place
        if place.id == theatre.region:
            region = True
            inside.add(place.id)
        elif (
            toponym.role is Role.PLACE
            and not place.feature_code.startswith(_TOO_WIDE)
            and place.name.casefold() not in ground.capitals
        ):
            here = ground.contains(place.point.lon, place.point.lat)
            (inside if here else outside).add(place.id)
    named = {ground.sides.get(actor.party.casefold()) for actor in actors if actor.party is not None}
    sides = named - {None}
    if inside or outside:
        if len(inside) < LEAST_SHARE * (len(inside) + len(outside)):
            return None
    elif len(sides) < 2:
        return None
    points += REGION_POINTS * region
    points += PLACE_POINTS * min(len(inside) - region, 5)
    points += SIDE_POINTS * min(len(sides), 2)
    # Without any place two opposed sides are all the evidence there can be.
    enough = ENOUGH_POINTS if inside else 2 * SIDE_POINTS + AFTERMATH_POINTS
    return points if points >= enough else None

"""Which theatre a document belongs to, by its date, the places it names and the parties in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.model import ActorKind, ActorMention, Document, Party, Role, Theatre, Toponym

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
GROUP_POINTS = 1.0
AFTERMATH_POINTS = -1.0
# So many are needed: the region and one side, two places in the area and one side, ...
ENOUGH_POINTS = 4.0
# At least this share of the places that a document names must lie in the area.
LEAST_SHARE = 0.2
# Words of an institution that fights, or speaks for those who do.
_FIGHTS = re.compile(
    r"\b(army|armed|military|forces?|troops|soldiers|navy|air force|defen[cs]es?|general staff|guards?)\b",
    re.IGNORECASE,
)


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
        One for each document: of those in whose period it is dated, or else in whose aftermath,
        the theatre with the highest `score`; of equals the one that begins later, then the first
        by id.
    """
    grounds = [(Ground.of(theatre), theatre) for theatre in sorted(theatres, key=lambda each: each.id)]
    chosen = []
    for document, named, acting in zip(documents, toponyms, actors, strict=True):
        scored = [
            (not ground.is_over(document), points, ground.valid_from or date.min, theatre)
            for ground, theatre in grounds
            if (points := ground.points(document, named, acting)) is not None
        ]
        best = max(scored, key=lambda row: row[:3], default=None)
        chosen.append(best[3] if best is not None else None)
    return tuple(chosen)


def choose_bundled(
    document: Document, toponyms: Sequence[Toponym], actors: Sequence[ActorMention]
) -> Theatre | None:
    """The bundled theatre of a document, or None; as `choose`, but reads only those that may fit.

    Whether one may fit is told by its period, its parties and the rectangle around its area,
    which need none of its geometry: a rectangle never has fewer points than the area in it.
    """
    from geomap.theatres.bundled import bundled_grounds, bundled_theatre

    likely = [
        key
        for key, ground in bundled_grounds().items()
        if ground.points(document, toponyms, actors) is not None
    ]
    return choose((document,), (toponyms,), (actors,), [bundled_theatre(key) for key in likely])[0]


def score(
    document: Document, toponyms: Iterable[Toponym], actors: Iterable[ActorMention], theatre: Theatre
) -> float | None:
    """How well a theatre fits a document; None if it does not.

    It does not fit if the document is dated outside of its period (45 days of aftermath are
    allowed), if less than a fifth of the places that the document names lie in its area (the
    parties' capitals, datelines and countries are not counted), or if it has less than four
    of these points: three if the region fought over is named, one for each different place in
    the area (at most five), two for each side of which a party is named (at most two sides),
    one if an armed group of the theatre is among them, one less in the aftermath. A theatre that
    names no region fought over is as wide as a country, where not all news is of its war: it
    also needs two parties, an armed group, or forces (of a party, or of nobody in particular).

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
    return Ground.of(theatre).points(document, tuple(toponyms), tuple(actors))


@dataclass(frozen=True, slots=True)
class Ground:
    """What scoring asks of a theatre again and again.

    Parameters
    ----------
    valid_from, valid_to
        Its period.
    region
        Id of the region fought over.
    sides
        Party's name, id or alias, case folded -> side.
    groups
        Those of these names that are an armed group's.
    capitals
        Capitals of its parties, case folded.
    contains
        Whether its area has a point (longitude, latitude in decimal degrees).
    """

    valid_from: date | None
    valid_to: date | None
    region: str | None
    sides: dict[str, str]
    groups: frozenset[str]
    capitals: frozenset[str]
    contains: Callable[[float, float], bool]

    @classmethod
    def of(cls, theatre: Theatre) -> Ground:
        """That of a theatre that has been read."""
        period = theatre.valid_from, theatre.valid_to
        return cls.from_parties(*period, theatre.region, theatre.parties, _area_of(theatre))

    @classmethod
    def from_parties(
        cls,
        valid_from: date | None,
        valid_to: date | None,
        region: str | None,
        parties: Iterable[Party],
        contains: Callable[[float, float], bool],
    ) -> Ground:
        """That of a theatre with these parties."""
        parties = tuple(parties)
        named = [
            (form.casefold(), party)
            for party in parties
            if party.side is not None
            for form in (party.name, party.id, *party.aliases)
        ]
        return cls(
            valid_from,
            valid_to,
            region,
            {form: party.side for form, party in named if party.side is not None},
            frozenset(form for form, party in named if party.kind is ActorKind.ARMED_GROUP),
            frozenset(name.casefold() for party in parties for name in party.capitals),
            contains,
        )

    def is_over(self, document: Document) -> bool:
        """Whether the document is dated after the period."""
        return (
            document.published is not None
            and self.valid_to is not None
            and document.published > self.valid_to
        )

    def points(
        self, document: Document, toponyms: Sequence[Toponym], actors: Sequence[ActorMention]
    ) -> float | None:
        """The `score` of a document."""
        over = self.is_over(document)
        if document.published is not None and (
            (self.valid_from is not None and document.published < self.valid_from)
            or (over and self.valid_to is not None and document.published > self.valid_to + AFTERMATH)
        ):
            return None
        inside, outside = self._places(toponyms)
        region = self.region is not None and self.region in inside
        parties = {actor.party.casefold() for actor in actors if actor.party is not None}
        sides = {self.sides[party] for party in parties if party in self.sides}
        if inside or outside:
            if len(inside) < LEAST_SHARE * (len(inside) + len(outside)):
                return None
        elif len(sides) < 2:
            return None
        if (
            self.region is None
            and sum(party in self.sides for party in parties) < 2
            and not self._fights(actors)
        ):
            return None
        points = AFTERMATH_POINTS * over + REGION_POINTS * region
        points += PLACE_POINTS * min(len(inside) - region, 5)
        points += SIDE_POINTS * min(len(sides), 2)
        points += GROUP_POINTS * (not self.groups.isdisjoint(parties))
        # Without any place two opposed sides are all the evidence there can be.
        enough = ENOUGH_POINTS if inside else 2 * SIDE_POINTS + AFTERMATH_POINTS
        return points if points >= enough else None

    def _places(self, toponyms: Iterable[Toponym]) -> tuple[set[str], set[str]]:
        """Ids of the places named, inside the area and outside of it."""
        inside: set[str] = set()
        outside: set[str] = set()
        for toponym in toponyms:
            if toponym.resolution is None or toponym.role in (Role.DEMONYM, Role.METONYM, Role.SPEAKER):
                continue
            place = toponym.resolution.place
            if place.id == self.region:
                inside.add(place.id)
            elif (
                toponym.role is Role.PLACE
                and not place.feature_code.startswith(_TOO_WIDE)
                and place.name.casefold() not in self.capitals
            ):
                here = self.contains(place.point.lon, place.point.lat)
                (inside if here else outside).add(place.id)
        return inside, outside

    def _fights(self, actors: Iterable[ActorMention]) -> bool:
        """Whether an armed group of the theatre is named, or forces that are no outsider's."""
        return any(
            (party := (actor.party or "").casefold()) in self.groups
            or ((not party or party in self.sides) and _FIGHTS.search(actor.institution or "") is not None)
            for actor in actors
        )


def _area_of(theatre: Theatre) -> Callable[[float, float], bool]:
    @lru_cache(maxsize=1)
    def area() -> BaseGeometry:
        import shapely

        shape = theatre.area.to_shapely()
        shapely.prepare(shape)
        return shape

    def contains(lon: float, lat: float) -> bool:
        import shapely

        return bool(shapely.intersects_xy(area(), lon, lat))

    return contains

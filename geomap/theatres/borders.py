"""The border that a text speaks of: another line than the line of contact.

A theatre may have it as a line of its own (kind ``border``). Else it is what the outlines of two
countries share in the gazetteer: the border as its source draws it, and no opinion about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from geomap.model import ActorKind, Candidate, Geometry, LineOfContact, Place, Theatre

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_LEAST_DEGREES = 0.01  # outlines that touch in a point or a sliver share no border


class Gazetteer(Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that borders are made from."""

    def geometry(self, place_id: str) -> Geometry | None:
        """Line or polygon of a place, or None."""
        ...

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class Border:
    """A border, with what to call it (``line``: id of the theatre's line, or None)."""

    name: str
    geometry: Geometry
    line: str | None = None


def border_between(
    countries: Sequence[Place], theatre: Theatre | None, gazetteer: Gazetteer
) -> Border | None:
    """The border that the countries named in a text share.

    Parameters
    ----------
    countries
        Two for 'the border of X and Y', one for 'the border with X', none for 'the border'.
    theatre
        A line of it that is a border and bears the countries' names is taken first. Where the
        text names one country or none, the other is a state that takes part in the theatre.
        The border is cut off at the theatre's area.
    gazetteer
        Where outlines are.

    Returns
    -------
    Border or None
        None where it cannot be said which one is meant, or the outlines share no border.
    """
    if theatre is not None:
        own = _line_of(countries, theatre)
        if own is not None:
            return Border(own.name, own.geometry, own.id)
    for one, other in _pairs(countries, theatre, gazetteer):
        shapes = gazetteer.geometry(one.id), gazetteer.geometry(other.id)
        if shapes[0] is not None and shapes[1] is not None:
            shared = _shared(shapes[0], shapes[1], theatre.area if theatre is not None else None)
            if shared is not None:
                names = sorted((one.name, other.name))
                return Border(f"{names[0]}–{names[1]} border", shared)
    return None


def is_country(place: Place) -> bool:
    """Whether a place is a country or a territory with an outline of its own."""
    return place.feature_code.startswith("PCL")


def _line_of(countries: Sequence[Place], theatre: Theatre) -> LineOfContact | None:
    borders = [line for line in theatre.lines if line.kind == "border"]
    named = [line for line in borders if all(place.name in line.name for place in countries)]
    return named[0] if len(named) == 1 else None


def _pairs(
    countries: Sequence[Place], theatre: Theatre | None, gazetteer: Gazetteer
) -> Iterator[tuple[Place, Place]]:
    if len(countries) > 1:
        yield countries[0], countries[1]
        return
    # The sides first, then those who stand near.
    parties = sorted(theatre.parties if theatre is not None else (), key=lambda party: party.side is None)
    states = [party.name for party in parties if party.kind is not ActorKind.ARMED_GROUP]
    found = [place for name in states if (place := _country(name, gazetteer)) is not None]
    for n, one in enumerate(countries or found):
        for other in found[0 if countries else n + 1 :]:
            if other.id != one.id:
                yield one, other


def _country(name: str, gazetteer: Gazetteer) -> Place | None:
    return next((c.place for c in gazetteer.lookup(name) if is_country(c.place)), None)


@lru_cache(maxsize=128)
def _shared(one: Geometry, other: Geometry, area: Geometry | None) -> Geometry | None:
    import shapely

    shared: BaseGeometry = shapely.intersection(one.to_shapely().boundary, other.to_shapely().boundary)
    if area is not None:
        shared = shapely.intersection(shared, area.to_shapely())
    runs = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
    if not runs:
        return None
    merged = shapely.line_merge(shapely.multilinestrings(runs))
    return Geometry.from_shapely(merged) if merged.length > _LEAST_DEGREES else None

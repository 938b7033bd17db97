"""The ground of a phrase that gives a place through others: 'between X and Y', 'the X-Y border'.

No road is known: what lies on one lies in a corridor along the straight way between its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from geomap.gazetteer.answers.displacement import midpoint
from geomap.gazetteer.answers.exactness import (
    FRONT_KM,
    NEAR_KM,
    near_km,
    offset_km,
    offset_precision,
    outskirts_km,
    precision_of,
    stretch_km,
    stretch_precision,
)
from geomap.model import Candidate, Geometry, Ground, LonLat, Place, Toponym
from geomap.recognition.relative_places import RelativePlace
from geomap.resolution.geometry import BEARINGS
from geomap.resolution.relative import figures, waters
from geomap.theatres.borders import border_between, is_country
from geomap.theatres.named_ground import WIDTH_KM
from geomap.theatres.named_parts import band_along, circle

LONGEST_KM = 1_500.0
"""What has its ends farther apart, in kilometres, is no answer to where something happened.

More than in tables of places (`geomap.gazetteer.answers.relations`), where names are all that is known."""

_LINE_PREC = 5
_ROUND_PREC = 2  # up to this precision code a point and a radius say where it was
_INNER_SHARE = 0.5  # of a town's radius: where its outskirts begin
_NEXT_TO_KM = 1.0  # places nearer to each other are one


class Gazetteer(waters.Waters, Protocol):
    """The part of `geomap.gazetteer.index.PlaceIndex` that the ground of phrases is made from."""

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places of a name, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class Shape:
    """Ground without the words that give it; see `geomap.model.Ground`."""

    name: str
    middle: LonLat
    where_prec: int
    radius_km: float
    geometry: Geometry


def ground_of_phrase(phrase: RelativePlace, ends: Sequence[Toponym], index: Gazetteer) -> Ground | None:
    """The ground that a phrase means.

    Parameters
    ----------
    phrase
        As `geomap.recognition.relative_places.find_relative_places` gives it.
    ends
        The toponyms by which it is given, resolved.
    index
        Where outlines are.

    Returns
    -------
    Ground or None
        None where it cannot be said; `Ground.other` is left for the one who knows which end asks.
    """
    places = [toponym.resolution.place for toponym in ends if toponym.resolution is not None]
    shape: Shape | None = None
    if len(ends) == 1 and places:
        shape = _OF_ONE[phrase.relation](phrase, ends[0], places[0], index)
    elif len(places) == 1 and phrase.relation != "border":
        shape = _of_one_end(phrase, ends, places[0])
    elif len(places) > 1:
        shape = _of_two(phrase, places[0], places[-1], index)
    if shape is None:
        return None
    return Ground(
        phrase.start,
        phrase.end,
        shape.name,
        shape.middle,
        shape.where_prec,
        round(shape.radius_km, 3),
        shape.geometry,
    )


def round_shape(name: str, middle: LonLat, where_prec: int, radius_km: float) -> Shape:
    """A circle: a point with its radius, or where that would say too much, the circle itself."""
    exact = where_prec <= _ROUND_PREC
    geometry = figures.point(middle) if exact else _circle(middle, max(radius_km, figures.NARROWEST_KM))
    return Shape(name, middle, where_prec, radius_km, geometry)


# The news of one war names the same axes again and again.
_circle = lru_cache(maxsize=512)(circle)


def _outskirts(phrase: RelativePlace, _: Toponym, place: Place, __: Gazetteer) -> Shape | None:
    if place.feature_class != "P" or phrase.side is None:
        return None
    ring = place.point, BEARINGS[phrase.side], _INNER_SHARE * place.radius_km, outskirts_km(place)
    middle, radius = figures.side_middle(*ring)
    return Shape(f"{phrase.side}ern outskirts of {place.name}", middle, 2, radius, figures.side(*ring))


def _axis(_: RelativePlace, __: Toponym, place: Place, ___: Gazetteer) -> Shape | None:
    if place.feature_class != "P":
        return None
    return round_shape(f"{place.name} axis", place.point, _LINE_PREC, max(place.radius_km, FRONT_KM))


def _road_at(_: RelativePlace, __: Toponym, place: Place, ___: Gazetteer) -> Shape | None:
    if place.feature_class != "P":
        return None
    return round_shape(f"{place.name} road", place.point, 2, near_km(place))


def _off(_: RelativePlace, toponym: Toponym, place: Place, index: Gazetteer) -> Shape | None:
    water = waters.waters_off(place, toponym.distance_km, index)
    if water is None:
        return None
    middle = waters.middle_of(water)
    far = toponym.distance_km is not None and toponym.distance_km > waters.TERRITORIAL_KM
    return Shape(
        f"off {place.name}", middle, 7 if far else _LINE_PREC, figures.reach_km(middle, water), water
    )


_OF_ONE: Mapping[str, Callable[[RelativePlace, Toponym, Place, Gazetteer], Shape | None]] = MappingProxyType(
    {"outskirts": _outskirts, "axis": _axis, "road": _road_at, "off": _off}
)


def _of_two(phrase: RelativePlace, one: Place, other: Place, index: Gazetteer) -> Shape | None:
    if phrase.relation == "border":
        return _border(one, other, index)
    apart = one.point.distance_km(other.point)
    if not _NEXT_TO_KM < apart <= LONGEST_KM or any(map(_has_no_ends, (one, other))):
        return None
    middle, width = midpoint(one.point, other.point), figures.corridor_km(apart)
    name = _name(phrase.relation, one.name, other.name)
    if phrase.relation == "halfway":
        # As rough along the way as any distance from its end, and to the side as the way is.
        radius = max(width, *(offset_km(place, apart / 2) for place in (one, other)))
        return round_shape(name, middle, offset_precision(radius), radius)
    width = max(width, min(one.radius_km, other.radius_km))
    return Shape(
        name,
        middle,
        stretch_precision(one, other),
        max(stretch_km(one, other), apart / 2 + width),
        figures.corridor(one.point, other.point, width),
    )


def _has_no_ends(place: Place) -> bool:
    """Whether something between a place and another can be anywhere: countries, rivers, seas."""
    return is_country(place) or place.feature_class == "H"


def _name(relation: str, one: str, other: str) -> str:
    if relation == "road":
        return f"{one}–{other} road"
    return f"halfway between {one} and {other}" if relation == "halfway" else f"between {one} and {other}"


def _of_one_end(phrase: RelativePlace, ends: Sequence[Toponym], known: Place) -> Shape | None:
    """Where only one of two ends is known: near that, as far as the other may be."""
    if known.feature_class not in "PS":
        return None
    names = [t.resolution.place.name if t.resolution is not None else t.text for t in (ends[0], ends[-1])]
    radius = known.radius_km + 2 * NEAR_KM
    return round_shape(_name(phrase.relation, *names), known.point, max(2, precision_of(known)), radius)


def _border(one: Place, other: Place, index: Gazetteer) -> Shape | None:
    units = [unit for place in (one, other) if (unit := _unit_of(place, index)) is not None]
    if len(units) < 2 or units[0].id == units[1].id:
        return None
    border = border_between(units, None, index)
    if border is None:
        return None
    import shapely

    line = max(shapely.get_parts(border.geometry.to_shapely()), key=lambda part: part.length)
    at = line.interpolate(0.5, normalized=True)
    middle = LonLat(round(at.x, 6), round(at.y, 6))
    band = band_along(border.geometry, WIDTH_KM)
    return Shape(border.name, middle, _LINE_PREC, figures.reach_km(middle, band), band)


def _unit_of(place: Place, index: Gazetteer) -> Place | None:
    """The unit of the same name around a town: 'the Kharkiv-Luhansk border' is that of the regions."""
    if place.feature_class != "P":
        return place
    return next(
        (
            c.place
            for c in index.lookup(place.name)
            if c.place.feature_class == "A"
            and c.place.has_geometry
            and (c.place.country, c.place.admin1) == (place.country, place.admin1)
        ),
        None,
    )

"""What the document as a whole says about where it is set."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from math import acos
from typing import NamedTuple

from geomap.gazetteer.answers.displacement import EARTH_KM
from geomap.model import Candidate, LonLat, Place, Role, Toponym
from geomap.resolution.candidates import within

#: Candidates with their shares of belief, the likeliest first.
Shares = tuple[tuple[Candidate, float], ...]

# A mention votes for the countries of its candidates, in the shares of their priors.
_VOTES = {
    Role.PLACE: 1.0,
    Role.DATELINE: 3.0,
    Role.METONYM: 0.7,
    Role.DEMONYM: 0.5,
    Role.ORGANISATION: 0.4,
    Role.SPEAKER: 0.7,
}
_PRIOR_BASE = 6.0  # one order of magnitude of population makes a candidate six times as likely
_COMMA = re.compile(r"\s*,\s*(?:in\s+)?(?:the\s+)?|\s+\(")
_IN = re.compile(
    r",?\s+(?:(?:a|the) (?:[\w-]+ ){0,2}(?:city|town|village|settlement) )?"
    r"(?:(?:city|town|village|district|area|region) )?"
    r"(?:in|of)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\w*[ -])?"
    r"(?:(?:region|province|district|state|county|oblast|governorate) of )?"
)
_OWNER = re.compile(
    r"(?:'s|\u2019s)?(?: (?:region|province|oblast|state|governorate|district|county))?(?:'s|\u2019s)?"
    r"(?: (?:[a-z-]+ ){0,3}(?:city|town|village|district|of|capital|port))* (?:of )?"
)
_NEAR_KM = 120.0  # at this distance nearness is a half
_FEWEST_VOTES = 0.05  # below this nothing but rounding is left
_LEAST_SHARE = 0.01  # of belief in a candidate, to count for its country
_MOST_ANCHORS = 300  # the weightiest: a text of megabytes names thousands, and every candidate looks at each
_BELIEVED = 0.6  # a place is an anchor for others from this share of belief on

#: A point on the unit sphere: x to longitude 0, latitude 0, z to the north pole.
Vector = tuple[float, float, float]


class Anchor(NamedTuple):
    """A place that is taken as known, as a vector on the unit sphere, with its weight (0 to 1)."""

    place_id: str
    x: float
    y: float
    z: float
    weight: float


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Where a document is set.

    Parameters
    ----------
    countries, units
        Votes for each country, and for each (country, first-level unit).
    anchors
        Places already taken as known, each once.

    Attributes
    ----------
    of_countries, of_units
        All those votes together.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[tuple[str, str], float] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    of_countries: float = field(init=False, compare=False)
    of_units: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Added up once: every candidate of every name asks for them.
        object.__setattr__(self, "of_countries", sum(self.countries.values()))
        object.__setattr__(self, "of_units", sum(self.units.values()))

    def share(self, place: Place, own: DocumentContext) -> tuple[float, float]:
        """The shares of a place's country and of its unit in the votes of all other names.

        ``own`` has the votes of the name whose candidate the place is: they must not speak for
        themselves. A country has no unit.
        """
        land = place.country
        if land is None:
            return 0.0, 0.0
        country = unit = 0.0
        total = self.of_countries - own.of_countries
        if total > _FEWEST_VOTES:
            others = self.countries.get(land, 0.0) - own.countries.get(land, 0.0)
            if others > 0.0:
                country = min(1.0, others / total)
        if place.admin1 is None or place.feature_code.startswith("PCL"):
            return country, 0.0
        total = self.of_units - own.of_units
        if total > _FEWEST_VOTES:
            key = land, place.admin1
            others = self.units.get(key, 0.0) - own.units.get(key, 0.0)
            if others > 0.0:
                unit = min(1.0, others / total)
        return country, unit

    def anchors_beside(self, own: Set[str]) -> list[Anchor]:
        """The anchors for a name: not those that it could mean itself, whose ids are ``own``.

        A town lends no nearness to the unit of its name.
        """
        return [anchor for anchor in self.anchors if anchor.place_id not in own]


def nearness(vector: Vector, anchors: Iterable[Anchor]) -> float:
    """How near a place lies to the anchors, 0 to 1: half for the nearest, half for all.

    A country's or continent's point says nothing, and is no anchor.
    """
    best = total = weights = 0.0
    x, y, z = vector
    for _, u, v, w, weight in anchors:
        cosine = x * u + y * v + z * w
        if not -1.0 <= cosine <= 1.0:
            cosine = math.copysign(1.0, cosine)  # rounding took it beyond what an angle can have
        distance = EARTH_KM * acos(cosine)
        value = weight * (_NEAR_KM / (_NEAR_KM + distance))
        if value > best:  # noqa: PLR1730 (no call in the innermost loop)
            best = value
        total += value
        weights += weight
    return 0.5 * best + 0.5 * total / weights if weights else 0.0


@lru_cache(maxsize=65536)
def unit_vector(point: LonLat) -> Vector:
    """The point as a vector on the unit sphere (x to lon 0 lat 0, z to the north pole)."""
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def survey(believed: Iterable[tuple[float, Shares]]) -> DocumentContext:
    """Count the countries and units of a document.

    Parameters
    ----------
    believed
        For each sense its votes (`votes_of`) and its candidates with their shares of belief.
    """
    countries: dict[str, float] = {}
    units: dict[tuple[str, str], float] = {}
    anchors: dict[str, Anchor] = {}
    for votes, candidates in believed:
        _count(votes, candidates, countries, units)
        for candidate, share in candidates:
            if share >= _BELIEVED:
                place = candidate.place
                if is_ground(place):
                    wide = 0.5 if place.feature_class in "AL" else 1.0
                    weight = share * min(1.0, votes) * wide
                    anchors[place.id] = Anchor(place.id, *unit_vector(place.point), weight)
    kept: Collection[Anchor] = anchors.values()
    if len(kept) > _MOST_ANCHORS:
        kept = sorted(kept, key=lambda anchor: -anchor.weight)[:_MOST_ANCHORS]
    return DocumentContext(countries, units, tuple(kept))


def votes_for(votes: float, believed: Shares) -> DocumentContext:
    """What one sense contributes to a document's countries and units; without anchors."""
    countries: dict[str, float] = {}
    units: dict[tuple[str, str], float] = {}
    _count(votes, believed, countries, units)
    return DocumentContext(countries, units)


def _count(
    votes: float, believed: Shares, countries: dict[str, float], units: dict[tuple[str, str], float]
) -> None:
    """Add the votes of a sense to those of the countries and units of its candidates."""
    for candidate, share in believed:
        if share < _LEAST_SHARE:
            continue
        place = candidate.place
        country = place.country
        if country is not None:
            countries[country] = countries.get(country, 0.0) + votes * share
            if place.admin1 is not None and not place.feature_code.startswith("PCL"):
                unit = country, place.admin1
                units[unit] = units.get(unit, 0.0) + votes * share


def is_ground(place: Place) -> bool:
    """Whether a place is small enough for its point to mean something: no country or continent."""
    return not place.feature_code.startswith(("PCL", "CONT", "OCN", "SEA"))


def votes_of(role: Role) -> float:
    """How much a mention in that role says about where a document is set."""
    return _VOTES[role]


def prior_shares(candidates: Sequence[Candidate]) -> Shares:
    """The candidates with the shares of belief that their priors give."""
    if not candidates:
        return ()
    top = max([c.score for c in candidates])
    weights = [_PRIOR_BASE ** (c.score - top) for c in candidates]
    total = sum(weights)
    return tuple((c, w / total) for c, w in zip(candidates, weights, strict=True))


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A toponym that tells where its neighbour lies: 'Texas' in 'Paris, Texas'.

    ``index`` is the container's index in the document's toponyms, ``strength`` 0 to 1.
    """

    index: int
    strength: float


def find_qualifiers(text: str, toponyms: Sequence[Toponym]) -> dict[int, Qualifier]:
    """For each qualified toponym, by its index, the one that may contain it."""
    qualifiers: dict[int, Qualifier] = {}
    for i in range(len(toponyms) - 1):
        one, other = toponyms[i], toponyms[i + 1]
        if other.start - one.end > 60 or other.start <= one.end or other.role is Role.DEMONYM:
            continue
        between = text[one.end : other.start]
        if _COMMA.fullmatch(between):
            qualifiers[i] = Qualifier(i + 1, 1.0)
        elif one.role is not Role.DEMONYM and _IN.fullmatch(_without_cue(between, one)):
            qualifiers[i] = Qualifier(i + 1, 0.8)
        elif one.role is not Role.DEMONYM and between != " " and _OWNER.fullmatch(between):
            qualifiers.setdefault(i + 1, Qualifier(i, 0.7))
        elif one.role is Role.DEMONYM and _OWNER.fullmatch(between):
            # 'the Syrian town of X': the people's country contains it.
            qualifiers.setdefault(i + 1, Qualifier(i, 0.7))
    return qualifiers


def contained_share(candidate: Candidate, container: Shares, *, near_km: float = 80.0) -> float:
    """How far a candidate is believed to lie in the container, 0 to 1."""
    share = 0.0
    for outer, belief in container:
        place = outer.place
        if within(candidate.place, place):
            share += belief
        elif (
            place.feature_class == "P" or place.feature_code in {"ADM2", "RGN"}
        ) and candidate.place.point.distance_km(place.point) <= near_km + place.radius_km:
            share += 0.7 * belief
    return min(1.0, share)


def _without_cue(between: str, toponym: Toponym) -> str:
    stripped = between.lstrip()
    if toponym.cue is not None and stripped.lower().startswith(toponym.cue):
        return stripped[len(toponym.cue) :]
    return between

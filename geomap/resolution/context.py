"""What the document as a whole says about where it is set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from geomap.model import Candidate, LonLat, Role, Toponym
from geomap.resolution.candidates import within

_Key = TypeVar("_Key", str, tuple[str, str])

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
_NEAR_CHARACTERS = 600.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is taken as known, and where in the text it stands."""

    place_id: str
    point: LonLat
    position: int
    weight: float


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Where a document is set.

    Parameters
    ----------
    countries, units
        Shares of the votes for each country, and for each (country, first-level unit).
    anchors
        Places already taken as known.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[tuple[str, str], float] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()

    def nearness(self, candidate: Candidate, position: int, *, scale_km: float = 120.0) -> float:
        """How near a candidate lies to the anchors, 0 to 1; those close by in the text weigh more.

        A country's or continent's point says nothing about nearness, and is no anchor.
        """
        best = 0.0
        total = 0.0
        weights = 0.0
        for anchor in self.anchors:
            if anchor.place_id == candidate.place.id:
                continue
            closeness = _NEAR_CHARACTERS / (_NEAR_CHARACTERS + abs(anchor.position - position))
            weight = closeness * anchor.weight
            value = scale_km / (scale_km + candidate.place.point.distance_km(anchor.point))
            best = max(best, value * (0.5 + 0.5 * closeness) * min(1.0, anchor.weight))
            total += weight * value
            weights += weight
        return 0.5 * best + 0.5 * total / weights if weights else 0.0


def survey(
    toponyms: Sequence[Toponym], shares: Sequence[Sequence[tuple[Candidate, float]]]
) -> DocumentContext:
    """Count the countries and units of a document.

    Parameters
    ----------
    toponyms
        Of the document.
    shares
        For each toponym its candidates, each with its share of belief (adding up to 1).
    """
    countries: defaultdict[str, float] = defaultdict(float)
    units: defaultdict[tuple[str, str], float] = defaultdict(float)
    anchors: list[Anchor] = []
    for toponym, candidates in zip(toponyms, shares, strict=True):
        vote = _VOTES[toponym.role]
        for candidate, share in candidates:
            place = candidate.place
            if place.country is not None:
                countries[place.country] += vote * share
                if place.admin1 is not None and not place.feature_code.startswith("PCL"):
                    units[place.country, place.admin1] += vote * share
            is_ground = place.feature_class != "A" or place.feature_code.startswith(("ADM1", "ADM2"))
            if share >= 0.6 and is_ground and place.feature_code not in {"CONT", "OCN"}:
                wide = 0.5 if place.feature_class in "AL" else 1.0
                anchors.append(Anchor(place.id, place.point, toponym.start, share * min(1.0, vote) * wide))
    return DocumentContext(_normalised(countries), _normalised(units), tuple(anchors))


def prior_shares(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """The candidates with the shares of belief that their priors give."""
    if not candidates:
        return []
    top = max(c.score for c in candidates)
    weights = [_PRIOR_BASE ** (c.score - top) for c in candidates]
    total = sum(weights)
    return [(c, w / total) for c, w in zip(candidates, weights, strict=True)]


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


def contained_share(
    candidate: Candidate, container: Sequence[tuple[Candidate, float]], *, near_km: float = 80.0
) -> float:
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


def _normalised(votes: Mapping[_Key, float]) -> dict[_Key, float]:
    total = sum(votes.values())
    return {key: vote / total for key, vote in votes.items()} if total else {}

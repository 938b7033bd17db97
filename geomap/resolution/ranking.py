"""Ranking a toponym's candidates: features, and one table of weights.

A ranker gives every candidate a number and its reasons; resolution turns the numbers into
shares of belief. A learnt ranker needs one method, `Ranker.rank`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import Protocol

from geomap.model import Candidate, LonLat, Role, Toponym
from geomap.resolution.candidates import wanted
from geomap.resolution.context import (
    Anchor,
    DocumentContext,
    Shares,
    Vector,
    contained_share,
    is_ground,
    nearness,
    unit_vector,
)

#: Feature -> weight. Features are 0 to 1 except the prior, which is the decimal logarithm of
#: the place's people with bonuses for capitals and countries. Set by hand.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "prior": 1.0,
        "preferred name": 0.6,
        "historic name": -1.5,
        "named with its feature word": 1.5,
        "fits the feature word": 2.0,
        "against the feature word": -2.0,
        "town rather than unit": 0.3,
        "town of the unit's name": 0.5,
        "in the unit that qualifies it": 6.0,
        "outside the unit that qualifies it": -2.0,
        "in no other place's country": -1.0,
        "document's country": 5.0,
        "document's unit": 3.0,
        "near other places": 6.0,
        "theatre": 2.5,
        "country, continent or sea": 0.5,
        "a government's seat": 3.0,
        # What stands for all places that the gazetteer does not know.
        "unknown place": 5.0,
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """One toponym with everything a ranker may look at.

    Parameters
    ----------
    toponym, candidates
        The toponym and its candidates, best prior first.
    context, own
        Where the document is set, and what this toponym itself contributed to that.
    container
        The candidates of the toponym that qualifies it, with their shares, and the
        qualification's strength; empty if none does.
    strength
        Of the qualification, 0 to 1.
    in_theatre
        Whether a point lies in the area of a theatre of the document.
    standings
        Of each candidate, what does not change from one round of resolution to the next.
    explained
        Whether reasons are wanted: those of the last round alone are kept.
    """

    toponym: Toponym
    candidates: Sequence[Candidate]
    context: DocumentContext
    own: DocumentContext
    container: Shares
    strength: float
    in_theatre: Callable[[LonLat], bool]
    standings: Sequence[Standing]
    explained: bool = True


class Ranker(Protocol):
    """Whatever orders the candidates of a toponym."""

    def rank(self, case: Case) -> tuple[Candidate, ...]:
        """The candidates with ``score`` and ``reasons`` set, best first.

        Scores are logarithmic: a difference of 1 makes one candidate e times as likely.
        """
        ...

    def unknown(self, case: Case) -> float:
        """The score at which a candidate is as likely as a place that the gazetteer lacks."""
        ...


@dataclass(frozen=True, slots=True)
class WeightedRanker:
    """Adds up weighted features.

    Parameters
    ----------
    weights
        Feature -> weight, as in `WEIGHTS`.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)

    def unknown(self, case: Case) -> float:
        """See `Ranker.unknown`; a place that is not known fits the feature word like one that is."""
        fitting = self.weights["fits the feature word"] if wanted(case.toponym.cue) is not None else 0.0
        return self.weights["unknown place"] + fitting

    def rank(self, case: Case) -> tuple[Candidate, ...]:
        """See `Ranker.rank`."""
        return tuple(
            Candidate(c.place, c.name, c.name_kind, score, c.reasons) for c, score in self.scored(case)
        )

    def scored(self, case: Case) -> list[tuple[Candidate, float]]:
        """The candidates with their scores beside them, best first: records are made of few."""
        weights = self.weights
        prior = weights["prior"]
        inside, outside, land, unit, alone, near, theatre = [weights[feature] for feature in CHANGING]
        own = {candidate.place.id for candidate in case.candidates}
        anchors = case.context.anchors_beside(own) if case.toponym.role is not Role.DEMONYM else ()
        scored = []
        for standing in case.standings:
            score = prior * standing.candidate.score
            for feature in standing.held:
                score += weights[feature]
            values = changing_values(case, standing, anchors)
            a, b, c, d, e, f, g = values
            score += inside * a
            score += outside * b
            score += land * c
            score += unit * d
            score += alone * e
            score += near * f
            score += theatre * g
            scored.append((-score, standing.candidate.place.id, standing, values))
        scored.sort(key=_BY_SCORE)
        pairs = [(standing.candidate, -score) for score, _, standing, _ in scored]
        if case.explained:
            for i, (_, _, standing, values) in enumerate(scored[:_EXPLAINED]):
                plain, score = pairs[i]
                reasons = plain.reasons + _phrases(standing, values)
                pairs[i] = Candidate(plain.place, plain.name, plain.name_kind, plain.score, reasons), score
        return pairs


# Ties are broken by id, so that the same input gives the same answer.
_BY_SCORE = itemgetter(0, 1)
_OUTSIDE = 0.1  # shares of belief below these count as none
_FOREIGN = 0.03
_FAMOUS = 5.5  # a prior, that of some 300,000 people, from which a place is named anywhere
_EXPLAINED = 6  # candidates of a toponym whose reasons are written out
_UNSPOKEN = frozenset(
    {"preferred name", "town rather than unit", "country, continent or sea", "town of the unit's name"}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a candidate is by itself, wherever the document turns out to be set.

    Parameters
    ----------
    candidate
        The candidate.
    held
        The features that hold of it by itself, but for the prior.
    vector
        Its point, as `unit_vector` gives it.
    wide
        Whether it is a country or continent, whose point says nothing.
    in_theatre
        Whether it lies in the area of a theatre of the document.
    """

    candidate: Candidate
    held: Sequence[str]
    vector: Vector
    wide: bool
    in_theatre: bool


def standings(
    toponym: Toponym, candidates: Sequence[Candidate], in_theatre: Callable[[LonLat], bool]
) -> tuple[Standing, ...]:
    """What each candidate of a toponym is by itself."""
    namesakes = {
        (c.place.country, c.place.admin1) for c in candidates if c.place.feature_code.startswith("ADM1")
    }
    asked = wanted(toponym.cue)
    demonym = toponym.role is Role.DEMONYM
    metonym = toponym.role is Role.METONYM
    found = []
    for candidate in candidates:
        place = candidate.place
        held: list[str] = []
        if candidate.name_kind in {"preferred", "native", "abbreviation"}:
            held.append("preferred name")
        elif candidate.name_kind == "historic":
            held.append("historic name")
        if candidate.reasons:
            held.append("named with its feature word")
        if asked is not None:
            fits = place.feature_class in asked.classes
            held.append("fits the feature word" if fits else "against the feature word")
        elif place.feature_class == "P":
            held.append("town rather than unit")
            if place.admin1 is not None and (place.country, place.admin1) in namesakes:
                held.append("town of the unit's name")
        wide = not is_ground(place)
        if wide:
            held.append("country, continent or sea")
        if metonym and (wide or place.feature_code == "PPLC"):
            held.append("a government's seat")
        inside = not demonym and not wide and in_theatre(place.point)
        found.append(Standing(candidate, held, unit_vector(place.point), wide, inside))
    return tuple(found)


#: The features that hang on the rest of the document.
CHANGING = (
    "in the unit that qualifies it",
    "outside the unit that qualifies it",
    "document's country",
    "document's unit",
    "in no other place's country",
    "near other places",
    "theatre",
)


def changing_values(case: Case, standing: Standing, anchors: Sequence[Anchor]) -> tuple[float, ...]:
    """The values of the features `CHANGING`, in their order.

    ``anchors`` are those that are none of the candidates.
    """
    candidate = standing.candidate
    within = outside = country = unit = alone = near = theatre = 0.0
    if case.container:
        inside = contained_share(candidate, case.container)
        within = case.strength * inside
        if inside < _OUTSIDE and candidate.place.country is not None:
            outside = case.strength
    if case.toponym.role is not Role.DEMONYM:
        place = candidate.place
        country, unit = case.context.share(place, case.own)
        if country < _FOREIGN and place.country is not None and candidate.score < _FAMOUS:
            alone = 1.0
        if not standing.wide:
            near = nearness(standing.vector, anchors)
            if standing.in_theatre:
                theatre = 1.0
    return within, outside, country, unit, alone, near, theatre


def _phrases(standing: Standing, values: Sequence[float]) -> tuple[str, ...]:
    told = (
        ("prior", standing.candidate.score),
        *((feature, 1.0) for feature in standing.held if feature not in _UNSPOKEN),
        *zip(CHANGING, values, strict=True),
    )
    return tuple(feature if value == 1.0 else f"{feature} {value:.2f}" for feature, value in told if value)

"""Resolution of a document's toponyms, all of them together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from geomap.gazetteer.fold import fold
from geomap.model import Candidate, Document, LonLat, Resolution, Role, Theatre, Toponym
from geomap.resolution.candidates import Lookup, candidates_for, wanted
from geomap.resolution.context import (
    Qualifier,
    find_qualifiers,
    prior_shares,
    survey,
)
from geomap.resolution.precision import radius_km, seat_stands_for_unit, where_prec
from geomap.resolution.ranking import Case, Ranker, WeightedRanker

ABSTAIN_BELOW = 0.25
"""Shares of belief below this leave a toponym unresolved."""

_ROUNDS = 2  # the first settles the countries, the second the neighbours
_KEPT_REJECTED = 5
_Shares = list[tuple[Candidate, float]]


class Gazetteer(Lookup, Protocol):
    """What resolution asks of an index."""


def resolve(
    document: Document,
    toponyms: Sequence[Toponym],
    index: Gazetteer,
    *,
    theatres: Sequence[Theatre] = (),
    ranker: Ranker | None = None,
) -> tuple[Toponym, ...]:
    """Say which place each toponym means, or leave it open.

    Parameters
    ----------
    document
        The text in which they stand.
    toponyms
        As recognised, in the order of the text.
    index
        The gazetteer, with the overlays of theatres and users.
    theatres
        Theatres that the document is about: places within their area are preferred.
    ranker
        What orders candidates; a `WeightedRanker` if none is given.

    Returns
    -------
    tuple of Toponym
        The same toponyms in the same order, with ``resolution`` set where a place was found and
        believed with at least `ABSTAIN_BELOW`.
    """
    order = ranker or WeightedRanker()
    found = [candidates_for(toponym, index) for toponym in toponyms]
    qualifiers = find_qualifiers(document.text, toponyms)
    in_theatre = _area_test(theatres)
    shares: list[_Shares] = [prior_shares(candidates) for candidates in found]
    for _ in range(_ROUNDS):
        context = survey(toponyms, shares)
        ranked: list[_Shares] = []
        for i, toponym in enumerate(toponyms):
            qualifier = qualifiers.get(i)
            container = shares[qualifier.index] if qualifier is not None else ()
            case = Case(
                toponym,
                found[i],
                context,
                container,
                qualifier.strength if qualifier is not None else 0.0,
                in_theatre,
            )
            ranked.append(_believe(_allowed(toponym, order.rank(case))))
        shares = _one_sense(toponyms, ranked, qualifiers)
    return tuple(_settle(toponym, believed) for toponym, believed in zip(toponyms, shares, strict=True))


def _allowed(toponym: Toponym, ranked: Sequence[Candidate]) -> Sequence[Candidate]:
    """Drop what a strict feature word rules out: the X river is no town."""
    asked = wanted(toponym.cue)
    if asked is None or not asked.strict:
        return ranked
    return [c for c in ranked if c.place.feature_class in asked.classes]


def _believe(ranked: Sequence[Candidate]) -> _Shares:
    """Shares of belief from a ranker's logarithmic scores."""
    if not ranked:
        return []
    top = max(c.score for c in ranked)
    weights = [math.exp(c.score - top) for c in ranked]
    total = sum(weights)
    return [(c, w / total) for c, w in zip(ranked, weights, strict=True)]


def _one_sense(
    toponyms: Sequence[Toponym], shares: Sequence[_Shares], qualifiers: dict[int, Qualifier]
) -> list[_Shares]:
    """One sense a document: mentions of the same name and kind lend each other their beliefs.

    A qualified mention ('Paris, Texas') speaks three times as loud as a bare one.
    """
    groups: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, toponym in enumerate(toponyms):
        asked = wanted(toponym.cue)
        kind = "demonym" if toponym.role is Role.DEMONYM else asked.classes if asked is not None else None
        groups[fold(toponym.text), kind].append(i)
    result = list(shares)
    for members in groups.values():
        if len(members) < 2:
            continue
        pooled: defaultdict[str, float] = defaultdict(float)
        loudness = 0.0
        for i in members:
            loud = 3.0 if i in qualifiers else 1.0
            loudness += loud
            for candidate, share in shares[i]:
                pooled[candidate.place.id] += loud * share
        for i in members:
            mixed = [(c, (share + pooled[c.place.id] / loudness) / 2) for c, share in shares[i]]
            result[i] = sorted(mixed, key=lambda pair: (-pair[1], pair[0].place.id))
    return result


def _settle(toponym: Toponym, believed: _Shares) -> Toponym:
    """The toponym with its resolution, if its best candidate is believed enough."""
    if not believed:
        return toponym
    best, share = believed[0]
    if share < ABSTAIN_BELOW:
        return toponym
    place = best.place
    reasons = best.reasons
    if seat_stands_for_unit(toponym, place):
        reasons += (f"no {toponym.cue} of that name is known: its seat",)
    rejected = tuple(replace(c, score=round(s, 4)) for c, s in believed[1 : 1 + _KEPT_REJECTED])
    return replace(
        toponym,
        resolution=Resolution(
            place,
            _method(best, len(believed)),
            where_prec(toponym, place),
            radius_km(toponym, place),
            round(min(1.0, share), 4),
            reasons,
            rejected,
        ),
    )


def _method(best: Candidate, count: int) -> str:
    """What decided, in a word or two."""
    if count == 1:
        return "unique name"
    spoken = " ".join(best.reasons)
    for feature in ("in the unit that qualifies it", "theatre", "fits the feature word", "known as"):
        if feature in spoken:
            return {"known as": "name with feature word", "in the unit that qualifies it": "qualifier"}.get(
                feature, feature
            )
    return "prior and context"


def _area_test(theatres: Sequence[Theatre]) -> Callable[[LonLat], bool]:
    """A function that tells whether a point lies in the area of one of the theatres."""
    if not theatres:
        return lambda _: False
    import shapely

    areas = [theatre.area.to_shapely() for theatre in theatres]
    for area in areas:
        shapely.prepare(area)
    known: dict[LonLat, bool] = {}

    def inside(point: LonLat) -> bool:
        if point not in known:
            known[point] = any(shapely.intersects_xy(area, point.lon, point.lat) for area in areas)
        return known[point]

    return inside

"""Resolution of a document's toponyms, all of them together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.model import Candidate, Document, LonLat, Resolution, Theatre, Toponym
from geomap.resolution.candidates import Lookup
from geomap.resolution.context import Shares, prior_shares, survey, votes_for
from geomap.resolution.precision import radius_km, seat_stands_for_unit, where_prec
from geomap.resolution.ranking import Case, Ranker, WeightedRanker, standings
from geomap.resolution.senses import find_senses

ABSTAIN_BELOW = 0.25
"""Shares of belief below this leave a toponym unresolved."""

_ROUNDS = 3  # the first settles the countries, the second the neighbours, the third what follows from them
_KEPT = 5  # of the candidates that were not taken


def resolve(
    document: Document,
    toponyms: Sequence[Toponym],
    index: Lookup,
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
        believed with at least `ABSTAIN_BELOW`, else with the places that were ``considered``.
    """
    order = ranker or WeightedRanker()
    senses = find_senses(document.text, toponyms, index)
    in_theatre = _area_test(theatres)
    shares: list[Shares] = [prior_shares(sense.candidates) for sense in senses]
    standing = [standings(sense.toponym, sense.candidates, in_theatre) for sense in senses]
    for number in range(1, _ROUNDS + 1):
        context = survey((sense.votes, believed) for sense, believed in zip(senses, shares, strict=True))
        cases = [
            Case(
                sense.toponym,
                sense.candidates,
                context,
                votes_for(sense.votes, believed),
                shares[sense.container] if sense.container is not None else (),
                sense.strength,
                in_theatre,
                stand,
                explained=number == _ROUNDS,
            )
            for sense, believed, stand in zip(senses, shares, standing, strict=True)
        ]
        shares = [_believe(_scored(order, case), order.unknown(case)) for case in cases]
    resolved = list(toponyms)
    for sense, believed in zip(senses, shares, strict=True):
        settled = bool(believed) and believed[0][1] >= ABSTAIN_BELOW
        others = tuple(
            Candidate(c.place, c.name, c.name_kind, round(s, 4), c.reasons)
            for c, s in believed[settled : settled + _KEPT]
        )
        for i in sense.members:
            resolved[i] = (
                _settle(toponyms[i], believed, others) if settled else replace(toponyms[i], considered=others)
            )
    return tuple(resolved)


def _scored(order: Ranker, case: Case) -> Sequence[tuple[Candidate, float]]:
    """The candidates with their scores, best first."""
    if isinstance(order, WeightedRanker):
        return order.scored(case)
    return [(candidate, candidate.score) for candidate in order.rank(case)]


def _believe(ranked: Sequence[tuple[Candidate, float]], unknown: float) -> Shares:
    """Shares of belief from logarithmic scores; the rest is that it is none of them."""
    if not ranked:
        return ()
    top = max([unknown, *(score for _, score in ranked)])
    weights = [math.exp(score - top) for _, score in ranked]
    total = sum(weights) + math.exp(unknown - top)
    return tuple([(candidate, w / total) for (candidate, _), w in zip(ranked, weights, strict=True)])


def _settle(toponym: Toponym, believed: Shares, rejected: tuple[Candidate, ...]) -> Toponym:
    """The toponym with its best candidate as its resolution."""
    best, share = believed[0]
    place = best.place
    reasons = best.reasons
    if seat_stands_for_unit(toponym, place):
        reasons += (f"no {toponym.cue} of that name is known: its seat",)
    return Toponym(
        toponym.start,
        toponym.end,
        toponym.text,
        toponym.role,
        toponym.cue,
        toponym.relation,
        toponym.distance_km,
        toponym.region_prefix,
        Resolution(
            place,
            _method(best, len(believed)),
            where_prec(toponym, place),
            radius_km(toponym, place),
            round(min(1.0, share), 4),
            reasons,
            rejected,
        ),
        toponym.lemma,
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

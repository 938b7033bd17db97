"""Resolution of a document's toponyms, all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from geomap.model import OVERRIDE, Candidate, Document, Resolution, Theatre, Toponym
from geomap.resolution.candidates import Lookup
from geomap.resolution.inference import Beliefs, infer
from geomap.resolution.options import FloatArray
from geomap.resolution.precision import radius_km, seat_stands_for_unit, where_prec
from geomap.resolution.ranking import LinearRanker, Ranker, bundled
from geomap.resolution.scene import FEATURES, InTheatre, Scene
from geomap.resolution.senses import Overriding, Sense, find_senses
from geomap.resolution.surroundings import named_around
from geomap.resolution.weighing import weighing_of

ABSTAIN_BELOW = 0.2
"""Shares of belief below this leave a toponym unresolved, if no other share is asked for."""

_KEPT = 5  # of the candidates that were not taken
_REASONS = 4
_TELLING = 0.1  # in logarithms of odds: less than this decides nothing


def resolve(
    document: Document,
    toponyms: Sequence[Toponym],
    index: Lookup,
    *,
    theatres: Sequence[Theatre] = (),
    ranker: Ranker | None = None,
    min_score: float = ABSTAIN_BELOW,
    overriding: Overriding | None = None,
    explain: bool = False,
) -> tuple[Toponym, ...]:
    """Say which place each toponym means, or leave it open.

    Parameters
    ----------
    document
        The text in which they stand, with its title and source.
    toponyms
        As recognised, in the order of the text.
    index
        The gazetteer, with the overlays of theatres and users.
    theatres
        Theatres that the document is about: places within their areas are preferred.
    ranker
        What weighs candidates; the bundled one if none is given.
    min_score
        Which share of belief, 0 to 1, a place needs.
    overriding
        Gives the user's override of a mention, if there is one: its place is the one candidate,
        believed from the beginning, and helps to place the others.
    explain
        Whether each toponym is to carry its ``weighing``: all candidates with all features.

    Returns
    -------
    tuple of Toponym
        The same toponyms in the same order, with ``resolution`` set where a place was found and
        believed with at least ``min_score``, else with the places that were ``considered``.
    """
    order = ranker or bundled()
    senses = find_senses(document.text, toponyms, index, overriding, named_around(document, index))
    scene = Scene(senses, area_test(theatres))
    beliefs = infer(scene, order)
    resolved = list(toponyms)
    for number, sense in enumerate(senses):
        believed = _ordered(scene, number, sense, beliefs.candidates)
        is_sure = bool(believed) and believed[0][1] >= min_score
        others = tuple(
            _with_share(sense, row - int(scene.first[number]), belief)
            for row, belief in believed[is_sure : is_sure + _KEPT]
        )
        weighing = weighing_of(scene, beliefs, order, number, believed) if explain else None
        if not is_sure:
            for i in sense.members:
                resolved[i] = replace(
                    toponyms[i], considered=others, left_open=sense.reason, weighing=weighing
                )
            continue
        row, share = believed[0]
        best = sense.options.options[row - int(scene.first[number])].candidate
        reasons = best.reasons if sense.settled else _reasons(beliefs, believed, order)
        for i in sense.members:
            settled = _settle(toponyms[i], best, share, len(believed), reasons, others)
            resolved[i] = settled if weighing is None else replace(settled, weighing=weighing)
    return tuple(resolved)


def _ordered(scene: Scene, number: int, sense: Sense, belief: FloatArray) -> list[tuple[int, float]]:
    """The best candidates of a sense with their shares; of equals the one whose id comes first."""
    first, last = int(scene.first[number]), int(scene.first[number + 1])
    options = sense.options.options
    shares = belief[first:last].tolist()
    order = sorted(range(last - first), key=lambda i: (-shares[i], options[i].candidate.place.id))
    return [(first + i, shares[i]) for i in order]


def _with_share(sense: Sense, place: int, share: float) -> Candidate:
    candidate = sense.options.options[place].candidate
    return Candidate(candidate.place, candidate.name, candidate.name_kind, round(share, 4), candidate.reasons)


def _reasons(beliefs: Beliefs, believed: Sequence[tuple[int, float]], order: Ranker) -> tuple[str, ...]:
    """What decided for the best candidate against the next, as short phrases, the strongest first."""
    if not isinstance(order, LinearRanker):
        return ()
    values = beliefs.features[believed[0][0]]
    parts = values * order.weights
    if len(believed) > 1:
        # What is true of both decided nothing.
        parts = parts - beliefs.features[believed[1][0]] * order.weights
    strongest = np.argsort(-parts, kind="stable")[:_REASONS].tolist()
    return tuple(
        FEATURES[i] if values[i] == 1.0 else f"{FEATURES[i]} {values[i]:.2f}"
        for i in strongest
        if parts[i] > _TELLING and values[i] != 0.0
    )


def _settle(
    toponym: Toponym,
    best: Candidate,
    share: float,
    count: int,
    reasons: tuple[str, ...],
    rejected: tuple[Candidate, ...],
) -> Toponym:
    """The toponym with its best candidate as its resolution."""
    place = best.place
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
            OVERRIDE if best.name_kind == OVERRIDE else _method(reasons, count),
            where_prec(toponym, place),
            radius_km(toponym, place),
            round(min(1.0, share), 4),
            reasons,
            rejected,
        ),
        toponym.lemma,
    )


_METHODS = {
    "in the place that qualifies it": "qualifier",
    "where the text says from another": "distance from another",
    "theatre": "theatre",
    "fits the feature word": "fits the feature word",
    "unit found with its word": "name with feature word",
    "site found with its word": "name with feature word",
}


def _method(reasons: Sequence[str], count: int) -> str:
    """What decided, in a word or two."""
    if count == 1:
        return "unique name"
    told = (method for feature, method in _METHODS.items() if any(r.startswith(feature) for r in reasons))
    return next(told, "prior and context")


def area_test(theatres: Sequence[Theatre]) -> InTheatre | None:
    """What tells whether points lie in the area of one of the theatres."""
    if not theatres:
        return None
    import shapely

    areas = [theatre.area.to_shapely() for theatre in theatres]
    for area in areas:
        shapely.prepare(area)

    def inside(lons: FloatArray, lats: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        found = np.zeros(len(lons), dtype=bool)
        for area in areas:
            found |= shapely.intersects_xy(area, lons, lats)
        return found

    return inside

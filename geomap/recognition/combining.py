"""Evidence and a tagger's opinion put together: how much a name weighs by both."""

from __future__ import annotations

import math
from typing import NamedTuple

from geomap.recognition.names import Name
from geomap.recognition.tagging.opinions import Opinion


class TaggerWeights(NamedTuple):
    """How much a tagger's opinion counts beside the evidence.

    The weight of a name is ``evidence`` x the sum of its features' weights + ``place`` x the log
    odds that the tagger sees a place or people in it + ``person`` and ``organisation`` x the
    probabilities of those + ``always``.
    """

    evidence: float
    place: float
    person: float
    organisation: float
    always: float


#: Set by hand. ``training/combining.py`` tells what a fit would gain: on corpora that the tagger was
#: not trained on 0.1 points of accuracy; on its own kind of text evidence would hardly count, which
#: is no guide for other text.
TAGGER_WEIGHTS = TaggerWeights(evidence=0.6, place=0.5, person=-2.0, organisation=0.5, always=0.0)

_OF_ORGANISATION = 0.6
_SURELY, _STATE = 0.9, 4.0
_LEAST = 0.01  # no opinion counts as more than 99 to 1


def weigh_with_tagger(
    name: Name, evidence: float, opinion: Opinion, weights: TaggerWeights = TAGGER_WEIGHTS
) -> float:
    """The weight of a name by its evidence and by a tagger's opinion together."""
    held = combined_features(name, evidence, opinion)
    weight = sum([w * x for w, x in zip(weights, held, strict=True)])
    # A state's name has so much evidence of its own that a person's needs more against it.
    return weight - _STATE if name.facts.state and opinion.person > _SURELY else weight


def combined_features(
    name: Name, evidence: float, opinion: Opinion
) -> tuple[float, float, float, float, float]:
    """What `TaggerWeights` weighs, in its order.

    That the tagger sees a people speaks for a name that is one's, and not for Arab, Alabama.
    """
    # Within an organisation's name a place's is as likely as not: 'Kharkiv University', 'White House'.
    people = opinion.demonym if name.facts.demonym or name.facts.state else 0.0
    seen = min(opinion.place + people + _OF_ORGANISATION * opinion.organisation, 1.0)
    odds = math.log((seen + _LEAST) / (1.0 - seen + _LEAST))
    return evidence, odds, opinion.person, opinion.organisation, 1.0

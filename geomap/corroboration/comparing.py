"""How alike two accounts are: the parts of the evidence added up in log-odds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from geomap.corroboration.evidence import (
    Evidence,
    of_day,
    of_document,
    of_hour,
    of_place,
    of_sides,
    of_toll,
    of_type,
    of_words,
)
from geomap.corroboration.grounds import KM_PER_DEGREE
from geomap.corroboration.settings import Joining
from geomap.corroboration.sketches import Sketch

# Before anything is compared: of the pairs of one kind, near each other in place and time, most are two.
_BEFORE: Final = -2.2
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two accounts are.

    Parameters
    ----------
    score
        0 to 1; 0 if they cannot be one.
    reasons
        What speaks for it, the weightiest first, then what speaks against it.
    """

    score: float
    reasons: tuple[str, ...]


def may_be_one(one: Sketch, other: Sketch, joining: Joining) -> bool:
    """Whether two accounts are worth comparing: one family, days and boxes that meet."""
    if one.family != other.family or one.last < other.first or other.last < one.first:
        return False
    around = joining.distance_km / KM_PER_DEGREE
    # Boxes have to be a little wider the farther from the equator; twice as wide is enough to 60 degrees.
    return (
        one.south - around <= other.north
        and other.south - around <= one.north
        and one.west - 2 * around <= other.east
        and other.west - 2 * around <= one.east
    )


def compare(one: Sketch, other: Sketch, joining: Joining) -> Likeness:
    """Compare two accounts; the order of the two does not matter.

    What rules out that they are one - two towns, two days - gives a score of 0.
    """
    if not may_be_one(one, other, joining):
        return Likeness(0.0, ())
    one, other = sorted((one, other), key=lambda sketch: sketch.id)
    place, day = of_place(one, other, joining), of_day(one, other)
    if place is None or day is None:
        return Likeness(0.0, ())
    parts: list[Evidence] = [
        place,
        day,
        of_hour(one, other),
        of_type(one, other),
        of_sides(one, other),
        of_toll(one, other),
        of_words(one, other),
        of_document(one, other),
    ]
    odds = _BEFORE + sum(part.weight for part in parts)
    told = sorted((part for part in parts if part.reason and part.weight), key=lambda part: -part.weight)
    reasons = tuple(part.reason if part.weight > 0 else f"but {part.reason}" for part in told)
    return Likeness(round(1 / (1 + math.exp(-odds)), _DECIMALS), reasons)

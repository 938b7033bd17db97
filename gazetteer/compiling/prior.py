"""How likely a place is to be meant by its name when nothing else is known.

One scale for all sorts of places: the decimal logarithm of the people living there. What news
names more often than its size says gets a bonus: capitals, countries, regions.
"""

from __future__ import annotations

import math

# A town of unknown size is at least a place of 500 people by the source's own rule; the list has
# many smaller ones, so somewhat less is taken.
LEAST_POPULATION = 200
CAPITAL_BONUS = 1.0
COUNTRY_BASE = 8.0  # above the largest city: 'Mexico' and 'Panama' mean the country
# A unit is named less often than a city of as many people as live in all of the unit.
UNIT_PENALTY = 0.2
SECOND_LEVEL_PENALTY = 0.5
# A town that names its unit comes first when the bare name is used, by a hair.
UNDER_SEAT = 0.05


def town(population: int, *, capital: bool = False) -> float:
    """Prior of a populated place."""
    return math.log10(max(population, LEAST_POPULATION)) + (CAPITAL_BONUS if capital else 0.0)


def country(population: int) -> float:
    """Prior of a country or territory: 8.0 to 9.0."""
    return COUNTRY_BASE + math.log10(max(population, 1)) / 10


def unit(population: int, *, seat_prior: float | None = None, second_level: bool = False) -> float:
    """Prior of a first-level (or second-level) unit; below its seat's if they share the name."""
    penalty = SECOND_LEVEL_PENALTY if second_level else UNIT_PENALTY
    own = math.log10(max(population, LEAST_POPULATION)) - penalty
    return own if seat_prior is None else min(own, seat_prior - UNDER_SEAT)

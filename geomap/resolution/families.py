"""Which senses of a document belong to one name, and units as small numbers to count votes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from geomap.gazetteer.names.fold import fold
from geomap.resolution.options import (
    BoolArray,
    IntArray,
    known_numbers,
)
from geomap.resolution.senses import Sense

_SHARED = 0.5  # of the candidates of the sense that has fewer make two senses of one family


class Codes(NamedTuple):
    """Units as numbers, with what is needed to count votes for them."""

    of: IntArray  # of each candidate, a number below `size`; that of the units that it lies in none
    known: BoolArray  # which candidates lie in one
    size: int
    own: IntArray  # of each candidate, a number below `owns` for its family and unit together
    owns: int


def families(senses: Sequence[Sense]) -> IntArray:
    """A number for each sense; those of one name, or of mostly the same candidates, have the same.

    They must not speak for each other: 'Columbus' says nothing about where 'Columbus State' lies.
    """
    names: dict[str, int] = {}
    holders: dict[str, list[int]] = {}
    family: list[int] = []
    for number, sense in enumerate(senses):
        first = names.setdefault(fold(sense.toponym.lemma or sense.toponym.text), number)
        family.append(family[first] if first < number else number)
        options = sense.options.options
        shared: dict[int, int] = {}
        for option in options:
            held = holders.setdefault(option.candidate.place.id, [])
            for other in held:
                shared[other] = shared.get(other, 0) + 1
            held.append(number)
        for other, count in shared.items():
            if family[other] != family[number] and count >= _SHARED * min(
                len(options), len(senses[other].options.options)
            ):
                old, new = family[number], family[other]
                family = [new if f == old else f for f in family]
    return np.array(family, dtype=np.int64)


def renumbered(numbers: IntArray) -> IntArray:
    """Equal numbers for equal ones, below how many there are; much faster than sorting them."""
    where = np.empty(known_numbers() + 1, dtype=np.int64)  # the last cell is that of -1
    where[numbers] = np.arange(len(numbers))
    return where[numbers]


def firsts(codes: Codes) -> IntArray:
    """One candidate of each family and unit."""
    which = np.full(codes.owns, -1, dtype=np.int64)
    which[codes.own] = np.arange(len(codes.own))
    return which[which >= 0]

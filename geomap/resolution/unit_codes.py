"""Units of a document's candidates as small numbers, by which votes for them are counted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geomap.resolution.options import BoolArray, IntArray, known_numbers


class Codes(NamedTuple):
    """Units as numbers, with what is needed to count votes for them."""

    of: IntArray  # of each candidate, a number below `size`; that of the units that it lies in none
    known: BoolArray  # which candidates lie in one
    size: int
    own: IntArray  # of each candidate, a number below `owns` for its family and unit together
    owns: int


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

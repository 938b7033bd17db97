"""Features of tokens as buckets: each template hashes a few columns into a number below `BUCKETS`.

Feature hashing (Weinberger et al. 2009, https://arxiv.org/abs/0902.2206): no list of features
has to be kept or looked up, and training sees the same collisions as use. Templates of the word
alone are computed once a word type (`word_templates`), those that join a word with its
surroundings once a token (`joint_templates`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from geomap.recognition.tagging.columns import CAPITAL, OPENS, Columns
from geomap.recognition.tagging.word_types import COLUMNS, LISTS, SHAPE, SUFFIX_3, WORD

Hashes = npt.NDArray[np.uint64]
Buckets = npt.NDArray[np.int64]

BITS: Final = 21
BUCKETS: Final = 1 << BITS

_SHIFT = np.uint64(64 - BITS)
# Odd numbers with well-mixed bits: the golden ratio's and two of MurmurHash3's finaliser.
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)

# Stands for a token before or after the sequence.
_OUTSIDE = np.uint64(0x5BD1E995)

#: The columns of a word type that are features of the token itself, and of its neighbours by distance.
OWN = tuple(range(COLUMNS))
AT_DISTANCE: dict[int, tuple[int, ...]] = {
    -2: (WORD, LISTS),
    -1: (WORD, SHAPE, LISTS, SUFFIX_3),
    1: (WORD, SHAPE, LISTS, SUFFIX_3),
    2: (WORD, LISTS),
}


def bucket(seed: int, *columns: Hashes) -> Buckets:
    """The bucket of each row of some columns together, for the template of that number."""
    mixed = columns[0] * _MIX_1 + np.uint64(seed * 0x632BE59BD9B4E019 % (1 << 64))
    for column in columns[1:]:
        mixed ^= mixed >> np.uint64(29)
        mixed = mixed * _MIX_2 + column * _GOLDEN
    mixed ^= mixed >> np.uint64(32)
    return ((mixed * _GOLDEN) >> _SHIFT).astype(np.int64)


def word_templates(hashes: Hashes, distance: int) -> Buckets:
    """Buckets of the templates of a word alone, at a distance of -2 to 2 tokens.

    Parameters
    ----------
    hashes
        Array of shape (types, COLUMNS).
    distance
        How many tokens after the token described (negative: before) the word stands.

    Returns
    -------
    ndarray of shape (types, templates)
    """
    columns = OWN if distance == 0 else AT_DISTANCE[distance]
    seeds = 100 * (distance + 3)
    return np.stack([bucket(seeds + c, hashes[:, c]) for c in columns], axis=1)


def outside_templates(distance: int) -> Buckets:
    """Buckets of a neighbour that there is none of: the sequence begins or ends."""
    row = np.full((1, COLUMNS), _OUTSIDE, dtype=np.uint64)
    return word_templates(row, distance)


def joint_templates(columns: Columns, hashes: Hashes) -> Iterator[Buckets]:
    """Yield the buckets of the templates that join a word with its surroundings, an array a template."""
    near = _Surroundings(columns, hashes)
    word, shape, lists, suffix = (near.of_types(c) for c in (WORD, SHAPE, LISTS, SUFFIX_3))
    before, after = near.shifted(word, -1), near.shifted(word, 1)
    name = near.plain(columns.names)
    name_before, name_after = near.shifted(name, -1), near.shifted(name, 1)
    gap = near.plain(columns.gaps)
    gap_after = near.shifted(gap, 1)
    capital = near.plain(columns.writing & (CAPITAL | OPENS))
    here = np.arange(len(columns.types))
    length = near.plain(np.minimum(columns.run_last - columns.run_first, 4))
    place = near.plain(np.minimum(here - columns.run_first, 3) * 8 + np.minimum(columns.run_last - here, 3))
    first, last = word[columns.run_first], word[columns.run_last]
    left, right = before[columns.run_first], after[columns.run_last]
    joints: tuple[tuple[Hashes, ...], ...] = (
        (near.shifted(word, -2), before),
        (after, near.shifted(word, 2)),
        (before, shape),
        (shape, after),
        (before, word),
        (word, after),
        (name, shape),
        (name_before, name),
        (name, name_after),
        (name, before),
        (name, after),
        (name, word),
        (name, lists),
        (near.shifted(name, -2), name),
        (name, near.shifted(name, 2)),
        (gap, gap_after, near.shifted(capital, -1), capital, near.shifted(capital, 1)),
        (gap, gap_after, name),
        (gap, gap_after, shape),
        (name, length, place),
        (left, name),
        (right, name),
        (left, place),
        (right, place),
        (last, place),
        (first, place),
        (near.shifted(lists, -1), lists, shape),
        (lists, near.shifted(lists, 1), shape),
        (near.shifted(suffix, -1), shape),
        (near.shifted(suffix, 1), shape),
        (near.shifted(shape, -1), shape, near.shifted(shape, 1)),
        (capital, shape, lists),
    )
    for seed, joint in enumerate(joints):
        yield bucket(1000 + seed, *joint)


class _Surroundings:
    """Columns as hashes, and what stands beside a token within its sequence."""

    def __init__(self, columns: Columns, hashes: Hashes) -> None:
        self._columns = columns
        self._hashes = hashes
        self._inside: dict[int, npt.NDArray[np.bool_]] = {}

    def of_types(self, column: int) -> Hashes:
        """Take a column of the word types for each token."""
        return self._hashes[:, column][self._columns.types]

    @staticmethod
    def plain(numbers: npt.NDArray[np.int64]) -> Hashes:
        """Make a column of small numbers one of hashes."""
        return (numbers + 1).astype(np.uint64)

    def shifted(self, column: Hashes, distance: int) -> Hashes:
        """For each token the value of the token at a distance, if it is in the same sequence."""
        moved = np.full_like(column, _OUTSIDE)
        if distance < 0:
            moved[-distance:] = column[:distance]
        else:
            moved[:-distance] = column[distance:]
        moved[~self.inside(distance)] = _OUTSIDE
        return moved

    def inside(self, distance: int) -> npt.NDArray[np.bool_]:
        """Whether the token at a distance is in the same sequence."""
        if distance not in self._inside:
            self._inside[distance] = within_sequence(self._columns, distance)
        return self._inside[distance]


def within_sequence(columns: Columns, distance: int) -> npt.NDArray[np.bool_]:
    """For each token whether the token at a distance is in the same sequence."""
    size = len(columns.types)
    starts = columns.sequence_starts
    of_token = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    same = np.zeros(size, dtype=bool)
    if distance < 0:
        same[-distance:] = of_token[-distance:] == of_token[:distance]
    else:
        same[:-distance] = of_token[:-distance] == of_token[distance:]
    return same

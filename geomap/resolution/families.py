"""Which senses of a document are of one family: those of one name, or of mostly the same candidates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geomap.gazetteer.names.fold import fold
from geomap.resolution.options import IntArray
from geomap.resolution.senses import Sense

_SHARED = 0.5  # of the candidates of the sense that has fewer make two senses of one family


def families(senses: Sequence[Sense]) -> IntArray:
    """A number for each sense; those of one name, or of mostly the same candidates, have the same.

    They must not speak for each other: 'Columbus' says nothing about where 'Columbus State' lies.
    """
    names: dict[str, int] = {}
    alike: dict[tuple[str, ...], int] = {}
    holders: dict[str, list[int]] = {}
    family: list[int] = []  # of each sense another of its family, or itself: chains that end in one
    for number, sense in enumerate(senses):
        first = names.setdefault(fold(sense.toponym.lemma or sense.toponym.text), number)
        family.append(_last(family, first) if first < number else number)
        places = tuple(option.candidate.place.id for option in sense.options.options)
        same = alike.setdefault(places, number) if places else number
        if same < number:
            # What shares enough with the one shares it with the other: a town that a long text
            # qualifies in thousands of ways is looked at once.
            _join(family, number, same)
            continue
        shared: dict[int, int] = {}
        for place in places:
            held = holders.setdefault(place, [])
            for other in held:
                shared[other] = shared.get(other, 0) + 1
            held.append(number)
        for other, count in shared.items():
            if count >= _SHARED * min(len(places), len(senses[other].options.options)):
                _join(family, number, other)
    return np.array([_last(family, number) for number in range(len(family))], dtype=np.int64)


def _join(family: list[int], one: int, other: int) -> None:
    """Make the families of two senses one."""
    old, new = _last(family, one), _last(family, other)
    family[old] = new


def _last(family: list[int], number: int) -> int:
    """The sense at the end of a chain, which is shortened on the way."""
    while family[number] != number:
        family[number] = family[family[number]]
        number = family[number]
    return number

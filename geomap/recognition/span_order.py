"""Which of the things found in a text stand around or across a stretch of it, without asking each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_Spanned)


class SpanOrder(Generic[_T]):
    """What was found in a text, in the order of where it starts.

    Parameters
    ----------
    found
        Anything with a ``start`` and an ``end`` in Unicode characters, in any order; the spans may
        overlap.
    """

    def __init__(self, found: Iterable[_T]) -> None:
        self._found = sorted(found, key=lambda each: each.start)
        self._starts = [each.start for each in self._found]
        # The furthest end so far: where it lies before a stretch, nothing earlier reaches into it.
        self._reach = list(accumulate((each.end for each in self._found), max))

    def across(self, start: int, end: int) -> list[_T]:
        """Those that share a character with ``start`` to ``end``, in the order of their starts."""
        across = []
        i = bisect_left(self._starts, end) - 1
        while i >= 0 and self._reach[i] > start:
            if self._found[i].end > start:
                across.append(self._found[i])
            i -= 1
        return across[::-1]

    def around(self, start: int, end: int) -> list[_T]:
        """Those that hold all of ``start`` to ``end``, in the order of their starts."""
        return [each for each in self.across(start, end) if each.start <= start and end <= each.end]

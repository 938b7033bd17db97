"""Long texts cut into windows that overlap, and what was found in them put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

# The words that GLiNER counts: its limit is a number of them. A run without end is cut, lest a
# window of few words be long.
_WORD = re.compile(r"\w{1,100}(?:[-_]\w{1,100})?|\S")

_T = TypeVar("_T")


class Window(NamedTuple):
    """A stretch of a text, ``start`` to ``end``, read by itself.

    What begins in its core, ``core_start`` to ``core_end``, is its own to tell: the cores of a text's
    windows join without overlapping, and around each lies context on both sides.
    """

    start: int
    end: int
    core_start: int
    core_end: int

    def owns(self, position: int) -> bool:
        """Whether what begins there is this window's to tell."""
        return self.core_start <= position < self.core_end


def windows(text: str, *, words: int, overlap: int) -> list[Window]:
    """Cut a text into windows of so many words, each sharing ``overlap`` of them with the next.

    A text without a word has no window.
    """
    spans = [found.span() for found in _WORD.finditer(text)]
    if not spans:
        return []
    if len(spans) <= words:
        return [Window(0, len(text), 0, len(text))]
    firsts = list(range(0, len(spans) - overlap, words - overlap))
    cuts = [0, *(spans[first + overlap // 2][0] for first in firsts[1:]), len(text)]
    return [
        Window(spans[first][0], spans[min(first + words, len(spans)) - 1][1], cuts[i], cuts[i + 1])
        for i, first in enumerate(firsts)
    ]


def in_batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Items by ``size`` at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch

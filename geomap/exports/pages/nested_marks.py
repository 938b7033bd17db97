"""Words of a text that several incidents were read from, as marks that nest.

Spans of evidence may overlap in any way; elements of a page may not. Marks of the same span become
one; one that begins inside another and ends behind it is cut in two. Both are bounded, so that the
page grows no faster than the text and the evidence.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from geomap.model import Evidence, Part

_DEEPEST = 12
"""Marks within each other; those deeper are left out."""
_MOST_PIECES = 8
"""Pieces that a mark is cut into; what is left is not marked."""


@dataclass(slots=True)
class Mark:
    """A span of a text that gave parts to incidents.

    Parameters
    ----------
    number
        Its number among the marks of its text.
    start, end
        Half-open span in Unicode characters.
    parts
        What it gave, and to which incidents by their number on the page; in the order of `Part`.
    """

    number: int
    start: int
    end: int
    parts: dict[Part, dict[int, None]] = field(default_factory=dict)

    @property
    def part(self) -> Part:
        """The part by which it is shown."""
        return next(iter(self.parts))

    @property
    def incidents(self) -> list[int]:
        """Numbers of all incidents that it gave something to, ascending."""
        return sorted({number for numbers in self.parts.values() for number in numbers})


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a mark, or a piece of one, opens or closes.

    Parameters
    ----------
    at
        The character before which it does so.
    mark
        The mark.
    opens
        Whether it opens.
    first
        Whether it is the mark's first piece.
    """

    at: int
    mark: Mark
    opens: bool
    first: bool


def marks_of(text: str, evidence: Iterable[tuple[int, Evidence]]) -> list[Mark]:
    """The marks of a text in its order, the longer before those within it.

    Parameters
    ----------
    text
        The text, or its beginning; evidence that it does not hold as it says is left out.
    evidence
        Incidents' numbers on the page, each with words that gave it something.
    """
    order = {part: at for at, part in enumerate(Part)}
    spans: dict[tuple[int, int], dict[Part, dict[int, None]]] = {}
    for number, words in evidence:
        if text[words.start : words.end] == words.text:
            parts = spans.setdefault((words.start, words.end), {})
            parts.setdefault(words.part, {})[number] = None
    ordered = sorted(spans.items(), key=lambda span: (span[0][0], -span[0][1]))
    return [
        Mark(number, start, end, dict(sorted(parts.items(), key=lambda each: order[each[0]])))
        for number, ((start, end), parts) in enumerate(ordered, 1)
    ]


def edges(marks: Iterable[Mark]) -> Iterator[Edge]:
    """Where the marks open and close, in the order of the text and properly nested."""
    # (start, minus end, number, piece): the longer of two that begin together comes first.
    waiting = [(mark.start, -mark.end, mark.number, 0, mark) for mark in marks]
    heapq.heapify(waiting)
    within: list[tuple[int, Mark, bool]] = []
    while waiting:
        start, minus_end, number, piece, mark = heapq.heappop(waiting)
        end = -minus_end
        while within and within[-1][0] <= start:
            yield _closed(within.pop())
        if within and end > within[-1][0]:
            if piece + 1 < _MOST_PIECES:
                heapq.heappush(waiting, (within[-1][0], minus_end, number, piece + 1, mark))
            end = within[-1][0]
        if len(within) < _DEEPEST:
            yield Edge(start, mark, opens=True, first=not piece)
            within.append((end, mark, not piece))
    while within:
        yield _closed(within.pop())


def _closed(within: tuple[int, Mark, bool]) -> Edge:
    end, mark, first = within
    return Edge(end, mark, opens=False, first=first)

"""Which incidents are joined at a time: days one after another, with those around them that have a say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geomap.corpus.records import NO_DAY, Segment
from geomap.corroboration import Joining


@dataclass(frozen=True, slots=True)
class Block:
    """Incidents that are joined by one task.

    Parameters
    ----------
    number
        Counted from 0.
    first, last
        Ordinals of its days, both included; `NO_DAY` twice for incidents without a day.
    halo
        So many days before and after have a say in what is joined.
    segments
        The files in which something of these days is, in the order of the corpus.
    """

    number: int
    first: int
    last: int
    halo: int
    segments: tuple[str, ...]

    @property
    def window(self) -> tuple[int, int]:
        """First and last day of all that has a say."""
        if self.first == NO_DAY:
            return NO_DAY, NO_DAY
        return max(NO_DAY + 1, self.first - self.halo), self.last + self.halo


def halo_of(joining: Joining) -> int:
    """How many days around a day may have a say in what is joined on it, by the first days of incidents.

    What is told of a span of days is kept under its first; of one without a day of its own the span may
    begin before.
    """
    return joining.reach_days + joining.longest_span + joining.days


def blocks_of(
    days: Mapping[int, int], segments: Sequence[Segment], most: int, joining: Joining
) -> Iterator[Block]:
    """Divide the days into blocks of at most so many incidents, but never a day.

    Parameters
    ----------
    days
        Incidents by day.
    segments
        All files of records, in the order of the corpus.
    most
        Incidents of a block.
    joining
        The settings.
    """
    halo = halo_of(joining)
    number = 0
    for first, last in _spans(days, most):
        begin, end = first - halo, last + halo
        near = tuple(each.path for each in segments if each.last >= begin and NO_DAY < each.first <= end)
        yield Block(number, first, last, halo, near)
        number += 1
    for paths in _undated(segments, most):
        yield Block(number, NO_DAY, NO_DAY, 0, paths)
        number += 1


def _spans(days: Mapping[int, int], most: int) -> Iterator[tuple[int, int]]:
    """First and last days of runs of days with at most so many incidents each."""
    first, last, held = NO_DAY, NO_DAY, 0
    for day in sorted(days):
        if day == NO_DAY:
            continue
        if held and held + days[day] > most:
            yield first, last
            held = 0
        if not held:
            first = day
        last = day
        held += days[day]
    if held:
        yield first, last


def _undated(segments: Iterable[Segment], most: int) -> Iterator[tuple[str, ...]]:
    paths: list[str] = []
    held = 0
    for segment in segments:
        if not segment.undated:
            continue
        if paths and held + segment.undated > most:
            yield tuple(paths)
            paths, held = [], 0
        paths.append(segment.path)
        held += segment.undated
    if paths:
        yield tuple(paths)

"""Average linkage in which every two members of a cluster have to be linked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush
from typing import Final

Cluster = tuple[str, ...]
Links = Callable[[str], Mapping[str, int]]

# Sums of whole numbers are the same in any order; those of fractions are not.
POINTS: Final = 10_000


def as_points(score: float) -> int:
    """A score from 0 to 1 as a whole number."""
    return round(score * POINTS)


def linked_clusters(ids: Collection[str], links: Links, least: int) -> tuple[Cluster, ...]:
    """Join the two most alike clusters again and again.

    Parameters
    ----------
    ids
        What to join.
    links
        Gives those to which one is linked, with points. Two clusters between which a link is missing are
        never joined.
    least
        The mean of the points between two clusters has to be as much.

    Returns
    -------
    tuple of tuple of str
        The clusters, sorted, those of one member among them. Of pairs that are alike as much, the one with
        the smallest ids is joined first.
    """
    members: dict[str, list[str]] = {each: [each] for each in sorted(ids)}
    sums: dict[str, dict[str, tuple[int, int]]] = {
        each: {other: (points, 1) for other, points in links(each).items() if other in members}
        for each in members
    }
    heap: list[tuple[float, str, str]] = [
        (-points, one, other) for one in sums for other, (points, _) in sums[one].items() if one < other
    ]
    heapify(heap)
    while heap:
        negative, one, other = heappop(heap)
        if one not in members or other not in members or -negative < least:
            continue
        if _mean(sums[one].get(other), len(members[one]) * len(members[other])) != -negative:
            continue  # one of the two has grown since
        members[one] += members.pop(other)
        merged = sums.pop(other)
        del sums[one][other]
        for third in sums[one].keys() | merged.keys() - {one}:
            first, second = sums[one].get(third, (0, 0)), merged.get(third, (0, 0))
            both = (first[0] + second[0], first[1] + second[1])
            sums[third].pop(other, None)
            sums[one][third] = sums[third][one] = both
            mean = _mean(both, len(members[one]) * len(members[third]))
            if mean is not None:
                heappush(heap, (-mean, min(one, third), max(one, third)))
    return tuple(sorted(tuple(sorted(each)) for each in members.values()))


def _mean(found: tuple[int, int] | None, pairs: int) -> float | None:
    """The mean points over so many pairs; None if one of them has none."""
    if found is None or found[1] < pairs:
        return None
    return found[0] / pairs


def mean_points(unit: Iterable[str], root: Cluster, links: Links) -> float | None:
    """The mean of the points between two clusters; None if a link is missing."""
    total = pairs = 0
    for each in unit:
        known = links(each)
        for other in root:
            if other not in known:
                return None
            total += known[other]
            pairs += 1
    return total / pairs


def admitted(proposals: Iterable[tuple[float, Cluster]], links: Links) -> tuple[Cluster, ...]:
    """Of the clusters that would join one, those that also go with each other; the most alike come first.

    Parameters
    ----------
    proposals
        Mean points with the one to be joined, and the cluster.
    links
        As for `linked_clusters`.
    """
    taken: list[Cluster] = []
    for _, unit in sorted(proposals, key=lambda proposal: (-proposal[0], proposal[1])):
        if all(mean_points(unit, other, links) is not None for other in taken):
            taken.append(unit)
    return tuple(taken)

"""Where sketches, likenesses and clusters are kept: in memory here, in a database in `geomap.store`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final, Protocol

from geomap.corroboration.comparing import Likeness, may_be_one
from geomap.corroboration.grounds import KM_PER_DEGREE
from geomap.corroboration.settings import Joining
from geomap.corroboration.sketches import Sketch


class Ledger(Protocol):
    """What settling asks of whoever keeps sketches.

    Likenesses are kept for both of a pair alike, and only of `WEAK` or more; a cluster is known by the
    smallest id of its members.
    """

    def sketch(self, incident_id: str) -> Sketch | None:
        """The sketch of an incident; None if there is none of that id."""

    def near(self, sketch: Sketch, joining: Joining) -> Iterable[Sketch]:
        """The others for which `may_be_one` holds; more than those do no harm."""

    def put(self, sketch: Sketch) -> None:
        """Keep a sketch, in the place of one of the same id."""

    def drop(self, incident_id: str) -> None:
        """Forget a sketch with its likenesses and its place in a cluster."""

    def link(self, one: str, other: str, likeness: Likeness) -> None:
        """Keep how alike two are."""

    def likenesses(self, incident_id: str) -> Mapping[str, Likeness]:
        """How alike it is to others, by their ids."""

    def cluster_of(self, incident_id: str) -> str | None:
        """The cluster that it was assigned to; None before."""

    def members(self, cluster: str) -> tuple[str, ...]:
        """The members of a cluster, sorted."""

    def assign(self, incident_ids: Iterable[str], cluster: str) -> None:
        """Put incidents into a cluster, out of the one in which they were."""


# Sizes of cells in degrees: a box lies in the smallest of which it meets few.
_LEVELS: Final = (0.5, 4.0, 32.0, 400.0)


class MemoryLedger:
    """A ledger in memory, with candidates found by family, day and cell."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._links: dict[str, dict[str, Likeness]] = defaultdict(dict)
        self._cluster: dict[str, str] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self._cells: dict[tuple[str, int], dict[tuple[float, int, int], set[str]]] = defaultdict(dict)

    def __iter__(self) -> Iterator[str]:
        """The ids of all that have a sketch."""
        return iter(self._sketches)

    def sketch(self, incident_id: str) -> Sketch | None:
        """See `Ledger`."""
        return self._sketches.get(incident_id)

    def near(self, sketch: Sketch, joining: Joining) -> Iterator[Sketch]:
        """See `Ledger`; in no particular order."""
        up = joining.distance_km / KM_PER_DEGREE
        box = (sketch.west - 2 * up, sketch.south - up, sketch.east + 2 * up, sketch.north + up)
        seen = {sketch.id}
        for day in range(sketch.first, sketch.last + 1):
            cells = self._cells.get((sketch.family, day))
            if not cells:
                continue
            for key in _keys_among(cells, box):
                for other in cells[key] - seen:
                    seen.add(other)
                    known = self._sketches[other]
                    if may_be_one(sketch, known, joining):
                        yield known

    def put(self, sketch: Sketch) -> None:
        """See `Ledger`."""
        if sketch.id in self._sketches:
            self.drop(sketch.id)
        self._sketches[sketch.id] = sketch
        for cells, key in self._places(sketch):
            cells.setdefault(key, set()).add(sketch.id)

    def drop(self, incident_id: str) -> None:
        """See `Ledger`."""
        sketch = self._sketches.pop(incident_id, None)
        if sketch is None:
            return
        for cells, key in self._places(sketch):
            cells[key].discard(incident_id)
            if not cells[key]:
                del cells[key]
        for other in self._links.pop(incident_id, {}):
            del self._links[other][incident_id]
        self._leave(incident_id)

    def link(self, one: str, other: str, likeness: Likeness) -> None:
        """See `Ledger`."""
        self._links[one][other] = likeness
        self._links[other][one] = likeness

    def likenesses(self, incident_id: str) -> Mapping[str, Likeness]:
        """See `Ledger`."""
        return self._links.get(incident_id, {})

    def cluster_of(self, incident_id: str) -> str | None:
        """See `Ledger`."""
        return self._cluster.get(incident_id)

    def members(self, cluster: str) -> tuple[str, ...]:
        """See `Ledger`."""
        return tuple(sorted(self._members.get(cluster, ())))

    def assign(self, incident_ids: Iterable[str], cluster: str) -> None:
        """See `Ledger`."""
        for each in incident_ids:
            self._leave(each)
            self._cluster[each] = cluster
            self._members[cluster].add(each)

    def _leave(self, incident_id: str) -> None:
        cluster = self._cluster.pop(incident_id, None)
        if cluster is not None:
            self._members[cluster].discard(incident_id)
            if not self._members[cluster]:
                del self._members[cluster]

    def _places(
        self, sketch: Sketch
    ) -> Iterator[tuple[dict[tuple[float, int, int], set[str]], tuple[float, int, int]]]:
        box = (sketch.west, sketch.south, sketch.east, sketch.north)
        widest = max(box[2] - box[0], box[3] - box[1])
        size = next(size for size in _LEVELS if widest <= size or size == _LEVELS[-1])
        for day in range(sketch.first, sketch.last + 1):
            cells = self._cells[(sketch.family, day)]
            for key in _keys_of(box, size):
                yield cells, key


def _keys_of(box: tuple[float, float, float, float], size: float) -> Iterator[tuple[float, int, int]]:
    west, south, east, north = (math.floor(side / size) for side in box)
    for x, y in product(range(west, east + 1), range(south, north + 1)):
        yield size, x, y


def _keys_among(
    cells: Mapping[tuple[float, int, int], set[str]], box: tuple[float, float, float, float]
) -> Iterator[tuple[float, int, int]]:
    """The keys of cells that a box meets: those of the box, or, where these are more, all that there are."""
    for size in _LEVELS:
        west, south, east, north = (math.floor(side / size) for side in box)
        if (east - west + 1) * (north - south + 1) <= len(cells):
            yield from (key for key in _keys_of(box, size) if key in cells)
        else:
            yield from (
                key
                for key in list(cells)
                if key[0] == size and west <= key[1] <= east and south <= key[2] <= north
            )

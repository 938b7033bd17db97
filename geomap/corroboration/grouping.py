"""Which accounts are one, as a function of how alike they are: the same whatever the order they came in.

An account that says on which one day it happened is an *anchor*; one that leaves it within a span of days -
overnight, on the weekend, no day but its document's - is *loose*. Then:

1. Anchors of one day are joined by average linkage: the two most alike clusters first, as long as every two
   members are alike at least weakly and all on average as much as the threshold. Nothing joins two days.
2. A loose account joins the cluster of anchors to which it is most alike, and is no bridge between two.
3. Those left over are joined among themselves where they tell of the same span of days.
4. Of these, a cluster whose span ends on an odd day may join one that ends on an even day. So what one paper
   printed a day later finds the other's account; and as no even one joins another, nothing can be chained
   from day to day.

Every part is decided by the accounts near it alone. So a new account asks for no more than these to be
decided anew (`neighbourhood`), and the result is that of doing it all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geomap.corroboration.ledger import Ledger
from geomap.corroboration.linkage import Cluster, admitted, as_points, linked_clusters, mean_points
from geomap.corroboration.settings import WEAK, Joining


class Grouping:
    """Decides, once each, what is asked of it; for one state of the ledger.

    Parameters
    ----------
    ledger
        Sketches and likenesses.
    joining
        The settings.
    """

    def __init__(self, ledger: Ledger, joining: Joining) -> None:
        self._ledger = ledger
        self._least = as_points(joining.threshold)
        self._links: dict[str, dict[str, int]] = {}
        self._spans: dict[str, tuple[int, int, bool]] = {}
        self._anchored: dict[str, Cluster] = {}
        self._chosen: dict[str, tuple[float, Cluster] | None] = {}
        self._joined: dict[Cluster, tuple[Cluster, ...]] = {}
        self._loose: dict[str, Cluster] = {}
        self._loose_chosen: dict[Cluster, tuple[float, Cluster] | None] = {}
        self._loose_joined: dict[Cluster, tuple[Cluster, ...]] = {}

    def cluster(self, incident_id: str) -> Cluster:
        """All that are one with an incident, itself included, sorted.

        What one document tells apart stays apart, unless another document tells of the same.
        """
        found = self._cluster(incident_id)
        return found if len(set(map(self._document, found))) > 1 else (incident_id,)

    def _document(self, incident_id: str) -> str:
        sketch = self._ledger.sketch(incident_id)
        return sketch.document_id if sketch is not None else incident_id

    def _cluster(self, incident_id: str) -> Cluster:
        if self.is_anchor(incident_id):
            return self._whole(self._anchors(incident_id))
        root = self._root_of(incident_id)
        if root is not None:
            return self._whole(root)
        own = self._leftover_cluster(incident_id)
        chosen = self._loose_choice(own)
        if chosen is not None and own in self._loose_units(chosen[1]):
            own = chosen[1]
        return _sorted((own, *self._loose_units(own)))

    def links(self, incident_id: str) -> dict[str, int]:
        """Those to which it is at least weakly alike, with the score in points."""
        if incident_id not in self._links:
            self._links[incident_id] = {
                other: as_points(likeness.score)
                for other, likeness in self._ledger.likenesses(incident_id).items()
                if likeness.score >= WEAK
            }
        return self._links[incident_id]

    def is_anchor(self, incident_id: str) -> bool:
        """Whether it says on which one day it happened."""
        return self._span(incident_id)[2]

    def peers(self, incident_id: str) -> frozenset[str]:
        """All of its sort that a chain of likenesses of the threshold or more leads to, itself included.

        Of its sort: for an anchor the anchors of its day, for a loose one those of the same span of days.
        """
        span = self._span(incident_id)
        return self._chained(incident_id, lambda other: self._span(other) == span)

    def _span(self, incident_id: str) -> tuple[int, int, bool]:
        if incident_id not in self._spans:
            sketch = self._ledger.sketch(incident_id)
            if sketch is None:
                raise KeyError(incident_id)
            self._spans[incident_id] = (sketch.first, sketch.last, sketch.anchor)
        return self._spans[incident_id]

    def _chained(self, start: str, belongs: Callable[[str], bool]) -> frozenset[str]:
        found, waiting = {start}, [start]
        while waiting:
            for other, points in self.links(waiting.pop()).items():
                if points >= self._least and other not in found and belongs(other):
                    found.add(other)
                    waiting.append(other)
        return frozenset(found)

    # 1. Anchors of one day.

    def _anchors(self, incident_id: str) -> Cluster:
        if incident_id not in self._anchored:
            for cluster in linked_clusters(self.peers(incident_id), self.links, self._least):
                self._anchored |= dict.fromkeys(cluster, cluster)
        return self._anchored[incident_id]

    def _whole(self, root: Cluster) -> Cluster:
        return _sorted((root, *self._units(root)))

    # 2. Loose ones that join them.

    def _choice(self, incident_id: str) -> tuple[float, Cluster] | None:
        if incident_id not in self._chosen:
            roots = {self._anchors(other) for other in self.links(incident_id) if self.is_anchor(other)}
            self._chosen[incident_id] = self._best((incident_id,), roots)
        return self._chosen[incident_id]

    def _units(self, root: Cluster) -> tuple[Cluster, ...]:
        """The loose ones that a cluster of anchors admits, each as a cluster of itself."""
        if root not in self._joined:
            proposals = []
            # Who is to join it has to be linked to all of its members, and so to the first.
            for other in self.links(root[0]):
                if not self.is_anchor(other):
                    choice = self._choice(other)
                    if choice is not None and choice[1] == root:
                        proposals.append((choice[0], (other,)))
            self._joined[root] = admitted(proposals, self.links)
        return self._joined[root]

    def _root_of(self, incident_id: str) -> Cluster | None:
        choice = self._choice(incident_id)
        return choice[1] if choice is not None and (incident_id,) in self._units(choice[1]) else None

    # 3. Loose ones that are left over.

    def _leftover_cluster(self, incident_id: str) -> Cluster:
        if incident_id not in self._loose:
            span = self._span(incident_id)
            peers = self._chained(
                incident_id, lambda other: self._span(other) == span and self._root_of(other) is None
            )
            for cluster in linked_clusters(peers, self.links, self._least):
                self._loose |= dict.fromkeys(cluster, cluster)
        return self._loose[incident_id]

    # 4. Clusters of these a day apart.

    def _loose_choice(self, unit: Cluster) -> tuple[float, Cluster] | None:
        if unit not in self._loose_chosen:
            roots = set() if self._is_even(unit[0]) else self._leftovers_near(unit, even=True)
            self._loose_chosen[unit] = self._best(unit, roots)
        return self._loose_chosen[unit]

    def _loose_units(self, root: Cluster) -> tuple[Cluster, ...]:
        if root not in self._loose_joined:
            units = self._leftovers_near(root, even=False) if self._is_even(root[0]) else set()
            proposals = []
            for unit in units:
                choice = self._loose_choice(unit)
                if choice is not None and choice[1] == root:
                    proposals.append((choice[0], unit))
            self._loose_joined[root] = admitted(proposals, self.links)
        return self._loose_joined[root]

    def _leftovers_near(self, cluster: Cluster, *, even: bool) -> set[Cluster]:
        return {
            self._leftover_cluster(other)
            for other in self.links(cluster[0])
            if not self.is_anchor(other) and self._is_even(other) is even and self._root_of(other) is None
        }

    def _is_even(self, incident_id: str) -> bool:
        return self._span(incident_id)[1] % 2 == 0

    def _best(self, unit: Cluster, roots: Iterable[Cluster]) -> tuple[float, Cluster] | None:
        """The one to which it is most alike, if that is enough; of several the one with the smallest ids."""
        found = []
        for root in roots:
            mean = mean_points(unit, root, self.links)
            if mean is not None and mean >= self._least:
                found.append((mean, root))
        return min(found, key=lambda each: (-each[0], each[1]), default=None)

    def neighbourhood(self, touched: Iterable[str]) -> frozenset[str]:
        """All whose clusters may be others once these have come, gone, or lost a neighbour.

        The steps are those by which `cluster` decides: what has changed in one part can change the next.
        """
        found = {each for each in touched if self._ledger.sketch(each) is not None}
        self._grow(found, anchors=True)  # clusters of anchors
        self._spread(found, anchors=False)  # who chooses among them
        self._spread(found, anchors=True)  # what else these can choose
        self._grow(found, anchors=True)
        self._spread(found, anchors=False)  # who is admitted there
        self._grow(found, anchors=False)  # clusters of those left over
        self._spread(found, anchors=False)  # who chooses among these
        self._grow(found, anchors=False)
        self._spread(found, anchors=False)  # who is admitted there
        self._grow(found, anchors=False)
        return frozenset(found)

    def _grow(self, found: set[str], *, anchors: bool) -> None:
        for each in [one for one in found if self.is_anchor(one) is anchors]:
            found |= self.peers(each)

    def _spread(self, found: set[str], *, anchors: bool) -> None:
        for each in list(found):
            found.update(other for other in self.links(each) if self.is_anchor(other) is anchors)


def _sorted(clusters: Iterable[Cluster]) -> Cluster:
    return tuple(sorted(each for cluster in clusters for each in cluster))

"""Accounts come and go; what they change is decided anew, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geomap.corroboration.comparing import compare
from geomap.corroboration.grouping import Grouping
from geomap.corroboration.ledger import Ledger, MemoryLedger
from geomap.corroboration.linkage import Cluster
from geomap.corroboration.settings import WEAK, Joining
from geomap.corroboration.sketches import Sketch


def settle(
    ledger: Ledger, added: Iterable[Sketch], removed: Iterable[str], joining: Joining
) -> frozenset[str]:
    """Take sketches into a ledger and others out of it, and assign clusters anew where that matters.

    The end state is the same in whatever order, and in how many steps, the same sketches come and go.

    Parameters
    ----------
    ledger
        What is known; it is changed.
    added
        New sketches; one of an id that is known takes its place.
    removed
        Ids to forget; one that is not known is no fault.
    joining
        The settings; those of all that was added before.

    Returns
    -------
    frozenset of str
        The clusters that have other members now, and those that are no more.
    """
    new = {sketch.id: sketch for sketch in added}
    touched: set[str] = set()
    left: set[str] = set()
    # Those replaced are dropped too: their old neighbours may be no neighbours of the new.
    for each in sorted({*removed, *new}):
        if ledger.sketch(each) is None:
            continue
        touched.update(ledger.likenesses(each))
        cluster = ledger.cluster_of(each)
        if cluster is not None:
            left.add(cluster)
            touched.update(ledger.members(cluster))
        ledger.drop(each)
    for sketch in new.values():
        ledger.put(sketch)
        touched.add(sketch.id)
    for sketch in new.values():
        for other in ledger.near(sketch, joining):
            # Of two new ones the pair is met twice.
            if other.id in new and other.id < sketch.id:
                continue
            likeness = compare(sketch, other, joining)
            if likeness.score >= WEAK:
                ledger.link(sketch.id, other.id, likeness)
                touched.add(other.id)
    return frozenset(left | _assign(ledger, touched, joining))


def _assign(ledger: Ledger, touched: Iterable[str], joining: Joining) -> set[str]:
    grouping = Grouping(ledger, joining)
    changed: set[str] = set()
    done: set[str] = set()
    for each in sorted(grouping.neighbourhood(touched)):
        if each in done:
            continue
        cluster = grouping.cluster(each)
        done.update(cluster)
        before = {ledger.cluster_of(member) for member in cluster}
        if before == {cluster[0]} and ledger.members(cluster[0]) == cluster:
            continue
        changed.add(cluster[0])
        changed.update(name for name in before if name is not None)
        ledger.assign(cluster, cluster[0])
    return changed


def clusters_of(sketches: Iterable[Sketch], joining: Joining) -> tuple[Cluster, ...]:
    """All clusters of some sketches, those of one member among them; sorted."""
    ledger = MemoryLedger()
    settle(ledger, sketches, (), joining)
    return tuple(sorted(_clusters(ledger)))


def _clusters(ledger: MemoryLedger) -> Iterator[Cluster]:
    for each in ledger:
        if ledger.cluster_of(each) == each:
            yield ledger.members(each)

"""The whole measurement: documents extracted, joined, and compared with what is known."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from benchmarks.accuracy.corroboration.baseline import join_alike
from benchmarks.accuracy.corroboration.choosing import Mention, mentions_of
from benchmarks.accuracy.corroboration.records import Half, Happening, Told
from benchmarks.accuracy.corroboration.scoring import Scored, score

if TYPE_CHECKING:
    from geomap.pipeline.report import Report

_TENTH = 5  # of one half of two, the fifth part

#: Gives by the id of each extracted incident the id of the one that it became part of.
Joiner = Callable[["Report"], Mapping[str, str]]


def extract_half(half: Half) -> Report:
    """Run geomap on all documents of a half at once."""
    import geomap
    from geomap.model import Document

    return geomap.extract(
        Document(id=t.id, text=t.text, title=t.title, published=t.published, source=t.source)
        for t in half.documents
    )


def join_by_geomap(report: Report) -> Mapping[str, str]:
    """Join with ``geomap.corroborate``.

    Raises
    ------
    AttributeError
        This geomap has none.
    """
    import geomap

    together = geomap.corroborate(report)
    return {part: joint.id for joint in together.incidents for part in (joint.merged_from or (joint.id,))}


def join_by_baseline(report: Report) -> Mapping[str, str]:
    """Join what is of the same type, day and place."""
    return join_alike(report.incidents)


def measure(half: Half, report: Report, joiner: Joiner) -> Scored:
    """Score a joiner on what was extracted of a half."""
    return score(half, mentions_of(half, report.incidents), joiner(report))


def a_tenth(half: Half) -> Half:
    """About a tenth of the set, all of it of one half: happenings with what is bound to them.

    What is bound to a happening are its decoys and what is retold. Of each kind of decoy there is a tenth,
    and one at least. The same each time, and chosen by nothing but a checksum of the ids.
    """
    leads = _leads(half)
    groups: dict[str, list[Happening]] = {}
    for happening in half.happenings:
        groups.setdefault(leads[happening.id], []).append(happening)
    kinds: dict[tuple[bool, str], list[list[Happening]]] = {}
    for group in groups.values():
        decoy = max(happening.decoy for happening in group)
        kinds.setdefault((len(group) > 1, decoy), []).append(group)
    kept: set[str] = set()
    for alike in kinds.values():
        wanted = sum(map(len, alike)) / _TENTH
        for group in sorted(alike, key=lambda g: hashlib.sha256(g[0].id.encode()).digest()):
            if wanted <= 0:
                break
            kept.update(happening.id for happening in group)
            wanted -= len(group)
    return Half(
        half.name,
        tuple(h for h in half.happenings if h.id in kept),
        tuple(told for told in half.documents if kept.issuperset(t.happening for t in told.tells)),
    )


def missed(half: Half, mentions: tuple[Mention, ...]) -> dict[str, object]:
    """How many mentions the extraction missed, of how many, by kind of happening."""
    kinds = {happening.id: happening.kind for happening in half.happenings}
    all_of = Counter(kinds[m.happening] for m in mentions)
    lost = Counter(kinds[m.happening] for m in mentions if not m.incidents)
    return {
        "mentions": len(mentions),
        "missed": lost.total(),
        "missed_main": sum(m.main and not m.incidents for m in mentions),
        "by_kind": {kind: f"{lost[kind]} of {all_of[kind]}" for kind in sorted(all_of) if lost[kind]},
    }


def _leads(half: Half) -> dict[str, str]:
    """By happening, the one that stands for all that is bound to it by decoys and background."""
    leads = {happening.id: happening.id for happening in half.happenings}

    def lead(of: str) -> str:
        while leads[of] != of:
            of = leads[of]
        return of

    for happening in half.happenings:
        if happening.decoy_of:
            leads[lead(happening.id)] = lead(happening.decoy_of)
    for told in half.documents:
        for other in _told_of(told)[1:]:
            leads[lead(other)] = lead(_told_of(told)[0])
    return {of: lead(of) for of in leads}


def _told_of(told: Told) -> list[str]:
    return [t.happening for t in told.tells]

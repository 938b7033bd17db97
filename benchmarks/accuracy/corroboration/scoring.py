"""Pairs of mentions joined rightly, wrongly and not at all.

A mention is one happening in one document. Two mentions are a pair to be joined if they are of the same
happening; they are joined if an incident of the one and an incident of the other became one. So a
happening told by four documents has six pairs, and a mention that the extraction missed loses three of
them, whatever the joining does:

- ``end_to_end``: over all pairs, those of missed mentions among them;
- ``given_extraction``: over the pairs of mentions that were both extracted;
- ``ceiling``: what perfect joining of what was extracted would give end to end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.accuracy.corroboration.choosing import Mention
from benchmarks.accuracy.corroboration.records import DECOYS, Half, Happening


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts of pairs.

    Parameters
    ----------
    right
        Of one happening and joined.
    wrong
        Joined, though of two happenings.
    parted
        Of one happening and extracted, but not joined.
    lost
        Of one happening, one of the mentions or both not extracted.
    """

    right: int = 0
    wrong: int = 0
    parted: int = 0
    lost: int = 0

    @property
    def precision(self) -> float:
        """Of what was joined, the share that was right; 1 where nothing was joined."""
        return _share(self.right, self.right + self.wrong)

    def recall(self, *, lost: bool) -> float:
        """Of what was to be joined, the share that was; with or without what was not extracted."""
        return _share(self.right, self.right + self.parted + (self.lost if lost else 0))

    def f1(self, *, lost: bool) -> float:
        """Harmonic mean of precision and recall."""
        recall = self.recall(lost=lost)
        both = self.precision + recall
        return 2 * self.precision * recall / both if both else 0.0

    @property
    def ceiling(self) -> float:
        """F1 end to end if all that was extracted had been joined, and nothing else."""
        recall = _share(self.right + self.parted, self.right + self.parted + self.lost)
        return 2 * recall / (1 + recall)


@dataclass(frozen=True, slots=True)
class Scored:
    """What came of joining.

    Parameters
    ----------
    pairs
        All pairs.
    uncopied
        The pairs of mentions of which neither stands in a copy.
    wrong_by_decoy, decoys_by_kind
        Wrong pairs, and pairs of extracted mentions that could have been joined wrongly, by how the two
        happenings differ: `records.DECOYS`, or ``unrelated``.
    wrong_pairs, parted_pairs
        The mentions themselves.
    """

    pairs: Pairs
    uncopied: Pairs
    wrong_by_decoy: Mapping[str, int]
    decoys_by_kind: Mapping[str, int]
    wrong_pairs: tuple[tuple[Mention, Mention], ...]
    parted_pairs: tuple[tuple[Mention, Mention], ...]


def score(half: Half, mentions: Sequence[Mention], joined: Mapping[str, str]) -> Scored:
    """Compare what was joined with what should have been.

    Parameters
    ----------
    half
        The happenings.
    mentions
        Of the half's documents, with their incidents.
    joined
        By the id of an extracted incident the id of the one that it became part of; its own where
        it stays alone. An id that is not there stays alone.
    """
    happenings = {happening.id: happening for happening in half.happenings}
    became = [frozenset(joined.get(i, i) for i in mention.incidents) for mention in mentions]
    counts: Counter[str] = Counter()
    uncopied: Counter[str] = Counter()
    wrong, risks = Counter[str](), Counter[str]()
    wrong_pairs, parted_pairs = [], []
    for (a, a_became), (b, b_became) in combinations(zip(mentions, became, strict=True), 2):
        one, together = a.happening == b.happening, not a_became.isdisjoint(b_became)
        extracted = bool(a_became and b_became)
        if not one and extracted:
            risks[kind := _difference(a, b, happenings)] += 1
            if together:
                wrong[kind] += 1
                wrong_pairs.append((a, b))
        if one and extracted and not together:
            parted_pairs.append((a, b))
        if outcome := _outcome(one=one, together=together, extracted=extracted):
            counts[outcome] += 1
            uncopied[outcome] += not (a.copied or b.copied)
    kinds = (*DECOYS, "unrelated")
    return Scored(
        Pairs(**counts),
        Pairs(**uncopied),
        {kind: wrong[kind] for kind in kinds},
        {kind: risks[kind] for kind in kinds},
        tuple(wrong_pairs),
        tuple(parted_pairs),
    )


def figures(scored: Scored) -> dict[str, object]:
    """What a benchmark prints."""
    return {
        "end_to_end": _shown(scored.pairs, lost=True),
        "given_extraction": _shown(scored.pairs, lost=False),
        "given_extraction_without_copies": _shown(scored.uncopied, lost=False),
        "ceiling_f1": round(100 * scored.pairs.ceiling, 1),
        "pairs": {name: getattr(scored.pairs, name) for name in ("right", "wrong", "parted", "lost")},
        "wrong_joins": {
            kind: f"{scored.wrong_by_decoy[kind]} of {scored.decoys_by_kind[kind]}"
            for kind in scored.wrong_by_decoy
        },
    }


def _shown(pairs: Pairs, *, lost: bool) -> dict[str, float]:
    return {
        "precision": round(100 * pairs.precision, 1),
        "recall": round(100 * pairs.recall(lost=lost), 1),
        "f1": round(100 * pairs.f1(lost=lost), 1),
    }


def _outcome(*, one: bool, together: bool, extracted: bool) -> str:
    """Name what came of a pair; empty for two happenings that stayed apart."""
    if not one:
        return "wrong" if together else ""
    if not extracted:
        return "lost"
    return "right" if together else "parted"


def _difference(a: Mention, b: Mention, happenings: Mapping[str, Happening]) -> str:
    """How two happenings differ that could be taken for one."""
    if not (a.main and b.main) and (a.document == b.document or _related(a, b)):
        return "retold"
    first, second = happenings[a.happening], happenings[b.happening]
    for one, other in ((first, second), (second, first)):
        if one.decoy_of == other.id:
            return one.decoy
    return "unrelated"


def _related(a: Mention, b: Mention) -> bool:
    """Whether one is told in the background of a document on the other."""
    return a.document.rpartition(".")[0] == b.happening or b.document.rpartition(".")[0] == a.happening


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0

"""One sense a document: mentions of a name that are resolved together.

Mentions belong together if their name is the same, and the feature words beside them ask for the
same sort of place ('Tartar' and 'the Tartar district' do not). Mentions that are qualified
differently ('Springfield, Illinois' and 'Springfield, Missouri') part; bare ones go with the
qualification met most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from geomap.gazetteer.names.fold import fold
from geomap.model import OVERRIDE, Candidate, Override, Role, Toponym
from geomap.resolution.candidates import Lookup, candidates_for, wanted
from geomap.resolution.context import Qualifier, find_qualifiers, votes_of

Overriding = Callable[[Toponym], Override | None]
"""Gives the user's override of a mention, or None."""

_Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Sense:
    """Mentions of one name in one meaning.

    Parameters
    ----------
    toponym
        A mention that speaks for all.
    members
        Indices of the mentions in the document's toponyms.
    candidates
        What they could mean; see `candidates_for`.
    votes
        How much they together say about where the document is set.
    container, strength
        Index of the sense that qualifies them, if one does, and how firmly (0 to 1).
    settled
        Whether the user says what it means: the one candidate, or none where there is none.
    """

    toponym: Toponym
    members: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    votes: float
    container: int | None = None
    strength: float = 0.0
    settled: bool = False


def find_senses(
    text: str, toponyms: Sequence[Toponym], index: Lookup, overriding: Overriding | None = None
) -> tuple[Sense, ...]:
    """Gather the mentions of a document by sense; those that are overridden have senses of their own."""
    overrides = {i: row for i, t in enumerate(toponyms) if overriding and (row := overriding(t)) is not None}
    keys = _keys(toponyms, overrides)
    qualifiers = find_qualifiers(text, toponyms)
    by_key: defaultdict[_Key, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        by_key[key].append(i)
    groups: list[tuple[list[int], Qualifier | None]] = []
    for members in by_key.values():
        groups += _parted(members, qualifiers, keys)
    group_of = {i: g for g, (members, _) in enumerate(groups) for i in members}
    return tuple(
        Sense(
            _speaker(toponyms, members),
            tuple(members),
            overrides[members[0]].candidates
            if members[0] in overrides
            else candidates_for(_speaker(toponyms, members), index),
            sum(votes_of(toponyms[i].role) for i in members),
            group_of[qualifier.index] if qualifier is not None else None,
            qualifier.strength if qualifier is not None else 0.0,
            settled=members[0] in overrides,
        )
        for members, qualifier in groups
    )


def _keys(toponyms: Sequence[Toponym], overrides: Mapping[int, Override]) -> list[_Key]:
    """The key of each mention; a bare name means the village or town that is called so elsewhere."""
    keys = [
        (fold(overrides[i].name), OVERRIDE) if i in overrides else _key(toponym)
        for i, toponym in enumerate(toponyms)
    ]
    towns = {name for name, kind in keys if kind == "P"}
    return [(name, "P") if kind is None and name in towns else (name, kind) for name, kind in keys]


def _speaker(toponyms: Sequence[Toponym], members: Sequence[int]) -> Toponym:
    """The mention that tells most: the first with a feature word, else the first."""
    return next((toponyms[i] for i in members if toponyms[i].cue is not None), toponyms[members[0]])


def _key(toponym: Toponym) -> _Key:
    if toponym.role is Role.DEMONYM:
        return fold(toponym.lemma or toponym.text), "demonym"
    asked = wanted(toponym.cue)
    return fold(toponym.lemma or toponym.text), asked.classes if asked is not None else None


def _parted(
    members: list[int], qualifiers: dict[int, Qualifier], keys: Sequence[_Key]
) -> list[tuple[list[int], Qualifier | None]]:
    """Part the mentions of one name by what qualifies them."""
    by_container: defaultdict[_Key, list[int]] = defaultdict(list)
    for i in members:
        # A name does not qualify itself ('Goma, in Goma').
        if i in qualifiers and keys[qualifiers[i].index] != keys[i]:
            by_container[keys[qualifiers[i].index]].append(i)
    if not by_container:
        return [(members, None)]
    counts = Counter({key: len(found) for key, found in by_container.items()})
    usual = counts.most_common(1)[0][0]
    bare = [i for i in members if not any(i in found for found in by_container.values())]
    parted: list[tuple[list[int], Qualifier | None]] = []
    for key, found in by_container.items():
        firmest = max((qualifiers[i] for i in found), key=lambda q: q.strength)
        parted.append((sorted(found + bare) if key == usual else found, firmest))
    return parted

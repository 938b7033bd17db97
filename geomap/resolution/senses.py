"""One sense a document: mentions of a name that are resolved together.

Mentions belong together if their name is the same, and the feature words beside them ask for the
same sort of place ('Tartar' and 'the Tartar district' do not). Mentions that are qualified
differently ('Springfield, Illinois' and 'Springfield, Missouri') part; bare ones go with the
qualification met most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.gazetteer.names.fold import fold
from geomap.model import Role, Toponym
from geomap.resolution.candidates import Lookup, wanted
from geomap.resolution.options import Options, catalogue_of
from geomap.resolution.qualifiers import Qualifier, SaidDistance, find_qualifiers, find_said_distances

_Key = tuple[str, str | None]

# A mention votes for the countries of its candidates, in the shares of belief in them.
_VOTES = {
    Role.PLACE: 1.0,
    Role.DATELINE: 3.0,
    Role.METONYM: 0.7,
    Role.DEMONYM: 0.5,
    Role.ORGANISATION: 0.4,
    Role.SPEAKER: 0.7,
}


@dataclass(frozen=True, slots=True)
class Sense:
    """Mentions of one name in one meaning.

    Parameters
    ----------
    toponym
        A mention that speaks for all.
    members
        Indices of the mentions in the document's toponyms.
    options
        What they could mean.
    votes
        How much they together say about where the document is set.
    dateline
        Whether one of them is in the dateline.
    container, strength
        Index of the sense that qualifies them, if one does, and how firmly (0 to 1).
    measured, said
        Index of the sense from which the text measures how far they lie, and what it says.
    """

    toponym: Toponym
    members: tuple[int, ...]
    options: Options
    votes: float
    dateline: bool = False
    container: int | None = None
    strength: float = 0.0
    measured: int | None = None
    said: SaidDistance | None = None


def find_senses(text: str, toponyms: Sequence[Toponym], index: Lookup) -> tuple[Sense, ...]:
    """Gather the mentions of a document by sense."""
    keys = _keys(toponyms)
    qualifiers = find_qualifiers(text, toponyms)
    distances = find_said_distances(text, toponyms)
    catalogue = catalogue_of(index)
    by_key: defaultdict[_Key, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        by_key[key].append(i)
    groups: list[tuple[list[int], Qualifier | None]] = []
    for members in by_key.values():
        groups += _parted(members, qualifiers, keys)
    group_of = {i: g for g, (members, _) in enumerate(groups) for i in members}
    senses = []
    for members, qualifier in groups:
        speaker = _speaker(toponyms, members)
        said = next((distances[i] for i in members if i in distances), None)
        roles = [toponyms[i].role for i in members]
        senses.append(
            Sense(
                speaker,
                tuple(members),
                catalogue.of(speaker, index),
                sum(_VOTES[role] for role in roles),
                Role.DATELINE in roles,
                group_of[qualifier.index] if qualifier is not None else None,
                qualifier.strength if qualifier is not None else 0.0,
                group_of[said.index] if said is not None else None,
                said,
            )
        )
    return tuple(senses)


def _keys(toponyms: Sequence[Toponym]) -> list[_Key]:
    """The key of each mention; a bare name means the village or town that is called so elsewhere."""
    keys = [_key(toponym) for toponym in toponyms]
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

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
from geomap.model import OVERRIDE, Override, Role, Toponym
from geomap.recognition.cues import SITE_WORDS
from geomap.resolution.candidates import Lookup, Option, wanted
from geomap.resolution.options import Options, can_contain, catalogue_of, make_options
from geomap.resolution.qualifiers import Qualifier, SaidDistance, find_qualifiers, find_said_distances

Overriding = Callable[[Toponym], Override | None]
"""Gives the user's override of a mention, or None."""

_Key = tuple[str, str | None]

# 'The Lyman axis' and 'the Lyman road' lead to Lyman itself.
_SITES = SITE_WORDS - frozenset(
    "front axis direction sector salient line road highway motorway street avenue junction crossing".split()
)

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
    container, strength
        Index of the sense that qualifies them, if one does, and how firmly (0 to 1).
    measured, said
        Index of the sense from which the text measures how far they lie, and what it says.
    settled
        Whether the user says what it means: the one candidate, or none where there is none.
    reason
        Where and why the user says so.
    """

    toponym: Toponym
    members: tuple[int, ...]
    options: Options
    votes: float
    container: int | None = None
    strength: float = 0.0
    measured: int | None = None
    said: SaidDistance | None = None
    settled: bool = False
    reason: str | None = None


def find_senses(
    text: str,
    toponyms: Sequence[Toponym],
    index: Lookup,
    overriding: Overriding | None = None,
    around: Sequence[Toponym] = (),
) -> tuple[Sense, ...]:
    """Gather the mentions of a document by sense; those that are overridden have senses of their own.

    Parameters
    ----------
    text, toponyms
        Of the document.
    index
        The gazetteer.
    overriding
        Gives the user's override of a mention, if there is one.
    around
        Names that stand outside the text (see `geomap.resolution.surroundings`): their senses come
        last and have no members.
    """
    overrides = {i: row for i, t in enumerate(toponyms) if overriding and (row := overriding(t)) is not None}
    keys = _keys(toponyms, overrides)
    catalogue = catalogue_of(index)
    qualifiers = {
        i: qualifier
        for i, qualifier in find_qualifiers(text, toponyms).items()
        # 'Kyiv, Lviv and Odesa' is a list: no Kyiv lies in any Lviv.
        if can_contain(catalogue.of(toponyms[qualifier.index], index), catalogue.of(toponyms[i], index))
    }
    distances = find_said_distances(text, toponyms)
    by_key: defaultdict[_Key, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        by_key[key].append(i)
    groups: list[tuple[list[int], Qualifier | None]] = []
    for members in by_key.values():
        groups += _parted(members, qualifiers, keys)
    group_of = {i: g for g, (members, _) in enumerate(groups) for i in members}
    made = {
        i: make_options(toponyms[i], [Option(candidate) for candidate in row.candidates])
        for i, row in overrides.items()
    }
    senses = []
    for members, qualifier in groups:
        speaker = _speaker(toponyms, members)
        said = next((distances[i] for i in members if i in distances), None)
        senses.append(
            Sense(
                speaker,
                tuple(members),
                made[members[0]] if members[0] in made else catalogue.of(speaker, index),
                sum(_VOTES[toponyms[i].role] for i in members),
                group_of[qualifier.index] if qualifier is not None else None,
                qualifier.strength if qualifier is not None else 0.0,
                group_of[said.index] if said is not None else None,
                said,
                settled=members[0] in overrides,
                reason=overrides[members[0]].reason if members[0] in overrides else None,
            )
        )
    spoken = {sense.toponym.lemma or sense.toponym.text for sense in senses}
    senses += [
        Sense(name, (), catalogue.of(name, index), _VOTES[Role.PLACE])
        for name in {t.text: t for t in around}.values()
        if name.text not in spoken
    ]
    return tuple(senses)


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
    kind = asked.classes if asked is not None else None
    if asked is None and toponym.cue in _SITES:
        kind = "site"  # 'Goma airport' is not Goma
    return fold(toponym.lemma or toponym.text), kind


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
    qualified = {i for found in by_container.values() for i in found}
    bare = [i for i in members if i not in qualified]
    parted: list[tuple[list[int], Qualifier | None]] = []
    for key, found in by_container.items():
        firmest = max((qualifiers[i] for i in found), key=lambda q: q.strength)
        parted.append((sorted(found + bare) if key == usual else found, firmest))
    return parted

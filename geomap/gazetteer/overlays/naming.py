"""What sort each of a place's names is, by the rules by which the bundled file is compiled."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from geomap.gazetteer.names.cleaning import SAME_NAME, is_noise, letter_pairs, likeness, script
from geomap.gazetteer.names.fold import fold


class NameKind(IntEnum):
    """How a name stands to its place, as `geomap.gazetteer.index` reads the numbers."""

    PREFERRED = 0
    VARIANT = 2
    NATIVE = 3
    OTHER = 4
    HISTORIC = 5
    WITH_TERM = 7


class Name(NamedTuple):
    """A name of a place: as it is folded, as it is written, and how it stands to the place."""

    folded: str
    written: str
    kind: NameKind


def sort_names(
    label: str, others: Iterable[str], *, historic: Iterable[str] = (), trusted: bool = False
) -> tuple[Name, ...]:
    """Give all names of a place with their kinds, the label first, one for each folded form.

    Parameters
    ----------
    label
        The preferred name.
    others
        Further names.
    historic
        Names that the source says are no longer used.
    trusted
        Whether a person wrote the names down: then none of them is taken for noise, and none for
        a name of another place.
    """
    key = fold(label)
    pairs = letter_pairs(key)
    found = {key: Name(key, label, NameKind.PREFERRED)}
    for name in sorted({o for o in others if trusted or not is_noise(o)}):
        folded = fold(name)
        if folded and folded not in found:
            kind = _kind(name, folded, pairs, trusted=trusted)
            found[folded] = Name(folded, name, kind)
    for name in sorted(set(historic)):
        folded = fold(name)
        if folded and folded not in found:
            found[folded] = Name(folded, name, NameKind.HISTORIC)
    return tuple(found.values())


def all_historic(names: Iterable[Name]) -> tuple[Name, ...]:
    """Give the names of a place that is no more: each is historic."""
    return tuple(name._replace(kind=NameKind.HISTORIC) for name in names)


def _kind(name: str, folded: str, preferred: frozenset[str], *, trusted: bool) -> NameKind:
    if script(name) != "LATIN":
        return NameKind.NATIVE
    if trusted or likeness(letter_pairs(folded), preferred) >= SAME_NAME:
        return NameKind.VARIANT
    return NameKind.OTHER

"""Which of the names that a source lists are kept, and what sort each is.

The rules are those by which the bundled file is compiled (``gazetteer/compiling/names.py``); a
test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from geomap.gazetteer.names.fold import fold

_CODE = re.compile(r"^[A-Z]{3,4}$")
_LINK = re.compile(r"https?:|www\.")
_SAME_NAME = 0.3  # from this share of common letter pairs on, two names are spellings of one


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


def script(name: str) -> str:
    """Unicode's word for the script of the first letter: LATIN, CYRILLIC ...; '' without letters."""
    for character in name:
        if character.isalpha():
            word = _script_of(character)
            if word != "MODIFIER":  # ʿ and ʼ stand before names in transliterations
                return word
    return ""


@lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def is_noise(name: str) -> bool:
    """Whether a listed alternate is no name: a code, a link, a machine's romanisation.

    GeoNames romanises other scripts by machine and leaves these in lower case ('ha er ke fu'); a
    name that anybody writes has a capital, where its script has them.
    """
    if _CODE.match(name) or _LINK.search(name):
        return True
    if name.isascii():
        return name == name.lower()
    kind = script(name)
    if kind != "LATIN":
        return not kind
    return name == name.lower() or any(
        c > "\u0530" and c.isalpha() and _script_of(c) not in {"LATIN", "MODIFIER"} for c in name
    )


def likeness(first: str, second: str) -> float:
    """Share of letter pairs that two folded names have in common (Dice), 0 to 1."""
    a, b = _pairs(first), _pairs(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(first == second)


@lru_cache(maxsize=64)  # one name is compared with all others of its place
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))


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
    joined = key.replace(" ", "")
    found = {key: Name(key, label, NameKind.PREFERRED)}
    for name in sorted({o for o in others if trusted or not is_noise(o)}):
        folded = fold(name)
        if folded and folded not in found:
            kind = _kind(name, folded.replace(" ", ""), joined, trusted=trusted)
            found[folded] = Name(folded, name, kind)
    for name in sorted(set(historic)):
        folded = fold(name)
        if folded and folded not in found:
            found[folded] = Name(folded, name, NameKind.HISTORIC)
    return tuple(found.values())


def all_historic(names: Iterable[Name]) -> tuple[Name, ...]:
    """Give the names of a place that is no more: each is historic."""
    return tuple(name._replace(kind=NameKind.HISTORIC) for name in names)


def _kind(name: str, joined: str, preferred: str, *, trusted: bool) -> NameKind:
    if script(name) != "LATIN":
        return NameKind.NATIVE
    if trusted or likeness(joined, preferred) >= _SAME_NAME:
        return NameKind.VARIANT
    return NameKind.OTHER

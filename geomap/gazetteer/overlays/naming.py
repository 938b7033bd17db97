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

from geomap.gazetteer.fold import fold

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


def script(name: str) -> str:
    """Unicode's word for the script of the first letter: LATIN, CYRILLIC ...; '' without letters."""
    for character in name:
        if character.isalpha():
            word = unicodedata.name(character, "").partition(" ")[0]
            if word != "MODIFIER":  # ʿ and ʼ stand before names in transliterations
                return word
    return ""


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
    return name == name.lower() or any(c > "\u0530" and c.isalpha() and not _is_latin(c) for c in name)


@lru_cache(maxsize=4096)
def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN", "MODIFIER"))


def likeness(first: str, second: str) -> float:
    """Share of letter pairs that two folded names have in common (Dice), 0 to 1."""
    a = {first[i : i + 2] for i in range(len(first) - 1)}
    b = {second[i : i + 2] for i in range(len(second) - 1)}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(first == second)


def sort_names(
    label: str, others: Iterable[str], *, historic: Iterable[str] = (), trusted: bool = False
) -> tuple[tuple[str, NameKind], ...]:
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
    found: dict[str, tuple[str, NameKind]] = {key: (label, NameKind.PREFERRED)}
    for name in sorted({o for o in others if trusted or not is_noise(o)}):
        folded = fold(name)
        if folded and folded not in found:
            found[folded] = name, _kind(name, folded.replace(" ", ""), joined, trusted=trusted)
    for name in sorted(set(historic)):
        folded = fold(name)
        if folded and folded not in found:
            found[folded] = name, NameKind.HISTORIC
    return tuple(found.values())


def _kind(name: str, joined: str, preferred: str, *, trusted: bool) -> NameKind:
    if script(name) != "LATIN":
        return NameKind.NATIVE
    if trusted or likeness(joined, preferred) >= _SAME_NAME:
        return NameKind.VARIANT
    return NameKind.OTHER

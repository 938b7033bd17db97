"""Which of the names that a source lists are kept, and what sort each is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from compiling.entries import Kind
from compiling.sources import load_module

FOLD_PATH = Path(__file__).resolve().parents[2] / "geomap/gazetteer/fold.py"
# Every name is folded several times on its way: keep them all while building.
fold = lru_cache(maxsize=None)(load_module(FOLD_PATH).fold.__wrapped__)
terms = load_module(FOLD_PATH.with_name("terms.py"))
romanising = load_module(FOLD_PATH.with_name("romanising.py"))

_AIRPORT_CODE = re.compile(r"^[A-Z]{3,4}$")
_LINK = re.compile(r"https?:|www\.")
# From this share of common letter pairs on, two names are taken for spellings of one
# ('Kharkov' and 'Kharkiv' have 0.67, 'Engels' and 'Pokrovsk' 0).
SAME_NAME = 0.3


def script(name: str) -> str:
    """Unicode's word for the script of the first letter: LATIN, CYRILLIC ...; '' without letters."""
    if name[:1].isascii() and name[:1].isalpha():
        return "LATIN"
    for character in name:
        if character.isalpha():
            word = unicodedata.name(character, "").partition(" ")[0]
            # MODIFIER LETTER: ʿ and ʼ stand before names in transliterations.
            if word != "MODIFIER":
                return word
    return ""


def is_noise(name: str) -> bool:
    """Whether a listed alternate is no name: a code, a link, a machine's romanisation.

    The source romanises other scripts by machine and leaves these in lower case ('ha er ke fu');
    a name that anybody writes has a capital, where its script has them.
    """
    if _AIRPORT_CODE.match(name) or _LINK.search(name):
        return True
    kind = script(name)
    if kind != "LATIN":
        return not kind
    if name == name.lower():
        return True
    # Half romanised: two scripts in one name.
    return not name.isascii() and any(c > "\u0530" and c.isalpha() and not _latin(c) for c in name)


@lru_cache(maxsize=4096)
def _latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN", "MODIFIER"))


def likeness(first: str, second: str) -> float:
    """Share of letter pairs that two folded names have in common (Dice), 0 to 1."""
    a = {first[i : i + 2] for i in range(len(first) - 1)}
    b = {second[i : i + 2] for i in range(len(second) - 1)}
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(first == second)


def sort_alternates(preferred: str, alternates: Iterable[str]) -> list[tuple[str, Kind]]:
    """Clean names of a populated place with their kinds, preferred first, one for each folded form."""
    key = fold(preferred)
    joined = key.replace(" ", "")
    found: dict[str, tuple[str, Kind]] = {key: (preferred, Kind.PREFERRED)}
    for name in sorted(set(alternates)):
        if is_noise(name):
            continue
        folded = fold(name)
        if not folded or folded in found:
            continue
        if script(name) != "LATIN":
            kind = Kind.NATIVE
        elif likeness(folded.replace(" ", ""), joined) >= SAME_NAME:
            kind = Kind.VARIANT
        else:
            kind = Kind.OTHER
        found[folded] = (name, kind)
    return list(found.values())

"""Which of the names that a source lists are names, and whether two of them are spellings of one.

The compiler of the bundled gazetteer loads this file by its path, as it does `fold`: users' own
dumps are cleaned by the same rules. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SAME_NAME = 0.3
"""From this share of common letter pairs on, two names are taken for spellings of one ('Kharkov' and
'Kharkiv' have 0.67, 'Engels' and 'Pokrovsk' 0)."""

_LINK = re.compile(r"https?:|www\.")
# Beyond Latin, Greek and Cyrillic; Latin letters with marks (U+1E00 to U+1EFF) apart.
_FARTHER = re.compile("[\u0531-\u1dff\u1f00-\U0010ffff]")


def script(name: str) -> str:
    """Unicode's word for the script of the first letter: LATIN, CYRILLIC ...; '' without letters."""
    for character in name:
        if character.isascii():
            if character.isalpha():
                return "LATIN"
        elif word := _script_of(character):
            return word
    return ""


@cache
def _script_of(character: str) -> str:
    """Script of one character, '' if it is no letter."""
    word = unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
    # MODIFIER LETTER: ʿ and ʼ stand before names in transliterations.
    return "" if word == "MODIFIER" else word


def is_noise(name: str) -> bool:
    """Whether a listed alternate is no name: a code, a link, a machine's romanisation.

    GeoNames romanises other scripts by machine and leaves these in lower case ('ha er ke fu'); a
    name that anybody writes has a capital, where its script has them.
    """
    if name.isascii():
        airport = 3 <= len(name) <= 4 and name.isalpha() and name.isupper()
        # All in lower case, or without a letter at all.
        return airport or name == name.lower() or _LINK.search(name) is not None
    kind = script(name)
    if kind != "LATIN":
        return not kind or _LINK.search(name) is not None
    if name == name.lower() or _LINK.search(name):
        return True
    # Half romanised: two scripts in one name.
    return _FARTHER.search(name) is not None and any(
        c > "\u0530" and c.isalpha() and not _latin(c) for c in name
    )


@cache
def _latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("LATIN", "MODIFIER"))


def letter_pairs(folded: str) -> frozenset[str]:
    """Neighbouring letters of a folded name, words joined."""
    joined = folded.replace(" ", "")
    return frozenset(joined[i : i + 2] for i in range(len(joined) - 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of letter pairs that two names have in common (Dice), 0 to 1."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0

"""Weapons and vessels, whose names are often those of places: 'Grad rockets', 'the Kursk submarine'."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.recognition.tokens import Token
from geomap.recognition.words import words

ATTACK_NOUNS = words("attack_nouns")
_THINGS = frozenset(
    "missile missiles rocket rockets launcher launchers howitzer howitzers tank tanks rifle rifles pistol "
    "submarine submarines frigate frigates cruiser corvette corvettes destroyer trawler warship minesweeper "
    "drone drones helicopter helicopters bomber bombers torpedo torpedoes mortar mortars".split()
)


def names_a_thing(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name that ends at token ``last`` is a weapon's or a vessel's: 'Grad rockets', 'Tu-22'.

    Not where it tells of an attack: 'the Belgorod missile attack'.
    """
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or tokens[last].possessive:
        return False
    if after.gap == "-":
        return after.text[0].isdigit() or after.folded == "class"
    if after.gap != " " or after.folded not in _THINGS:
        return False
    following = tokens[last + 2].folded if last + 2 < len(tokens) else ""
    return following not in ATTACK_NOUNS

"""Which of the names that a source lists are kept, and what sort each is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from compiling.entries import Kind
from compiling.sources import RUN_TIME, load_module

# Every name is folded several times on its way: keep them all while building.
fold = lru_cache(maxsize=None)(load_module(RUN_TIME / "names/fold.py").fold.__wrapped__)
terms = load_module(RUN_TIME / "names/terms.py")
romanising = load_module(RUN_TIME / "names/romanising.py")

cleaning = load_module(RUN_TIME / "names/cleaning.py")
script, is_noise = cleaning.script, cleaning.is_noise


def sort_alternates(preferred: str, alternates: Iterable[str]) -> list[tuple[str, Kind]]:
    """Clean names of a populated place with their kinds, preferred first, one for each folded form."""
    key = fold(preferred)
    pairs = cleaning.letter_pairs(key)
    found: dict[str, tuple[str, Kind]] = {key: (preferred, Kind.PREFERRED)}
    for name in sorted(set(alternates)):
        if is_noise(name):
            continue
        folded = fold(name)
        if not folded or folded in found:
            continue
        if script(name) != "LATIN":
            kind = Kind.NATIVE
        elif cleaning.likeness(pairs, cleaning.letter_pairs(folded)) >= cleaning.SAME_NAME:
            kind = Kind.VARIANT
        else:
            kind = Kind.OTHER
        found[folded] = (name, kind)
    return list(found.values())

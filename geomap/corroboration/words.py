"""What the words of a sentence say besides names: what was hit, and with which rarer words it is told."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import Final

_WORD = re.compile(r"[^\W\d_]{4,}")
# Enough of a word to be the same in the plural and in another tense.
_STEM = 6
_MOST_WORDS: Final = 40

# Words that news of any incident has, cut to their stems.
_COMMON = frozenset(
    word[:_STEM]
    for word in (
        "about according accused accuses after afternoon against agency alleged among announced area "
        "armed army around attack authorities because been before being between both carried central "
        "city civilians claimed clashes condemned confirmed conflict could country denied denies deny "
        "district during early east eastern evening fighters fighting fire fired force forces friday "
        "from government happened have heavy home hours houses immediately included injured injuries "
        "inside into killed killing later launched least left local many military ministry monday more "
        "morning near news night north northern officials only other over overnight people person place "
        "police positions president province region reported residents responsibility responsible said "
        "same saturday saying says second security service several side since soldiers some south "
        "southern spokesman spokesperson statement still strike struck sunday that their them then there "
        "these they this those thursday town troops tuesday under until village violence wednesday week "
        "were west western what when where which while whose with without women would wounded wounding "
        "yesterday"
    ).split()
)

# What is hit or where in a town it happens, by kinds that exclude one another.
_TARGETS: dict[str, str] = {
    word: kind
    for kind, words in {
        "market": "market bazaar marketplace",
        "school": "school kindergarten university college classroom madrasa",
        "hospital": "hospital clinic ambulance maternity",
        "worship": "church mosque temple monastery synagogue cathedral",
        "bridge": "bridge",
        "transport": "bus train railway station minibus tram",
        "airport": "airport airbase airfield",
        "camp": "camp shelter",
        "checkpoint": "checkpoint roadblock outpost",
        "energy": "refinery depot substation power dam pipeline",
        "home": "apartment apartments flat flats block",
        "hotel": "hotel cafe restaurant",
        "port": "port harbour harbor ship vessel",
        "prison": "prison jail",
        "plant": "factory plant warehouse",
        "convoy": "convoy patrol truck",
        "mine": "mine quarry",
        "farm": "farm field orchard herders",
        "funeral": "funeral wedding",
    }.items()
    for word in words.split()
}


def targets_in(sentence: str) -> tuple[str, ...]:
    """Kinds of building or thing that the sentence names, each once, sorted."""
    found = set()
    for word in _WORD.findall(sentence.casefold()):
        kind = (
            _TARGETS.get(word)
            or _TARGETS.get(word.removesuffix("s"))
            or _TARGETS.get(word.removesuffix("es"))
        )
        if kind is not None:
            found.add(kind)
    return tuple(sorted(found))


def words_in(sentence: str, names: Iterable[str]) -> tuple[int, ...]:
    """Hashes of the stems of its words, sorted, without names and without those that all such news has."""
    known = {stem for name in names for stem in _stems(name)}
    stems = dict.fromkeys(stem for stem in _stems(sentence) if stem not in known and stem not in _COMMON)
    return tuple(sorted(zlib.crc32(stem.encode()) for stem in list(stems)[:_MOST_WORDS]))


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.casefold())]

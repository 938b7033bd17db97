"""Which of a place's names is the one that its own country writes.

A gazetteer's alternates do not say their language. What tells is the letters (Russian ы is no letter
of Ukrainian), and the sound: the country's own form is mostly the one that English news romanises.
Where that leaves several forms, or none, there is no answer: a label in English is better than a
wrong one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from geomap.gazetteer.names import romanising
from geomap.gazetteer.names.fold import fold
from geomap.layers.scripts import OWN_NAMES, WRITINGS, Writing
from geomap.model import Place

_VOWELS = str.maketrans("аеєёэиіїыйоуюяy", "aeeeeiiiiiouuai")
# Arabic and Persian letters as they sound in names; long vowels as vowels, a few letters unheard.
_ARABIC = {
    ord(letter): latin.strip("-")
    for letter, latin in zip(
        "ا أ إ آ ى ة ء ع ئ ؤ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ غ ف ق ك ک گ ل م ن ه و ي ی".split(),
        "a a i a a a - - - - b p t th j ch h kh d dh r z zh s sh s d t z gh f q k k g l m n h u i i".split(),
        strict=True,
    )
}
_ARTICLE = "ال"
# 'City of', 'village of', 'province of': an alternate that says more than the name.
_ARABIC_TERMS = frozenset("مدينة بلدة قرية محافظة شعبية منطقة".split())
_CONSONANTS = re.compile(r"[A-Z]")
_DOUBLED = re.compile(r"(\w{1,2})\1")


def local_name(place: Place, vouched: tuple[str, ...] = ()) -> str | None:
    """The form of a place's name in the writing of its country, if it can be told.

    Parameters
    ----------
    place
        Its country decides; see `geomap.layers.scripts`.
    vouched
        Names that a theatre's file has; they need no other test than their letters.
    """
    own = OWN_NAMES.get(place.id)
    return own if own is not None else _told(place.country, place.name, vouched, place.names)


@lru_cache(maxsize=8192)
def _told(country: str | None, label: str, vouched: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    writing = WRITINGS.get(country or "")
    if writing is None:
        return None
    latin = writing.script == "LATIN"
    # In Latin letters every language's forms look alike, but for the letters that only this one has.
    own = [n for n in vouched if writing.writes(n) and (not latin or writing.told(n))]
    if own:
        return max(own, key=writing.told)
    if latin:
        names = tuple(n for n in names if writing.told(n))
    ranked = sorted((rank, name) for name in names if (rank := _rank(name, label, writing)) is not None)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return _modern(ranked[0][1])


def _rank(name: str, label: str, writing: Writing) -> tuple[int, int, float, int, int] | None:
    """How far a form is from being the country's own; None if it is not.

    What counts, in this order: sounds, letters that only this language has, vowels, doubled letters, length.
    """
    if not writing.writes(name):
        return None
    told, wanted, heard = writing.told(name), fold(label), fold(name)
    sounds: int | None = 0
    if writing.script == "ARABIC":
        words = name.split()
        if not _ARABIC_TERMS.isdisjoint(words):
            return None
        told += sum(word.startswith(_ARTICLE) for word in words)
        heard = " ".join(word.removeprefix(_ARTICLE).translate(_ARABIC) for word in words)
        sounds = 0 if _consonants(heard) == _consonants(wanted) else None
    elif romanising.apart(heard, heard) is not None:
        sounds = romanising.apart(wanted, heard)
    if sounds is None:
        return None
    unlike = 1 - SequenceMatcher(None, _vowels(heard), _vowels(wanted)).ratio()
    doubled = abs(len(_DOUBLED.findall(heard)) - len(_DOUBLED.findall(wanted)))
    return sounds, -told, round(unlike, 3), doubled, abs(len(heard) - len(wanted))


def _consonants(latin: str) -> str:
    """Consonants as `romanising` tells them, without w (a vowel in Arabic) and with Egypt's g as j."""
    return "".join(_CONSONANTS.findall(romanising.key(latin))).replace("V", "").replace("J", "G")


def _vowels(folded: str) -> str:
    return "".join(c for c in folded.translate(_VOWELS) if c in "aeiou")


def _modern(name: str) -> str:
    """In Armenia's spelling of today: և and յու for եւ and իւ, which alternates often have."""
    return name.replace("եւ", "և").replace("իւ", "յու")

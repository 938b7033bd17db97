"""Azerbaijani and Turkish: names without their case endings.

A case ending takes its vowel from the last vowel of the name (vowel harmony), Turkish writes an
apostrophe before it in a name. Where an apostrophe stands, what is before it is the name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.gazetteer.names.fold import fold
from geomap.recognition.languages.forms import LONGEST_WORD, Form, cheapest

_LOWER = str.maketrans({"İ": "i", "I": "ı", "â": "a", "î": "i", "û": "u", "’": "'", "ʼ": "'", "‘": "'"})
_MARKS = "'’ʼ‘"
_VOWEL = re.compile("[aeəıioöuü]")
_HARMONY = {
    "a": "aı",
    "ı": "aı",
    "o": "au",
    "u": "au",
    "e": "ei",
    "ə": "əi",
    "i": "eəi",
    "ö": "eəü",
    "ü": "eəü",
}
_ALLOWED_IN = {
    # After the last vowel of a name: the low and the high vowel of an ending, in both alphabets.
    vowel: frozenset(ending)
    for vowel, ending in {**_HARMONY, "e": "eəi", "ə": "eəi"}.items()
}

# Endings with the vowels written as classes: A is a, e, ə; I is ı, i, u, ü.
_ENDINGS = {
    "dA": "in", "tA": "in", "dAn": "from", "tAn": "from", "A": "to", "yA": "to", "nA": "to", "In": "of",
    "nIn": "of", "I": "", "nI": "", "yI": "", "lA": "", "ylA": "", "dAkI": "in", "tAkI": "in",
    "dAkIlAr": "in", "ndA": "in", "ndAn": "from", "ndAkI": "in", "dIr": "", "nIndA": "in",
    "dAyken": "in", "yAdAk": "to", "dAkIlArI": "in",
}  # fmt: skip
_PATTERNS = tuple(
    (re.compile(ending.replace("A", "[aeə]").replace("I", "[ıiuü]") + "$"), case)
    for ending, case in sorted(_ENDINGS.items(), key=lambda item: -len(item[0]))
)
_LEAST = 3


def azerbaijani(written: str) -> tuple[Form, ...]:
    """The base forms that an Azerbaijani name may have.

    >>> "terter" in [form.key for form in azerbaijani("Tərtərdə")]
    True
    """
    return _bases(written)


@lru_cache(maxsize=16384)
def turkish(written: str) -> tuple[Form, ...]:
    """The base forms that a Turkish name may have: of a name an ending without apostrophe is a slip.

    >>> [form.key for form in turkish("Halep'te")]
    ['halep']
    """
    bases = _bases(written)
    if any(mark in written for mark in _MARKS):
        return bases
    return tuple(form._replace(case="", cost=form.cost + 1.0) for form in bases)


@lru_cache(maxsize=16384)
def _bases(written: str) -> tuple[Form, ...]:
    if not 3 < len(written) <= LONGEST_WORD:
        return ()
    word = written.translate(_LOWER).lower()
    name, mark, ending = word.partition("'")
    if mark and len(name) > 1:
        case = next((case for pattern, case in _PATTERNS if pattern.fullmatch(ending)), None)
        # An apostrophe within a name ('Sana'a', 'Ma'an') is none before an ending of Turkish.
        return (Form(fold(name), 0.3 if case is not None else 1.5, case or ""),)
    found = [
        Form(fold(base), cost, case)
        for pattern, case in _PATTERNS
        for base, cost in _without(word, pattern)
        if len(base) >= _LEAST
    ]
    return cheapest(found, fold(written))


def _without(word: str, pattern: re.Pattern[str]) -> list[tuple[str, float]]:
    """The word without an ending that agrees with its last vowel; with k or q for ğ and y before it."""
    ending = pattern.search(word)
    if ending is None or not ending[0]:
        return []
    base = word[: ending.start()]
    vowels = _VOWEL.findall(base[-6:])
    own = _VOWEL.findall(ending[0])
    if not vowels or (own and own[0] not in _ALLOWED_IN[vowels[-1]]):
        return []
    after_vowel = base[-1] in "aeəıioöuü"
    if after_vowel and ending[0][0] in "aeəıioöuü":
        return []
    # The consonants y and n only part two vowels ('Gəncəyə', 'Şuşanın'); a possessive has its own n.
    if ending[0][0] == "y" and not after_vowel:
        return []
    # After n, 'in' and 'to' are of a compound with its possessive ending, which names seldom are.
    of_compound = re.match("nd|n[aeə]", ending[0]) is not None
    bases = [(base, 2.5 if of_compound else 1.0)]
    if ending[0][0] in "aeəıiuü" and base[-1] in "ğy":
        bases += [(base[:-1] + "k", 1.3), (base[:-1] + "q", 1.3)]
    if ending[0][0] == "n" and after_vowel and base[-1] in "ıiuü":
        # 'Xəzər dənizində', 'Doğu Gutasında': the possessive ending of a compound.
        bases.append((base[:-2] if base[-2:-1] == "s" else base[:-1], 2.5))
    return bases

"""Folding: the one form under which spellings of a name that differ only in marks are found.

``fold`` lowers case, drops accents and apostrophes, takes hyphens, dots and slashes as spaces,
and writes the letters of Latin alphabets that have no decomposition (ə, ı, ł, ø, ß ...) with
plain ones. Other scripts are kept, with their own vowel signs: only marks that writers leave
out at will (Latin, Greek and Cyrillic accents but not й and ї, Arabic and Hebrew points) go.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# ə and ä are one vowel of Azerbaijani in two orthographies, ə being written e, a or ä in news:
# 'Tərtər', 'Tärtär' and 'Terter' meet in e; 'Tartar' is a name of its own in the gazetteer.
_LETTERS = {
    "ə": "e", "ǝ": "e", "ä": "a", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae",
    "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ĸ": "k", "ŧ": "t", "ƴ": "y",
    "ɲ": "ny", "ɔ": "o", "ɛ": "e", "ʋ": "v", "ȼ": "c", "ƶ": "z",
}  # fmt: skip
_DROPPED = "'`´‘’‚‛ʻʼʽʾʿˈ′ʹʺ\"“”„«»՚׳״ʔˊˋ\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u0640"
_SPACES = "-‐‑‒–—―/\\.,;:()[]_&+·•"
# Bytes of an argument that are no UTF-8 come as these; no file of names can be asked for them.
_SURROGATES = dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
_TABLE = str.maketrans(
    {**_LETTERS, **dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_SPACES, " "), **_SURROGATES}
)
_MARKED = re.compile(r"[^a-z0-9 ]")
# Letters of Latin alphabets with their marks in them, and the signs that stand for apostrophes and
# hyphens: each folds by itself, whatever stands beside it.
_SIMPLE = re.compile(r"[\x00-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2010-\u201f]*")

# Marks that change the letter rather than decorate it: the breve of й and ў, the diaeresis of
# ї (but not of ё, which Russian leaves out at will), the voicing marks of kana.
_KEPT_PAIRS = {"и\u0306", "у\u0306", "і\u0308"}
_KANA_MARKS = "\u3099\u309a"


def _drops_mark(base: str, mark: str) -> bool:
    if mark in _KANA_MARKS or base + mark in _KEPT_PAIRS:
        return False
    # Class 0 marks are vowel signs of Indic and South-East Asian scripts: part of the spelling.
    return unicodedata.combining(mark) != 0 and unicodedata.combining(mark) not in {7, 9}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the folded form of a name.

    Parameters
    ----------
    name
        Any text.

    Returns
    -------
    str
        Lower case, without accents, apostrophes and punctuation, words joined by one space;
        empty if nothing is left.

    Examples
    --------
    >>> fold("Deir ez-Zor"), fold("Tərtər"), fold("Łódź"), fold("Sana'a")
    ('deir ez zor', 'terter', 'lodz', 'sanaa')
    >>> fold("Тертер"), fold("تارتار")
    ('тертер', 'تارتار')
    """
    if name.isascii():
        return name.lower() if name.isalpha() else " ".join(name.lower().translate(_TABLE).split())
    if _SIMPLE.fullmatch(name):
        return " ".join(name.translate(_FOLDED).split())
    return " ".join(_fold_fully(name).split())


class _FoldedLetters(dict[int, str]):
    """The folded form of each letter, made when it is first asked for."""

    def __missing__(self, letter: int) -> str:
        folded = self[letter] = _fold_fully(chr(letter))
        return folded


_FOLDED = _FoldedLetters()


def _fold_fully(name: str) -> str:
    # Twice: a decomposed sign may have a capital or a mark in it that only then comes to light.
    once = _fold_marks(name)
    return once if once.isascii() else _fold_marks(once)


def _fold_marks(name: str) -> str:
    # casefold turns İ into i and a dot
    lowered = unicodedata.normalize("NFKC", name).casefold().replace("i\u0307", "i").translate(_TABLE)
    if not _MARKED.search(lowered):
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    if any(map(unicodedata.combining, decomposed)):
        kept: list[str] = []
        for mark in decomposed:
            if unicodedata.combining(mark) and kept and _drops_mark(kept[-1], mark):
                continue
            kept.append(mark)
        decomposed = "".join(kept)
    return unicodedata.normalize("NFC", decomposed).translate(_TABLE)

"""Romanising: one key for the spellings that a name of another script gets in Latin letters.

Russian and Ukrainian, Arabic and Persian, Armenian, Azerbaijani, Amharic, Burmese ... are written
in Latin letters by several systems and by ear: 'Kharkiv' and 'Kharkov', 'Deir ez-Zor' and 'Dayr az
Zawr', 'Aghdam' and 'Agdam'. Spellings agree about the consonants, if the letters of one sound are
taken together, and hardly about the vowels. So the key of a name is its consonants, with

- the letters and groups of letters of one sound as one: 'sh', 'ch' and 'shch'; 'dzh', 'dj' and 'j';
  'h', 'g' and 'gh', since Ukrainian and Belarusian h is Russian g;
- Arabic articles left out ('Al Hasakah', 'Hasaka'), doubled letters as one, words joined;
- no vowels but a first one where five and more consonants tell names apart; with three or four, only
  where there are vowels; with one or two, of which of three sorts they are: names so short are many.

How far two spellings of one key differ, `apart` counts: a look-up does not take them all.
This module uses the standard library alone: the compiler loads it by its path.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

COUNTRIES = frozenset(
    """
    AE AF AM AZ BD BF BG BH BY CY DJ DZ EG EH ER ET GE GR IL IQ IR JO KG KH KW KZ LA LB LK LY MA MD ME
    MK ML MM MN MR NE NP OM PK PS QA RS RU SA SD SO SS SY TD TH TJ TM TN UA UZ XK YE
    """.split()
)
"""Where names are romanised, by ISO 3166-1 alpha-2 code; elsewhere keys would only take room."""

SORTED_BELOW = 3
"""With fewer consonants than this, the key says of which sort the vowels are."""

BARE_FROM = 5
"""From so many consonants on, the key leaves out the vowels after the first consonant."""

_ARTICLES = frozenset({"al", "el", "il", "ul"})
# Before these letters the l of the article is spoken, and often written, as the letter itself.
_ASSIMILATED = re.compile(r"[aeu](sh|th|dh|[tdrzsn])")
_JOINED_ARTICLE = re.compile(r"^[aeu](sh|th|dh|[tdrzsn])(?=\1)")

# A capital for each sound; what is not here (vowels, y) stands for itself.
_SOUNDS = {
    "shch": "C", "tsch": "C", "sch": "C", "tch": "C", "shh": "C", "cz": "C", "ch": "C", "sh": "C",
    "dzh": "J", "dj": "J", "zh": "J", "j": "J", "kh": "X", "ks": "X", "x": "X", "gh": "G", "g": "G", "h": "G",
    "ck": "K", "c": "K", "k": "K", "q": "K", "tz": "TS", "th": "T", "t": "T", "dh": "D", "d": "D", "ph": "P",
    "p": "P", "b": "B", "v": "V", "w": "V", "f": "F", "s": "S", "z": "Z", "l": "L", "m": "M", "n": "N",
    "nb": "MB", "np": "MP", "r": "R",
}  # fmt: skip
_SORTS = dict(zip("aeiyou", "aaiioo", strict=True))
_TOKENS = re.compile("|".join([*sorted(_SOUNDS, key=lambda s: (-len(s), s)), "[aeiouy]+"]))
_SOFT_C = re.compile(r"c(?=[eiy])")
# Burmese aspirates ('Hpakant', 'Htantlang') stand at the start; the French write w as 'ou' there.
_ASPIRATE = re.compile(r"^h(?=[pktls])")
_FRENCH_W = re.compile(r"^ou(?=[aeiy])")
_SILENT = re.compile(r"(?<=[aeiouy])h$|(?<=[aeiou])w(?![aeiouy])")

# What a letter may also stand for: g for Egyptian j and j for it, q for g in Sudan and Azerbaijan,
# c for j in Azerbaijani and ts in Slavonic alphabets, s and z where their hooks were left out,
# w for v and j for y as in German, kh for the other Arabic h.
_OTHER_SOUNDS = (
    ("g", "j"),
    ("j", "g"),
    ("q", "g"),
    ("c", "j"),
    ("c", "ts"),
    ("z", "zh"),
    ("s", "sh"),
    ("w", "v"),
    ("kh", "h"),
    ("j", "y"),
)
_FIRST_VOWELS = frozenset("aeiou")

# The alphabets whose letters have a sound each. Folding has dropped what marks differ by.
_CYRILLIC = (
    "а a б b в v г g ґ g д d е e ж zh з z и i й y і i ї yi к k л l м m н n о o п p р r с s т t у u ў w ф f "
    "х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya є ye ђ dj ј y љ ly њ ny ћ ch џ dzh ѓ g ќ k ѕ dz "
    "ә a ғ gh қ q ң ng ө o ұ u ү u һ h ҷ j ҳ h ӣ i ӯ u"
)
_ARMENIAN = (
    "ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh "
    "ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ u փ p ք k և ev օ o ֆ f"
)
_GEORGIAN = (
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q "
    "შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h"
)
_LETTERS = {
    ord(letter): latin.strip("-")
    for alphabet in (_CYRILLIC, _ARMENIAN, _GEORGIAN)
    for letter, latin in zip(alphabet.split()[::2], alphabet.split()[1::2], strict=True)
}


def key(folded: str) -> str:
    """Return the key under which the romanisations of a name meet.

    Parameters
    ----------
    folded
        A name as `names.fold.fold` gives it, in Latin, Cyrillic, Armenian or Georgian letters.

    Returns
    -------
    str
        Empty if the name is in another script or has no consonant.

    Examples
    --------
    >>> key("deir ez zor") == key("dayr az zawr") == key("deir ezzor")
    True
    >>> key("kharkiv") == key("kharkov"), key("terter") == key("tartar") == key("тертер")
    (True, True)
    >>> key("zaporizhzhia"), key("donetsk") == key("donskoye"), key("吉林")
    ('ZaPaRaJa', False, '')
    """
    consonants, vowels = _sounds(folded)
    if not consonants:
        return ""
    if len(consonants) >= BARE_FROM:
        return ("a" if vowels[0] else "") + consonants
    if len(consonants) >= SORTED_BELOW:
        vowels = tuple("a" if vowel else "" for vowel in vowels)
    return "".join(v + c for v, c in zip(vowels, consonants + " ", strict=True)).strip()


def number(key: str) -> int:
    """Return a key as a whole number from 0 to 2**24 - 1, the same in every process.

    Three bytes keep the table small. One key in a hundred shares their number with another: who
    looks a number up compares the keys of what was found.
    """
    return zlib.crc32(key.encode()) & 0xFFFFFF


def readings(folded: str) -> tuple[str, ...]:
    """Return the spellings to look a name up by: its own, and those of other sounds of its letters.

    'Geneina' is Junaynah (Egyptian g for j), 'Kaduqli' is Kadugli (q for g), 'Awasa' is Hawassa.

    Examples
    --------
    >>> readings("geneina")
    ('geneina', 'jeneina')
    """
    found = [folded]
    found += [folded.replace(letter, other) for letter, other in _OTHER_SOUNDS if letter in folded]
    if folded[:1] in _FIRST_VOWELS:
        found.append("h" + folded)
    elif folded[:1] == "h":
        found.append(folded[1:])
    return tuple(found)


def apart(folded: str, other: str) -> int | None:
    """Count between which consonants two romanisations of a name have vowels of different sorts.

    The sorts are a and e; i and y; o and u. A group of vowels counts by its first. Where one has a
    vowel and the other none, it counts twice.

    Returns
    -------
    int or None
        None if they are not taken for one name: the consonants differ, or the vowels in more than
        one place (two in names of `BARE_FROM` consonants and more).

    Examples
    --------
    >>> apart("terter", "tartar"), apart("kharkiv", "kharkov"), apart("kharkiv", "terter")
    (0, 1, None)
    """
    consonants, vowels = _sounds(folded)
    others, other_vowels = _sounds(other)
    if not consonants or consonants != others:
        return None
    pairs = zip(vowels, other_vowels, strict=True)
    differences = sum(1 if one and two else 2 for one, two in pairs if one != two)
    return differences if differences <= (2 if len(consonants) >= BARE_FROM else 1) else None


@lru_cache(maxsize=4096)
def _sounds(folded: str) -> tuple[str, tuple[str, ...]]:
    """Split a name into its n consonants and the n + 1 sorts of vowels before, between and after them."""
    text = folded if folded.isascii() else folded.translate(_LETTERS)
    if not text.isascii():
        return "", ()
    words = _without_articles(text.split()) if " " in text else (text,)
    consonants: list[str] = []
    vowels = [""]
    for token in _TOKENS.findall("".join(map(_spoken, words))):
        for sound in _SOUNDS.get(token, ""):
            if vowels[-1] or not consonants or consonants[-1] != sound:
                consonants.append(sound)
                vowels.append("")
        if token not in _SOUNDS:
            vowels[-1] = vowels[-1] or _SORTS[token[0]]
    return "".join(consonants), tuple(vowels)


def _without_articles(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        assimilated = _ASSIMILATED.fullmatch(word)
        if after and (word in _ARTICLES or (assimilated and after.startswith(assimilated[1]))):
            continue
        kept.append(_JOINED_ARTICLE.sub("", word) if kept else word)
    return kept


def _spoken(word: str) -> str:
    """A word with its silent letters left out and its letters of two sounds spelled."""
    if "h" in word or "w" in word:
        word = _SILENT.sub("", _ASPIRATE.sub("", word))
    if word.startswith("ou"):
        word = _FRENCH_W.sub("w", word)
    return _SOFT_C.sub("ts", word) if "c" in word else word

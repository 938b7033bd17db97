"""A text as the words whose case is to be told."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

LOWER: Final = "l"
CAPITAL: Final = "c"
UPPER: Final = "u"

_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., A.M.
    r"|\d[\d.,:/]*[^\W\d_]*"  # 4TH, 1980S, 75MM
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s|\n[ \t]*\n|[,:]\s+[\"“«]|^\s*[-*•]\s")
#: Titles in short: capitalised, and no full stop after them ends a sentence.
TITLES: Final = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt cpl brig adm cmdr sen rep gov st hon rev".split()
)
_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec no vs".split())
_TAILS = frozenset("s t d m re ve ll".split())
_FIRST_VOWELS = frozenset("aeiouy")


class Piece(NamedTuple):
    """A word of a text.

    ``start`` and ``end`` are its span; ``key`` is its small form without a possessive; ``gap``
    is what stands before it; ``opens`` tells that it opens a sentence, ``given`` the case that it
    has whatever its neighbours are, or None.
    """

    start: int
    end: int
    key: str
    gap: str
    opens: bool
    given: str | None


def pieces_of(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The words of a stretch of text."""
    pieces: list[Piece] = []
    stop = len(text) if end is None else end
    before = start
    key = ""
    labelled = False  # whether a bracket opened the sentence: '[ANNOUNCER] THE ...'
    for found in _PIECE.finditer(text, start, stop):
        word = found.group()
        begin, after = found.span()
        gap = text[before:begin]
        opens = not pieces or _opens(gap, key) or (labelled and "]" in gap)
        labelled = opens and gap.endswith("[") if opens else labelled and "]" not in gap
        key = plain_key(word)
        pieces.append(Piece(begin, after, key, gap, opens, _given(word, key, text, begin, after)))
        before = after
    return pieces


def plain_key(word: str) -> str:
    """The small form of a word, without a possessive ending."""
    return word.lower().replace("’", "'").replace("ʼ", "'").removesuffix("'s")


def _opens(gap: str, previous: str) -> bool:
    if gap == " ":
        return False
    initial = len(previous) == 1 and previous.isalpha() and "\n\n" not in gap
    if gap[:1] == "." and (initial or previous in TITLES or previous in _MONTHS):
        return False
    return _SENTENCE_END.search(gap) is not None


def _given(word: str, key: str, text: str, start: int, end: int) -> str | None:
    """The case that needs no neighbours; small letters in a stretch of capitals are meant."""
    if any(map(str.islower, word)):
        return shape_of(word)
    if word[0].isdigit():
        return LOWER
    if "." in word:
        return LOWER if key in {"a.m.", "p.m."} else UPPER
    if len(word) > 1:
        return None
    if key == "a":
        follows = text[end : end + 2]
        return UPPER if follows[:1] == "." or (follows[:1] == "-" and follows[1:].isdigit()) else LOWER
    return LOWER if key in {"y", "e"} and text[start - 1 : start] == " " == text[end : end + 1] else UPPER


def shape_of(word: str) -> str:
    """The case in which a word of a text is written."""
    letters = [c for c in word if c.isalpha()]
    if not letters or not letters[0].isupper():
        return LOWER
    return UPPER if len(letters) > 1 and all(map(str.isupper, letters)) else CAPITAL


def cased(word: str, case: str, form: str | None = None) -> str:
    """A word in capitals in another case, of the same length.

    Parameters
    ----------
    word
        As it stands in the text.
    case
        `LOWER`, `CAPITAL` or `UPPER`.
    form
        How it is written where it is capitalised in a way of its own ('McCain').
    """
    if case == UPPER:
        return word[:-1] + "s" if word[-2:] in {"'S", "’S", "ʼS"} else word
    if case == LOWER:
        return "".join(map(_small, word))
    if form is not None and len(form) <= len(word):
        return "".join(c if f == c else _small(c) for c, f in zip(word, form.ljust(len(word)), strict=True))
    out = [word[0], *map(_small, word[1:])]
    mark = max(word.find("'"), word.find("’"), word.find("ʼ"))
    # O'Brien, D'Aubuisson; but Sana'a and Mine's.
    if 0 < mark <= 2 and mark + 2 < len(word) and word[mark + 1 :].lower() not in _TAILS:
        out[mark + 1] = word[mark + 1]
    return "".join(out)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter  # 'İ' would become two characters


def is_spelt(key: str) -> bool:
    """Whether letters are more likely spelt than read: no vowel among them."""
    return len(key) < 7 and _FIRST_VOWELS.isdisjoint(key)

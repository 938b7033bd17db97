"""A text as tokens: words and numbers with the marks between them.

A hyphen parts tokens ('Nagorno-Karabakh' is two, 'Yerevan-backed' too), an apostrophe within a
word does not ("Sana'a"), and a possessive ending is cut off and noted ("Azerbaijan's").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from geomap.gazetteer.names.fold import fold
from geomap.recognition.words import folded_words

# Combining marks are part of a word although `str.isalnum` denies it: Latin and Cyrillic accents,
# Hebrew and Arabic points, and the vowel signs of Indic and South-East Asian scripts.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a3c-\u0a4d"
    "\u0b82\u0bbe-\u0bcd\u0c3e-\u0c4d\u0d3e-\u0d4d\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\ufe20-\ufe2f"
)
_APOSTROPHES = "'\u2019\u02bc\u02bb\u2018`\u00b4\u02bf\u02be"
# Plain letters first: most words have no marks.
_LETTERS = rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
# One group round the whole, so that splitting by it gives gaps and words in turn.
_WORD = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,.\n-])"  # what nearly all are, told at once
    r"|(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![^\W\d_]))?"  # U.S., D.C., U.N
    r"|W\.[ ]?Va\b"  # the one state whose abbreviation is of two words
    rf"|{_LETTERS}(?:[{_APOSTROPHES}]{_LETTERS})*"
    r"|\d+(?:[.,:]\d+)*)"
)
_PLURAL_POSSESSIVES = frozenset(("' ", "\u2019 "))
_SENTENCE_END = re.compile(
    r"[.!?\u2026:;\u0589\u06d4\u0964\u2013\u2014*\u2022]|\n|--|[\"\u201c\u201d\u00ab(]\s*$"
)

#: Words after which a full stop does not end a sentence.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st ste mt ft gen lt col sgt capt cpl maj adm cmdr sen rep gov pres prof rev hon jr sr "
    "no vs inc co corp ltd ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss mo mont "
    "neb nev okla ore pa tenn tex va vt wash wis wyo".split()
)

# Articles that begin names ('EL SALVADOR'): no English word is lost by them.
_NAME_OPENERS = frozenset("el la las los le les al san santa der den des".split())
_SHOUTED_SHARE = 0.8
_SHOUTED_LETTERS = 40
_HEADLINE_SHARE = 0.7
_HEADLINE_WORDS = 4


class Token(NamedTuple):
    """A word or number of the text.

    ``start`` and ``end`` are its span without a possessive ending, ``folded`` its folded form;
    ``gap`` is what stands between the token before and this one (a blank for
    the end of a line in a text broken at some width); ``capital`` tells that it may
    begin a name (in scripts without case every word may), ``upper`` that it is two or more
    capitals; ``opens`` that it opens a sentence, a quotation or a line, or stands in a headline,
    where a capital says little; ``shouted`` that its line is all in capitals, where it says
    nothing.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: str
    capital: bool
    upper: bool = False
    possessive: bool = False
    opens: bool = False
    caseless: bool = False
    shouted: bool = False


def tokenise(text: str) -> list[Token]:
    """The tokens of ``text`` in their order, capitals in headlines and shouted lines discounted."""
    tokens: list[Token] = []
    new = tuple.__new__
    wrapped = _is_wrapped(text)
    breaks = [0]  # the first token of each line
    position = 0
    previous = ""
    parts = _WORD.split(text)
    for mark, found in zip(parts[::2], parts[1::2], strict=False):  # the last gap has no word
        start = position + len(mark)
        position = end = start + len(found)
        word, folded, capital, upper, possessive, caseless, may_own = _written(found)
        if possessive:
            end -= 2
        elif may_own:
            possessive = text[end : end + 2] in _PLURAL_POSSESSIVES
        gap = mark
        opens = False
        if mark != " ":
            if "\n" in mark:
                if wrapped and mark.count("\n") == 1:
                    gap = _JOINED_LINES.sub(" ", mark)
                elif tokens:
                    breaks.append(len(tokens))
            opens = gap != " " and _opens(gap, previous)
        # As `Token(...)` does, without the call of its own: this runs once a word.
        tokens.append(
            new(
                Token,
                (
                    start,
                    end,
                    word,
                    folded,
                    gap,
                    capital,
                    upper,
                    possessive,
                    opens or not tokens,
                    caseless,
                    False,
                ),
            )
        )
        previous = word
    breaks.append(len(tokens))
    return _discount_capitals(tokens, text, breaks)


_JOINED_LINES = re.compile(r"[ \t]*\n[ \t]*")
# A line of some length that goes on in small letters on the next.
_GOES_ON = re.compile(r"[^\n]{20}\n[ \t]*[a-z]")
_GOES_ON_SHOUTED = re.compile(r"[^\n]{20}[^\n.!?:]\n[ \t]*[^\s]")
_GOING_ON_SHARE = 0.25


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at some width, so that their ends tell nothing."""
    ends = text.count("\n")
    if not ends:
        return False
    goes_on = _GOES_ON_SHOUTED if _is_shouted(text) else _GOES_ON
    return len(goes_on.findall(text)) >= max(1.0, _GOING_ON_SHARE * ends)


class _Written(NamedTuple):
    """What a word says by itself: without its possessive ending, folded, and how it is written.

    ``may_own``: it ends in s, and is a possessive if an apostrophe follows.
    """

    text: str
    folded: str
    capital: bool
    upper: bool
    possessive: bool
    caseless: bool
    may_own: bool


@lru_cache(maxsize=65536)
def _written(word: str) -> _Written:
    """A word cut and folded; whether it may begin a name, is all capitals, is of a script without case."""
    possessive = word[-1] in "sS" and len(word) > 2 and word[-2] in _APOSTROPHES
    if possessive:
        word = word[:-2]
    first = word[0]
    caseless = not (first.isupper() or first.islower() or first.isdigit())
    return _Written(
        word,
        fold(word),
        caseless or first.isupper(),
        len(word) > 1 and word.isupper(),
        possessive,
        caseless,
        not possessive and word[-1] in "sS",
    )


def _opens(gap: str, previous: str) -> bool:
    """Whether a sentence opens after ``gap``; a full stop may belong to the word before it."""
    if gap in {", ", "-", ") ", " - "}:
        return False
    if gap.startswith(".") and gap.strip() == "." and "\n" not in gap:
        return not (len(previous) == 1 and previous.isupper()) and previous.lower() not in ABBREVIATIONS
    return _SENTENCE_END.search(gap) is not None


def _discount_capitals(tokens: list[Token], text: str, breaks: Sequence[int]) -> list[Token]:
    """Mark the tokens of shouted lines and of headlines, line by line."""
    for first, last in pairwise(breaks):
        line = tokens[first:last]
        if not line or 2 * sum([t.capital for t in line]) < len(line):  # the common case, told apart cheaply
            continue
        if _is_shouted(text[line[0].start : line[-1].end]):
            common = (folded_words("common_words") | folded_words("function_words")) - _NAME_OPENERS
            tokens[first:last] = [
                t._replace(
                    capital=not t.text[0].isdigit() and t.folded not in common, upper=False, shouted=True
                )
                for t in line
            ]
        elif _is_headline(line):
            tokens[first:last] = [t._replace(opens=True) for t in line]
    return tokens


def _is_shouted(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return letters >= _SHOUTED_LETTERS and sum(map(str.isupper, line)) >= _SHOUTED_SHARE * letters


def _is_headline(line: list[Token]) -> bool:
    long_words = [t for t in line if len(t.text) > 3 and not t.caseless and t.text[0].isalpha()]
    capitals = sum(t.capital for t in long_words)
    return len(long_words) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(long_words)


def sentence_of(tokens: Sequence[Token], index: int, *, most: int = 40) -> tuple[int, int]:
    """First and one past the last index of the tokens between sentence ends around ``index``.

    Looks at most ``most`` tokens to either side; commas, colons and quotes do not end it.
    """
    first = index
    while first > 0 and index - first < most and not _ends_sentence(tokens[first]):
        first -= 1
    last = index + 1
    while last < len(tokens) and last - index < most and not _ends_sentence(tokens[last]):
        last += 1
    return first, last


def _ends_sentence(token: Token) -> bool:
    """Whether a sentence ended in the gap before ``token``."""
    return token.opens and any(mark in token.gap for mark in ".!?\n\u2026")

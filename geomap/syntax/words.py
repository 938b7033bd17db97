"""What the parser sees of a word: hashes of its letters' parts, the same on every machine."""

from __future__ import annotations

from typing import Final
from zlib import crc32

#: How many hashes a word has.
PARTS: Final = 12
#: How many of them, the first ones, are of whole words: training leaves them out at random.
WHOLE: Final = 2

_ENDINGS: Final = ("n't", "'s", "s'", "'re", "'ve", "'ll", "'m", "'d")
_DIGITS: Final = str.maketrans("123456789", "000000000")
_APOSTROPHES: Final = str.maketrans("\u2019\u2018\u02bc`", "''''")


def hashes_of(word: str) -> list[int]:
    """The hashes of a word: of it, of its stem, ending, suffixes, prefixes, shape and parts at hyphens.

    Digits count as 0, and every apostrophe as the same.
    """
    written = word.translate(_APOSTROPHES)
    low = written.lower().translate(_DIGITS)
    stem, ending = low, ""
    if "'" in low:
        for each in _ENDINGS:
            if low.endswith(each) and len(low) > len(each):
                stem, ending = (low[:-1] if each == "s'" else low[: -len(each)]), each
                break
    last = stem.rpartition("-")[2] if "-" in stem else ""
    first = stem.partition("-")[0] if last else ""
    parts = (
        "w" + low,
        "b" + stem,
        "e" + ending,
        "1" + stem[-1:],
        "2" + stem[-2:],
        "3" + stem[-3:],
        "4" + stem[-4:],
        "p" + stem[:2],
        "q" + stem[:3],
        "h" + shape_of(written),
        "y" + last,
        "k" + first,
    )
    return [crc32(part.encode("utf-8", "surrogatepass")) for part in parts]


def shape_of(word: str) -> str:
    """'Xxx' for 'Tartar', 'XX' for 'UN', 'X-dd' for 'F-16': ten letters, runs cut after the second."""
    out = ""
    for letter in word[:10]:
        sign = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if out[-2:] != sign + sign:
            out += sign
    return out

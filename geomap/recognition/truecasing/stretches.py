"""Which parts of a text are written in capitals throughout."""

from __future__ import annotations

import re
from itertools import islice

from geomap.model import Span

# So many characters without a small Latin letter are found in any text in capitals, and seldom
# in others: what has none is told at once.
_SIGN = re.compile(r"[A-Z][^a-z]{13}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINE = re.compile(r"[^\n]+")
_MOST_SMALL = 0.12
"""Share of small letters up to which a text counts as one in capitals: '(Reuters)', 'McKAY'."""
_LEAST_LETTERS = 14
_LEAST_WORDS = 3


def capital_stretches(text: str) -> tuple[Span, ...]:
    """Spans of the lines that are in capitals, neighbours joined, in the order of the text.

    A text is one stretch if hardly any of its letters is small; else a line is one if it has
    three words and all but all of its letters are capitals. Writing without case is none.
    """
    if _SIGN.search(text) is None:
        return ()
    if _in_capitals(text, 0, len(text)):
        return (Span(0, len(text)),)
    stretches: list[Span] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if not _in_capitals(text, start, end):
            continue
        if stretches and not text[stretches[-1].end : start].strip():
            stretches[-1] = Span(stretches[-1].start, end)
        else:
            stretches.append(Span(start, end))
    return tuple(stretches)


def _in_capitals(text: str, start: int, end: int) -> bool:
    part = text[start:end]
    capitals = sum(map(str.isupper, part))
    if capitals < _LEAST_LETTERS:
        return False
    small = sum(map(str.islower, part))
    if small > _MOST_SMALL * (capitals + small):
        return False
    words = islice(_WORD.finditer(part), _LEAST_WORDS)
    return sum(1 for _ in words) == _LEAST_WORDS

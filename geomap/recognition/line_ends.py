"""Line ends that only come from a text being broken at some width."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

# Widths at which texts are broken; longer lines are paragraphs.
_WIDTHS: Final = range(38, 101)
_SLACK: Final = 10
"""Columns by which a line that is full may stay below the width, with the next line's first word."""
_FULL_SHARE: Final = 0.6
_SHORT: Final = 20
_MOST_LINES: Final = 400  # of a text are measured

_OWN_LINE = re.compile(
    r"\s*(?:[-*•–—·]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|[A-Za-z][\w ]{1,18}:\s"  # a list's or a field's
    r"|[A-Z][A-Z .,/()'-]{2,60}(?:,[^\n]{0,40})?\s*(?:--|—|–)\s)"  # a dateline's
)
_END = re.compile(r"[.!?:;]['\")\]”’»]*$")


def join_lines(text: str, start: int = 0) -> str:
    """A text with a blank for each line end at which its paragraph goes on; of the same length.

    A line end is one of those if the next line goes on in small letters, or if the text is broken
    at a width (most lines would have had no room for the next one's first word) and so is the line.
    Empty lines, lists, fields, headlines, verse and lines that are paragraphs keep their ends.

    Parameters
    ----------
    text
        Any text.
    start
        Character offset before which nothing is changed.
    """
    if text.find("\n", start) < 0:
        return text
    begin = text.rfind("\n", 0, start) + 1
    lines = text[begin:].split("\n")
    width = _width_of(lines)
    parts = [text[:begin], lines[0]]
    for before, after in pairwise(lines):
        parts += (" " if _goes_on(before, after, width) else "\n", after)
    return "".join(parts)


def _goes_on(before: str, after: str, width: int | None) -> bool:
    stripped = before.rstrip()
    if not stripped or not after.strip() or _OWN_LINE.match(after) is not None:
        return False
    small = after.lstrip()[0].islower()
    if small and _SHORT <= len(stripped) <= _WIDTHS.stop + _SLACK and _END.search(stripped) is None:
        return True
    return width is not None and _is_full(stripped, after, width)


def _is_full(before: str, after: str, width: int) -> bool:
    """Whether a line had hardly any room for the first word of the next."""
    first = after.split(None, 1)[0]
    return len(before) + 1 + len(first) > width - _SLACK and len(before) <= width + _SLACK


def _width_of(lines: list[str]) -> int | None:
    """The width at which a text is broken; None if it is not."""
    inner = [
        (before.rstrip(), after)
        for before, after in pairwise(lines[:_MOST_LINES])
        if before.strip() and after.strip()
    ]
    if len(inner) < 2:
        return None
    lengths = sorted(len(before) for before, _ in inner)
    width = lengths[(9 * len(lengths)) // 10]
    if width not in _WIDTHS:
        return None
    full = sum(_is_full(before, after, width) for before, after in inner)
    return width if full >= _FULL_SHARE * len(inner) else None

"""The same sentence in another writing: all in capitals, or as a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.recognition.tagging.spans import LabelledSpan

Annotated = tuple[str, tuple[LabelledSpan, ...]]

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a an the of in on at to for and or by with from as is near over".split())


def in_capitals(text: str, spans: Sequence[LabelledSpan]) -> Annotated:
    """All in capitals; letters that grow by it ('ß') stay as they are, so that spans hold."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text), tuple(spans)


def in_title_case(text: str, spans: Sequence[LabelledSpan]) -> Annotated:
    """As a headline: every word but the smallest capitalised, no full stop."""

    def capital(found: re.Match[str]) -> str:
        word = found.group()
        first = word[0].upper()
        if (word in _SMALL and found.start()) or len(first) > 1:
            return word
        return first + word[1:]

    titled = _WORD.sub(capital, text)
    return titled.rstrip("."), tuple(s for s in spans if s.end <= len(titled.rstrip(".")))

"""Names of the gazetteer in running text, at the speed of a table look-up.

For those who want names and nothing else: which place is meant, whether it is a place at all
('Jordan said') and in which role is what `geomap.geoparse` finds out, at a tenth of the speed.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from geomap.gazetteer.names.fold import fold

if TYPE_CHECKING:
    from geomap.gazetteer.index import PlaceIndex

LONGEST_NAME: Final = 8
"""Words of the longest name that is looked for."""

# Words in small letters that stand within names: 'Trinidad and Tobago', 'Rio de Janeiro', 'Deir ez-Zor'.
PARTICLES: Final = frozenset(
    "of the and de del della di do da dos das du des la le les los las el al as ash az ez es ed en et y e i "
    "an ar at ul ur us bin ibn bint der den von van zu upon on in sur sous aux nad pod".split()
)
_KEPT_PREFIXES = 200_000  # some 30 MB


class Span(NamedTuple):
    """A name in a text: characters ``start`` to ``end``, and its folded form for `PlaceIndex.lookup`."""

    start: int
    end: int
    folded: str


def _ranges(wanted: list[int]) -> str:
    """Code points as the inside of a character class, consecutive ones as ranges."""
    pieces: list[str] = []
    first = last = wanted[0]
    for code in [*wanted[1:], -1]:
        if code == last + 1:
            last = code
            continue
        pieces.append(f"\\U{first:08x}-\\U{last:08x}")
        first = last = code
    return "".join(pieces)


def _may_begin_names() -> str:
    """Character class of capitals, and of the letters of scripts that have none.

    Ideographs and kana are left out: their texts have no spaces, so words cannot be told by them.
    """
    letters = [
        code
        for code in range(0x41, min(sys.maxunicode, 0xAC00))
        if unicodedata.category(chr(code)) in {"Lu", "Lt", "Lo"} and not 0x2E80 <= code < 0xA000
    ]
    return _ranges(letters)


_REST = r"\w\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u102b-\u103e'’ʼʻʿ`"
_OPENING = re.compile(rf"(?<![\w])[{_may_begin_names()}][{_REST}]*")
# A name goes on over one space, hyphen or line break, and after the full stop of 'St.'.
_NEXT = re.compile(rf"(?:[ \u00a0\n\-\u2010\u2011]|(?<=\bSt|\bMt|\bFt)\. )(\w[{_REST}]*)")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")


class NameScanner:
    """Finds the names of an index in texts, remembering what it asked the index.

    Parameters
    ----------
    index
        Where names are looked up.

    Examples
    --------
    >>> from geomap.gazetteer.index import PlaceIndex
    >>> scanner = NameScanner(PlaceIndex.bundled())
    >>> [s.folded for s in scanner.scan("Shelling near Deir ez-Zor, Rio de Janeiro's envoy said.")]
    ['deir ez zor', 'rio de janeiro']
    """

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._prefixes: dict[str, tuple[bool, bool]] = {}

    def scan(self, text: str) -> Iterator[Span]:
        """Yield the names in a text from its beginning, each as long as it can be, none overlapping.

        Parameters
        ----------
        text
            Any text. Only words with a capital begin a name, in scripts without case every word; in
            scripts without spaces nothing is found.
        """
        known, end = self._prefixes, 0
        for opening in _OPENING.finditer(text):
            start, stop = opening.span()
            if start < end:
                continue
            word = opening.group()
            answer = known.get(word)
            if answer is None:
                answer = self._ask(word)
            is_name, goes_on = answer
            if goes_on:
                span = self._longest(text, start, stop, word)
            else:
                span = self._span(start, word) if is_name else None
            if span is not None:
                yield span
                end = span.end

    def _longest(self, text: str, start: int, stop: int, word: str) -> Span | None:
        is_name, goes_on = self._prefixes[word]
        best = self._span(start, word) if is_name else None
        written = word
        for _ in range(LONGEST_NAME - 1):
            following = _NEXT.match(text, stop)
            if not goes_on or following is None or _POSSESSIVE.search(written):
                break
            part = following.group(1)
            if not part[0].isupper() and part[0].islower() and part not in PARTICLES and text[stop] != "-":
                break
            stop = following.end()
            written = text[start:stop]
            answer = self._prefixes.get(written)
            is_name, goes_on = answer if answer is not None else self._ask(written)
            if is_name and part not in PARTICLES:
                best = self._span(start, written)
        return best

    def _ask(self, written: str) -> tuple[bool, bool]:
        if len(self._prefixes) >= _KEPT_PREFIXES:
            self._prefixes.clear()
        answer = self._prefixes[written] = self._index.has_prefix(fold(_POSSESSIVE.sub("", written)))
        return answer

    def _span(self, start: int, written: str) -> Span:
        name = _POSSESSIVE.sub("", written)
        return Span(start, start + len(name), fold(name))

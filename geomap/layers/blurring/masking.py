"""Names that must not be read: found in any text, and covered by blocks of the same length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from geomap.gazetteer.names.fold import fold

BLOCK = "█"

# Letters and digits, with the marks and apostrophes that stand among them: "Sana'a", "Торецьк’у".
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0e7f"
    r"'`´‘’ʻʼʽʾʿˈ′ʹʺ\u00ad\u0640\u200b-\u200f\u2060])+"
)
_GAP = 3  # characters between two words of a name, at most
_HYPHENS = frozenset("-‐‑\u00ad")
_BARE_MOST = 3  # letters of a name that is too short to be looked for in small letters or with endings
_ENDED_LEAST = 4  # letters of a name that may have an ending
_LONG = 6  # letters from which the ending may be a longer one
_ENDINGS = {False: 3, True: 4}
_WITHIN_LEAST = 7  # letters of a name that is found within a word too
_KEPT_LETTERS, _KEPT_TEXTS = 200, 100_000  # of texts whose covers are kept
_VOWELS = "аеиіоуяюєїыьйё"


class Names:
    """Names to be covered, in whatever spelling folds to them, with endings and without.

    Parameters
    ----------
    names
        As anybody writes them; those of which nothing but one letter is left are passed over.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._cased: set[str] = set()
        self._uncased: set[str] = set()
        self._of_words: set[str] = set()
        self._most_words = 1
        for name in names:
            words = [folded for word in _WORD.findall(name) for folded in fold(word).split()]
            compact = "".join(words)
            if len(compact) < 2 or compact.isdigit():
                continue
            if compact.upper() == compact.lower():
                self._uncased.add(compact)
            else:
                self._cased |= {compact, *_stems(compact)}
            if len(words) > 1:
                self._of_words.add(compact)
                self._most_words = max(self._most_words, len(words))
        # A name of one word is broken at a hyphen only, as at the end of a line.
        self._broken = {name for name in self._cased if len(name) >= _WITHIN_LEAST} | self._of_words
        if self._broken:
            self._most_words = max(2, self._most_words)
        self._beginnings = {name[:n] for name in self._broken for n in range(1, len(name) + 1)}
        self._known: dict[str, bool] = {}
        self._masked: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._cased or self._uncased)

    def hits(self, text: str | None) -> bool:
        """Whether any of the names stands in the text."""
        return bool(text) and self.mask(text or "") != text

    def mask(self, text: str) -> str:
        """The text with each of the names covered; its length stays."""
        if not self:
            return text
        masked = self._masked.get(text)
        if masked is None:
            spans = self.spans(text)
            masked = covered(text, spans) if spans else text
            if len(text) <= _KEPT_LETTERS and len(self._masked) < _KEPT_TEXTS:
                self._masked[text] = masked
        # The very text given, not an equal one: what is the same is told by that.
        return text if masked == text else masked

    def in_address(self, url: str) -> bool:
        """Whether any of the names stands in an address, in which words run into each other."""
        plain = unquote(url)
        compact = "".join(fold(word) for word in _WORD.findall(plain)).replace(" ", "")
        longer = (name for name in self._cased if len(name) > _BARE_MOST)
        return (
            self.hits(plain)
            or any(fold(word).replace(" ", "") in self._cased for word in _WORD.findall(plain))
            or any(name in compact for name in (*longer, *self._uncased))
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the names stand, each with the whole word that it is part of."""
        if not self:
            return []
        words = [(m.start(), m.end(), m[0], fold(m[0]).replace(" ", "")) for m in _WORD.finditer(text)]
        found: list[tuple[int, int]] = []
        for at, (start, end, written, folded) in enumerate(words):
            whole = self._is_named(written, folded)
            if whole:
                found.append((start, end))
            if folded not in self._beginnings:
                continue
            joined = folded
            hyphened = not whole
            for after in range(at + 1, min(at + self._most_words, len(words))):
                gap = text[words[after - 1][1] : words[after][0]]
                if len(gap) > _GAP:
                    break
                hyphened = hyphened and gap[:1] in _HYPHENS and not gap[1:].strip()
                joined += words[after][3]
                if any(_ended(joined, name) for name in (self._broken if hyphened else self._of_words)):
                    found.append((start, words[after][1]))
                elif joined not in self._beginnings:
                    break
        return found

    def _is_named(self, written: str, folded: str) -> bool:
        if len(folded) <= _BARE_MOST and folded in self._cased:
            return not written.lstrip("'’‘ʼ")[:1].islower()
        known = self._known.get(folded)
        if known is None:
            known = self._known[folded] = any(
                _ended(folded, name) or (len(name) >= _WITHIN_LEAST and name in folded)
                for name in self._cased
                if len(name) > _BARE_MOST
            ) or any(name in folded for name in self._uncased)
        return known


def covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blocks in the place of each character of the spans."""
    letters = list(text)
    for start, end in spans:
        for at in range(max(0, start), min(end, len(letters))):
            letters[at] = BLOCK
    return "".join(letters)


def _ended(word: str, name: str) -> bool:
    """Whether a word is a name, or one with an ending: 'Toretskites', 'Şuşadan'."""
    if word == name:
        return True
    if len(name) < _ENDED_LEAST or not word.startswith(name):
        return False
    return len(word) - len(name) <= _ENDINGS[len(name) >= _LONG]


def _stems(name: str) -> Iterable[str]:
    """What stays of a Cyrillic name when its last letter is inflected ('Авдіївка', 'Авдіївці')."""
    if len(name) <= _ENDED_LEAST or name[-1] not in _VOWELS:
        return ()
    stem = name[:-1]
    return (stem, f"{stem[:-1]}ц") if stem.endswith("к") else (stem,)

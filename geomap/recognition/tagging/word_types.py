"""Distinct words and what is to be known of each, computed once however often it stands in a text.

A token's form is what it would look like in running text: in a line all in capitals, where they
say nothing, a common word is taken in small letters and any other capitalised. All that depends
on the form alone - its hash, shape, affixes, the word lists that it is in - is a row of
`WordTypes`; what a model makes of it is then one look-up a token.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.names.fold import fold
from geomap.recognition.feature_words import FEATURE_WORDS, singular
from geomap.recognition.tokens import Token
from geomap.recognition.words import folded_words, words

Hashes = npt.NDArray[np.uint64]

#: Columns of hashes of a word type, each a feature by itself and with others.
WORD, SHAPE, LISTS, SUFFIX_3 = 0, 1, 2, 3
_AFFIXES = 5  # suffixes of 2 and 4, prefixes of 2, 3 and 4 letters
COLUMNS = 4 + _AFFIXES

_MOST_TYPES = 200_000  # bounds memory in endless streams


def form_of(token: Token) -> str:
    """The word as it would stand in running text (see the module)."""
    if not token.shouted or token.caseless:
        return token.text
    return token.text.capitalize() if token.capital else token.text.lower()


class WordTypes:
    """Rows of the distinct forms met so far; a row is never changed, so that results may be kept.

    Attributes
    ----------
    generation
        Goes up when the rows were dropped for their number: whoever keeps results by row drops
        them too.
    """

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._hashes: Hashes = np.zeros((1024, COLUMNS), dtype=np.uint64)
        self._digits = np.zeros(1024, dtype=bool)
        self.generation = 0

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def hashes(self) -> Hashes:
        """Array of shape (types, COLUMNS)."""
        return self._hashes[: len(self._rows)]

    @property
    def digits(self) -> npt.NDArray[np.bool_]:
        """Array of shape (types,): whether the form begins with a digit."""
        return self._digits[: len(self._rows)]

    def make_room(self) -> None:
        """Drop all rows if they have become too many; called between batches only."""
        if len(self._rows) > _MOST_TYPES:
            self._rows.clear()
            self.generation += 1

    def row(self, form: str) -> int:
        """The row of a form, made if it is new."""
        row = self._rows.get(form)
        if row is None:
            row = self._rows[form] = len(self._rows)
            if row == len(self._hashes):
                self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
                self._digits = np.concatenate([self._digits, np.zeros_like(self._digits)])
            self._hashes[row] = hashes_of(form)
            self._digits[row] = form[0].isdigit()
        return row


def hashes_of(form: str) -> list[int]:
    """The hashes of a form, in the order of the columns; the same on every machine."""
    folded = fold(form) or form
    parts = (
        folded,
        shape_of(form),
        lists_of(folded),
        folded[-3:],
        folded[-2:],
        folded[-4:],
        folded[:2],
        folded[:3],
        folded[:4],
    )
    return [crc32(part.encode("utf-8", "surrogatepass")) + 1 for part in parts]


def shape_of(form: str) -> str:
    """'Xxx' for 'Tartar', 'XX' for 'UN', 'dd' for '12'; runs longer than two are cut, all after ten letters.

    A digit word keeps its length up to four, so that years are told from counts.
    """
    if form.isdigit():
        return "d" * min(len(form), 5)
    out: list[str] = []
    for letter in form[:10]:
        sign = "X" if letter.isupper() else "x" if letter.islower() else "d" if letter.isdigit() else letter
        if sign.isalpha() and sign not in "Xxd":
            sign = "c"  # a script without case
        if len(out) < 2 or out[-1] != sign or out[-2] != sign:
            out.append(sign)
    return "".join(out)


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    """The word lists with a sign each."""
    return (
        ("c", folded_words("common_words")),
        ("f", folded_words("function_words")),
        ("g", folded_words("given_names")),
        ("s", folded_words("surnames")),
        ("t", words("titles")),
        ("h", words("organisation_heads")),
        ("i", words("institutions")),
        ("o", words("offices")),
        ("n", words("no_names")),
        ("v", words("speech_verbs")),
        ("a", words("action_verbs") | words("attack_verbs")),
        ("p", words("scene_nouns")),
        ("r", words("part_words")),
    )


def lists_of(folded: str) -> str:
    """The signs of the word lists that a folded word is in, as one string."""
    signs = "".join(sign for sign, members in _lists() if folded in members)
    return signs + "w" if singular(folded) in FEATURE_WORDS else signs

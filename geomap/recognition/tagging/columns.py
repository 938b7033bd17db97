"""Tokens of a batch of texts as columns of numbers: what the features are made of.

A column has a row a token, all texts of the batch one after the other. Texts are cut into
sequences, roughly sentences, beyond which no feature looks and no label reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.recognition.names import Name, NameFacts
from geomap.recognition.tagging.word_types import WordTypes, form_of
from geomap.recognition.tokens import Token

Integers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_LONGEST_SEQUENCE = 120
_SENTENCE_MARKS = frozenset(".!?\u2026\u0589\u06d4\u0964")

# Kinds of gaps between two tokens of a sequence.
_GAPS = {" ": 1, "": 2, "-": 3, "\u2011": 3, ", ": 4, ". ": 5, ".": 5, "\n": 6, "/": 7, " (": 8, ") ": 9}
_GAP_SIGNS = ((":", 10), (";", 10), ("\u2014", 11), ("--", 11), ("\u2013", 11), ('"', 12), ("\u201c", 12),
              ("\u201d", 12), ("'", 13), ("\u2019", 13), ("(", 8), (")", 9), (",", 4), ("-", 11), ("@", 14),
              ("#", 14), ("$", 15), ("&", 16), ("\n", 6), (".", 5))  # fmt: skip
_BEGINS, _BLANK = 0, 1
_POSSESSIVE = 17
_OTHER_GAP = 18

# How a word is written: bits of the column `writing`.
CAPITAL, UPPER, OPENS, SHOUTED, DIGIT = 1, 2, 4, 8, 16

# Sizes of the largest place of a name.
_SIZES = (1_000_000, 100_000, 10_000, 1_000, 1)


class Columns(NamedTuple):
    """Columns of the tokens of a batch.

    Parameters
    ----------
    types
        Row of the token's word type.
    gaps
        What stands before the token, as a small number; 0 where a sequence begins.
    writing
        Bits: capital, upper case, opening, shouted, number.
    names
        What the gazetteer says of the name that the token is part of, 0 if it is part of none.
    run_first, run_last
        Indices of the first and last token of the run of capitalised words that the token is
        in, joined by blanks and hyphens; the token itself where it is in none.
    sequence_starts
        Index of the first token of each sequence, with the number of tokens at the end.
    text_starts
        Index of the first token of each text, with the number of tokens at the end.
    """

    types: Integers
    gaps: Integers
    writing: Integers
    names: Integers
    run_first: Integers
    run_last: Integers
    sequence_starts: Integers
    text_starts: Integers


def make_columns(
    texts: Sequence[tuple[Sequence[Token], Sequence[Name]]],
    word_types: WordTypes,
) -> Columns:
    """Lay out the tokens of texts, each with the names of the gazetteer found in it."""
    types: list[int] = []
    gaps: list[int] = []
    capital: list[bool] = []
    upper: list[bool] = []
    opens: list[bool] = []
    shouted: list[bool] = []
    sequence_starts: list[int] = []
    text_starts: list[int] = [0]
    row = word_types.row
    for tokens, _ in texts:
        if tokens:
            _, _, words, _, gap, big, all_big, owning, opening, _, loud = zip(*tokens, strict=True)
            types += (row(form_of(t)) for t in tokens) if any(loud) else map(row, words)
            capital += big
            upper += all_big
            opens += opening
            shouted += loud
            _add_gaps(gap, opening, owning, gaps, sequence_starts)
        text_starts.append(len(types))
    sequence_starts.append(len(types))
    type_column = np.array(types, dtype=np.int64)
    written = np.zeros(len(types), dtype=np.int64)
    for held, bit in ((capital, CAPITAL), (upper, UPPER), (opens, OPENS), (shouted, SHOUTED)):
        written |= np.frombuffer(bytes(held), dtype=bool) * np.int64(bit)
    written |= word_types.digits[type_column] * np.int64(DIGIT)
    gap_column = np.array(gaps, dtype=np.int64)
    run_first, run_last = _runs(written, gap_column)
    return Columns(
        types=type_column,
        gaps=gap_column,
        writing=written,
        names=_names([names for _, names in texts], text_starts),
        run_first=run_first,
        run_last=run_last,
        sequence_starts=np.array(sequence_starts, dtype=np.int64),
        text_starts=np.array(text_starts, dtype=np.int64),
    )


def _add_gaps(
    texts_gaps: Sequence[str],
    opens: Sequence[bool],
    possessive: Sequence[bool],
    gaps: list[int],
    sequence_starts: list[int],
) -> None:
    """Add the gaps of a text's tokens, and where its sequences begin."""
    kinds = [_POSSESSIVE if owning else _BLANK for owning in (False, *possessive[:-1])]
    begins = [0]
    for i, gap in enumerate(texts_gaps):
        if gap == " ":
            continue
        if i and opens[i] and _ends_sequence(gap):
            begins.append(i)
        elif kinds[i] == _BLANK:
            kinds[i] = _kind_of_gap(gap)
    for begin, end in pairwise((*begins, len(kinds))):
        for start in range(begin, end, _LONGEST_SEQUENCE):
            kinds[start] = _BEGINS
            sequence_starts.append(len(gaps) + start)
    gaps += kinds


@lru_cache(maxsize=4096)
def _ends_sequence(gap: str) -> bool:
    return any(mark in _SENTENCE_MARKS for mark in gap) or "\n\n" in gap


@lru_cache(maxsize=4096)
def _kind_of_gap(gap: str) -> int:
    known = _GAPS.get(gap)
    if known is not None:
        return known
    for sign, kind in _GAP_SIGNS:
        if sign in gap:
            return kind
    return 1 if gap.isspace() else _OTHER_GAP


def _runs(writing: Integers, gaps: Integers) -> tuple[Integers, Integers]:
    """First and last index of the run of capitalised words of each token."""
    size = len(writing)
    here = np.arange(size)
    if not size:
        return here, here
    capital = (writing & CAPITAL) > 0
    joined = np.zeros(size, dtype=bool)
    joined[1:] = capital[1:] & capital[:-1] & np.isin(gaps[1:], (1, 2, 3))
    first = np.maximum.accumulate(np.where(joined, 0, here))
    ends = np.ones(size, dtype=bool)
    ends[:-1] = ~joined[1:]
    last = np.minimum.accumulate(np.where(ends, here, size)[::-1])[::-1]
    return first, last


def _names(of_texts: Sequence[Sequence[Name]], text_starts: Sequence[int]) -> Integers:
    """The column of the gazetteer: a class of names, by three for alone, first and further words."""
    column = np.zeros(text_starts[-1], dtype=np.int64)
    for names, start in zip(of_texts, text_starts, strict=False):
        for name in names:
            code = 3 * class_of(name.facts)
            if name.first == name.last:
                column[start + name.first] = code
            else:
                column[start + name.first] = code + 1
                column[start + name.first + 1 : start + name.last + 1] = code + 2
    return column


def class_of(facts: NameFacts) -> int:
    """A small number, from 1 on, for what the gazetteer knows of a name."""
    if facts.state:
        return 1
    if facts.demonym:
        return 2
    if facts.capital:
        return 3
    if facts.unit:
        return 4 if facts.population >= 100_000 else 5
    if facts.region:
        return 6
    if facts.known_as == "historic":
        return 7
    size = next((i for i, least in enumerate(_SIZES) if facts.population >= least), len(_SIZES))
    return 8 + 2 * size + (facts.known_as != "preferred")

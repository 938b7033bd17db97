"""Texts that were joined from tokens, spaced as people write."""

from __future__ import annotations

import re
from typing import Final

from training.corpora.cleaning.editing import edit
from training.corpora.cleaning.lexicon import Lexicon
from training.corpora.records import Sentence

_CHANGES: Final = (
    (re.compile(r"\s+(?=['’](?:s|re|ve|ll|d|m)\b)"), ""),  # "the river 's mouth"
    (re.compile(r"(?<=\w['’])\s(?=(?:s|t|re|ve|ll|d|m)\b)"), ""),  # "don' t"
    (re.compile(r"(?<=\b[UN]\.)\s(?=[SNKY]\.)"), ""),  # "U. S."
    (re.compile(r"'\"'"), '"'),
    (re.compile(r"(?<=[(\[])\s+|\s+(?=[)\],.;:?!](?:\s|$))"), ""),
    (re.compile(r"(?<=\w)\s-(?=[A-Z]\w)"), "-"),  # "Tartar -Martakert road"
)


def spaced(sentence: Sentence, _: Lexicon) -> Sentence:
    """Take out the spaces before endings, within abbreviations and inside brackets."""
    for pattern, new in _CHANGES:
        sentence = edit(sentence, [(m.start(), m.end(), new) for m in pattern.finditer(sentence.text)])
    return sentence

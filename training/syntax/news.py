"""News with parts of speech: sentences of the Groningen Meaning Bank, to tag its words by.

The treebank has no news to speak of. The bank's tags were put there by a tagger and are those of
the Penn Treebank, coarser than ours in places (IN is a preposition or a conjunction): so each word
has a set of tags that may be right, and the network learns to keep within it.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import corpora
from training.corpora.gmb_table import join
from training.corpora.reading import checked_file
from training.syntax.treebank import TOKEN

_ALLOWED = {
    "NN": "NOUN PRON", "NNS": "NOUN:NNS", "NNP": "PROPN ADJ", "NNPS": "PROPN", "IN": "ADP SCONJ",
    "TO": "PART:TO ADP", "DT": "DET PRON", "PDT": "DET", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV PART", "RBR": "ADV", "RBS": "ADV", "RP": "ADP ADV", "MD": "AUX", "CD": "NUM", "CC": "CCONJ",
    "PRP": "PRON", "PRP$": "PRON:PRP$", "EX": "PRON", "WDT": "PRON:WH", "WP": "PRON:WH", "WP$": "PRON:WH",
    "WRB": "ADV:WRB", "UH": "INTJ", "$": "SYM", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", ";": "PUNCT",
    "``": "PUNCT", "LRB": "PUNCT", "RRB": "PUNCT",
    **{form: f"VERB:{form} AUX:{form}" for form in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence: its words, and for each the tags that may be right; none where nothing is known."""

    words: tuple[str, ...]
    allowed: tuple[tuple[str, ...], ...]


def read_news(folder: Path | None, number: int, seed: int) -> tuple[Tagged, ...]:
    """So many sentences, drawn at random."""
    content = checked_file(corpora()["gmb"], folder)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read(archive.namelist()[0]).decode("latin-1")
    sentences = list(_sentences(csv.reader(io.StringIO(table, newline=""))))
    chosen = random.Random(seed).sample(sentences, number)
    return tuple(retokenised(rows) for rows in chosen)


def retokenised(rows: Sequence[tuple[str, str]]) -> Tagged:
    """Words and tags of the Penn Treebank as geomap's tokens.

    Of words that are joined the first tells the tag, as does that of a word for its later pieces.
    """
    text, places = join([word.replace(" ", "_") for word, _ in rows])
    words, allowed = [], []
    at = 0
    for found in TOKEN.finditer(text):
        while places[at][1] <= found.start():
            at += 1
        later_mark = places[at][0] < found.start() and not found.group()[0].isalnum()
        words.append(found.group())
        allowed.append(("PUNCT",) if later_mark else tuple(_ALLOWED.get(rows[at][1], "").split()))
    return Tagged(tuple(words), tuple(allowed))


def _sentences(rows: Iterator[list[str]]) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for name, word, tag, _ in rows:
        if name == "Sentence #":
            continue
        if name and sentence:
            yield sentence
            sentence = []
        if word:
            sentence.append((word, tag))
    if sentence:
        yield sentence

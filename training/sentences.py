"""The corpora's sentences, cleaned and parted into what is trained on and what is held out."""

from __future__ import annotations

from pathlib import Path

from training.corpora.cleaning import Lexicon, clean
from training.corpora.reading import corpora, read
from training.corpora.records import Sentence
from training.corpora.splitting import split
from training.mixture import TIMES


def read_sentences(folder: Path | None = None) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Read and clean all corpora of the mixture: (to train on, held out)."""
    lexicon = Lexicon.bundled()
    sentences: list[Sentence] = []
    for name in TIMES:
        sentences += clean(read(name, folder), corpora()[name], lexicon)[0]
    return split(sentences)

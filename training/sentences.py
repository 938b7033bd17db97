"""The corpora's sentences, cleaned and parted into what is trained on and what is held out."""

from __future__ import annotations

from pathlib import Path

from training.corpora.reading import read
from training.corpora.records import Sentence
from training.corpora.splitting import split
from training.mixture import TIMES


def read_sentences(folder: Path | None = None) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Read all corpora of the mixture: (to train on, held out)."""
    return split(sentence for name in TIMES for sentence in read(name, folder))

"""What is trained on and what is held out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from training.corpora.records import Sentence

HELD_OUT_SHARE = 0.1
_GRAINS = 1 << 32


def is_held_out(document: str, *, share: float = HELD_OUT_SHARE) -> bool:
    """Tell whether a document is held out: by its name alone, so that more corpora move none."""
    digest = hashlib.sha256(document.encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * _GRAINS


def split(
    records: Iterable[Sentence], *, share: float = HELD_OUT_SHARE
) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Part sentences by document: (what to train on, what to hold out).

    A text that is in both parts - a boilerplate sentence of many documents - is held out of the
    second: what has been learnt by heart measures nothing.

    Parameters
    ----------
    share
        How much of the documents to hold out, 0 to 1.
    """
    train: list[Sentence] = []
    held_out: list[Sentence] = []
    for record in records:
        (held_out if is_held_out(record.document, share=share) else train).append(record)
    known = {record.text for record in train}
    return tuple(train), tuple(record for record in held_out if record.text not in known)

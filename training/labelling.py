"""Annotated texts as tokens with labels, and those as features for the trainer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.recognition.names import NameFinder
from geomap.recognition.tagging.columns import Columns, make_columns
from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tagging.templates import (
    AT_DISTANCE,
    joint_templates,
    outside_templates,
    within_sequence,
    word_templates,
)
from geomap.recognition.tagging.word_types import WordTypes
from geomap.recognition.tokens import Token, tokenise

OUTSIDE = "O"
#: The labels of the model, in the order of its columns.
LABELS: tuple[str, ...] = (OUTSIDE, *(f"{begins}-{label}" for label in Label for begins in "BI"))


class Labelled(NamedTuple):
    """Sequences of a batch: buckets of shape (tokens, features), label numbers, where each begins."""

    buckets: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]


def labels_of(tokens: Sequence[Token], spans: Iterable[LabelledSpan]) -> list[int]:
    """The number of each token's label; a token belongs to the span that it overlaps."""
    labels = [0] * len(tokens)
    i = 0
    for span in sorted(spans):
        while i < len(tokens) and tokens[i].end <= span.start:
            i += 1
        first = i
        while i < len(tokens) and tokens[i].start < span.end:
            begins = "B" if i == first else "I"
            labels[i] = LABELS.index(f"{begins}-{span.label.value}")
            i += 1
    return labels


def label_batches(
    texts: Iterable[tuple[str, Sequence[LabelledSpan]]], finder: NameFinder, *, size: int = 2000
) -> Iterator[Labelled]:
    """Features and labels of texts, so many texts at a time."""
    types = WordTypes()
    batch: list[tuple[str, Sequence[LabelledSpan]]] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield _label(batch, finder, types)
            batch = []
    if batch:
        yield _label(batch, finder, types)


def _label(
    batch: Sequence[tuple[str, Sequence[LabelledSpan]]], finder: NameFinder, types: WordTypes
) -> Labelled:
    types.make_room()
    tokens = [tokenise(text) for text, _ in batch]
    columns = make_columns([(t, finder.find(t)) for t in tokens], types)
    labels = [n for t, (_, spans) in zip(tokens, batch, strict=True) for n in labels_of(t, spans)]
    return Labelled(all_buckets(columns, types), np.array(labels, dtype=np.int64), columns.sequence_starts)


def all_buckets(columns: Columns, types: WordTypes) -> npt.NDArray[np.int64]:
    """Every feature of every token, as `geomap.recognition.tagging.scoring.Scorer` sums them."""
    parts = [word_templates(types.hashes, 0)[columns.types]]
    for distance in AT_DISTANCE:
        there = np.roll(columns.types, -distance)
        inside = within_sequence(columns, distance)[:, None]
        parts.append(
            np.where(inside, word_templates(types.hashes, distance)[there], outside_templates(distance))
        )
    parts += [template[:, None] for template in joint_templates(columns, types.hashes)]
    return np.concatenate(parts, axis=1)

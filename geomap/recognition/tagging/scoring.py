"""Scores of labels at tokens by a model: the sum of the weights of a token's features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geomap.recognition.tagging.columns import Columns
from geomap.recognition.tagging.model_file import Model
from geomap.recognition.tagging.templates import (
    AT_DISTANCE,
    Buckets,
    joint_templates,
    outside_templates,
    within_sequence,
    word_templates,
)
from geomap.recognition.tagging.word_types import WordTypes

Floats = npt.NDArray[np.float32]

_DISTANCES = (0, *AT_DISTANCE)


class Scorer:
    """Scores by one model, with what it makes of each word type kept.

    Parameters
    ----------
    model
        The weights.
    word_types
        The rows that the columns to be scored refer to.
    """

    def __init__(self, model: Model, word_types: WordTypes) -> None:
        self._model = model
        self._types = word_types
        width = len(model.labels)
        self._of_types = {d: np.zeros((0, width), dtype=np.float32) for d in _DISTANCES}
        self._outside = {d: self._sum(outside_templates(d))[0] for d in AT_DISTANCE}
        self._generation = word_types.generation

    def scores(self, columns: Columns) -> Floats:
        """Array of shape (tokens, labels)."""
        self._catch_up()
        scores = self._of_types[0][columns.types]
        for distance in AT_DISTANCE:
            scores += self._neighbours(columns, distance)
        weights, rows = self._model.weights, self._model.rows
        # Into the same two arrays each time: half the time of indexing, which makes new ones.
        row = np.empty(len(scores), dtype=rows.dtype)
        added = np.empty_like(scores)
        for template in joint_templates(columns, self._types.hashes):
            np.take(rows, template, out=row, mode="clip")
            np.take(weights, row, axis=0, out=added, mode="clip")
            scores += added
        return scores

    def _neighbours(self, columns: Columns, distance: int) -> Floats:
        """What the words at a distance add."""
        inside = within_sequence(columns, distance)
        there = np.roll(columns.types, -distance)
        return np.where(inside[:, None], self._of_types[distance][there], self._outside[distance])

    def _catch_up(self) -> None:
        """Score the word types that came since the last time."""
        if self._generation != self._types.generation:
            self._generation = self._types.generation
            self._of_types = {d: t[:0] for d, t in self._of_types.items()}
        known = len(self._of_types[0])
        new = self._types.hashes[known:]
        if len(new):
            for distance in _DISTANCES:
                added = self._sum(word_templates(new, distance))
                self._of_types[distance] = np.concatenate([self._of_types[distance], added])

    def _sum(self, buckets: Buckets) -> Floats:
        """Add up the weights of some buckets a row."""
        return np.asarray(self._model.weights[self._model.rows[buckets]].sum(axis=1))

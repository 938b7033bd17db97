"""What a tagger thinks of the tokens of one text, whichever tagger it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.recognition.tagging.field import LABELS, TokenSpan, token_spans
from geomap.recognition.tagging.spans import LabelledSpan
from geomap.recognition.tokens import Token

#: What a span is taken to be worth from a tagger that gives no probability.
UNSCORED = 0.9


class Opinion(NamedTuple):
    """How likely some tokens are part of each kind of name, 0 to 1."""

    place: float
    demonym: float
    organisation: float
    person: float


@dataclass(frozen=True, slots=True)
class Opinions:
    """Probabilities of the labels at the tokens of a text.

    Parameters
    ----------
    sums
        Array of shape (tokens + 1, labels): for each token, and one past the last, the
        probabilities of all tokens before it added up.
    spans
        The names that are likelier than not, in order.
    """

    sums: npt.NDArray[np.float64]
    spans: tuple[TokenSpan, ...]

    @classmethod
    def of_table(cls, table: npt.NDArray[np.float32]) -> Opinions:
        """Of an array of shape (tokens, 2 x labels), see `FieldTagger.probabilities`."""
        sums = np.zeros((len(table) + 1, len(LABELS)))
        np.cumsum(table[:, : len(LABELS)], axis=0, out=sums[1:])
        return cls(sums, tuple(token_spans(table)))

    @classmethod
    def of_spans(cls, tokens: Sequence[Token], spans: Iterable[LabelledSpan]) -> Opinions:
        """Of a tagger that says no more than where the names are."""
        table = np.zeros((len(tokens), 2 * len(LABELS)), dtype=np.float32)
        i = 0
        for span in sorted(spans):
            while i < len(tokens) and tokens[i].end <= span.start:
                i += 1
            column = LABELS.index(span.label)
            first = i
            while i < len(tokens) and tokens[i].start < span.end:
                table[i, column] = span.score if span.score is not None else UNSCORED
                table[i, len(LABELS) + column] = table[i, column] if i == first else 0.0
                i += 1
        return cls.of_table(table)

    def over(self, first: int, last: int) -> Opinion:
        """The mean over tokens ``first`` to ``last`` inclusive."""
        mean = (self.sums[last + 1] - self.sums[first]) / (last + 1 - first)
        return Opinion(*mean.tolist())

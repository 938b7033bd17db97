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
        For each label, in the order of `Opinion`: for each token, and one past the last, the
        probabilities of all tokens before it added up.
    spans
        The names that are likelier than not, in order.
    """

    sums: tuple[list[float], list[float], list[float], list[float]]
    spans: tuple[TokenSpan, ...]

    @classmethod
    def of_table(cls, table: npt.NDArray[np.float32]) -> Opinions:
        """Of an array of shape (tokens, 2 x labels), see `FieldTagger.probabilities`."""
        sums = np.zeros((len(LABELS), len(table) + 1))
        np.cumsum(table[:, : len(LABELS)].T, axis=1, out=sums[:, 1:])
        place, demonym, organisation, person = sums.tolist()
        return cls((place, demonym, organisation, person), tuple(token_spans(table)))

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
        place, demonym, organisation, person = self.sums
        end, size = last + 1, last + 1 - first
        return Opinion(
            (place[end] - place[first]) / size,
            (demonym[end] - demonym[first]) / size,
            (organisation[end] - organisation[first]) / size,
            (person[end] - person[first]) / size,
        )

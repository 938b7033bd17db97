"""The bundled tagger: a conditional random field over hashed features.

The model is made by ``training/`` (see its README, and ``models/README.md`` for what it was made
from and how well it does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.recognition.names import Name, NameFinder, Names
from geomap.recognition.tagging.columns import Columns, make_columns
from geomap.recognition.tagging.decoding import marginals
from geomap.recognition.tagging.model_file import Model, unpack
from geomap.recognition.tagging.scoring import Scorer
from geomap.recognition.tagging.spans import Label, LabelledSpan
from geomap.recognition.tagging.word_types import WordTypes
from geomap.recognition.tokens import Token, tokenise

Floats = npt.NDArray[np.float32]

#: The order of the columns of `FieldTagger.probabilities`.
LABELS: tuple[Label, ...] = tuple(Label)

_BATCH_TOKENS = 20_000  # few enough for the processor's cache, enough for numpy to be fast


@lru_cache(maxsize=1)
def bundled_model() -> Model:
    """The model that ships with the package."""
    name = "news-en.geomap"
    return unpack(files(__package__).joinpath("models", name).read_bytes(), where=name)


class FieldTagger:
    """Labels the names of English texts.

    Parameters
    ----------
    names
        The gazetteer (`geomap.gazetteer.index.PlaceIndex`): what it knows of a name is a feature.
    model
        The weights; those of the package if not given.

    Attributes
    ----------
    finder
        What finds the gazetteer's names.
    """

    def __init__(self, names: Names, model: Model | None = None) -> None:
        self.finder = NameFinder(names)
        self._model = model or bundled_model()
        self._types = WordTypes()
        self._scorer = Scorer(self._model, self._types)
        self._sums = _sums(self._model.labels)
        self._lock = Lock()  # threads may share the word types

    def tag(self, texts: Sequence[str]) -> Iterator[tuple[LabelledSpan, ...]]:
        """For each text its names in order; see `geomap.recognition.tagging.spans.Tagger`."""
        tokens = [tokenise(text) for text in texts]
        found = self.probabilities([(t, self.finder.find(t)) for t in tokens])
        for each, opinion in zip(tokens, found, strict=True):
            yield tuple(spans_of(each, opinion))

    def probabilities(self, texts: Sequence[tuple[Sequence[Token], Sequence[Name]]]) -> list[Floats]:
        """How likely each token of each text is part of a place's, people's ... name.

        Parameters
        ----------
        texts
            Tokens, and the names of the gazetteer found in them.

        Returns
        -------
        list of ndarray
            For each text an array of shape (tokens, labels + labels): by `LABELS` the probability
            that the token is in such a name, and then that it begins one.
        """
        out: list[Floats] = []
        batch: list[tuple[Sequence[Token], Sequence[Name]]] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text[0])
            if size >= _BATCH_TOKENS:
                out += self._of_batch(batch)
                batch, size = [], 0
        return out + self._of_batch(batch) if batch else out

    def _of_batch(self, batch: Sequence[tuple[Sequence[Token], Sequence[Name]]]) -> list[Floats]:
        with self._lock:
            self._types.make_room()
            columns = make_columns(batch, self._types)
            opinions = self._opinions(columns)
        return self._split(columns, opinions)

    def _opinions(self, columns: Columns) -> Floats:
        if not len(columns.types):
            return np.zeros((0, 2 * len(LABELS)), dtype=np.float32)
        scores = self._scorer.scores(columns)
        return marginals(scores, columns.sequence_starts, self._model.transitions) @ self._sums

    @staticmethod
    def _split(columns: Columns, opinions: Floats) -> list[Floats]:
        return [opinions[a:b] for a, b in pairwise(columns.text_starts.tolist())]


def _sums(labels: Sequence[str]) -> Floats:
    """A matrix that adds up the model's labels to ours: in a name, and beginning one."""
    sums = np.zeros((len(labels), 2 * len(LABELS)), dtype=np.float32)
    for row, label in enumerate(labels):
        begins, _, kind = label.partition("-")
        if kind:
            column = LABELS.index(Label(kind))
            sums[row, column] = 1.0
            if begins == "B":
                sums[row, len(LABELS) + column] = 1.0
    return sums


class TokenSpan(NamedTuple):
    """A name that is likelier than not: tokens ``first`` to ``last`` inclusive."""

    first: int
    last: int
    label: Label
    score: float


def token_spans(opinion: Floats) -> Iterator[TokenSpan]:
    """The names that are likelier than not, from what `FieldTagger.probabilities` gives of a text."""
    if not len(opinion):
        return
    kinds = len(LABELS)
    inside = opinion[:, :kinds]
    best = inside.argmax(axis=1)
    chances = inside.max(axis=1)
    named = chances > 1.0 - inside.sum(axis=1)
    begins = opinion[np.arange(len(opinion)), kinds + best] > chances / 2
    firsts = np.flatnonzero(named & _new(named, best, begins)).tolist()
    goes_on = named & ~begins
    kind, chance, more = best.tolist(), chances.tolist(), goes_on.tolist()
    for first in firsts:
        last = first
        while last + 1 < len(kind) and more[last + 1] and kind[last + 1] == kind[first]:
            last += 1
        score = sum(chance[first : last + 1]) / (last + 1 - first)
        yield TokenSpan(first, last, LABELS[kind[first]], min(1.0, score))


def _new(
    named: npt.NDArray[np.bool_], best: npt.NDArray[np.int64], begins: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Whether a name begins at a token: said so, of another kind than before, or after none."""
    new = begins.copy()
    new[0] = True
    new[1:] |= ~named[:-1] | (best[1:] != best[:-1])
    return new


def spans_of(tokens: Sequence[Token], opinion: Floats) -> Iterator[LabelledSpan]:
    """The same with spans in the text."""
    for found in token_spans(opinion):
        yield LabelledSpan(tokens[found.first].start, tokens[found.last].end, found.label, found.score)

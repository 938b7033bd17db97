"""Sentences parsed in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from geomap.syntax.model_file import Model, unpack
from geomap.syntax.network import Network
from geomap.syntax.trees import best_trees

_MODEL = "syntax-en.geomap"
_BATCH_WORDS = 1000  # what fits the processor's nearer memory
_LONGEST = 150  # words: longer sentences are parsed in pieces, so that the work stays linear
_MOST_WORDS_KEPT = 20_000  # bounds memory in endless streams, to some 40 MB
_NOTHING = 0  # the row of no word


@dataclass(frozen=True, slots=True)
class Parse:
    """The syntax of a sentence, an entry a word in each tuple.

    Parameters
    ----------
    tags
        Parts of speech of Universal Dependencies, those of verbs with their form ('VERB:VBN',
        'AUX:VBD'), plural nouns ('NOUN:NNS'), relative and asking words ('PRON:WH', 'ADV:WRB'),
        possessive pronouns ('PRON:PRP$') and 'PART:TO' told apart.
    heads
        Index of the word that each hangs from; -1 for the root.
    relations
        Relation of each to its head, as in Universal Dependencies ('nsubj:pass'); rare ones are
        'dep'.
    """

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class Parser:
    """Parses by one model; remembers what it made of each distinct word.

    Parameters
    ----------
    model
        The weights; those of the package if not given.

    Raises
    ------
    ModelError
        If the model lacks some of them.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or bundled_model()
        self._network = Network(self._model)
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((1, 4 * self._network.width), dtype=np.float32)
        self._relations = (*self._model.relations, "root", "parataxis")
        self._root = len(self._model.relations)
        self._broken = self._root + 1

    def parse(self, sentences: Sequence[Sequence[str]]) -> tuple[Parse, ...]:
        """Parse sentences, each as its words and marks; see `geomap.syntax.parse`."""
        rows = self._rows_of(sentences)
        pieces = [
            (i, start, min(len(row) - start, _LONGEST))
            for i, row in enumerate(rows)
            for start in range(0, len(row), _LONGEST)
        ]
        pieces.sort(key=lambda piece: piece[2])
        out = [np.zeros((3, len(row)), dtype=np.int64) for row in rows]
        for batch in _batches(pieces):
            self._parse_batch(batch, rows, out)
        tags, relations = self._model.tags.__getitem__, self._relations.__getitem__
        parses = []
        for row in out:
            t, h, r = row.tolist()
            parses.append(Parse(tuple(map(tags, t)), tuple(h), tuple(map(relations, r))))
        return tuple(parses)

    def _rows_of(self, sentences: Sequence[Sequence[str]]) -> list[npt.NDArray[np.int64]]:
        """The row of each word's vector; new words get theirs."""
        known = self._rows
        if len(known) > _MOST_WORDS_KEPT:
            known.clear()
            self._vectors = self._vectors[:1].copy()
        new = list(dict.fromkeys(w for words in sentences for w in words if w not in known))
        if new:
            first, last = len(known) + 1, len(known) + 1 + len(new)
            known.update(zip(new, range(first, last), strict=True))
            if last > len(
                self._vectors
            ):  # by doubling, so that adding words costs the same however many there are
                more = max(last, 2 * len(self._vectors)) - len(self._vectors)
                nothing = np.zeros((more, self._vectors.shape[1]), dtype=np.float32)
                self._vectors = np.concatenate([self._vectors, nothing])
            self._vectors[first:last] = self._network.words(new)
        return [np.array([known[w] for w in words], dtype=np.int64) for words in sentences]

    def _parse_batch(
        self,
        batch: Sequence[tuple[int, int, int]],
        rows: Sequence[npt.NDArray[np.int64]],
        out: Sequence[npt.NDArray[np.int64]],
    ) -> None:
        lengths = np.array([length for _, _, length in batch])
        words = np.full((len(batch), int(lengths[-1])), _NOTHING)
        for b, (i, start, length) in enumerate(batch):
            words[b, :length] = rows[i][start : start + length]
        scores = self._network.scores(self._vectors[words.T], lengths)
        heads = best_trees(scores.arcs, lengths)
        relations = self._network.relations(scores, heads.T).T
        for b, (i, start, length) in enumerate(batch):
            found = out[i][:, start : start + length]
            found[0] = scores.tags[:length, b]
            found[1] = heads[b, :length] + (start - 1)
            found[2] = relations[b, :length]
            root = int(heads[b, :length].argmin())
            found[1, root], found[2, root] = -1, self._root
            if start:  # a further piece hangs from the sentence's root
                found[1, root], found[2, root] = int((out[i][1, :_LONGEST] < 0).argmax()), self._broken


def _batches(pieces: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield runs of pieces, in rising order of length, of so many words together."""
    batch: list[tuple[int, int, int]] = []
    for piece in pieces:
        if batch and piece[2] * (len(batch) + 1) > _BATCH_WORDS:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def bundled_model() -> Model:
    """The model that ships with the package."""
    return unpack(files(__package__).joinpath("models", _MODEL).read_bytes(), where=_MODEL)


@lru_cache(maxsize=1)
def bundled_parser() -> Parser:
    """A parser by the bundled model."""
    return Parser()


def parse(sentences: Sequence[Sequence[str]]) -> tuple[Parse, ...]:
    """Tag the words of English sentences and find what each hangs from.

    Parameters
    ----------
    sentences
        Each as its words and marks in their order: "n't" and a possessive "'s" stay with their
        word, a word with hyphens is one, every mark is by itself. Many sentences at once are
        parsed faster; the result of one does not depend on the others.

    Returns
    -------
    tuple of Parse
        One a sentence.
    """
    return bundled_parser().parse(sentences)

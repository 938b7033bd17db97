"""The parser's network in training: losses and gradients of a batch. `geomap.syntax.network` runs it.

Arrays of a batch are of shape (steps, sentences, ...): the longest sentence decides the steps, and
what lies beyond a sentence's end is masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geomap.syntax.network import DISTANCE_CLASSES
from geomap.syntax.words import PARTS, WHOLE
from training.syntax.parts import (
    Arcs,
    Floats,
    Integers,
    Layer,
    Linear,
    Parameters,
    Relations,
    Window,
    softmax,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network.

    Parameters
    ----------
    rows, tags, relations
        How many vectors of parts of words, tags and relations there are.
    width, layers
        Channels and number of the layers.
    arc, label
        Channels of the vectors that heads and relations are told by.
    """

    rows: int
    tags: int
    relations: int
    width: int = 128
    layers: int = 4
    arc: int = 80
    label: int = 64


class Batch(NamedTuple):
    """Sentences: rows of their words' parts (T, B, PARTS), lengths (B), and the answers (T, B).

    Heads are 0 for the root, else 1 + the index.
    """

    rows: Integers
    lengths: Integers
    tags: Integers
    heads: Integers
    relations: Integers


class NewsBatch(NamedTuple):
    """Sentences with the tags that may be right: a row of zeros and ones a word (T, B, tags)."""

    rows: Integers
    lengths: Integers
    allowed: Floats


class Result(NamedTuple):
    """Losses a word (tags; heads, relations), and gradients; those of the embedding by row."""

    losses: tuple[float, ...]
    gradients: Parameters
    rows: Integers
    of_rows: Floats


def initial(shape: Shape, rng: np.random.Generator) -> Parameters:
    """Random weights."""
    d, a, h = shape.width, shape.arc, shape.label

    def normal(*size: int, scale: float) -> Floats:
        return (rng.standard_normal(size) * scale).astype(np.float32)

    p: Parameters = {"embedding": normal(shape.rows, d, scale=0.6 / PARTS**0.5)}
    p["embedding"][0] = 0
    p["window"] = normal(3 * d, d, scale=(3 * d) ** -0.5)
    p["window_bias"] = np.zeros(d, np.float32)
    for layer in range(shape.layers):
        p[f"gate{layer}"] = normal(d, 3 * d, scale=d**-0.5)
        p[f"gate{layer}_bias"] = np.repeat(np.array([0, 0.5, 0], np.float32), d)
    p["tag"] = normal(d, shape.tags, scale=d**-0.5)
    p["tag_bias"] = np.zeros(shape.tags, np.float32)
    p["role"] = normal(d, 2 * a + 2 * h, scale=d**-0.5)
    p["role_bias"] = np.zeros(2 * a + 2 * h, np.float32)
    p["pair"] = normal(a, a, scale=1 / a)
    p["head_prior"] = np.zeros(a, np.float32)
    p["root"] = normal(a, scale=a**-0.5)
    p["distance"] = normal(a, DISTANCE_CLASSES, scale=0.5 * a**-0.5)
    p["distance_bias"] = np.zeros(DISTANCE_CLASSES, np.float32)
    p["root_label"] = normal(h, scale=0.3)
    p["distance_label"] = normal(DISTANCE_CLASSES, h, scale=0.3)
    p["label"] = normal(h, shape.relations, scale=h**-0.5)
    p["label_bias"] = np.zeros(shape.relations, np.float32)
    return p


class Network:
    """The network over its parameters, which whoever fits it changes in place.

    Parameters
    ----------
    shape, parameters
        Its sizes and weights.
    rng
        Draws what is dropped.
    dropout
        Share of channels that a step leaves out.
    word_drop
        For each row of the embedding how often a whole word goes unseen.
    """

    def __init__(
        self,
        shape: Shape,
        parameters: Parameters,
        rng: np.random.Generator,
        *,
        dropout: float = 0.0,
        word_drop: Floats | None = None,
    ) -> None:
        self._shape, self._p, self._rng = shape, parameters, rng
        self._dropout, self._word_drop = dropout, word_drop
        self._g: Parameters = {}
        self._window = Window(parameters, self._g)
        self._layers = [Layer(parameters, self._g, number) for number in range(shape.layers)]
        self._tag = Linear(parameters, self._g, "tag")
        self._role = Linear(parameters, self._g, "role")
        self._arcs = Arcs(parameters, self._g)
        self._relations = Relations(parameters, self._g)

    def step(self, batch: Batch) -> Result:
        """Losses and gradients of a batch of trees."""
        a, h, width = self._shape.arc, self._shape.label, self._shape.width
        self._read(batch.rows, batch.lengths, len(self._layers))
        inside, mask, count = self._inside, self._mask, len(batch.lengths)
        tags, tags_dropped = self._tags()
        top_dropped = self._dropped(1, count, width)
        role_dropped = self._dropped(1, count, 2 * a + 2 * h) * mask
        raw = self._role.forward(self._states[-1] * top_dropped)
        role = np.maximum(raw, 0) * role_dropped
        arcs = softmax(self._arcs.forward(role[..., :a], role[..., a : 2 * a], batch.lengths))
        relations = softmax(
            self._relations.forward(role[..., 2 * a : 2 * a + h], role[..., 2 * a + h :], batch.heads)
        )
        heads = arcs.transpose(1, 0, 2)
        losses = (
            _error(tags, batch.tags, inside),
            _error(heads, batch.heads, inside),
            _error(relations, batch.relations, inside),
        )
        of_role = np.concatenate(
            [*self._arcs.backward(heads.transpose(1, 0, 2)), *self._relations.backward(relations)], axis=-1
        )
        of_top = self._role.backward(of_role * role_dropped * (raw > 0)) * top_dropped
        of_tags = self._tag.backward(tags) * tags_dropped
        return Result(losses, self._g, *self._back(self._layers[-1].backward(of_top) + of_tags))

    def news_step(self, batch: NewsBatch, weight: float) -> Result:
        """Loss and gradients, by ``weight``, of a batch of news: of the layers that tags are read off."""
        self._read(batch.rows, batch.lengths, len(self._layers) - 1)
        tags, dropped = self._tags()
        kept = tags * batch.allowed
        share = kept.sum(axis=-1, keepdims=True) + np.float32(1e-9)
        words = np.float32(self._inside.sum())
        loss = float(-np.log(share[self._inside]).sum() / words)
        gradient = (tags - kept / share) * self._mask * (np.float32(weight) / words)
        return Result((loss,), self._g, *self._back(self._tag.backward(gradient) * dropped))

    def _read(self, rows: Integers, lengths: Integers, layers: int) -> None:
        """Run the words and the first layers forward."""
        self._g.clear()
        steps, count = rows.shape[:2]
        width = self._shape.width
        self._inside = np.arange(steps)[:, None] < lengths
        self._mask = self._inside[..., None].astype(np.float32)
        self._rows = self._seen(rows)
        self._words_dropped = self._dropped(steps, count, width) * self._mask
        words = self._p["embedding"][self._rows].sum(axis=2) * self._words_dropped
        self._states = [self._window.forward(words)]
        for layer in self._layers[:layers]:
            self._states.append(layer.forward(self._states[-1], self._mask, self._dropped(1, count, width)))

    def _tags(self) -> tuple[Floats, Floats]:
        """Chances of tags, by the layers but the last, and what was dropped before them."""
        state = self._states[len(self._layers) - 1]
        dropped = self._dropped(*state.shape)
        return softmax(self._tag.forward(state * dropped)), dropped

    def _back(self, gradient: Floats) -> tuple[Integers, Floats]:
        """Run the layers but the last backward; rows of the embedding and their gradients."""
        for layer in self._layers[-2::-1]:
            gradient = layer.backward(gradient)
        of_words = self._window.backward(gradient * self._mask) * self._words_dropped
        return _by_row(self._rows[self._inside], of_words[self._inside])

    def _dropped(self, *size: int) -> Floats:
        """1 / the share kept, or 0 for what is left out."""
        if not self._dropout:
            return np.ones(size, np.float32)
        keep = np.float32(1 - self._dropout)
        return (self._rng.random(size, dtype=np.float32) < keep) / keep

    def _seen(self, rows: Integers) -> Integers:
        """Rows with some whole words gone, so that the network learns to go by their parts."""
        if self._word_drop is None:
            return rows
        gone = self._rng.random(rows.shape[:2], dtype=np.float32) < self._word_drop[rows[..., 0]]
        rows = rows.copy()
        rows[..., :WHOLE][gone] = 0
        return rows


def _error(chances: Floats, right: Integers, inside: Integers) -> float:
    """Cross-entropy a word; ``chances`` become its gradient."""
    one = np.take_along_axis(chances, right[..., None], axis=-1)
    loss = -np.log(one[..., 0][inside] + 1e-9).mean()
    np.put_along_axis(chances, right[..., None], one - 1, axis=-1)
    chances *= inside[..., None] / np.float32(inside.sum())
    return float(loss)


def _by_row(rows: Integers, gradient: Floats) -> tuple[Integers, Floats]:
    """Rows of the embedding that a batch touches (not row 0), and their gradients."""
    flat = rows.reshape(-1)
    order = np.argsort(flat, kind="stable")
    found, first = np.unique(flat[order], return_index=True)
    sums = np.add.reduceat(gradient[order // rows.shape[-1]], first, axis=0)
    return (found[1:], sums[1:]) if found[0] == 0 else (found, sums)

"""The network that tags words and scores heads and relations, over a batch of sentences.

A word is the sum of the vectors of its parts (`geomap.syntax.words`). A window of three words is
mixed in, then layers of gated averages run along the sentence in both directions: each channel
keeps a share of what it held and takes in a share of the word (a quasi-recurrent network, Bradbury
et al. 2017), so that the multiplications are of whole batches and only sums go word by word. Tags
are read off the last layer but one; heads and relations off the last, by products of a vector of
the dependent and one of the head (Dozat and Manning 2017) and by their distance.

What is multiplied is rounded to whole numbers first: with weights of eight bits the sums stay
exact (below 2^24), and a sentence has the same tree in whatever batch it stands. The model's
weights (``training/syntax/packing.py``) are such that states are large enough to be rounded.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from geomap.errors import ModelError
from geomap.syntax.model_file import Model
from geomap.syntax.trees import NEVER
from geomap.syntax.words import hashes_of

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

#: Upper ends of the classes of distances between a word and its head, counted in words.
DISTANCES: Final = np.array([1, 2, 3, 4, 6, 9, 14, 21, 40, 10_000])
DISTANCE_CLASSES: Final = 2 * len(DISTANCES) + 1
_EXACT: Final = 2.0**24

_MATRICES: Final = ("window", "gate0", "tag", "role", "query", "label")
_NEEDED: Final = (
    *(
        "hashes",
        "embedding",
        "embedding.scale",
        "window_bias",
        "root_label",
        "distance_label",
    ),
    *(f"{name}{part}" for name in _MATRICES for part in ("", ".shift", ".bias")),
)


class Scores(NamedTuple):
    """What the network makes of a batch.

    Parameters
    ----------
    tags
        Index of each word's tag, shape (steps, sentences).
    arcs
        Scores of heads, shape (sentences, steps, 1 + steps); see `geomap.syntax.trees.best_trees`.
    dependents, governors
        What the relation of a word to its head is told by, shape (steps, sentences, channels).
    """

    tags: Integers
    arcs: Floats
    dependents: Floats
    governors: Floats


def distance_classes(longest: int) -> Integers:
    """Class of each distance from word to head, from -longest (row 0) to longest; 0 is the root."""
    away = np.arange(-longest, longest + 1)
    size = np.searchsorted(DISTANCES, np.abs(away))
    return np.where(away == 0, 0, np.where(away > 0, 1 + size, 1 + len(DISTANCES) + size))


class _Linear:
    """A matrix of eight-bit weights, its columns times powers of two, and a bias.

    Values are rounded to whole numbers, and cut off where the sums could become inexact.
    """

    def __init__(self, model: Model, name: str) -> None:
        whole = model.arrays[name].astype(np.float32)
        most = float(np.abs(whole).sum(axis=0).max(initial=1.0))
        self._most = np.float32(np.floor(_EXACT / most))
        self._weights = np.ldexp(whole, model.arrays[f"{name}.shift"])
        self._bias = model.arrays[f"{name}.bias"].astype(np.float32)

    def __call__(self, values: Floats) -> Floats:
        rounded = np.rint(values)
        np.clip(rounded, -self._most, self._most, out=rounded)
        out: Floats = np.matmul(rounded, self._weights)
        out += self._bias
        return out


class Network:
    """The network of one model; what it makes of each distinct word is kept.

    Parameters
    ----------
    model
        The weights.
    """

    def __init__(self, model: Model) -> None:
        arrays = model.arrays
        if lacking := [name for name in _NEEDED if name not in arrays]:
            raise ModelError(f"the model lacks {', '.join(lacking)}", hint="the bundled one is whole")
        self._hashes = arrays["hashes"]
        self._embedding = arrays["embedding"]
        self._scale = np.float32(arrays["embedding.scale"][0])
        self.width = self._embedding.shape[1]
        self._window = _Linear(model, "window")
        self._window_bias = arrays["window_bias"].astype(np.float32)
        self._layers: list[_Linear] = []
        while f"gate{len(self._layers)}" in arrays:
            self._layers.append(_Linear(model, f"gate{len(self._layers)}"))
        self._tag = _Linear(model, "tag")
        self._role = _Linear(model, "role")
        self._query = _Linear(model, "query")
        self._label = _Linear(model, "label")
        self._root_label = arrays["root_label"].astype(np.float32)
        self._distance_label = arrays["distance_label"].astype(np.float32)
        self._arc = arrays["query"].shape[0]
        self._arc_most = np.float32(np.floor((_EXACT / self._arc) ** 0.5))

    def words(self, words: list[str]) -> Floats:
        """The vectors of words, and what each adds to the one after it, to itself and to the one before it.

        Shape (words, 4 * width).
        """
        flat = [hashed for word in words for hashed in hashes_of(word)]
        hashes = np.array(flat, dtype=np.uint32).reshape(len(words), -1)
        found = np.searchsorted(self._hashes, hashes)
        found[found == len(self._hashes)] = 0
        rows = np.where(self._hashes[found] == hashes, found + 1, 0)
        vectors = self._embedding[rows].sum(axis=1, dtype=np.int16) * self._scale
        return np.concatenate([vectors, self._window(vectors)], axis=1)

    def scores(self, inputs: Floats, lengths: Integers) -> Scores:
        """Run the network.

        Parameters
        ----------
        inputs
            What `words` gives, shape (steps, sentences, 4 * width); zero beyond a sentence's end.
        lengths
            Number of words of each sentence.
        """
        steps, count, width = *inputs.shape[:2], self.width
        beyond = np.nonzero(np.arange(steps)[:, None] >= lengths)
        state = self._mixed(inputs)
        middle = state
        for number, layer in enumerate(self._layers):
            if number == len(self._layers) - 1:
                middle = state
            state = self._passed(state, layer, beyond)
        tags = self._tag(middle.reshape(-1, width)).argmax(axis=1).reshape(steps, count)
        role = self._role(state.reshape(-1, width)).reshape(steps, count, -1)
        np.maximum(role, 0, out=role)
        half = role.shape[-1] - 2 * self._arc
        return Scores(
            tags,
            self._arcs(role[..., : self._arc], role[..., self._arc : 2 * self._arc], lengths),
            role[..., 2 * self._arc : 2 * self._arc + half // 2],
            role[..., 2 * self._arc + half // 2 :],
        )

    def relations(self, scores: Scores, heads: Integers) -> Integers:
        """Index of each word's relation, shape (steps, sentences), given heads as `best_trees` gives them."""
        steps, count = heads.shape
        governors = np.concatenate(
            [np.broadcast_to(self._root_label, (1, count, len(self._root_label))), scores.governors]
        )
        away = np.where(heads > 0, heads - 1 - np.arange(steps)[:, None], 0)
        classes = distance_classes(steps)[away + steps]
        total = governors[heads, np.arange(count)]
        total += scores.dependents
        total += self._distance_label[classes]
        np.maximum(total, 0, out=total)
        out = self._label(total.reshape(steps * count, -1)).argmax(axis=1)
        return np.asarray(out.reshape(steps, count))

    def _mixed(self, inputs: Floats) -> Floats:
        """Words with their neighbours."""
        width = self.width
        out = inputs[..., 2 * width : 3 * width] + self._window_bias
        out[1:] += inputs[:-1, :, width : 2 * width]
        out[:-1] += inputs[1:, :, 3 * width :]
        np.maximum(out, 0, out=out)
        out += inputs[..., :width]
        return out

    def _passed(self, state: Floats, layer: _Linear, beyond: tuple[Integers, ...]) -> Floats:
        """A layer: what each channel holds along the sentence, half of the channels from its end."""
        steps, count, width = state.shape
        gates = layer(state.reshape(-1, width)).reshape(steps, count, 3 * width)
        taken, shares = gates[..., :width], gates[..., width:]
        np.tanh(shares, out=shares)
        keep, show = shares[..., :width], shares[..., width:]
        keep *= np.float32(0.5)
        keep += np.float32(0.5)
        taken -= taken * keep
        taken[beyond] = 0  # nothing comes in from beyond the end
        half = width // 2
        along = np.empty_like(state)
        _run(keep[..., :half], taken[..., :half], along[..., :half])
        _run(keep[::-1, :, half:], taken[::-1, :, half:], along[::-1, :, half:])
        # It shows (1 + tanh) / 2 of it; the half is in the weights.
        show *= along
        along += show
        along += state
        return along

    def _arcs(self, dependents: Floats, governors: Floats, lengths: Integers) -> Floats:
        steps, count, width = dependents.shape
        found = self._query(dependents.transpose(1, 0, 2).reshape(-1, width)).reshape(count, steps, -1)
        most = self._arc_most
        query = np.clip(np.rint(found[..., :width]), -most, most)
        head = np.clip(np.rint(governors.transpose(1, 2, 0)), -most, most)
        scores = np.empty((count, steps, steps + 1), dtype=np.float32)
        np.matmul(query, head, out=scores[..., 1:])
        # Distances and the root have columns of their own in `query`'s matrix.
        there = np.arange(steps)
        classes = np.zeros((steps, steps + 1), dtype=np.int64)
        classes[:, 1:] = distance_classes(steps)[there - there[:, None] + steps]
        scores[..., 0] = found[..., width]
        scores += found[:, there[:, None], width + 1 + classes]
        scores[:, there, there + 1] = NEVER
        scores[np.broadcast_to(np.arange(steps + 1) > lengths[:, None, None], scores.shape)] = NEVER
        return scores


def _run(keep: Floats, taken: Floats, out: Floats) -> None:
    """out[t] = keep[t] out[t-1] + taken[t] along the first axis."""
    out[0] = taken[0]
    for t in range(1, len(out)):
        np.multiply(out[t - 1], keep[t], out=out[t])
        out[t] += taken[t]

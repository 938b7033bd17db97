"""The parts of the parser's network, each with its gradients written out.

A part has ``forward``, which keeps what its ``backward`` needs, and ``backward``, which adds to the
gradients of its weights and gives that of its input. Arrays of a batch are of shape (steps,
sentences, channels); a mask of shape (steps, sentences, 1) is 0 beyond a sentence's end.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geomap.syntax.network import DISTANCE_CLASSES, distance_classes

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Parameters = dict[str, Floats]

_NEVER = np.float32(-1e9)


class Linear:
    """A matrix and a bias: ``name`` and ``name_bias`` of the parameters."""

    def __init__(self, parameters: Parameters, gradients: Parameters, name: str) -> None:
        self._p, self._g, self._name = parameters, gradients, name

    def forward(self, values: Floats) -> Floats:
        self._values = values
        return values @ self._p[self._name] + self._p[f"{self._name}_bias"]

    def backward(self, gradient: Floats) -> Floats:
        flat = gradient.reshape(-1, gradient.shape[-1])
        self._g[self._name] = self._values.reshape(-1, self._values.shape[-1]).T @ flat
        self._g[f"{self._name}_bias"] = flat.sum(axis=0)
        return gradient @ self._p[self._name].T


class Window:
    """A word with its neighbours, added to it."""

    def __init__(self, parameters: Parameters, gradients: Parameters) -> None:
        self._linear = Linear(parameters, gradients, "window")

    def forward(self, words: Floats) -> Floats:
        width = words.shape[-1]
        wide = np.zeros((*words.shape[:-1], 3 * width), np.float32)
        wide[1:, :, :width] = words[:-1]
        wide[..., width : 2 * width] = words
        wide[:-1, :, 2 * width :] = words[1:]
        self._mixed = self._linear.forward(wide)
        return words + np.maximum(self._mixed, 0)

    def backward(self, gradient: Floats) -> Floats:
        width = gradient.shape[-1]
        wide = self._linear.backward(gradient * (self._mixed > 0))
        out = gradient + wide[..., width : 2 * width]
        out[:-1] += wide[1:, :, :width]
        out[1:] += wide[:-1, :, 2 * width :]
        return out


class Layer:
    """Gated averages along the sentence, half of the channels from its end, added to what came in."""

    def __init__(self, parameters: Parameters, gradients: Parameters, number: int) -> None:
        self._linear = Linear(parameters, gradients, f"gate{number}")

    def forward(self, state: Floats, mask: Floats, dropped: Floats) -> Floats:
        width = state.shape[-1]
        gates = self._linear.forward(state * dropped)
        self._taken, self._mask, self._dropped = gates[..., :width], mask, dropped
        self._keep, self._show = sigmoid(gates[..., width : 2 * width]), sigmoid(gates[..., 2 * width :])
        self._keep_turned = _turned(self._keep)
        self._held_turned = _run(self._keep_turned, _turned((1 - self._keep) * self._taken * mask))
        self._held = _turned(self._held_turned)
        return (state + self._show * self._held) * mask

    def backward(self, gradient: Floats) -> Floats:
        gradient = gradient * self._mask
        keep, show, held = self._keep, self._show, self._held
        of_held = _turned(gradient * show)
        for t in range(len(of_held) - 2, -1, -1):
            of_held[t] += of_held[t + 1] * self._keep_turned[t + 1]
        of_keep = np.zeros_like(held)
        of_keep[1:] = of_held[1:] * self._held_turned[:-1]
        of_added = _turned(of_held) * self._mask
        of_keep = _turned(of_keep) - of_added * self._taken
        of_gates = np.concatenate(
            [
                of_added * (1 - keep),
                of_keep * keep * (1 - keep),
                gradient * held * show * (1 - show),
            ],
            axis=-1,
        )
        return gradient + self._linear.backward(of_gates) * self._dropped


class Arcs:
    """Scores of heads: products of a dependent's and a head's vector, and of its distance."""

    def __init__(self, parameters: Parameters, gradients: Parameters) -> None:
        self._p, self._g = parameters, gradients

    def forward(self, dependents: Floats, heads: Floats, lengths: Integers) -> Floats:
        """Scores of shape (sentences, steps, 1 + steps), column 0 for the root."""
        p = self._p
        self._dependents, self._heads = dependents.transpose(1, 0, 2), heads.transpose(1, 0, 2)
        count, steps, _ = self._dependents.shape
        self._query = self._dependents @ p["pair"] + p["head_prior"]
        scores = np.empty((count, steps, steps + 1), np.float32)
        scores[..., 1:] = self._query @ self._heads.transpose(0, 2, 1)
        scores[..., 0] = self._query @ p["root"]
        by_distance = self._dependents @ p["distance"] + p["distance_bias"]
        self.classes = classes_of(steps)
        scores += np.take_along_axis(by_distance, np.broadcast_to(self.classes, scores.shape), axis=2)
        there = np.arange(steps)
        scores[:, there, there + 1] = _NEVER
        scores[np.broadcast_to(np.arange(steps + 1) > lengths[:, None, None], scores.shape)] = _NEVER
        return scores

    def backward(self, gradient: Floats) -> tuple[Floats, Floats]:
        """Gradients of the dependents' and of the heads' vectors."""
        p, g = self._p, self._g
        arc = self._query.shape[-1]
        query, dependents = self._query.reshape(-1, arc), self._dependents.reshape(-1, arc)
        of_query = gradient[..., 1:] @ self._heads + gradient[..., :1] * p["root"]
        of_heads = gradient[..., 1:].transpose(0, 2, 1) @ self._query
        belongs = np.zeros((*self.classes.shape, DISTANCE_CLASSES), np.float32)
        np.put_along_axis(belongs, self.classes[..., None], 1, axis=2)
        of_distance = np.matmul(gradient.transpose(1, 0, 2), belongs).transpose(1, 0, 2)
        flat_distance = of_distance.reshape(-1, DISTANCE_CLASSES)
        flat_query = of_query.reshape(-1, arc)
        g["root"] = gradient[..., 0].reshape(-1) @ query
        g["distance"], g["distance_bias"] = dependents.T @ flat_distance, flat_distance.sum(axis=0)
        g["pair"], g["head_prior"] = dependents.T @ flat_query, flat_query.sum(axis=0)
        of_dependents = of_query @ p["pair"].T + of_distance @ p["distance"].T
        return of_dependents.transpose(1, 0, 2), of_heads.transpose(1, 0, 2)


class Relations:
    """Scores of relations, given the heads: of a dependent's and a head's vector, and their distance."""

    def __init__(self, parameters: Parameters, gradients: Parameters) -> None:
        self._p, self._g = parameters, gradients
        self._linear = Linear(parameters, gradients, "label")

    def forward(self, dependents: Floats, heads: Floats, head_of: Integers) -> Floats:
        """Scores of shape (steps, sentences, relations); ``head_of`` is 0 for the root."""
        p = self._p
        steps, count, channels = dependents.shape
        root = np.broadcast_to(p["root_label"], (1, count, channels))
        self._classes = classes_of(steps)[np.arange(steps)[:, None], head_of]
        self._chosen = head_of * count + np.arange(count)
        total = dependents + np.concatenate([root, heads])[head_of, np.arange(count)]
        self._total = total + p["distance_label"][self._classes]
        return self._linear.forward(np.maximum(self._total, 0))

    def backward(self, gradient: Floats) -> tuple[Floats, Floats]:
        """Gradients of the dependents' and of the heads' vectors."""
        of_total = self._linear.backward(gradient) * (self._total > 0)
        steps, count, channels = of_total.shape
        of_heads = summed_by(self._chosen, of_total, (steps + 1) * count).reshape(-1, count, channels)
        self._g["root_label"] = of_heads[0].sum(axis=0)
        self._g["distance_label"] = summed_by(self._classes, of_total, DISTANCE_CLASSES)
        return of_total, of_heads[1:]


def sigmoid(values: Floats) -> Floats:
    return np.float32(0.5) * (np.tanh(np.float32(0.5) * values) + 1)


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def classes_of(steps: int) -> Integers:
    """Class of the distance of each word (rows) to each head (columns, 0 the root)."""
    there = np.arange(steps)
    classes = np.zeros((steps, steps + 1), np.int64)
    classes[:, 1:] = distance_classes(steps)[there - there[:, None] + steps]
    return classes


def summed_by(index: Integers, values: Floats, size: int) -> Floats:
    """Sums of the rows of ``values`` by an index each."""
    flat, width = index.reshape(-1), values.shape[-1]
    order = np.argsort(flat, kind="stable")
    found, first = np.unique(flat[order], return_index=True)
    out = np.zeros((size, width), np.float32)
    out[found] = np.add.reduceat(values.reshape(-1, width)[order], first, axis=0)
    return out


def _run(keep: Floats, added: Floats) -> Floats:
    """out[t] = keep[t] out[t-1] + added[t] along the first axis."""
    out = np.empty_like(added)
    out[0] = added[0]
    for t in range(1, len(added)):
        np.multiply(out[t - 1], keep[t], out=out[t])
        out[t] += added[t]
    return out


def _turned(values: Floats) -> Floats:
    """With the second half of the channels from the end to the beginning."""
    half = values.shape[-1] // 2
    return np.concatenate([values[..., :half], values[::-1, :, half:]], axis=-1)

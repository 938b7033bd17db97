"""Fitting: Adam with a falling rate, the weights averaged over the later steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from training.syntax.examples import Examples, News, Vocabulary
from training.syntax.network import Network, Result, Shape, initial
from training.syntax.parts import Floats, Parameters

SETTINGS: Final = {
    "epochs": 20,
    "rate": 0.002,
    "dropout": 0.3,
    "seed": 13,
    "clipped": 5.0,  # gradients longer than that are cut
    "averaged_from": 0.6,  # of all steps
    "own_times": 4,  # how often a pass over the treebank shows our own trees of news
    "news": 12_000,  # sentences of news, tagged only
    "news_every": 2,  # batches of trees to one of news
    "news_weight": 0.5,
    "composed": 12_000,  # trees
    "composed_every": 4,  # batches of the treebank to one of them
}
_FIRST, _SECOND = 0.9, 0.98
_AVERAGED_EVERY = 10  # steps, of the embedding, whose averaging takes the longest


class _Adam:
    """Adam (Kingma and Ba 2015); of the embedding only the rows that a batch touches move."""

    def __init__(self, parameters: Parameters) -> None:
        self._p = parameters
        self._first = {name: np.zeros_like(array) for name, array in parameters.items()}
        self._second = {name: np.zeros_like(array) for name, array in parameters.items()}
        self._steps = 0

    def move(self, result: Result, rate: float, most: float) -> None:
        _clip(result.gradients, result.of_rows, most)
        self._steps += 1
        for name, gradient in result.gradients.items():
            self._move(name, slice(None), gradient, rate)
        self._move("embedding", result.rows, result.of_rows, rate)

    def _move(self, name: str, rows: Any, gradient: Floats, rate: float) -> None:
        first, second = self._first[name], self._second[name]
        mean = np.float32(_FIRST) * first[rows] + np.float32(1 - _FIRST) * gradient
        square = np.float32(_SECOND) * second[rows] + np.float32(1 - _SECOND) * gradient * gradient
        first[rows], second[rows] = mean, square
        rate = rate / (1 - _FIRST**self._steps)
        spread = np.sqrt(square / np.float32(1 - _SECOND**self._steps)) + np.float32(1e-6)
        self._p[name][rows] -= np.float32(rate) * mean / spread


def fit(
    train: Examples,
    known: Vocabulary,
    shape: Shape,
    composed: Examples | None = None,
    news: News | None = None,
    settings: Mapping[str, Any] = SETTINGS,
    report: Callable[[int, Parameters], None] | None = None,
) -> Parameters:
    """Weights of the network.

    Parameters
    ----------
    composed, news
        More trees, and sentences to be tagged only: a batch of each after every so many of ``train``.
    report
        Told the weights so far after each pass over the sentences.
    """
    rng = np.random.default_rng(settings["seed"])
    p = initial(shape, rng)
    net = Network(shape, p, rng, dropout=settings["dropout"], word_drop=known.word_drop)
    adam = _Adam(p)
    mean = {name: array.copy() for name, array in p.items()}
    epochs = settings["epochs"]
    total = epochs * train.number_of_batches()
    first_averaged = int(settings["averaged_from"] * total)
    of_news = news.batches(rng) if news else None
    of_composed = composed.endless(rng) if composed else None
    step = 0
    begun = time.process_time()
    for epoch in range(epochs):
        losses = []
        for batch in train.batches(rng):
            rate = settings["rate"] * min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
            result = net.step(batch)
            losses.append(result.losses)
            adam.move(result, rate, settings["clipped"])
            if of_composed and step % settings["composed_every"] == 0:
                adam.move(net.step(next(of_composed)), rate, settings["clipped"])
            if of_news and step % settings["news_every"] == 0:
                adam.move(net.news_step(next(of_news), settings["news_weight"]), rate, settings["clipped"])
            step += 1
            if step >= first_averaged:
                _average(mean, p, step - first_averaged)
        shown = " ".join(f"{loss:.3f}" for loss in np.mean(losses, axis=0))
        print(f"{epoch + 1} of {epochs}: {shown}, {time.process_time() - begun:.0f} s", flush=True)
        if report:
            report(epoch, mean if step > first_averaged else p)
    return mean


def _clip(gradients: Parameters, of_rows: Floats, most: float) -> None:
    """Shorten gradients that are longer together than ``most``."""
    length = np.sqrt(sum(float(np.vdot(g, g)) for g in (*gradients.values(), of_rows)))
    if length > most:
        for gradient in (*gradients.values(), of_rows):
            np.multiply(gradient, np.float32(most / length), out=gradient)


def _average(mean: Parameters, p: Parameters, step: int) -> None:
    """Take the weights of a step into the mean of all since the first such step (0)."""
    for name, array in p.items():
        every = _AVERAGED_EVERY if name == "embedding" else 1
        if step % every == 0:
            mean[name] += (array - mean[name]) / np.float32(step // every + 1)

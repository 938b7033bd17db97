"""Ranking a toponym's candidates: a table of features times a table of weights.

A ranker gives every candidate, and the choice to leave the toponym open, a number; `inference`
turns the numbers into shares of belief. The one that ships is linear: each number is the sum of features
times weights, so that every answer can be told in full (`geomap geoparse --explain`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from geomap.resolution.options import OPEN, FloatArray
from geomap.resolution.scene import FEATURES
from geomap.tables import read_table

WEIGHTS = Path(__file__).with_name("weights.toml")


class Ranker(Protocol):
    """Whatever weighs the candidates of a document's toponyms."""

    def candidates(self, features: FloatArray) -> FloatArray:
        """A number for each candidate, higher for likelier ones.

        Numbers are logarithmic: a difference of 1 makes one candidate e times as likely.

        Parameters
        ----------
        features
            Of shape (candidates, `geomap.resolution.scene.FEATURES`).
        """
        ...

    def open(self, features: FloatArray) -> FloatArray:
        """For each sense, the number at which a candidate is as likely as a place that is not known.

        Parameters
        ----------
        features
            Of shape (senses, `geomap.resolution.options.OPEN`).
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class LinearRanker:
    """Adds up weighted features.

    Parameters
    ----------
    weights
        Of `FEATURES`, in their order.
    open_weights
        Of `OPEN`, in their order.
    """

    weights: FloatArray
    open_weights: FloatArray = field(default_factory=lambda: np.zeros(len(OPEN)))

    @classmethod
    def from_tables(cls, candidate: Mapping[str, float], left_open: Mapping[str, float]) -> LinearRanker:
        """A ranker of weights by the names of features.

        Raises
        ------
        ValueError
            If a feature is missing or not known: weights of another version would mislead silently.
        """
        for given, known in ((candidate, FEATURES), (left_open, OPEN)):
            if set(given) != set(known):
                wrong = sorted(set(given) ^ set(known))
                raise ValueError(f"features missing or not known: {', '.join(wrong)}")
        return cls(np.array([candidate[n] for n in FEATURES]), np.array([left_open[n] for n in OPEN]))

    @classmethod
    def read(cls, path: Path) -> LinearRanker:
        """Read the weights from a file as `training.resolution` writes it."""
        tables = read_table(path)
        return cls.from_tables(tables.get("candidate", {}), tables.get("open", {}))

    def candidates(self, features: FloatArray) -> FloatArray:
        """See `Ranker.candidates`."""
        return features @ self.weights

    def open(self, features: FloatArray) -> FloatArray:
        """See `Ranker.open`."""
        return features @ self.open_weights


@lru_cache(maxsize=1)
def bundled() -> LinearRanker:
    """The ranker that ships."""
    return LinearRanker.read(WEIGHTS)

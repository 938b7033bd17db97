"""From fitted weights to the model's file: eight bits a weight, a power of two a column.

States are kept 64 times as large as they were fitted, so that rounding them to whole numbers leaves
enough of them, and what would be multiplied by a constant at every word has it in its weights:
`geomap.syntax.network` tells what it expects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from geomap.syntax.model_file import Model
from training.syntax.examples import Vocabulary
from training.syntax.network import Shape
from training.syntax.parts import Parameters

FINE = 64.0


def model_of(shape: Shape, p: Parameters, known: Vocabulary, about: Mapping[str, Any]) -> Model:
    """The weights in eight bits."""
    scale = np.abs(p["embedding"]).max() / 127
    arrays: dict[str, Any] = {
        "hashes": np.array(sorted(known.rows, key=known.rows.__getitem__), dtype="<u4"),
        "embedding": np.rint(p["embedding"] / scale).astype(np.int8),
        "embedding.scale": np.array([FINE * scale], dtype="<f4"),
        "window_bias": (FINE * p["window_bias"]).astype("<f4"),
        "root_label": (FINE * p["root_label"]).astype("<f4"),
        "distance_label": (FINE * p["distance_label"]).astype("<f4"),
    }
    # What a word adds to the one after it, to itself and to the one before it, side by side.
    window = np.concatenate(np.split(p["window"], 3), axis=1)
    _add(arrays, "window", window, np.zeros(window.shape[1]))
    for name in ("tag", "role", "label"):
        _add(arrays, name, p[name], FINE * p[f"{name}_bias"])
    for name in (f"gate{i}" for i in range(shape.layers)):
        # Half of what is taken in; half of what tanh is taken of, in its own size.
        factors = np.repeat([0.5, 0.5 / FINE, 0.5 / FINE], shape.width)
        _add(arrays, name, p[name] * factors, FINE * p[f"{name}_bias"] * factors)
    # Scores of the root and of distances beside the query, as large as its products with heads.
    by_size = [p["pair"], FINE * (p["pair"] @ p["root"])[:, None], FINE * p["distance"]]
    bias = [p["head_prior"], [FINE * (p["head_prior"] @ p["root"])], FINE * p["distance_bias"]]
    _add(arrays, "query", np.concatenate(by_size, axis=1), FINE * np.concatenate(bias))
    return Model(known.tags, known.relations, arrays, dict(about))


def _add(arrays: dict[str, Any], name: str, matrix: Any, bias: Any) -> None:
    """Add a matrix in eight bits, its columns times powers of two, and its bias."""
    shift = np.ceil(np.log2(np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127))
    arrays[name] = np.rint(matrix / 2.0**shift).astype(np.int8)
    arrays[f"{name}.shift"] = shift.astype(np.int8)
    arrays[f"{name}.bias"] = bias.astype("<f4")

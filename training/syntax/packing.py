"""From fitted weights to the model's file: eight bits a weight, a scale a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from geomap.syntax.model_file import Model
from training.syntax.examples import Vocabulary
from training.syntax.network import Parameters, Shape

FINE = 64.0


def model_of(shape: Shape, p: Parameters, known: Vocabulary, about: Mapping[str, Any]) -> Model:
    """The weights in eight bits."""
    scale = np.abs(p["embedding"]).max() / 127
    order = sorted(known.rows, key=known.rows.__getitem__)
    arrays: dict[str, Any] = {
        "hashes": np.array(order, dtype="<u4"),
        "embedding": np.rint(p["embedding"] / scale).astype(np.int8),
        "embedding.scale": np.array([scale], dtype="<f4"),
        "root": p["root"].astype("<f4"),
        "root_label": p["root_label"].astype("<f4"),
        "distance_label": p["distance_label"].astype("<f4"),
        "arc.fine": np.array([FINE], dtype="<f4"),
    }
    # What a word adds to the one after it, to itself and to the one before it, side by side.
    window = np.concatenate(np.split(p["window"], 3), axis=1)
    _add(arrays, "window", window, np.zeros(window.shape[1]))
    arrays["window_bias"] = p["window_bias"].astype("<f4")
    for name in ("tag", "role", "label", *(f"gate{i}" for i in range(shape.layers))):
        _add(arrays, name, p[name], p[f"{name}_bias"])
    query = np.concatenate([p["pair"], (p["pair"] @ p["root"])[:, None], p["distance"]], axis=1)
    bias = np.concatenate([p["head_prior"], [p["head_prior"] @ p["root"]], p["distance_bias"]])
    _add(arrays, "query", query, bias)
    return Model(known.tags, known.relations, arrays, dict(about))


def _add(arrays: dict[str, Any], name: str, matrix: Any, bias: Any) -> None:
    scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127
    arrays[name] = np.rint(matrix / scale).astype(np.int8)
    arrays[f"{name}.scale"] = scale.astype("<f4")
    arrays[f"{name}.bias"] = bias.astype("<f4")
    arrays[f"{name}.fine"] = np.array([FINE], dtype="<f4")

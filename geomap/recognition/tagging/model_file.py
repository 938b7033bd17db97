"""The file of a tagging model: weights of feature buckets and of transitions between labels.

Plain numbers, nothing that could run (no pickle): a line of JSON - what the file is, which
labels, how many rows, where it comes from - and then the zlib-packed bytes of three arrays, all
little-endian: the buckets in rising order as differences (uint32), their weights (int8, rows of
one weight a label, by a scale a label) and the transitions (float32).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geomap.errors import ModelError
from geomap.recognition.tagging.templates import BUCKETS

FORMAT: Final = "geomap-tagger-1"
_MOST_BYTES = 256 * 1024 * 1024  # unpacked; a file that asks for more is not one of ours


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a linear-chain conditional random field over feature buckets.

    Parameters
    ----------
    labels
        Names such as 'O', 'B-place', 'I-place', in the order of the columns.
    rows
        Array of shape (BUCKETS,): the row of each bucket's weights; 0 for those that weigh nothing.
    weights
        Array of shape (rows, labels); row 0 is all zero.
    transitions
        Array of shape (labels, labels), from row to column.
    about
        Where the model comes from: data, versions, figures.
    """

    labels: tuple[str, ...]
    rows: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    transitions: npt.NDArray[np.float32]
    about: Mapping[str, Any]


def pack(
    labels: tuple[str, ...],
    weights: Mapping[int, npt.NDArray[np.float64]],
    transitions: npt.NDArray[np.float64],
    about: Mapping[str, Any],
) -> bytes:
    """The bytes of a model's file, the same for the same weights.

    Parameters
    ----------
    labels
        In the order of the weights.
    weights
        The weights of each bucket that has any, one a label.
    transitions
        The weight of a label (column) behind another (row).
    about
        How the model was made, as JSON can have it.
    """
    buckets = np.array(sorted(weights), dtype=np.uint32)
    table = np.array([weights[int(b)] for b in buckets], dtype=np.float64).reshape(len(buckets), len(labels))
    scales = np.maximum(np.abs(table).max(axis=0, initial=0.0), 1e-9) / 127.0
    quantised = np.rint(table / scales).astype(np.int8)
    kept = (quantised != 0).any(axis=1)
    buckets, quantised = buckets[kept], quantised[kept]
    head = {
        "format": FORMAT,
        "labels": list(labels),
        "buckets": BUCKETS,
        "rows": len(buckets),
        "scales": [float(s) for s in scales.astype(np.float32)],
        "about": dict(about),
    }
    body = b"".join(
        (
            np.diff(buckets, prepend=np.uint32(0)).astype("<u4").tobytes(),
            quantised.tobytes(order="F"),  # by label: alike bytes stand together and pack better
            transitions.astype("<f4").tobytes(),
        )
    )
    line = json.dumps(head, ensure_ascii=True, sort_keys=True)
    return line.encode("ascii") + b"\n" + zlib.compress(body, 9)


def unpack(data: bytes, *, where: str = "model") -> Model:
    """Read the bytes of a model's file.

    Raises
    ------
    ModelError
        If they are none, are damaged, or belong to another format.
    """
    line, _, packed = data.partition(b"\n")
    try:
        head = json.loads(line)
        labels, rows = tuple(map(str, head["labels"])), int(head["rows"])
        scales = np.array(head["scales"], dtype=np.float32)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("this is no tagging model", where=where) from error
    if head.get("format") != FORMAT or head.get("buckets") != BUCKETS:
        raise ModelError(
            f"a model of format {head.get('format')!r}", where=where, hint=f"{FORMAT!r} is needed"
        )
    width = len(labels)
    expected = 4 * rows + rows * width + 4 * width * width
    if not (0 <= rows <= BUCKETS and 0 < width < 100 and len(scales) == width) or expected > _MOST_BYTES:
        raise ModelError("the sizes in its first line make no sense", where=where)
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(packed, expected + 1)
    except zlib.error as error:
        raise ModelError("its weights are damaged", where=where) from error
    if len(body) != expected:
        raise ModelError(f"{len(body)} bytes of weights where {expected} are due", where=where)
    buckets = np.cumsum(np.frombuffer(body, "<u4", rows), dtype=np.int64)
    if rows and buckets[-1] >= BUCKETS:
        raise ModelError("a bucket beyond the last", where=where)
    quantised = np.frombuffer(body, np.int8, rows * width, 4 * rows).reshape((rows, width), order="F")
    weights = np.zeros((rows + 1, width), dtype=np.float32)
    np.multiply(quantised, scales, out=weights[1:])
    of_bucket = np.zeros(BUCKETS, dtype=np.int32)
    of_bucket[buckets] = np.arange(1, rows + 1, dtype=np.int32)
    transitions = np.frombuffer(body, "<f4", width * width, 4 * rows + rows * width)
    return Model(
        labels=labels,
        rows=of_bucket,
        weights=weights,
        transitions=transitions.reshape(width, width).copy(),
        about=head.get("about", {}),
    )

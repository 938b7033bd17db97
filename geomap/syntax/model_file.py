"""The file of a parsing model: a line of JSON that says which arrays follow, then their bytes.

Plain numbers, nothing that could run (no pickle), little-endian. Matrices are of eight bits with a
scale a column; they are kept as whole numbers, so that sums of them are exact on every machine and
however the sentences are batched.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geomap.errors import ModelError

FORMAT: Final = "geomap-syntax-1"
_TYPES: Final = {"<u4": 4, "<f4": 4, "|i1": 1}
_MOST_BYTES: Final = 64 * 1024 * 1024

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the parser's network.

    Parameters
    ----------
    tags, relations
        Names in the order of the columns.
    arrays
        The weights by name; `geomap.syntax.network` says what each is for.
    about
        Where the model comes from: data, versions, figures.
    """

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    arrays: Mapping[str, Array]
    about: Mapping[str, Any]


def pack(model: Model) -> bytes:
    """The bytes of a model's file, the same for the same weights."""
    arrays = {name: np.ascontiguousarray(array) for name, array in sorted(model.arrays.items())}
    head = {
        "format": FORMAT,
        "tags": list(model.tags),
        "relations": list(model.relations),
        "arrays": [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()],
        "about": dict(model.about),
    }
    line = json.dumps(head, ensure_ascii=True, sort_keys=True)
    return line.encode("ascii") + b"\n" + b"".join(array.tobytes() for array in arrays.values())


def unpack(data: bytes, *, where: str = "model") -> Model:
    """Read the bytes of a model's file.

    Raises
    ------
    ModelError
        If they are none, are damaged, or belong to another format.
    """
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        listed = [(str(name), str(kind), tuple(map(int, size))) for name, kind, size in head["arrays"]]
        tags, relations = tuple(map(str, head["tags"])), tuple(map(str, head["relations"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("this is no parsing model", where=where) from error
    if head.get("format") != FORMAT:
        raise ModelError(
            f"a model of format {head.get('format')!r}", where=where, hint=f"{FORMAT!r} is needed"
        )
    if any(kind not in _TYPES or min(size, default=1) < 0 for _, kind, size in listed):
        raise ModelError("the arrays in its first line make no sense", where=where)
    expected = sum(_TYPES[kind] * math.prod(size) for _, kind, size in listed)
    if len(body) != expected or expected > _MOST_BYTES:
        raise ModelError(f"{len(body)} bytes of weights where {expected} are due", where=where)
    arrays: dict[str, Array] = {}
    start = 0
    for name, kind, size in listed:
        count = math.prod(size)
        arrays[name] = np.frombuffer(body, kind, count, start).reshape(size)
        start += _TYPES[kind] * count
    return Model(tags, relations, arrays, head.get("about", {}))

"""How data travels inside a page."""

from __future__ import annotations

import base64
import gzip
import json
from array import array
from itertools import accumulate

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Geometry
from geomap.render.packing import (
    column,
    fold_geometry,
    rising,
    squeeze,
    squeeze_columns,
    squeeze_json,
    squeeze_rows,
)


def unsqueeze(text: str) -> bytes:
    return gzip.decompress(base64.b64decode(text))


def unfold(part, scale):
    if part and isinstance(part[0], list):
        return [unfold(inner, scale) for inner in part]
    points, x, y = [], 0, 0
    for dx, dy in zip(part[::2], part[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4), max_leaves=8
    )
)
def test_json_comes_back_and_is_plain_ascii(value):
    packed = squeeze_json(value)
    assert packed.isascii()
    assert not set(packed) & set("<>&'\"`${}\\")
    assert json.loads(unsqueeze(packed)) == value


def test_a_stream_names_no_system():
    # Versions of Python, and systems, write another tenth byte; 255 is 'unknown' (RFC 1952).
    for packed in (squeeze(b"a"), squeeze_json([1]), squeeze_rows([{"a": 1}])):
        head = base64.b64decode(packed)[:10]
        assert head[:4] == b"\x1f\x8b\x08\0"
        assert head[4:8] == b"\0\0\0\0"  # no time
        assert head[9] == 255


def test_a_lone_surrogate_is_survived_and_nan_refused():
    assert json.loads(unsqueeze(squeeze_json("a\ud800b"))) == "a?b"
    with pytest.raises(ValueError, match="JSON"):
        squeeze_json(float("nan"))


def read_columns(packed):
    """The columns, as the page reads them."""
    found, at, data = {}, 0, unsqueeze(packed["data"])
    for name, kind, length, is_rising in packed["names"]:
        part = data[at : at + length]
        if kind != "u1":
            planes = [part[k * (length // 4) : (k + 1) * (length // 4)] for k in range(4)]
            part = bytes(byte for number in zip(*planes, strict=True) for byte in number)
        values = array({"u1": "B", "i4": "i", "u4": "I"}[kind], part).tolist()
        found[name] = list(accumulate(values)) if is_rising else values
        at += length
    assert at == len(data)
    return found


@given(
    st.lists(st.integers(-180_000_000, 180_000_000)),
    st.lists(st.integers(0, 255)),
    st.lists(st.integers(0, 2**31 - 1)).map(sorted),
)
def test_columns_come_back(numbers, bytes_, positions):
    packed = squeeze_columns(
        {"numbers": column("i4", numbers), "bytes": column("u1", bytes_), "positions": rising(positions)}
    )
    assert read_columns(packed) == {"numbers": numbers, "bytes": bytes_, "positions": positions}


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1) | st.text(min_size=1))))
def test_rows_come_back(rows):
    told = json.loads(unsqueeze(squeeze_rows(rows)))
    assert told["size"] == len(rows)
    columns = told["columns"]
    assert [{key: v[i] for key, v in columns.items() if v[i] != 0} for i in range(len(rows))] == rows


@given(
    st.lists(st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=3, max_size=20),
    st.sampled_from([1000, 10000]),
)
def test_lines_come_back_within_half_a_step(points, scale):
    folded = fold_geometry(Geometry.from_shapely(shapely.LineString(points)), scale)
    assert folded["line"] is True
    back = unfold(folded["parts"], scale)
    for x, y in points:
        assert min(max(abs(x - u), abs(y - v)) for u, v in back) <= 0.5 / scale + 1e-9


def test_areas_keep_their_parts_and_holes():
    ring = [(0, 0), (4, 0), (4, 4), (0, 4)]
    hole = [(1, 1), (2, 1), (2, 2)]
    shape = shapely.MultiPolygon([(ring, [hole]), ([(9, 9), (10, 9), (10, 10)], [])])
    folded = fold_geometry(Geometry.from_shapely(shape), 1000)
    assert "line" not in folded
    assert [len(polygon) for polygon in folded["parts"]] == [2, 1]
    assert folded == fold_geometry(json.loads(shapely.to_geojson(shape)), 1000)


def test_of_a_collection_the_areas_are_kept():
    shape = shapely.GeometryCollection([shapely.Point(1, 1), shapely.box(0, 0, 1, 1)])
    assert len(fold_geometry(Geometry.from_shapely(shape), 1000)["parts"]) == 1

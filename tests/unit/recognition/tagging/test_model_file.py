"""The file of a model: what goes in comes out, and nothing else is taken for one."""

from __future__ import annotations

import json
import zlib

import numpy as np
import pytest

from geomap.errors import ModelError
from geomap.recognition.tagging.field import LABELS, bundled_model
from geomap.recognition.tagging.model_file import FORMAT, pack, unpack
from geomap.recognition.tagging.templates import BUCKETS

NAMES = ("O", "B-place", "I-place")
WEIGHTS = {
    7: np.array([1.0, -2.0, 0.0]),
    2: np.array([0.5, 0.0, 4.0]),
    BUCKETS - 1: np.array([0.0, 0.25, 0.0]),
}
MOVES = np.arange(9, dtype=float).reshape(3, 3)


def packed():
    return pack(NAMES, WEIGHTS, MOVES, {"seed": 13})


def test_what_goes_in_comes_out():
    model = unpack(packed())
    assert model.labels == NAMES
    assert model.about == {"seed": 13}
    assert model.transitions.tolist() == MOVES.tolist()
    for bucket, weights in WEIGHTS.items():
        assert model.weights[model.rows[bucket]] == pytest.approx(weights, abs=0.02)
    assert (model.rows > 0).sum() == 3
    assert not model.weights[0].any()


def test_the_same_weights_give_the_same_bytes():
    assert packed() == pack(NAMES, dict(reversed(WEIGHTS.items())), MOVES, {"seed": 13})


def test_buckets_that_weigh_next_to_nothing_are_left_out():
    model = unpack(pack(NAMES, {**WEIGHTS, 9: np.array([1e-6, 0.0, 0.0])}, MOVES, {}))
    assert model.rows[9] == 0


def test_a_model_without_weights():
    assert unpack(pack(NAMES, {}, MOVES, {})).weights.shape == (1, 3)


def with_head(**changed):
    line, _, body = packed().partition(b"\n")
    return json.dumps(json.loads(line) | changed).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no tagging model"),
        (b"\x80\x04\x95 pickle", "no tagging model"),
        (b"{}\n", "no tagging model"),
        (b"[1]\n", "no tagging model"),
        (packed()[:-9], "damaged|bytes of weights"),
        (packed()[:40], "no tagging model"),
        (packed().partition(b"\n")[0] + b"\nnot packed", "damaged"),
        (with_head(format="geomap-tagger-9"), FORMAT),
        (with_head(buckets=8), "format"),
        (with_head(rows=-1), "make no sense"),
        (with_head(rows=10**12), "make no sense"),
        (with_head(rows=2), "bytes of weights"),
        (with_head(scales=[1.0]), "make no sense"),
    ],
)
def test_anything_else_is_refused_in_one_line(data, message):
    with pytest.raises(ModelError, match=message) as caught:
        unpack(data, where="a.geomap")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("a.geomap: ")


def test_a_bucket_beyond_the_last_is_refused():
    line, _, body = packed().partition(b"\n")
    raw = bytearray(zlib.decompress(body))
    raw[:4] = (BUCKETS).to_bytes(4, "little")
    with pytest.raises(ModelError, match="beyond the last"):
        unpack(line + b"\n" + zlib.compress(bytes(raw)))


def test_a_small_file_cannot_unpack_to_a_large_one():
    line, _, _ = packed().partition(b"\n")
    with pytest.raises(ModelError, match="bytes of weights"):
        unpack(line + b"\n" + zlib.compress(b"\0" * 50_000_000))


def test_the_bundled_model_knows_geomaps_labels():
    model = bundled_model()
    assert {label.partition("-")[2] for label in model.labels} - {""} == {label.value for label in LABELS}
    assert model.about["licence"] == "CC BY-SA 4.0"

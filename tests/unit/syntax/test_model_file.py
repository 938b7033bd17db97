"""The file of a parsing model: what goes in comes out, and nothing else is taken for one."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest

from geomap.errors import ModelError
from geomap.syntax.model_file import FORMAT, Model, pack, unpack
from geomap.syntax.parsing import Parser, bundled_model

ARRAYS = {
    "hashes": np.array([3, 9], dtype="<u4"),
    "embedding": np.array([[0, 0], [1, -2], [127, -127]], dtype=np.int8),
    "embedding.scale": np.array([0.5], dtype="<f4"),
}


def packed() -> bytes:
    return pack(Model(("NOUN", "VERB:VBN"), ("root", "nsubj"), ARRAYS, {"seed": 13}))


def test_what_goes_in_comes_out():
    model = unpack(packed())
    assert model.tags == ("NOUN", "VERB:VBN")
    assert model.relations == ("root", "nsubj")
    assert model.about == {"seed": 13}
    assert {name: array.tolist() for name, array in model.arrays.items()} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


def test_the_same_weights_give_the_same_bytes():
    turned = Model(("NOUN", "VERB:VBN"), ("root", "nsubj"), dict(reversed(ARRAYS.items())), {"seed": 13})
    assert pack(turned) == packed()


def with_head(**changed: object) -> bytes:
    line, _, body = packed().partition(b"\n")
    return json.dumps(json.loads(line) | changed).encode() + b"\n" + body


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no parsing model"),
        (b"\x80\x04pickle\n", "no parsing model"),
        (b"[]\n", "no parsing model"),
        (b'{"tags": []}\n', "no parsing model"),
        (with_head(format="geomap-syntax-0"), FORMAT),
        (with_head(arrays=[["embedding", "|O8", [2]]]), "make no sense"),
        (with_head(arrays=[["embedding", "<f4", [-2]]]), "make no sense"),
        (with_head(arrays=[["embedding", "<f4", [10**9]]]), "are due"),
        (packed()[:-1], "are due"),
        (packed() + b"\0", "are due"),
    ],
)
def test_anything_else_is_refused(data, message):
    with pytest.raises(ModelError, match=message) as caught:
        unpack(data, where="a.geomap")
    assert str(caught.value).startswith("a.geomap: ")
    assert "\n" not in str(caught.value)


def test_the_bundled_model_is_the_one_of_its_card():
    folder = files("geomap.syntax") / "models"
    data = (folder / "syntax-en.geomap").read_bytes()
    card = json.loads((folder / "syntax-en.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(data).hexdigest() == card["model_sha256"]
    assert len(data) == card["bytes"] <= 6_000_000
    assert bundled_model().about["sha256"] == card["sha256"]
    assert card["test"]["uas"] >= 85


def test_a_model_without_all_its_weights_is_refused():
    with pytest.raises(ModelError, match="lacks window"):
        Parser(unpack(packed()))

"""Pictures that stand still have the signs of the map page."""

from __future__ import annotations

import re
from pathlib import Path

import geomap.render
from geomap.layers import Family
from geomap.model import Status
from geomap.notebook.looks import CARE, LOOKS, SHAPES

STATIC = Path(geomap.render.__file__).parent / "static" / "layers"
SIGNS = (STATIC / "signs.js").read_text(encoding="utf-8")
HITS = (STATIC / "hits.js").read_text(encoding="utf-8")


def test_colours_are_those_of_the_page():
    page = dict(re.findall(r"(\w+): \{ colour: '(#\w+)'", SIGNS))
    assert {status.value: look.colour for status, look in LOOKS.items()} == page
    assert set(LOOKS) == set(Status)


def test_shapes_are_those_of_the_page():
    page = dict(re.findall(r"^    (\w+): '(M[^']+)'", SIGNS, flags=re.MULTILINE))
    assert {family.value: SHAPES[family] for family in Family if family is not Family.BOMBARDMENT} == page
    assert "bombardment: burst(8, 7.4, 3.6)" in SIGNS
    assert SHAPES[Family.BOMBARDMENT].startswith("M0.00,-7.40L")


def test_care_is_that_of_the_page():
    (page,) = re.findall(r"const CARE = \[([^\]]+)\]", HITS)
    assert re.findall(r"\w+", page) == [status.value for status in CARE]

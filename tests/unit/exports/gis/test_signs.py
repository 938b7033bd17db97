"""Signs as pictures: each of its own, and those of the page."""

from __future__ import annotations

import re
import struct
import zlib
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from geomap.exports.gis.signs import LOOKS, badge_png, badge_svg
from geomap.exports.gis.signs.looks import SHAPES, hatch
from geomap.layers.families import Family
from geomap.model import Status

PAGE = Path(__file__).resolve().parents[4] / "geomap" / "render" / "static" / "layers" / "signs.js"
ALL = list(product(Family, Status))


@pytest.mark.parametrize(("family", "status"), ALL)
def test_a_picture_is_svg_without_patterns(family, status):
    root = ElementTree.fromstring(badge_svg(family, status))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "circle", "path"}


def test_no_two_signs_are_alike():
    assert len({badge_svg(*sign) for sign in ALL}) == len(ALL)
    assert len({badge_png(*sign) for sign in ALL}) == len(ALL)


def pixels(picture):
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    at, held = 8, {}
    while at < len(picture):
        (length,) = struct.unpack_from(">I", picture, at)
        name, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", picture, at + 8 + length)[0] == zlib.crc32(name + content)
        held[name] = content
        at += 12 + length
    width, height, depth, kind = struct.unpack_from(">IIBB", held[b"IHDR"])
    assert (depth, kind) == (8, 6)
    raw = zlib.decompress(held[b"IDAT"])
    row = width * 4 + 1
    assert len(raw) == row * height
    return [[tuple(raw[y * row + 1 + x * 4 :][:4]) for x in range(width)] for y in range(height)]


def test_a_png_has_the_colours_of_its_status():
    seen = pixels(badge_png(Family.ATTACK, Status.CONFIRMED))
    assert seen[0][0][3] == 0  # transparent around it
    assert seen[32][32] == (255, 255, 255, 255)  # the shape, white on green
    assert seen[32][10] == (0, 0x66, 0x4B, 255)
    hollow = pixels(badge_png(Family.ATTACK, Status.CLAIMED))
    assert hollow[32][32][:3] == (255, 255, 255)
    assert pixels(badge_png(Family.ATTACK, Status.REPORTED))[32][32][:3] == (0x4A, 0x4F, 0x55)


def test_colours_and_shapes_are_those_of_the_page():
    script = PAGE.read_text("utf-8")
    for status, look in LOOKS.items():
        (line,) = re.findall(rf"^    {status.value}: \{{(.*)\}},$", script, flags=re.MULTILINE)
        assert f"colour: '{look.colour}'" in line
        assert f"width: {look.width:g}," in line
        assert ("struck: true" in line) == look.struck
        assert ("solid: true" in line) == look.solid
        assert ("ring: null" in line) == (look.dashes is None)
    assert len(SHAPES) == len(Family)
    (air,) = re.findall(r"air: 'M0,-7L6\.6,5\.2L-6\.6,5\.2Z'", script)
    assert air
    assert SHAPES[Family.AIR] == ((0, -7), (6.6, 5.2), (-6.6, 5.2))


def test_hatching_stays_within_the_ring():
    assert all(x * x + y * y <= 12.61**2 for ends in hatch() for x, y in ends)

"""Names that run from right to left: who did what to whom stays as it is told."""

from __future__ import annotations

from dataclasses import replace

from geomap.model import Actor
from geomap.notebook.overview import rows_html
from geomap.notebook.svg_map import _text
from tests import builders


def test_the_arrow_has_one_direction():
    by, to = Actor("צבא", "צבא"), Actor("جيش", "جيش")
    made = replace(builders.incident(), initiators=(by,), targets=(to,))
    # Without a direction of its own the cell would run from right to left, and the arrow point the wrong way.
    assert '<span dir="ltr"><bdi>צבא</bdi> → <bdi>جيش</bdi></span>' in rows_html((made,))
    claimed = replace(made, claims=(replace(builders.claim(), speaker="צבא", side="צבא"),))
    assert "by <bdi>צבא</bdi>" in rows_html((claimed,))


def test_a_picture_holds_what_xml_can():
    assert _text("a<\ufffe\uffff\ud800\x00\x0b>b") == "a&lt;&gt;b"

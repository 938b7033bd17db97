"""Characters that turn the direction of writing do not travel in a page."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from geomap.render import draw
from geomap.render.direction import settled
from geomap.render.packing import squeeze_json, squeeze_rows
from tests import drawn

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters() | st.sampled_from(TURNING)))
def test_everything_else_stays_where_it_is(text):
    told = settled(text)
    assert len(told) == len(text)
    assert not set(told) & set(TURNING)
    assert all(a == b for a, b in zip(text, told, strict=True) if a not in TURNING)


def test_an_override_is_seen_and_the_others_are_not():
    assert settled("a\u202eb\u202cc\u2067d\u2069") == "a\ufffdb\u200bc\u200bd\u200b"
    assert settled("ordinary, קריאה, \u200fقراءة") == "ordinary, קריאה, \u200fقراءة"


def test_packed_data_has_none():
    value = {"name": f"Velm{TURNING} \\u202e", "rows": [TURNING]}
    found = json.loads(gzip.decompress(base64.b64decode(squeeze_json(value))))
    # What only looks like an escape is text.
    assert found["name"] == settled(value["name"])
    assert found["name"].endswith(" \\u202e")
    rows = json.loads(gzip.decompress(base64.b64decode(squeeze_rows([{"name": TURNING}]))))
    assert rows["columns"]["name"] == [settled(TURNING)]


def test_a_page_has_none_in_any_name(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap(f"Velm{TURNING}"))
    made = draw(drawn.hostile(f"Velm{TURNING}"), drawn.FakeIndex(), title=f"War{TURNING}", quotes="full")
    page = html.unescape(made._repr_html_())
    texts = []
    for packed in re.findall(r"H4sI[A-Za-z0-9+/=]+", page):
        try:
            texts.append(gzip.decompress(base64.b64decode(packed)).decode("utf-8"))
        except (UnicodeDecodeError, EOFError):  # numbers, or a stream that a flush has parted
            continue
    assert "Velm" in "".join(texts)
    assert not set("".join(texts)) & set(TURNING)
    plain = html.unescape(page)
    assert not [
        each for each in TURNING if each in plain or f"\\u{ord(each):04x}" in plain.split("makeTable")[1]
    ]

"""What a user names layers and frames, and places that are blurred."""

from __future__ import annotations

import html
import re

import folium
from folium.plugins import MarkerCluster
from playwright.sync_api import expect

from geomap.render import draw
from tests import drawn
from tests.browser.hostile.opening import OPEN_ALL, PARTS
from tests.browser.hostile.payloads import PAYLOADS, bare

ALL = "".join(PAYLOADS.values())


def as_text(text):
    """As docs/tutorials/developer.md has it."""
    return html.escape(text).translate({ord(sign): f"&#{ord(sign)};" for sign in "$`\\{}"})


def test_with_layers_that_a_user_added(open_page, monkeypatch):
    # What a user names a layer of folium's own is the user's; without the template's marks, which
    # branca would read in it.
    payload = "".join(text for name, text in PAYLOADS.items() if name not in ("jinja", "direction and null"))
    drawn.put_basemap(monkeypatch, drawn.fake_basemap(payload))
    made = draw(drawn.hostile(payload), drawn.FakeIndex(), title=payload)
    cluster = MarkerCluster(name=payload).add_to(made)
    words = "".join(text for name, text in PAYLOADS.items() if name != "direction and null")
    folium.Marker([39.8, 46.2], popup=as_text(words), tooltip=as_text(words)).add_to(made)
    for i in range(5):
        folium.Marker([39.9, 46.3 + i / 100], popup="my own", tooltip="my tip").add_to(cluster)
    shapes = {
        "type": "Feature",
        "properties": {"name": payload},
        "geometry": {"type": "Point", "coordinates": [46.5, 40]},
    }
    folium.GeoJson(shapes, name="shapes", popup=None).add_to(made)
    opened = open_page(made)
    opened.js(OPEN_ALL, {"payload": bare(payload), "parts": PARTS})
    assert opened.js("window.__x") is None
    assert opened.faults == []
    opened.js(
        "async () => (await geomap.ready).map.eachLayer((l) => l.getTooltip && l.getTooltip() && l.getPopup() && l.openPopup())"
    )
    assert "{{ 7*7 }}" in opened.page.locator(".leaflet-popup-content").text_content()
    row = opened.page.locator("label[data-layer=added]").first
    expect(row).to_contain_text("</script>")


def test_blurred_and_called_as_a_party_calls_them(open_page, make_map):
    for options in ({"coarsen": 20.0, "names": "written"}, {"names": "velm"}):
        opened = open_page(make_map(drawn.hostile(ALL), evil=ALL, title=ALL, quotes="full", **options))
        found = opened.js(OPEN_ALL, {"payload": bare(ALL), "parts": PARTS})
        assert opened.js("window.__x") is None
        assert opened.faults == []
        assert opened.js("window.violations") == []
        assert len(found["files"]) == 3


def test_a_title_of_a_frame_in_a_notebook(open_page, make_map):
    made = make_map(drawn.hostile(ALL), evil=ALL, title=ALL)
    frame = made._repr_html_()
    opened = open_page(f"<!DOCTYPE html><title>x</title>{_ascii(frame)}", wait=False)
    inside = opened.page.frames[1]
    inside.wait_for_selector("html[data-geomap=ready]", timeout=20_000)
    assert bare(opened.js("() => document.querySelector('iframe').title")) == bare(ALL)
    assert bare(inside.locator("h1").text_content()) == bare(ALL)
    assert opened.count("iframe") == len(opened.page.frames) - 1 == 1
    # What runs in the frame, if anything ever did, does not reach the notebook.
    for reach in ("parent.document.title", "top.location.href", "localStorage.length", "document.cookie"):
        script = f"() => {{ try {{ return [{reach}]; }} catch (refused) {{ return refused.name; }} }}"
        assert inside.evaluate(script) == "SecurityError"
    assert opened.js("window.__x") is None
    assert inside.evaluate("window.__x") is None
    assert inside.evaluate("window.violations || []") == []
    assert opened.faults == []
    assert re.fullmatch(
        r"<div [^>]*><iframe [^>]*></iframe><p>[^<]*</p></div>", re.sub(r'"[^"]*"', '""', frame)
    )


def _ascii(markup: str) -> str:
    return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in html.unescape(html.escape(markup)))

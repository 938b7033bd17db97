"""Text of an input can never run as script or markup, wherever on the page it lands."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from geomap.characters import well_formed
from geomap.render import draw
from tests import drawn
from tests.browser.hostile import sinks
from tests.browser.hostile.opening import OPEN_ALL, PARTS
from tests.browser.hostile.payloads import PAYLOADS, bare


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_it_is_shown_everywhere_and_does_nothing(open_page, monkeypatch, payload):
    put = sinks.Sinks(payload)
    drawn.put_basemap(monkeypatch, sinks.fake_basemap(put))
    made = draw(sinks.extraction(put), drawn.FakeIndex(), title=put("title"), quotes="full")
    # Wide: a country's name stands on the map as a whole, or not at all.
    opened = open_page(made, (1680, 900))
    found = opened.js(OPEN_ALL, {"payload": bare(payload), "parts": PARTS})
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    seen = found["seen"]
    linked = not any(ord(character) <= 32 for character in well_formed(payload))
    hidden = sinks.HIDDEN | sinks.IN_FILES | (frozenset() if linked else {sinks.LINK})
    assert {put.name(number) for number in seen["page"]} == set(put.numbers) - hidden
    assert {part for part in PARTS if not seen.get(part)} == set()
    saved_as_it_stands(found["files"], put)
    links = opened.js("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert all(link.startswith(("#", "https://example.org/")) for link in links)
    assert opened.count(".gm-page img, .gm-page iframe, .gm-page object") == 0
    assert opened.page.title() != ""
    stays_inert_when_written_out(opened)


def stays_inert_when_written_out(opened):
    """A page that a browser saves is its elements as markup: read anew, without policy, it is text still."""
    saved = opened.js(
        "() => { const copy = document.documentElement.cloneNode(true);"
        " copy.querySelectorAll('script, meta[http-equiv]').forEach((each) => each.remove());"
        " return `<!DOCTYPE html>${copy.outerHTML}`.toWellFormed(); }"
    )
    page = opened.page.context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(saved)
    assert page.evaluate("window.__x") is None
    assert page.locator("script, iframe, object, base, form, .gm-page img").count() == 0
    assert [address for address in asked if not address.startswith("data:")] == []
    handlers = "(all) => all.flatMap((e) => e.getAttributeNames()).filter((name) => name.startsWith('on'))"
    assert page.locator("body *").evaluate_all(handlers) == []
    page.close()


def saved_as_it_stands(files, put):
    assert sorted(name.rsplit(".")[-1] for name in files) == ["csv", "geojson", "png"]
    for name, text in files.items():
        assert re.fullmatch(r"[\w-]+\.\w+", name)
        if name.endswith("geojson"):
            told = json.dumps(json.loads(text)["features"][1], ensure_ascii=False)
            assert len(json.loads(text)["features"]) == len(drawn.incidents())
        elif name.endswith("csv"):
            rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
            assert len(rows) == len(drawn.incidents())
            assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row.values())
            told = rows[1]["quote"]
            assert bare(put("quote")) in bare(told)
        else:
            assert re.fullmatch(r"\d+x\d+", text)
    everything = "".join(files.values())
    assert f"#{put.numbers['sector id']};" in everything

"""From nothing at all to a hundred thousand incidents."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from benchmarks.speed.maps.incidents import KINDS, extraction
from geomap.model import Document, Extraction
from tests import drawn
from tests.browser.conftest import Opened

TOTAL = "async () => [...(await geomap.ready).layers.get('incidents')._signs.values()].reduce((sum, { spot }) => sum + spot.total, 0)"
COUNT = "() => document.querySelector('.gm-count').textContent"

NOTHING: dict[str, Callable[[], Extraction]] = {
    "no report": lambda: Extraction((), (), ()),
    "a short text": lambda: Extraction((Document("d", "."),), ((),), ()),
    "a text without incidents": lambda: drawn.extraction(incidents=(), theatres=(), sectors=()),
    "a theatre without incidents": lambda: drawn.extraction(incidents=()),
}


def press_all(opened: Opened) -> None:
    """Every button of the map and its header, each twice."""
    for selector in ("[data-tool=search]", "[data-tool=measure]", "[data-tool=home]", ".gm-gear"):
        for _ in range(2):
            if opened.page.locator(selector).count():
                opened.page.locator(selector).first.click()
                opened.settle()
    for tab in opened.page.locator(".gm-tab").all():
        if tab.is_visible():
            tab.click()
            opened.settle()
    if opened.page.locator("#gm-tab-list").is_visible():
        opened.page.click("#gm-tab-list")


@pytest.mark.parametrize("kind", NOTHING)
def test_nothing_to_show(open_page: Any, make_map: Any, kind: str) -> None:
    opened = open_page(make_map(NOTHING[kind]()))
    assert opened.js(COUNT) == "0 incidents"
    assert opened.count(".gm-icon") == 0
    assert opened.count(".gm-card") == 0
    assert opened.count(".gm-cards-head") == 1
    press_all(opened)
    assert opened.js("window.violations") == []
    assert opened.faults == []


def test_names_that_are_only_mentioned_are_there_without_incidents(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(NOTHING["a text without incidents"]()))
    assert opened.count("path.gm-mention") == 0
    opened.js("async () => { const { layers } = await geomap.ready; layers.read('mentions'); }")
    opened.settle()
    # Farland alone: the agencies' cities stand before the text and are no place of it.
    assert opened.count("path.gm-mention") >= 1
    assert opened.faults == []


@pytest.mark.parametrize("position", [1, 6])
def test_one_incident(open_page: Any, make_map: Any, position: int) -> None:
    """One with a place, and one without."""
    one = drawn.incidents()[position]
    opened = open_page(make_map(drawn.extraction(incidents=(one,), theatres=(), sectors=())))
    placed = one.place is not None
    wanted = "1 incident · 1 contested" if placed else "1 incident · 1 without a place"
    assert opened.js(COUNT) == wanted
    assert opened.count(".gm-icon") == int(placed)
    assert opened.count(".gm-card") == 1
    opened.page.locator(".gm-card-title").click()
    opened.settle()
    assert (opened.count(".leaflet-popup") == 1) is placed
    press_all(opened)
    assert opened.faults == []


def test_a_hundred_thousand(open_page: Any, make_map: Any) -> None:
    number = 100_000
    told = extraction(number)
    opened = open_page(make_map(told), wait=False)
    page = opened.page
    page.wait_for_selector("html[data-geomap=ready]", timeout=60_000)
    assert opened.js(COUNT) == "100,000 incidents"
    assert opened.js(TOTAL) == number
    assert opened.count(".gm-icon") < 300
    assert opened.count(".gm-card") < 200

    page.locator(".gm-menu[data-dimension=type] > summary").click()
    of_kind = number // len(KINDS) + (number % len(KINDS) > 0)
    row = page.locator(f".gm-menu [data-facet='{KINDS[0].value}']")
    assert row.inner_text().strip().endswith(f"({of_kind:,})")
    row.locator("xpath=..").locator(".gm-only").evaluate("(only) => only.click()")
    opened.settle()
    assert opened.js(COUNT) == f"{of_kind:,} incidents of 100,000"
    assert opened.js(TOTAL) == of_kind
    page.locator(".gm-clear").click()
    opened.settle()

    last = page.get_by_role("slider", name="Last day shown")
    last.press("Home")
    opened.settle()
    first_days = opened.js("async () => (await geomap.ready).filters.time.to")
    told_days = sum(
        (one.date_start - date(1970, 1, 1)).days <= first_days for one in told.incidents if one.date_start
    )
    assert 0 < told_days < number
    assert opened.js(COUNT) == f"{told_days:,} incidents of 100,000"
    last.press("End")
    opened.settle()
    assert opened.js(COUNT) == "100,000 incidents"

    # Far down the list; its sign is chosen on the map.
    opened.js("async () => { (await geomap.ready).table.choose(99_999, 'map'); }")
    card = page.locator(".gm-card[data-position='99999']")
    card.wait_for(timeout=20_000)
    opened.settle()
    box, list_ = card.bounding_box(), page.locator(".gm-panel-body").first.bounding_box()
    assert list_["y"] - 2 <= box["y"] <= list_["y"] + list_["height"]
    assert "Village 1999" in card.inner_text()
    assert opened.count(".gm-card") < 400
    card.locator(".gm-card-title").click()
    page.locator(".leaflet-popup-content", has_text="Report number 99999").wait_for()
    opened.screenshot("hundred-thousand")
    assert opened.js("window.violations") == []
    assert opened.faults == []


def test_in_a_notebook_two_maps_stand_in_frames(open_page: Any, make_map: Any) -> None:
    cells = [
        make_map()._repr_html_(),
        make_map(
            replace(drawn.extraction(), incidents=drawn.incidents()[:2]), title="<b>A & 'B'</b>"
        )._repr_html_(),
    ]
    opened = open_page(f"<!doctype html><meta charset=utf-8><body>{''.join(cells)}</body>", wait=False)
    frames = opened.page.frames[1:]
    assert len(frames) == 2
    for frame, number in zip(frames, (8, 2), strict=True):
        frame.wait_for_selector("html[data-geomap=ready]")
        assert frame.locator(".gm-card").count() == number
        assert frame.locator(".gm-icon").count() >= 1
        # A notebook's cell is what is seen of the frame, and nothing in it is wider.
        assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        frame.locator(".gm-card-title").first.click()
        frame.wait_for_selector(".leaflet-popup-content h3")
    assert opened.page.locator("iframe").nth(1).get_attribute("title") == html.unescape("<b>A &amp; 'B'</b>")
    # A map in a frame does not write to the notebook's address.
    assert "#" not in opened.page.url
    assert opened.faults == []

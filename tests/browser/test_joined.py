"""An incident that several documents tell of: popup, card, texts, filters; and nothing of it runs."""

from __future__ import annotations

import json
from dataclasses import replace

from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import PHONE
from tests.browser.hostile.payloads import PAYLOADS
from tests.browser.test_accessible import AXE, RUN
from tests.browser.test_saving import save

ALONE = builders.account(2, id="alone")


def test_popup_card_texts_and_filters_know_all_accounts(open_page, make_map):
    opened = open_page(make_map(builders.joined_extraction(ALONE)), scheme="dark", reduced_motion="reduce")
    page = opened.page
    assert page.locator(".gm-count").text_content() == "2 incidents"
    card = page.locator(".gm-card").first
    fold = card.locator(".gm-joined-fold > summary")
    told = "3 accounts · 2 independent sources · Told differently: the place, the casualties"
    assert fold.text_content() == told
    fold.click()
    expect(card.locator(".gm-joined > li")).to_have_count(3)
    card.locator(".gm-card-title").click()
    popup = page.locator(".leaflet-popup-content")
    popup.wait_for()
    expect(popup.locator(".gm-differ li")).to_have_text(
        [
            "the place: Eastford (Wire, Gazette); Westford (Post)",
            "the casualties: 3 killed (Wire, Gazette); 7 killed (Post)",
        ]
    )
    assert popup.locator(".gm-joined .gm-codes").all_text_contents() == [
        "not independent of number 1: much the same text, or one source"
    ]
    assert "7 (3–7) killed" in popup.locator(".gm-facts").text_content()
    # A copy says the same once.
    assert popup.locator(".gm-voice").count() == 1
    opened.js(AXE)
    assert opened.js(RUN) == []
    last = popup.locator(".gm-joined > li").last
    assert last.locator("a").get_attribute("href") == "https://example.org/d3"
    last.get_by_text("show in the text").click()
    text = page.locator('article[data-document="2"] .gm-mark-chosen').first
    expect(text).to_contain_text("Seven people died when shells hit Westford")

    def shown(script):
        return opened.js(
            f"async () => {{ const {{ filters }} = await geomap.ready; {script}; return filters.count; }}"
        )

    assert shown("filters.set('sources', 2)") == 1
    assert shown("filters.clear(); filters.set('disputed', new Set([0]))") == 1
    # Told by a source that is not its first.
    assert shown("filters.clear(); filters.set('publisher', new Set([1]))") == 1
    assert opened.js("async () => [...(await geomap.ready).filters.counts('publisher')]") == [1, 1, 2]
    assert shown("filters.clear()") == 2
    features = json.loads(save(opened, "geojson")[1])["features"]
    assert [f["properties"]["independent_sources"] for f in features] == [2, 1]
    assert [f["properties"]["fatalities_low"] for f in features] == [3, 7]
    # Cited, and listed on paper, with all of its sources.
    cited = opened.js("async () => geomap.say.citation((await geomap.ready).table, 0, { title: 'A map' })")
    assert [cited.count(f"https://example.org/d{number}") for number in (1, 2, 3)] == [1, 1, 1]
    listed = opened.js(
        "async () => { const { printing } = await geomap.ready; await printing.prepare();"
        " return [...document.querySelectorAll('.gm-print-source')].map((line) => line.textContent); }"
    )
    assert [listed[0].count(name) for name in ("Wire", "Gazette", "Post")] == [1, 1, 1]
    assert opened.faults == []
    opened.screenshot("joined")


def test_no_words_of_an_account_run(open_page, make_map):
    evil = "".join(PAYLOADS.values())
    text = f"Seven died at {evil}"
    place = replace(builders.account(2).place, name=evil)
    other = builders.account(2, place=place, quote=text, start=0, end=len(text))
    parts = (builders.account(0), builders.account(1), other)
    documents = (*builders.TELLERS[:2], replace(builders.TELLERS[2], text=text, source=evil, title=evil))
    opened = open_page(make_map(builders.extraction(builders.joined(*parts), documents=documents)), PHONE)
    opened.js("async () => { const c = await geomap.ready; await c.choose(0); }")
    popup = opened.page.locator(".leaflet-popup-content")
    popup.wait_for()
    assert "<svg onload=" in popup.locator(".gm-differ").text_content()
    assert "<svg onload=" in popup.locator(".gm-joined blockquote").last.text_content()
    opened.js("() => { document.querySelector('.gm-joined-fold').open = true; }")
    opened.settle()
    assert opened.js("[window.__x, window.violations]") == [None, []]
    assert opened.faults == []

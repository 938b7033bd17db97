"""Names without a place are an entry of the layers that opens a list; nothing is drawn for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geomap.model import Candidate, Document, Role, Toponym
from tests import drawn
from tests.browser.hostile.payloads import PAYLOADS, bare

PHONE = (390, 800)
ENTRY, LIST = ".gm-unplaced-entry", "#gm-unplaced"


def left_open(name="Blorvka", role=Role.PLACE, guesses=(), document="wire-2"):
    text = f"Shells hit {name} at dawn."
    return Document(document, text, title=f"About {name}"), (
        Toponym(11, 11 + len(name), name, role, considered=tuple(guesses)),
    )


def with_names(*more):
    plain = drawn.extraction(toponyms=(tuple(t for t in drawn.toponyms() if t.resolution),))
    return replace(
        plain,
        documents=(*plain.documents, *(document for document, _ in more)),
        toponyms=(*plain.toponyms, *(toponyms for _, toponyms in more)),
    )


def springfields(name="Springfield"):
    return [Candidate(drawn.place(f"s{n}", name, 45 + n, 40), name, score=0.2 - n / 10) for n in range(2)]


def found():
    return with_names(
        left_open("Vorkel", Role.ORGANISATION, document="wire-2"),
        left_open("Springfield", guesses=springfields(), document="wire-3"),
        left_open(document="wire-4"),
    )


def test_the_entry_opens_the_list_and_draws_nothing(open_page, make_map):
    opened = open_page(make_map(found()), (1280, 860))
    page = opened.page
    signs = opened.count(".leaflet-marker-icon, .leaflet-overlay-pane path")
    page.click(".gm-layers > summary")
    expect(page.locator(ENTRY)).to_have_text("Not placed (3 names)")
    expect(page.locator(LIST)).to_be_hidden()
    page.click(ENTRY)
    expect(page.locator(f"{LIST} h2")).to_have_text("Not placed (3 names)")
    assert page.locator(f"{LIST} h3").all_text_contents() == ["Springfield", "Blorvka", "Vorkel"]
    first, _, last = page.locator(".gm-unplaced-names > li").all()
    assert first.locator(".gm-guesses li").all_text_contents() == ["Springfield 0.20", "Springfield 0.10"]
    assert first.locator("blockquote").text_content() == "Shells hit Springfield at dawn."
    assert "About Springfield" in first.text_content()
    assert "part of a name" in last.text_content()
    assert opened.count(".leaflet-marker-icon, .leaflet-overlay-pane path") == signs
    # An incident without a place is no name without one: it is counted and listed apart.
    assert "1 without a place" in page.locator(".gm-count").text_content()
    assert "Drone strike" not in page.locator(LIST).text_content()
    opened.screenshot("unplaced")
    page.click(".gm-unplaced-close")
    expect(page.locator(LIST)).to_be_hidden()
    assert opened.faults == []
    assert opened.js("window.violations") == []


def test_it_works_by_keyboard(open_page, make_map):
    opened = open_page(make_map(found()))
    page = opened.page
    page.focus(".gm-layers > summary")
    page.keyboard.press("Enter")
    page.focus(ENTRY)
    page.keyboard.press("Enter")
    expect(page.locator(LIST)).to_be_focused()
    expect(page.locator(ENTRY)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".gm-unplaced-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    expect(page.locator(ENTRY)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(LIST)).to_be_visible()


def test_on_a_phone_the_sheet_opens_for_it(open_page, make_map):
    opened = open_page(make_map(found()), PHONE)
    page = opened.page
    page.click(".gm-layers > summary")
    page.click(ENTRY)
    page.wait_for_timeout(350)
    box = page.locator(f"{LIST} h2").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert box["y"] < PHONE[1] / 2
    assert opened.js("document.documentElement.scrollWidth") <= PHONE[0]
    opened.screenshot("unplaced-phone")
    page.click(".gm-unplaced-close")
    page.wait_for_timeout(350)
    assert page.locator(".gm-panel").bounding_box()["height"] < 320
    assert opened.faults == []


def test_a_map_whose_names_all_have_places_has_no_entry(open_page, make_map):
    opened = open_page(make_map(with_names()))
    assert opened.count(f"{ENTRY}, {LIST}") == 0
    assert opened.faults == []


def test_a_long_list_says_what_it_leaves_out(open_page, make_map):
    opened = open_page(make_map(with_names(*(left_open(f"N{n}", document=f"w{n}") for n in range(230)))))
    opened.page.click(".gm-layers > summary")
    opened.page.click(ENTRY)
    assert opened.page.locator(f"{LIST} h2").text_content() == "Not placed (230 names)"
    assert opened.count(".gm-unplaced-names > li") == 200
    expect(opened.page.locator(f"{LIST} > p").last).to_contain_text("30 more names not listed")


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_names_and_guesses_are_shown_and_do_nothing(open_page, make_map, payload):
    made = with_names(left_open(payload[:100], guesses=springfields(payload)))
    opened = open_page(make_map(made))
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    opened.page.click(ENTRY)
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    for selector in ("h3", ".gm-guesses li", "blockquote"):
        shown = opened.page.locator(f"{LIST} {selector}").first.text_content()
        assert bare(payload)[:30] in bare(shown)
    assert opened.count(".gm-page img, .gm-page iframe, .gm-page object") == 0

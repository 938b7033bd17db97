"""The whole way without a mouse, without motion, and with a thumb on a small screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCREENSHOTS, Opened

ACTIVE = (
    "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
)
# What can be pressed and is smaller than a fingertip needs (WCAG 2.2, 2.5.8): what stands in a line of
# text is excepted there; a box to tick is its label, the title of a card the card.
SMALL = """() => [...document.querySelectorAll('button, summary, select, input, a[href], [role=button], [role=slider], [role=tab]')].filter((e) => {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.closest('.gm-skip') || e.matches('.gm-mark, .gm-mark-sign')) return false;
  if (getComputedStyle(e).display === 'inline' || e.closest('.gm-codes')) return false;
  const target = e.closest('label, .gm-card') || e;
  const r = target.getBoundingClientRect();
  const more = getComputedStyle(e, '::before');
  const [width, height] = more.position === 'absolute' ? [more.width, more.height].map(parseFloat) : [0, 0];
  return r.width && (Math.max(r.width, width) < 23.5 || Math.max(r.height, height) < 23.5);
}).map((e) => `${e.className || e.tagName} '${(e.getAttribute('aria-label') || e.textContent).slice(0, 20)}' ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)}`)"""


def tab_to(opened: Opened, wanted: str, most: int = 80, key: str = "Tab") -> None:
    """Press Tab until what has the focus matches a selector."""
    for _ in range(most):
        opened.page.keyboard.press(key)
        if opened.js("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} is not reached")


def test_from_the_start_to_an_incident_and_back(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map())
    keys = opened.page.keyboard
    tab_to(opened, ".gm-icon[aria-label*=contested]")
    keys.press("Enter")
    expect(opened.page.locator(".leaflet-popup-content")).to_be_focused()
    tab_to(opened, ".leaflet-popup *", 3)
    keys.press("Escape")
    expect(opened.page.locator(".gm-icon[aria-label*=contested]").first).to_be_focused()
    # The list, by its link at the top of the page.
    opened.page.locator(".gm-skip-link").first.focus()
    tab_to(opened, ".gm-skip-link:nth-child(2)", 1)
    keys.press("Enter")
    tab_to(opened, ".gm-card-title", 8)
    title = opened.js(ACTIVE)
    keys.press("Enter")
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    assert opened.page.locator(".leaflet-popup h3").last.inner_text() == title
    keys.press("Escape")
    opened.page.wait_for_function("() => !document.querySelector('.leaflet-popup')")
    assert opened.js(ACTIVE) == title
    assert opened.faults == []


def test_several_at_one_spot(open_page: Any, make_map: Any) -> None:
    """The focus is never lost while one of a list is opened, left and closed."""
    opened = open_page(make_map())
    keys = opened.page.keyboard
    opened.js(
        "async () => { const c = await geomap.ready; c.map.setView([55.7, 37.6], 8, { animate: false }); }"
    )
    opened.settle()
    sign = opened.page.locator(".gm-icon[aria-label^='2 incidents']")
    sign.focus()
    keys.press("Enter")
    expect(opened.page.locator(".leaflet-popup-content")).to_be_focused()
    tab_to(opened, ".gm-several-list li:nth-child(2) button", 3)
    keys.press("Enter")
    expect(opened.page.locator(".gm-back")).to_be_focused()
    assert "Ceasefire agreed" in opened.page.locator(".leaflet-popup").inner_text()
    keys.press("Enter")
    expect(opened.page.locator(".gm-several-list li:nth-child(2) button")).to_be_focused()
    keys.press("Escape")
    expect(sign).to_be_focused()
    assert opened.faults == []


def test_filters_tabs_and_days(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map())
    keys, count = opened.page.keyboard, opened.page.locator(".gm-count")
    opened.page.locator(".gm-search-incidents").focus()
    tab_to(opened, "[data-dimension=status] > summary", 4)
    keys.press("Enter")
    opened.page.wait_for_selector(".gm-menu-body")
    tab_to(opened, ".gm-menu [data-facet=claimed] input", 12)
    keys.press("Space")
    expect(count).to_contain_text("7 incidents of 8")
    keys.press("Tab")
    assert opened.js(ACTIVE) == "only: claimed"
    keys.press("Enter")
    expect(count).to_contain_text("1 incident of 8")
    keys.press("Escape")
    assert opened.js("() => document.activeElement.matches('[data-dimension=status] > summary')")
    # The browser tells of the closing a moment later.
    expect(opened.page.locator(".gm-menu-body")).to_have_count(0)
    tab_to(opened, ".gm-clear", 8, "Shift+Tab")
    keys.press("Enter")
    expect(count).to_contain_text("8 incidents")
    opened.page.locator("#gm-tab-list").focus()
    keys.press("ArrowRight")
    assert opened.page.locator("#gm-tab-text").get_attribute("aria-selected") == "true"
    expect(opened.page.locator("#gm-tab-text")).to_be_focused()
    keys.press("ArrowLeft")
    expect(opened.page.locator("#gm-page-list")).to_be_visible()
    last = opened.page.get_by_role("slider", name="Last day shown")
    last.focus()
    keys.press("ArrowLeft")
    opened.settle()
    assert count.inner_text() != "8 incidents · 1 contested · 1 without a place"
    keys.press("End")
    expect(count).to_have_text("8 incidents · 1 contested · 1 without a place")
    assert opened.faults == []


def test_nothing_moves_for_those_who_do_not_want_it(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(), reduced_motion="reduce")
    assert opened.js("geomap.reducedMotion()")
    moved = opened.js(
        """async () => {
          const { map, fit, home } = await geomap.ready;
          const seen = [];
          map.on('zoomanim', () => seen.push('zoom'));
          const at = () => `${map.getCenter()} ${map.getZoom()}`;
          // Where a fit leads is reached at once.
          fit(L.latLngBounds([[39.4, 46.1], [39.7, 46.4]]));
          const first = at();
          await new Promise((go) => setTimeout(go, 500));
          if (at() !== first) seen.push('fit');
          home(true);
          const second = at();
          await new Promise((go) => setTimeout(go, 500));
          if (at() !== second) seen.push('home');
          document.querySelector('.leaflet-control-zoom-in').click();
          const third = at();
          await new Promise((go) => setTimeout(go, 500));
          if (at() !== third) seen.push('button');
          return seen;
        }"""
    )
    assert moved == []
    lasting = opened.js(
        """() => [...document.querySelectorAll('*')].filter((e) => {
          const style = getComputedStyle(e);
          const longest = (told) => Math.max(...told.split(',').map(parseFloat));
          return longest(style.transitionDuration) > 0.01 || (style.animationName !== 'none' && longest(style.animationDuration) > 0.01);
        }).map((e) => e.className.baseVal ?? e.className)"""
    )
    assert lasting == []
    opened.js("async () => { (await geomap.ready).table.choose(1, 'list'); }")
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    assert opened.js(
        "() => getComputedStyle(document.querySelector('.leaflet-popup')).transitionDuration"
    ) in ("0s", "none")
    assert opened.faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_small_phone(open_page: Any, make_map: Any, language: str) -> None:
    opened = open_page(make_map(quotes="full", language=language), (360, 740), has_touch=True)
    wide = "() => document.documentElement.scrollWidth <= 360 && document.querySelector('.gm-page').scrollWidth <= 360"

    def look(what: str) -> None:
        opened.settle()
        assert opened.js(wide), what
        assert opened.js(SMALL) == [], what

    look("as it opens")
    for box in (".gm-layers", ".gm-legend"):
        opened.page.locator(f"{box} > summary").click()
        look(box)
        opened.page.locator(f"{box} > summary").click()
    opened.page.click(".gm-time-more")
    look("options of time")
    opened.page.click(".gm-handle")
    opened.page.wait_for_timeout(300)
    look("the list")
    opened.page.click(".gm-fold")
    look("the filters")
    opened.page.locator(".gm-menu > summary").first.click()
    look("a menu")
    opened.page.keyboard.press("Escape")
    opened.page.click("#gm-tab-text")
    look("the texts")
    opened.page.click("#gm-tab-list")
    opened.page.locator(".gm-card-title").nth(1).click()
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    look("a popup")
    assert opened.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshots(open_page: Any, make_map: Any, scheme: str) -> None:
    opened = open_page(make_map(), scheme=scheme, own=True)
    assert opened.js("document.documentElement.dataset.theme") == scheme
    opened.screenshot(f"page-{scheme}")
    opened.page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    opened.js("() => window.dispatchEvent(new Event('beforeprint'))")
    opened.settle()
    # Paper is light.
    assert opened.js("document.documentElement.dataset.theme") == "light"
    assert not opened.page.locator(".gm-panel").is_visible()
    opened.screenshot(f"page-{scheme}-printed")
    assert (SCREENSHOTS / f"page-{scheme}-printed.png").stat().st_size > 10_000
    assert opened.faults == []

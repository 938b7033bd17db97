"""What axe-core finds: nothing serious, whatever is open, in light and dark, in both directions, on a phone."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from tests import drawn
from tests.browser.conftest import Opened

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, impact, nodes }) => (
    `${impact} ${id}: ` + nodes.slice(0, 4).map(({ target, any }) => `${target} ${any.map(({ message }) => message).join()}`).join(' | ')));
}"""
SCREENS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"scheme": "dark"},
    "rtl": {"language": "ar"},
    "phone": {"size": (360, 740)},
}


def check(opened: Opened, what: str) -> None:
    opened.settle()
    assert opened.js(RUN) == [], what


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_serious(open_page: Any, make_map: Any, screen: str) -> None:
    options = dict(SCREENS[screen])
    # Without motion: colours on their way from one to another are neither.
    page = open_page(
        make_map(quotes="full", language=options.pop("language", "en")), **options, reduced_motion="reduce"
    )
    # As a text that is run: the page's policy forbids scripts that it did not bring along.
    page.js(AXE)
    name = screen.replace(" ", "-")
    check(page, "as it opens")
    page.screenshot(f"look-{name}")

    page.js("async () => { (await geomap.ready).table.choose(1, 'list'); }")
    page.page.wait_for_selector(".leaflet-popup-content h3")
    check(page, "with an incident's popup")
    page.screenshot(f"look-{name}-popup")
    page.page.keyboard.press("Escape")
    page.js(
        "async () => { const { map, lens } = await geomap.ready; geomap.popup(map, map.getCenter(), lens, [0, 1, 2]); }"
    )
    page.page.wait_for_selector(".gm-several-list")
    check(page, "with the popup of several")
    page.js("async () => { (await geomap.ready).map.closePopup(); }")

    for selector in (".gm-layers", ".gm-legend"):
        page.js("(selector) => { document.querySelector(selector).open = true; }", selector)
    for facets in page.page.locator(".gm-facets").all():
        facets.evaluate("(box) => { box.open = true; }")
    check(page, "with layers and legend open")
    page.js(
        "() => { for (const box of document.querySelectorAll('.gm-layers, .gm-legend')) box.open = false; }"
    )
    if "phone" in screen:
        page.page.click(".gm-handle")
        page.page.click(".gm-fold")
    # They differ in their values only.
    for menu in page.page.locator(".gm-menu").all()[: None if screen == "light" else 2]:
        menu.evaluate("(box) => { box.open = true; }")
        check(page, f"with the menu {menu.get_attribute('data-dimension')}")
    page.js("() => document.querySelector('.gm-menu[open]').open = false")

    page.page.click("#gm-tab-text")
    page.page.wait_for_selector(".gm-mark-on")
    check(page, "with the texts")
    page.screenshot(f"look-{name}-texts")
    page.page.click("#gm-tab-list")
    if "phone" in screen:
        page.page.click(".gm-handle")
        page.page.wait_for_timeout(300)
    for tool in ("search", "measure", "settings"):
        page.js("(tool) => document.querySelector(`[data-tool=${tool}]`).click()", tool)
        check(page, f"with {tool}")
        page.page.keyboard.press("Escape")

    page.js(
        "async () => { (await geomap.ready).filters.setTime({ from: 22411, to: 22412, undated: false }); }"
    )
    check(page, "with a span of days")
    page.js("() => document.querySelector('[data-account=beside]').click()")
    check(page, "side by side")
    page.screenshot(f"look-{name}-beside")
    assert page.faults == []


def test_nothing_serious_where_there_is_nothing(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(drawn.extraction(incidents=(), theatres=(), sectors=())))
    opened.js(AXE)
    check(opened, "without incidents")

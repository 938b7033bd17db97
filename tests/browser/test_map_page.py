"""The page as a reader opens it: from disk, without a network."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from tests import drawn

PHONE = (390, 844)

CONTESTED = ".gm-icon[aria-label*=contested]"


def popup_text(opened):
    opened.page.wait_for_selector(".leaflet-popup-content")
    opened.settle()
    return opened.page.locator(".leaflet-popup-content").inner_text()


def test_it_opens_without_request_error_or_violation(open_page, make_map):
    opened = open_page(make_map())
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert opened.page.title() == "Karst, 12 May 2031"
    assert "claims as reported, not verified" in opened.page.locator(".gm-header").inner_text()
    assert "as of 12 May 2031" in opened.page.locator(".gm-header").inner_text()
    footer = opened.page.locator(".gm-footer").inner_text()
    assert all(name in footer for name in ("Natural Earth", "GeoNames", "CC BY 4.0", "Leaflet"))
    assert "🇺🇦" not in opened.js("document.documentElement.outerHTML")
    assert opened.count(".leaflet-control-attribution svg") == 0
    opened.screenshot("desktop")


def test_nothing_drawn_covers_the_incidents(open_page, make_map):
    opened = open_page(make_map())
    covered = opened.js(
        """() => [...document.querySelectorAll('.gm-icon')].filter((icon) => {
            const r = icon.getBoundingClientRect();
            const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
            return !top || !icon.contains(top) && !top.closest('.gm-icon');
        }).map((icon) => icon.getAttribute('aria-label'))"""
    )
    assert covered == []


def test_labels_do_not_run_into_each_other(open_page, make_map):
    opened = open_page(make_map())
    boxes = opened.js(
        "() => [...document.querySelectorAll('.gm-label')].map((l) => {"
        "const r = l.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert len(boxes) >= 6
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            # Glyphs reach a pixel over the measured box.
            assert a[0] > b[2] - 2 or b[0] > a[2] - 2 or a[1] > b[3] - 2 or b[1] > a[3] - 2


@pytest.mark.parametrize(
    ("key", "selector"),
    [
        ("incidents", ".gm-icon"),
        ("sectors", "path.gm-sector"),
        ("hits", "path.gm-hit"),
        ("circles", "path.gm-circle"),
        ("lines", "path.gm-line"),
        ("areas", "path.gm-area"),
        ("changes", ".gm-change"),
        ("mentions", "path.gm-mention"),
        ("basemap", ".gm-label-town, .gm-label-capital, .gm-label-country"),
        ("graticule", ".gm-graticule-label"),
        ("labels", ".gm-label"),
    ],
)
def test_every_layer_toggles(open_page, make_map, key, selector):
    opened = open_page(make_map())
    if not opened.js("() => document.querySelector('.gm-layers').open"):
        opened.page.click(".gm-layers > summary")
    box = opened.page.locator(f"label[data-layer={key}] input")
    first = box.is_checked()
    assert first is (key != "mentions")
    assert (opened.count(selector) > 0) is first
    before = opened.page.locator(".folium-map").screenshot()
    box.click()
    opened.settle()
    assert (opened.count(selector) > 0) is not first
    assert opened.page.locator(".folium-map").screenshot() != before
    box.click()
    opened.settle()
    assert (opened.count(selector) > 0) is first
    assert opened.faults == []


def test_the_contested_incident_tells_both_voices(open_page, make_map):
    opened = open_page(make_map())
    opened.page.locator(CONTESTED).first.click()
    told = popup_text(opened)
    for part in (
        "Shelling · Tamsin district", "12 May 2031, morning", "district known, place within it not (±25 km)",
        "Claimed by", "Denied by", "Ostra's Defence Ministry accuses", "accused Velm of shelling",
        "Velm's army denies", "rejected it as untrue", "The Test Wire: Fighting goes on", "ACLED", "PLOVER", "i-shelling",
        "Тамсин",
    ):  # fmt: skip
        assert part in told
    assert opened.page.locator(".leaflet-popup-content .gm-tag-contested").inner_text() == "contested"
    link = opened.page.locator(".leaflet-popup-content a")
    assert link.get_attribute("href") == "https://example.org/wire/1?a=1&b=2"
    assert "noopener" in (link.get_attribute("rel") or "")
    opened.screenshot("popup")
    assert opened.faults == []


def test_contested_is_told_by_line_and_hatching_too(open_page, make_map):
    opened = open_page(make_map())
    area = opened.page.locator("path.gm-hit-contested").last
    assert area.get_attribute("stroke-dasharray")
    assert area.get_attribute("fill") == "url(#gm-hatch-area)"
    assert opened.count("#gm-hatch-area") == 1
    rings = opened.js(
        "() => document.querySelector('.gm-icon[aria-label*=contested] circle[stroke-dasharray]') !== null"
    )
    assert rings
    plain = ".gm-icon[aria-label*=claimed] circle[stroke-dasharray]"
    assert opened.count(plain) == 0


def test_incidents_at_one_point_are_all_reachable(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click(".gm-chip")
    opened.page.wait_for_selector(".gm-icon[aria-label^='2 incidents']")
    opened.settle()
    opened.page.locator(".gm-icon[aria-label^='2 incidents']").click()
    assert "2 incidents" in popup_text(opened)
    for name in ("Talks", "Ceasefire agreed"):
        opened.page.locator(".gm-several-list button", has_text=name).click()
        opened.page.wait_for_selector(".leaflet-popup-content .gm-whole")
        assert f"{name} · Harbour City" in popup_text(opened)
        opened.page.click(".gm-back")
        opened.page.wait_for_selector(".gm-several-list")
    assert opened.faults == []


def test_chips_lead_away_and_back(open_page, make_map):
    opened = open_page(make_map())
    chip = opened.page.locator(".gm-chip")
    assert chip.inner_text() == "↗ Harbour City: 2"
    chip.click()
    expect(opened.page.locator(".gm-chip")).to_contain_text("Karst")
    opened.page.wait_for_timeout(400)
    centre = opened.js(
        "async () => { const c = (await geomap.ready).map.getCenter(); return [c.lng, c.lat]; }"
    )
    # The view's padding moves the centre a little away from the place itself.
    assert math.hypot(centre[0] - 37.6, centre[1] - 55.7) < 1.0
    opened.page.locator(".gm-chip").click()
    expect(opened.page.locator(".gm-chip")).to_contain_text("Harbour")


def test_cards_and_map_find_each_other(open_page, make_map):
    opened = open_page(make_map())
    assert opened.page.locator(".gm-count").inner_text() == "8 incidents · 1 contested · 1 without a place"
    assert opened.count(".gm-card") == 8
    opened.page.locator(".gm-card-title", has_text="Talks").click()
    assert "Talks · Harbour City" in popup_text(opened)
    opened.page.locator(".gm-card-title", has_text="Tamsin").click()
    expect(opened.page.locator(".leaflet-popup-content h3").last).to_contain_text("Tamsin")
    opened.page.locator(".leaflet-popup-close-button").last.click()
    opened.page.locator(".gm-icon[aria-label^='Strikes'], .gm-icon[aria-label^='Shelling']").last.click()
    opened.page.wait_for_selector(".gm-card-chosen")
    assert opened.count(".gm-card-chosen") == 1
    assert opened.faults == []


def test_an_incident_without_a_place_is_in_the_list(open_page, make_map):
    opened = open_page(make_map())
    card = opened.page.locator(".gm-card", has_text="Drone strike")
    assert "not on the map" in card.inner_text()
    card.click()
    opened.settle()
    assert opened.count(".leaflet-popup") == 0
    assert opened.faults == []


def test_facets_filter_map_list_and_shading_alike(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click(".gm-layers > summary")
    opened.page.locator(".gm-facets > summary", has_text="by status").click()
    opened.page.locator("[data-facet=claimed] input").uncheck()
    opened.settle()
    assert opened.page.locator(".gm-count").inner_text().startswith("7 incidents")
    assert opened.count(".gm-icon[aria-label*=claimed]") == 0
    assert opened.count(".gm-label-sector") == 0
    opened.page.locator("[data-facet=contested] input").uncheck()
    opened.settle()
    assert opened.count("path.gm-hit-contested") == 0
    opened.page.locator("[data-facet=claimed] input").check()
    opened.settle()
    assert opened.count(".gm-icon[aria-label*=claimed]") == 3


def test_sectors_are_shaded_by_count_and_tell_their_incidents(open_page, make_map):
    opened = open_page(make_map())
    labels = opened.page.locator(".gm-label-sector").all_inner_texts()
    assert sorted(labels) == ["North-eastern sector (1)", "Northern sector (1)", "Southern sector (1)"]
    assert opened.page.locator(".gm-label-sector-quiet").all_inner_texts() == ["Eastern sector"]
    shades = opened.js(
        "() => [...document.querySelectorAll('path.gm-sector')].map((p) => p.getAttribute('fill-opacity'))"
    )
    assert len(set(shades)) == 2
    assert min(shades, key=float) == shades[2]


def test_a_sign_stands_at_its_pixel(open_page, make_map):
    opened = open_page(make_map())
    zoom, lon, lat, width, height = opened.js(
        "async () => { const { map } = await geomap.ready; const c = map.getCenter(); const s = map.getSize();"
        " return [map.getZoom(), c.lng, c.lat, s.x, s.y]; }"
    )

    def mercator(lon_, lat_):
        scale = 256 * 2**zoom
        y = math.asinh(math.tan(math.radians(lat_)))
        return scale * (lon_ + 180) / 360, scale * (1 - y / math.pi) / 2

    x0, y0 = mercator(lon, lat)
    x1, y1 = mercator(46.2, 39.55)
    frame = opened.page.locator(".folium-map").bounding_box()
    box = opened.page.locator(".gm-icon[aria-label^='Shelling, rockets and bombs, reported']").bounding_box()
    assert box["x"] + box["width"] / 2 == pytest.approx(frame["x"] + width / 2 + x1 - x0, abs=2)
    assert box["y"] + box["height"] / 2 == pytest.approx(frame["y"] + height / 2 + y1 - y0, abs=2)


def test_legend_tells_every_sign_in_words(open_page, make_map):
    opened = open_page(make_map())
    legend = opened.page.locator(".gm-legend").inner_text()
    for words in ("contested", "claimed by one party", "confirmed by", "the front has moved since", "until 1 April 2031",
                  "said to be held by Velm", "disputed border", "only ‘near’ a place"):  # fmt: skip
        assert words in legend


def test_the_keyboard_opens_an_incident(open_page, make_map):
    opened = open_page(make_map())
    opened.page.locator(CONTESTED).first.focus()
    opened.page.keyboard.press("Enter")
    assert "Tamsin district" in popup_text(opened)


def test_on_a_phone_the_list_is_a_sheet_over_the_map(open_page, make_map):
    opened = open_page(make_map(), PHONE)
    assert opened.js("document.documentElement.scrollWidth") <= PHONE[0]
    stage, panel = (opened.page.locator(s).bounding_box() for s in (".gm-stage", ".gm-panel"))
    assert stage["height"] > 350
    assert panel["height"] < 320
    opened.screenshot("phone")
    opened.page.click(".gm-handle")
    opened.page.wait_for_timeout(350)
    assert opened.page.locator(".gm-panel").bounding_box()["height"] > 600
    opened.screenshot("phone-list")
    opened.page.locator(".gm-card-title", has_text="Tamsin").click()
    assert "Velm's army denies" in popup_text(opened)
    opened.page.wait_for_timeout(350)
    opened.screenshot("phone-popup")
    assert opened.faults == []


def test_an_empty_extraction_and_a_single_incident_open(open_page, make_map):
    nothing = open_page(make_map(drawn.extraction(incidents=(), theatres=(), sectors=(), toponyms=((),))))
    assert nothing.page.locator(".gm-count").inner_text() == "0 incidents"
    assert nothing.faults == []
    one = open_page(make_map(drawn.extraction(incidents=drawn.incidents()[1:2], theatres=(), sectors=())))
    assert one.count(".gm-icon") == 1
    assert one.faults == []


def test_thousands_of_incidents_are_clustered_and_counted(open_page, make_map):
    opened = open_page(make_map(drawn.many(3000)))
    assert opened.page.locator(".gm-count").inner_text().startswith("3,000 incidents")
    shown = opened.js(
        "() => [...document.querySelectorAll('.gm-icon')].reduce((sum, icon) =>"
        " sum + (parseInt(icon.getAttribute('aria-label'), 10) || 1), 0)"
    )
    assert shown == 3000
    assert opened.count(".gm-icon") < 300
    assert opened.count(".gm-card") < 200
    opened.js("() => { document.querySelector('.gm-panel-body').scrollTop = 1e6; }")
    opened.page.wait_for_timeout(500)
    assert opened.count(".gm-card") > 40
    opened.screenshot("many")
    assert opened.faults == []


def test_in_a_notebook_it_shows_in_a_frame(open_page, make_map):
    page = f"<!doctype html><meta charset=utf-8><body>{make_map()._repr_html_()}</body>"
    opened = open_page(page, wait=False)
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-geomap=ready]")
    assert frame.locator(".gm-card").count() == 8
    assert opened.faults == []

"""Search, measuring, locating, overview, settings and the way through the page by keyboard."""

from __future__ import annotations

import html
import math
import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geomap.render import languages
from tests import drawn
from tests.browser.conftest import SCREENSHOTS

SEARCH = ".gm-search-field"
OPTIONS = ".gm-search-list [role=option]"


def find(opened, words):
    if not opened.page.is_visible(SEARCH):
        opened.page.click("[data-tool=search]")
    opened.page.fill(SEARCH, words)
    opened.page.wait_for_function(
        "() => document.querySelector('.gm-search-list').children.length"
        " || !/^(searching…)?$/.test(document.querySelector('.gm-search-told').textContent)"
    )
    opened.page.wait_for_timeout(200)
    return [text.replace("\n", " | ") for text in opened.page.locator(OPTIONS).all_inner_texts()]


def centre(opened):
    return opened.js("async () => { const c = (await geomap.ready).map.getCenter(); return [c.lat, c.lng]; }")


def active(opened):
    return opened.js(
        "() => { const e = document.activeElement; if (e === document.body) return 'BODY';"
        " return e.getAttribute('aria-label') || e.textContent.trim().slice(0, 60) || e.tagName; }"
    )


# Search


def test_search_finds_places_by_any_name_and_incidents_first(open_page, make_map):
    opened = open_page(make_map())
    assert "Tamsin district" in find(opened, "тамси")[0]
    found = find(opened, "tamsin")
    assert found[0].startswith("Tamsin district | 1 incident")
    assert found[1].startswith("Shelling · Tamsin district")
    assert any(row.startswith("Midtown | town") for row in find(opened, "mid"))
    assert any(row.startswith("Farland | only mentioned") for row in find(opened, "far"))
    assert find(opened, "eastern")[0] == "Eastern sector | sector of the line"
    assert any(row.startswith("Former province | area") for row in find(opened, "former"))
    # A town where incidents are is found with them, once.
    assert [row for row in find(opened, "millbrook") if row.endswith("| town")] == []
    # Words of the source find an incident too.
    assert find(opened, "no atlas has")[0].startswith("Drone strike")
    assert find(opened, "zzz") == []
    assert "Nothing of that name on this map" in opened.page.inner_text(".gm-search-told")
    assert opened.faults == []


def test_letters_that_few_keyboards_have_are_folded(open_page, make_map):
    towns = [
        ("Gəncə", 48.0, 40.0),
        ("Łódź", 47.6, 39.9),
        ("Xocavənd-Aşağı", 47.8, 39.4),
        ("Iğdır", 47.2, 40.9),
    ]
    made = drawn.extraction()
    incidents = tuple(
        drawn.incident(
            f"i-{k}", made.incidents[0].type, "Forces fought on in and around Karst.", theatre="karst",
            place=replace(
                drawn.where("Millbrook", drawn.shapely.Point(lon, lat), 1, 5), name=name
            ),
        )
        for k, (name, lon, lat) in enumerate(towns)
    )  # fmt: skip
    opened = open_page(make_map(replace(made, incidents=incidents)))
    for words, name in (
        ("ganca", "Gəncə"),
        ("lodz", "Łódź"),
        ("xocavand asagi", "Xocavənd"),
        ("igdir", "Iğdır"),
    ):
        assert name in find(opened, words)[0], words
    assert (
        opened.js("geomap.fold('Kam’yanets-Podilʹsʹkyi Đakovo Straße')")
        == "kamyanets podilskyi dakovo strasse"
    )


def test_search_by_keyboard_alone(open_page, make_map):
    opened = open_page(make_map())
    opened.page.focus("[data-tool=search]")
    opened.page.keyboard.press("Enter")
    field = opened.page.locator(SEARCH)
    expect(field).to_be_focused()
    assert field.get_attribute("role") == "combobox"
    find(opened, "tamsin")
    assert field.get_attribute("aria-expanded") == "true"
    first = field.get_attribute("aria-activedescendant")
    opened.page.keyboard.press("ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert first != second
    assert opened.page.locator(f"#{second}").get_attribute("aria-selected") == "true"
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator(".leaflet-popup-content")).to_contain_text("Shelling · Tamsin district")
    # The popup has the focus, and Escape gives it to the sign that the popup is about.
    expect(opened.page.locator(".leaflet-popup-content")).to_be_focused()
    opened.page.keyboard.press("Escape")
    expect(opened.page.locator(".leaflet-popup")).to_have_count(0)
    assert "contested" in active(opened)
    assert opened.page.locator(SEARCH).is_hidden()


def test_escape_clears_the_search_and_then_closes_it(open_page, make_map):
    opened = open_page(make_map())
    find(opened, "karst")
    opened.page.keyboard.press("Escape")
    assert opened.page.input_value(SEARCH) == ""
    assert opened.count(OPTIONS) == 0
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden(SEARCH)
    assert active(opened) == "Find a place or an incident"


def test_a_town_that_is_chosen_is_shown_in_a_ring(open_page, make_map):
    opened = open_page(make_map())
    find(opened, "velmford")
    opened.page.locator(OPTIONS).first.click()
    opened.settle()
    assert opened.count(".gm-found") == 1
    box = opened.page.locator(".gm-found").bounding_box()
    stage = opened.page.locator(".folium-map").bounding_box()
    assert stage["x"] < box["x"] < stage["x"] + stage["width"]
    assert "Velmford" in opened.page.inner_text(".gm-message")
    assert opened.faults == []


def test_search_leaves_out_what_filters_leave_out_and_says_so(open_page, make_map):
    opened = open_page(make_map())
    opened.js(
        "async () => { const { filters } = await geomap.ready;"
        " filters.set('type', new Set([filters.values.type.indexOf('talks')])); }"
    )
    assert find(opened, "shelling") == []
    assert "filters leave out" in opened.page.inner_text(".gm-search-told")
    assert any("Talks" in row for row in find(opened, "harbour"))


def test_search_in_many_incidents_does_not_hold_up_the_page(open_page, make_map):
    opened = open_page(make_map(drawn.many(5000)))
    longest = opened.js(
        """async () => {
            let longest = 0;
            let before = performance.now();
            let on = true;
            const tick = () => {
              const now = performance.now();
              longest = Math.max(longest, now - before);
              before = now;
              if (on) setTimeout(tick);
            };
            tick();
            const { table, layers } = await geomap.ready;
            const finder = new geomap.Finder(table, layers);
            await finder.start();
            on = false;
            return [longest, finder.find('village 42', table.lens.mask, 12).length];
        }"""
    )
    assert longest[1] == 12
    assert longest[0] < 400  # a slow machine under load; 30 at rest


# Measuring


def great_circle(a, b):
    (p, m), (q, n) = ([math.radians(x) for x in point] for point in (a, b))
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((n - m) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


def test_measuring_along_clicked_points(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click("[data-tool=measure]")
    where = opened.js(
        """async () => { const { map } = await geomap.ready; const r = map.getContainer().getBoundingClientRect();
            return [[420, 300], [700, 420], [560, 200]].map(([x, y]) => {
              const { lat, lng } = map.containerPointToLatLng([x, y]); return [x + r.left, y + r.top, [lat, lng]]; }); }"""
    )
    for x, y, _ in where:
        opened.page.mouse.click(x, y)
        opened.page.wait_for_timeout(350)
    told = opened.page.inner_text(".gm-measure-told")
    a, b, c = (at for _, _, at in where)
    first, last = great_circle(a, b), great_circle(b, c)
    total, leg = (float(word) for word in re.findall(r"[0-9.]+", told))
    assert total == pytest.approx(first + last, abs=1.5)
    assert leg == pytest.approx(last, abs=1.5)
    assert opened.count(".gm-measure-label") == 2
    assert opened.count(".leaflet-popup") == 0
    # A sign under the pointer opens nothing either.
    box = opened.page.locator(".gm-icon").first.bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened.page.wait_for_timeout(400)  # labels of before fade
    assert opened.count(".leaflet-popup") == 0
    assert opened.count(".gm-measure-label") == 3
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_timeout(400)
    assert opened.count(".gm-measure-label") == 0
    assert opened.page.locator("[data-tool=measure]").get_attribute("aria-pressed") == "false"
    assert opened.faults == []


def test_measuring_by_keyboard(open_page, make_map):
    opened = open_page(make_map())
    opened.page.focus("[data-tool=measure]")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator(".gm-cross").evaluate("(e) => getComputedStyle(e).visibility") == "visible"
    one = centre(opened)
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_timeout(500)
    opened.page.keyboard.press("Enter")
    other = centre(opened)
    told = opened.page.inner_text(".gm-measure-told")
    assert float(told.split(" ")[0]) == pytest.approx(great_circle(one, other), abs=0.6)
    opened.page.keyboard.press("Backspace")
    assert "Click along the way" in opened.page.inner_text(".gm-measure-told")
    opened.page.keyboard.press("Escape")
    assert active(opened) == "Measure a distance"


def test_long_legs_are_drawn_as_great_circles(open_page, make_map):
    opened = open_page(make_map())
    far = opened.js(
        """async () => { const { map, stage } = await geomap.ready;
            const measure = new geomap.Measure(stage, () => [map]);
            measure.start(); measure.add([50, 0]); measure.add([50, 90]);
            const [metres] = measure.legs();
            const line = measure._sheets[0].drawn.getLayers().find((layer) => layer.getLatLngs);
            const top = Math.max(...line.getLatLngs().map((at) => at.lat));
            measure.end();
            return [metres / 1000, top]; }"""
    )
    assert far[0] == pytest.approx(great_circle((50, 0), (50, 90)), rel=1e-4)
    assert far[1] == pytest.approx(59.3, abs=0.2)


# Where the reader is


def test_the_readers_place_is_shown_only_when_asked_for(open_page, make_map):
    opened = open_page(make_map(), own=True)
    context = opened.page.context
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 40.0, "longitude": 46.5, "accuracy": 3000})
    assert opened.count(".gm-here") == 0
    opened.page.click("[data-tool=locate]")
    opened.page.wait_for_selector(".gm-here-around")
    opened.page.wait_for_function(
        "() => /within 3 km/.test(document.querySelector('.gm-message')?.textContent)"
    )
    opened.settle()
    assert "40.0" not in opened.js("location.hash").split("map=")[0]
    opened.page.click("[data-tool=locate]")
    assert opened.count(".gm-here") == 0
    assert opened.faults == []


def test_it_says_so_if_the_place_is_not_told(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click("[data-tool=locate]")
    opened.page.wait_for_function("() => document.querySelector('.gm-message')?.textContent")
    assert "not allowed" in opened.page.inner_text(".gm-message")


# Overview


def test_the_overview_follows_and_moves_the_map(open_page, make_map):
    opened = open_page(make_map(), (1600, 900))
    canvas = opened.page.locator(".gm-overview-map")
    assert canvas.is_visible()
    assert canvas.get_attribute("aria-hidden") == "true"
    before, picture = centre(opened), canvas.screenshot()
    box = canvas.bounding_box()
    opened.page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 20)
    opened.settle()
    after = centre(opened)
    assert after[1] < before[1] or after[0] != before[0]
    assert canvas.screenshot() != picture
    opened.page.click("[data-tool=overview]")
    assert canvas.is_hidden()
    assert opened.page.locator("[data-tool=overview]").get_attribute("aria-expanded") == "false"
    assert opened.faults == []


def test_the_overview_is_folded_on_a_small_screen_and_covers_no_sign_on_a_large_one(open_page, make_map):
    small = open_page(make_map(), (360, 740))
    assert small.page.locator(".gm-overview-map").is_hidden()
    large = open_page(make_map(), (1680, 900))
    box = large.page.locator(".gm-overview").bounding_box()
    for sign in large.page.locator(".gm-icon").all():
        at = sign.bounding_box()
        assert (
            at["x"] + at["width"] <= box["x"]
            or at["y"] + at["height"] <= box["y"]
            or at["y"] >= box["y"] + box["height"]
        )


# Language and colours


@pytest.fixture
def two_languages(monkeypatch):
    english = languages.catalogue("en")
    real = languages.catalogue

    def catalogue(code):
        if code == "en":
            return real("en")
        return {key: text if key.startswith("language.") else f"§{text}" for key, text in english.items()}

    monkeypatch.setattr(languages, "CODES", ("en", "fr", "ar"))
    monkeypatch.setattr(languages, "catalogue", catalogue)
    monkeypatch.setattr(languages.Path, "exists", lambda self: True)
    languages.script.cache_clear()
    yield
    languages.script.cache_clear()


UNTRANSLATED = """() => {
  const known = Object.entries(geomap.catalogues.en).filter(([key, text]) => !key.startsWith('language.') && /^\\w/.test(text) && !text.includes('{') && text.length > 3).map(([, text]) => text);
  const found = [];
  const test = (text, where) => known.includes(text.trim()) && found.push(`${where}: ${text}`);
  const walk = document.createTreeWalker(document.querySelector('.gm-page'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) test(walk.currentNode.textContent, walk.currentNode.parentElement.className);
  for (const element of document.querySelectorAll('.gm-page *')) {
    for (const name of ['title', 'aria-label', 'placeholder']) if (element.hasAttribute(name)) test(element.getAttribute(name), `${name} of ${element.className}`);
  }
  return found;
}"""


def test_another_language_is_written_everywhere_and_remembered(open_page, make_map, two_languages):
    opened = open_page(make_map())
    opened.page.click(".gm-layers > summary")
    opened.js(
        "() => document.querySelector('.gm-icon[aria-label*=contested]')"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    opened.page.wait_for_selector(".leaflet-popup-content")
    opened.page.click("[data-tool=settings]")
    assert "Nothing on it has been verified" in opened.page.inner_text(".gm-settings")
    opened.page.select_option("[data-setting=language]", "fr")
    expect(opened.page.locator(".leaflet-popup-content h3").last).to_contain_text("§Shelling")
    opened.page.wait_for_timeout(1100)  # the list for the printer is written anew a moment later
    assert opened.js(UNTRANSLATED) == []
    assert opened.page.locator(".leaflet-control-zoom-in").get_attribute("aria-label") == "§Zoom in"
    assert opened.page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "§Close"
    assert "lang=fr" in opened.js("location.hash")
    opened.page.reload()
    opened.page.wait_for_selector("html[data-geomap=ready]")
    assert opened.js("document.documentElement.lang") == "fr"
    assert "§claims as reported" in opened.page.inner_text(".gm-notice")
    assert opened.faults == []


def test_colours_are_chosen_and_remembered(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click("[data-tool=settings]")
    opened.page.select_option("[data-setting=theme]", "dark")
    assert opened.js("document.documentElement.dataset.theme") == "dark"
    opened.page.wait_for_function("() => location.hash.includes('theme=dark')")
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden(".gm-settings")
    assert active(opened) == "Settings"
    opened.page.reload()
    opened.page.wait_for_selector("html[data-geomap=ready]")
    assert opened.js("document.documentElement.dataset.theme") == "dark"


def test_from_right_to_left_the_map_stays_as_it_is(open_page, make_map, two_languages):
    opened = open_page(make_map())
    points = "async () => { const { map } = await geomap.ready; const p = map.latLngToContainerPoint([40, 46.5]); return [p.x, p.y]; }"
    opened.js("async () => { await geomap.ready; await geomap.chooseLanguage('ar'); }")
    opened.settle()
    assert opened.js("document.documentElement.dir") == "rtl"
    # The signs stand where the map has them.
    off = opened.js(
        """async () => { const { map, table } = await geomap.ready; const r = map.getContainer().getBoundingClientRect();
            const at = table.anchorsOf(1)[0]; const p = map.latLngToContainerPoint(at);
            const sign = document.querySelector('.gm-icon[aria-label*=contested]').getBoundingClientRect();
            return [sign.left + sign.width / 2 - r.left - p.x, sign.top + sign.height / 2 - r.top - p.y]; }"""
    )
    assert all(abs(value) < 2 for value in off)
    assert opened.js(points)[0] > 0
    zoom = opened.page.locator(".leaflet-control-zoom").bounding_box()
    layers = opened.page.locator(".gm-layers").bounding_box()
    panel = opened.page.locator(".gm-panel").bounding_box()
    assert panel["x"] < layers["x"] < zoom["x"]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    opened.screenshot("right-to-left")
    assert opened.faults == []


# Keyboard


def test_every_control_is_reached_by_tab_in_a_sensible_order(open_page, make_map):
    opened = open_page(make_map())
    names = []
    for _ in range(90):
        opened.page.keyboard.press("Tab")
        name = active(opened)
        if name == "BODY" or (names and name == names[0]):
            break
        names.append(name)
        shown = opened.js(
            "() => { const e = document.activeElement; const s = getComputedStyle(e); const a = getComputedStyle(e, '::after');"
            " return s.outlineStyle !== 'none' || a.borderTopStyle === 'solid' || s.boxShadow !== 'none'; }"
        )
        assert shown, name
    order = [
        "Skip to the map", "Skip to the list of incidents", "All accounts", "Settings", "Map of the incidents", "Zoom in",
        "Find a place or an incident", "Measure a distance", "Show where I am",
    ]  # fmt: skip
    at = [names.index(name) for name in order]
    assert at == sorted(at)
    signs = [k for k, name in enumerate(names) if "contested" in name]
    # Tab order: after the map's buttons and before the panel.
    assert min(signs) > names.index("Show where I am")
    assert max(k for k, name in enumerate(names) if name == "Search the incidents") > min(signs)


def test_skip_links(open_page, make_map):
    opened = open_page(make_map())
    opened.page.keyboard.press("Tab")
    assert opened.page.locator(".gm-skip-link").first.bounding_box()["width"] > 50
    opened.page.keyboard.press("Enter")
    assert active(opened) == "Map of the incidents"
    opened.page.locator(".gm-skip-link").nth(1).focus()
    opened.page.keyboard.press("Enter")
    assert opened.js("document.activeElement.id") == "gm-page-list"


def test_a_popup_opened_by_key_takes_the_focus_and_gives_it_back(open_page, make_map):
    opened = open_page(make_map())
    sign = opened.page.locator(".gm-icon[aria-label*=contested]").first
    sign.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator(".leaflet-popup-content")).to_be_focused()
    assert opened.page.locator(".leaflet-popup").get_attribute("role") == "dialog"
    assert "Shelling" in opened.page.locator(".leaflet-popup").get_attribute("aria-label")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_timeout(400)
    assert opened.count(".leaflet-popup") == 0
    assert "contested" in active(opened)
    # And by its button.
    opened.page.keyboard.press("Enter")
    opened.page.locator(".leaflet-popup-close-button").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_timeout(400)
    assert "contested" in active(opened)


# Small screens and frames


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_nothing_overflows_and_everything_can_be_pressed(open_page, make_map, size):
    opened = open_page(make_map(), size)
    assert opened.js("document.documentElement.scrollWidth") <= size[0]
    opened.screenshot(f"tools-{size[0]}")
    small = opened.js(
        """() => [...document.querySelectorAll('.gm-tool, .leaflet-control-zoom a, .gm-gear')].map((e) => [e.dataset.tool || e.title, e.getBoundingClientRect()])
            .filter(([, r]) => r.width && (r.width < 24 || r.height < 24)).map(([name]) => name)"""
    )
    assert small == []
    # No button lies under a box of the map.
    hidden = opened.js(
        """() => [...document.querySelectorAll('.gm-tool, .leaflet-control-zoom a, .gm-legend > summary, .gm-layers > summary')].filter((e) => {
            const r = e.getBoundingClientRect();
            const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
            return r.width && !e.contains(top);
        }).map((e) => e.title || e.textContent)"""
    )
    assert hidden == []
    stage = opened.page.locator(".gm-stage").bounding_box()
    assert stage["height"] >= 0.33 * size[1]
    for tool, box in (("search", ".gm-search"), ("settings", ".gm-settings"), ("measure", ".gm-measure")):
        opened.page.click(f"[data-tool={tool}]")
        at = opened.page.locator(box).bounding_box()
        assert at["x"] >= 0
        assert at["x"] + at["width"] <= size[0]
        assert opened.js("document.documentElement.scrollWidth") <= size[0]
        opened.page.keyboard.press("Escape")
        assert opened.page.is_hidden(box)


def test_full_screen_where_it_is_allowed(open_page, make_map):
    opened = open_page(make_map())
    opened.page.click("[data-tool=fullscreen]")
    opened.page.wait_for_function("() => document.fullscreenElement")
    assert opened.js("document.fullscreenElement.className") == "gm-page"
    assert opened.page.locator("[data-tool=fullscreen]").get_attribute("aria-pressed") == "true"
    opened.page.click("[data-tool=fullscreen]")
    opened.page.wait_for_function("() => !document.fullscreenElement")


def test_no_full_screen_in_a_frame_without_permission(open_page, make_map):
    page = html.escape(make_map().to_html(), quote=True)
    holder = f'<!DOCTYPE html><html><body><iframe sandbox="allow-scripts" srcdoc="{page}" width="800" height="600"></iframe></body></html>'
    opened = open_page(holder, wait=False)
    frame = opened.page.frame_locator("iframe")
    frame.locator("[data-tool=home]").wait_for()
    assert frame.locator("[data-tool=fullscreen]").count() == 0

"""Incidents at the 180th meridian, near the poles, and many at one spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import shapely

from geomap.model import Extraction, Incident, LonLat
from tests import drawn
from tests.browser.conftest import Opened
from tests.browser.test_pixels import VIEW, pixel

SIGNS = """async () => {
  const { layers } = await geomap.ready;
  const signs = layers.get('incidents');
  return [...signs._signs.values()].map(({ spot, element }) => {
    const r = element.getBoundingClientRect();
    return { x: r.left + r.width / 2, y: r.top + r.height / 2, total: spot.total, members: signs._clusters.members(spot.cell) };
  });
}"""
ONE_POPUP = """() => {
  const all = document.querySelectorAll('.leaflet-popup');
  return all.length === 1 && all[0].querySelector('h3');
}"""
CHOOSE = "async (i) => { (await geomap.ready).table.choose(i, 'list'); }"
LOOK = """async ([lat, lon, zoom]) => {
  (await geomap.ready).map.setView([lat, lon], zoom, { animate: false });
}"""


def at(key: str, lon: float, lat: float, **changes: Any) -> Incident:
    told = drawn.incidents()[7]
    assert told.place is not None
    assert told.place.resolution is not None
    entry = replace(told.place.resolution.place, point=LonLat(lon, lat), name=key)
    place = replace(
        told.place, name=key, geometry=drawn.geometry(shapely.Point(lon, lat)), relation="in",
        resolution=replace(told.place.resolution, place=entry),
    )  # fmt: skip
    return replace(told, id=key, place=place, theatre=None, **changes)


def of(incidents: Sequence[Incident]) -> Extraction:
    return drawn.extraction(incidents=tuple(incidents), theatres=(), sectors=(), toponyms=((),))


def across() -> tuple[Incident, ...]:
    """One on either side, and a district whose halves the meridian parts."""
    halves = shapely.MultiPolygon(
        [shapely.box(179.5, -17.3, 180, -16.7), shapely.box(-180, -17.3, -179.6, -16.7)]
    )
    district = at("district", 179.8, -17.0)
    assert district.place is not None
    place = replace(district.place, geometry=drawn.geometry(halves), where_prec=3)
    return at("west", 179.9, -16.0), at("east", -179.9, -16.0), replace(district, place=place)


def popup(opened: Opened) -> str:
    # The one before fades away.
    opened.page.wait_for_function(ONE_POPUP)
    opened.settle()
    box = opened.page.locator(".leaflet-popup")
    frame, popup_ = opened.page.locator(".folium-map").bounding_box(), box.bounding_box()
    assert frame["x"] - 1 <= popup_["x"]
    assert popup_["x"] + popup_["width"] <= frame["x"] + frame["width"] + 1
    return str(box.inner_text())


def test_one_view_across_the_meridian(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(of(across())))
    # Nothing is elsewhere: one view shows all three, each once.
    assert opened.count(".gm-chip") == 0
    signs = opened.js(SIGNS)
    assert sorted(i for sign in signs for i in sign["members"]) == [0, 1, 2]
    zoom = opened.js(VIEW)[0]
    assert 7 <= zoom <= 11
    opened.js(LOOK, [-16.5, 180, 9])
    opened.settle()
    found = {sign["members"][0]: sign for sign in opened.js(SIGNS)}
    # Two tenths of a degree apart.
    assert found[1]["x"] - found[0]["x"] == pytest.approx(0.2 * 256 * 2**9 / 360, abs=2)
    assert found[0]["y"] == pytest.approx(found[1]["y"], abs=1)
    halves = opened.js(
        "() => [...document.querySelectorAll('path.gm-hit')].map((p) => { const r = p.getBoundingClientRect(); return [r.left, r.right]; })"
    )
    width = max(right for _, right in halves) - min(left for left, _ in halves)
    assert width == pytest.approx(0.9 * 256 * 2**9 / 360, abs=6)
    opened.screenshot("antimeridian")
    assert opened.faults == []


@pytest.mark.parametrize("world", [180, -180])
def test_popups_open_in_the_world_that_is_in_view(open_page: Any, make_map: Any, world: int) -> None:
    opened = open_page(make_map(of(across())))
    opened.js(LOOK, [-16.5, world, 8])
    opened.settle()
    for position, key in enumerate(("west", "east", "district")):
        opened.js(CHOOSE, position)
        assert key in popup(opened).lower()
        # The map glides until the whole popup is in view.
        opened.page.wait_for_timeout(450)
        view = opened.js(VIEW)
        assert abs(view[1] - world) < 2
        tip = opened.page.locator(".leaflet-popup-tip").bounding_box()
        if position < 2:
            lon = world - 0.1 if position == 0 else world + 0.1
            assert tip["x"] + tip["width"] / 2 == pytest.approx(pixel(view, lon, -16.0)[0], abs=3)
        opened.page.keyboard.press("Escape")
        opened.page.wait_for_timeout(250)
    for title in ("West", "East"):
        opened.page.locator(".gm-card-title", has_text=title).click()
        assert title.lower() in popup(opened).lower()
        assert opened.count(".gm-card-chosen") == 1
    assert opened.faults == []


def test_the_meridian_itself_and_the_poles(open_page: Any, make_map: Any) -> None:
    spots = {
        "plus": (180.0, 10.0), "minus": (-180.0, 10.0), "north": (20.0, 85.05), "pole": (20.0, 89.9),
        "south": (-60.0, -88.0), "zero": (0.0, 0.0),
    }  # fmt: skip
    opened = open_page(make_map(of([at(key, *spot) for key, spot in spots.items()])))
    assert opened.page.locator(".gm-count").inner_text() == "6 incidents"
    for position, key in enumerate(spots):
        opened.js(CHOOSE, position)
        assert key in popup(opened).lower()
        assert sum(position in sign["members"] for sign in opened.js(SIGNS)) >= 1, key
        lat = spots[key][1]
        if abs(lat) < 85.06:
            found = opened.js(
                "async () => { const { map } = await geomap.ready; return map._popup.getLatLng().lat; }"
            )
            assert found == pytest.approx(lat, abs=1e-4)
        opened.page.keyboard.press("Escape")
        opened.page.wait_for_timeout(250)
    # The same meridian under two names is one spot.
    opened.js(LOOK, [10, 180, 6])
    opened.settle()
    near = [sign for sign in opened.js(SIGNS) if {0, 1} & set(sign["members"])]
    assert [sign["members"] for sign in near] == [[0, 1]]
    assert opened.faults == []


@pytest.mark.parametrize("number", [2, 300])
def test_many_at_one_point(open_page: Any, make_map: Any, number: int) -> None:
    told = of([at(f"n{k}", 46.5, 39.9) for k in range(number)])
    opened = open_page(make_map(told))
    sign = opened.page.locator(".gm-icon")
    assert sign.count() == 1
    assert sign.get_attribute("aria-label").startswith(f"{number} incidents")
    assert sign.locator(".gm-cluster-number").text_content() == str(number)
    # No zoom takes them apart: they open as a list.
    sign.click()
    assert f"{number} incidents" in popup(opened)
    rows = opened.page.locator(".gm-several-list button")
    assert rows.count() == min(number, 200)
    if number > 200:
        assert "100 more" in opened.page.locator(".leaflet-popup").inner_text()
    rows.last.click()
    opened.page.wait_for_selector(".gm-whole")
    wanted = min(number, 200) - 1
    assert f"n{wanted}" in opened.page.locator(".leaflet-popup").inner_text()
    opened.page.locator(f".gm-card-chosen[data-position='{wanted}']").wait_for()
    # And any of them is reached from the list.
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_function("() => !document.querySelector('.leaflet-popup')")
    opened.js(CHOOSE, number - 1)
    assert f"n{number - 1}" in popup(opened)
    assert opened.faults == []

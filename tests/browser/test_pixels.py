"""What is drawn stands where web Mercator has it, computed here from the map's centre and zoom."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import shapely

from geomap.layers.shapes import inner_point
from tests import drawn
from tests.browser.conftest import Opened

# Leaflet puts things at whole pixels.
PIXEL = 1.0
CONVOY = (46.2, 39.55)
# Without areas of control a sign stands in its whole district, and not in a party's part of it.
# Two that are far enough from each other to have a sign each.
TOLD = drawn.extraction(
    theatres=(replace(drawn.theatre(), areas=()),), incidents=(drawn.incidents()[1], drawn.incidents()[7])
)
INSIDE = inner_point(drawn.geometry(drawn.TAMSIN))
SHELLING = (INSIDE.lon, INSIDE.lat)

VIEW = """async (second) => {
  const c = await geomap.ready;
  const map = second ? c.accounts.second.map : c.map;
  const { lng, lat } = map.getCenter();
  const holder = map.getContainer();
  const frame = holder.getBoundingClientRect();
  // Within its border.
  return [map.getZoom(), lng, lat, frame.left + holder.clientLeft + holder.clientWidth / 2, frame.top + holder.clientTop + holder.clientHeight / 2];
}"""
# The middle of the sign that stands for an incident alone.
SIGN = """async ([id, second]) => {
  const c = await geomap.ready;
  const layer = second ? [...Object.values(c.accounts.second.map._layers)].find((each) => each instanceof G.Incidents)
    : c.layers.get('incidents');
  for (const { spot, element } of layer._signs.values()) {
    if (spot.total > 1 || (await c.table.account(spot.first)).id !== id) continue;
    const r = element.querySelector('svg').getBoundingClientRect();
    return [r.left + r.width / 2, r.top + r.height / 2];
  }
  return null;
}""".replace("G.Incidents", "geomap.Incidents")
# The edges of what a path fills, without its stroke.
EDGES = """(selector) => {
  const path = document.querySelector(selector);
  const { x, y, width, height } = path.getBBox();
  const m = path.getScreenCTM();
  return [x * m.a + m.e, y * m.d + m.f, (x + width) * m.a + m.e, (y + height) * m.d + m.f];
}"""
LOOK = """async ([lat, lon, zoom]) => {
  (await geomap.ready).map.setView([lat, lon], zoom, { animate: false });
}"""


def mercator(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    scale = 256 * 2**zoom
    return scale * (lon + 180) / 360, scale * (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def pixel(view: list[float], lon: float, lat: float) -> tuple[float, float]:
    """Where the page must draw a point."""
    zoom, centre_lon, centre_lat, x, y = view
    there, here = mercator(lon, lat, zoom), mercator(centre_lon, centre_lat, zoom)
    return x + there[0] - here[0], y + there[1] - here[1]


def check_sign(opened: Opened, key: str, at: tuple[float, float], *, second: bool = False) -> None:
    found = opened.js(SIGN, [key, second])
    assert found == pytest.approx(pixel(opened.js(VIEW, second), *at), abs=PIXEL), key


def check_all(opened: Opened) -> None:
    check_sign(opened, "i-convoy", CONVOY)
    check_sign(opened, "i-shelling", SHELLING)
    view = opened.js(VIEW)
    west, south, east, north = drawn.TAMSIN.bounds
    expected = (*pixel(view, west, north), *pixel(view, east, south))
    # A vertex may be left out where it is less than a pixel beside the line.
    assert opened.js(EDGES, "path.gm-hit-contested") == pytest.approx(expected, abs=PIXEL + 1)


def test_after_zoom_and_pan(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(TOLD))
    check_all(opened)
    for lat, lon, zoom in ((40.0, 46.5, 8), (39.83, 46.71, 9), (39.9, 46.6, 9)):
        opened.js(LOOK, [lat, lon, zoom])
        opened.settle()
        check_all(opened)
    opened.page.click(".leaflet-control-zoom-out")
    opened.page.wait_for_timeout(500)
    check_all(opened)
    frame = opened.page.locator(".folium-map").bounding_box()
    opened.page.mouse.move(frame["x"] + 60, frame["y"] + frame["height"] / 2 - 30)
    opened.page.mouse.down()
    opened.page.mouse.move(frame["x"] + 131, frame["y"] + frame["height"] / 2 - 53, steps=4)
    opened.page.mouse.up()
    opened.page.wait_for_timeout(600)
    check_all(opened)
    assert opened.faults == []


@pytest.mark.parametrize(
    "options",
    [
        {"language": "ar"},
        {"device_scale_factor": 2},
        {"size": (360, 740)},
        {"size": (360, 740), "device_scale_factor": 3},
    ],
    ids=["rtl", "fine", "phone", "fine phone"],
)
def test_whatever_the_screen(open_page: Any, make_map: Any, options: dict[str, Any]) -> None:
    page = {key: value for key, value in options.items() if key != "language"}
    opened = open_page(make_map(TOLD, language=options.get("language", "en")), **page)
    assert opened.js("document.documentElement.dir") == ("rtl" if "language" in options else "ltr")
    opened.js(LOOK, [39.95, 46.6, 8])
    opened.settle()
    check_all(opened)
    assert opened.faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_side_by_side(open_page: Any, make_map: Any, language: str) -> None:
    opened = open_page(make_map(TOLD, language=language))
    opened.page.click("[data-account=beside]")
    opened.settle()
    for lat, lon, zoom in ((40.0, 46.7, 8), (40.1, 46.9, 9)):
        opened.js(LOOK, [lat, lon, zoom])
        opened.settle()
        one, other = opened.js(VIEW), opened.js(VIEW, True)
        assert one[:3] == pytest.approx(other[:3], abs=1e-6)
        # The first map is the left one, whichever way the page is read.
        assert abs(one[3] - other[3]) > 300
        for second in (False, True):
            check_sign(opened, "i-shelling", SHELLING, second=second)
    assert opened.faults == []


def test_parallels_and_meridians(open_page: Any, make_map: Any) -> None:
    opened = open_page(make_map(TOLD))
    for lat, lon, zoom in ((40.0, 46.6, 7), (39.9, 46.2, 9)):
        opened.js(LOOK, [lat, lon, zoom])
        opened.settle()
        view = opened.js(VIEW)
        x, y = pixel(view, 46.0, 40.0)
        lines = opened.js(
            """() => [...document.querySelectorAll('.leaflet-gm-graticule-pane path')].map((path) => {
                const { x, y, width, height } = path.getBBox();
                const m = path.getScreenCTM();
                return width > height ? ['parallel', y * m.d + m.f] : ['meridian', x * m.a + m.e];
            })"""
        )
        for kind, wanted in (("meridian", x), ("parallel", y)):
            assert min(abs(place - wanted) for found, place in lines if found == kind) < PIXEL
        label = opened.js(
            """() => { const label = [...document.querySelectorAll('.gm-graticule-top')].find((each) => /^46°E?/.test(each.textContent) && !each.textContent.includes('′'));
                return label && label.getBoundingClientRect().left; }"""
        )
        # Named beside its line.
        assert label == pytest.approx(x + 3, abs=PIXEL + 1)


def test_a_sign_goes_with_the_place_that_is_known(open_page: Any, make_map: Any) -> None:
    """An area in two parts: the sign stands inside one of them."""
    parts = shapely.MultiPolygon([shapely.box(45.2, 39.2, 45.4, 39.4), shapely.box(47.5, 40.4, 47.9, 40.8)])
    told = drawn.incidents()[7]
    place = replace(told.place, geometry=drawn.geometry(parts)) if told.place else None
    opened = open_page(make_map(drawn.extraction(incidents=(replace(told, place=place),))))
    where = inner_point(drawn.geometry(parts))
    assert parts.contains(shapely.Point(where.lon, where.lat))
    check_sign(opened, "i-convoy", (where.lon, where.lat))

"""Each of folium's plugins that is bundled draws on a page of geomap, with the network cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import folium
import pytest
from folium import plugins
from folium.utilities import JsCode

from geomap.errors import UnbundledAssetError
from geomap.render import assets, self_contained_page
from tests.browser.conftest import Opened

HERE = (39.8, 46.7)
LINE = [(39.5, 46.4), (39.9, 46.6), (39.8, 47.0)]
DAYS = [(date(2020, 9, 27) + timedelta(days=n)).isoformat() for n in range(3)]


def feature(number: int, shape: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": str(number), "geometry": shape, "properties": properties}


def point(number: int, **properties: Any) -> dict[str, Any]:
    return feature(number, {"type": "Point", "coordinates": [46.7 + number / 50, 39.8]}, **properties)


def area(number: int, **properties: Any) -> dict[str, Any]:
    west = 45.0 + number
    ring = [[west, 39], [west + 0.8, 39], [west + 0.8, 39.6], [west, 39]]
    return feature(number, {"type": "Polygon", "coordinates": [ring]}, **properties)


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def heat_map(m):
    plugins.HeatMap([[39.8, 46.7, 1.0], [39.9, 46.8, 0.5]], name="heat").add_to(m)


def heat_map_with_time(m):
    plugins.HeatMapWithTime([[[39.8, 46.7, 1.0]], [[39.9, 46.8, 0.5]]], index=DAYS[:2]).add_to(m)


def mini_map(m):
    plugins.MiniMap(
        tile_layer=folium.TileLayer("https://tiles.example.org/{z}/{x}/{y}.png", attr="x")
    ).add_to(m)


def mouse_position(m):
    plugins.MousePosition().add_to(m)


def draw(m):
    plugins.Draw(export=True).add_to(m)


def locate(m):
    plugins.LocateControl().add_to(m)


def search(m):
    layer = folium.GeoJson(collection(point(0, name="one"), point(1, name="two")), name="mine").add_to(m)
    plugins.Search(layer, search_label="name").add_to(m)


def ant_path(m):
    plugins.AntPath(LINE).add_to(m)


def text_path(m):
    line = folium.PolyLine(LINE, weight=8).add_to(m)
    plugins.PolyLineTextPath(line, "along the line", repeat=True).add_to(m)


def offset(m):
    plugins.PolyLineOffset(LINE, offset=5, color="#123456").add_to(m)


def beautify(m):
    icon = plugins.BeautifyIcon(number=10, border_color="#123456")
    folium.Marker(HERE, icon=icon).add_to(m)


def boat(m):
    plugins.BoatMarker(HERE, heading=45, wind_heading=150, wind_speed=45).add_to(m)


def timestamped(m):
    data = collection(*(point(n, time=DAYS[n], icon="circle") for n in range(3)))
    plugins.TimestampedGeoJson(data, period="P1D", auto_play=False).add_to(m)


def timeline(m):
    data = collection(*(point(n, start=DAYS[n], end=DAYS[2]) for n in range(2)))
    line = plugins.Timeline(
        data,
        get_interval=JsCode(
            "(f) => ({start: Date.parse(f.properties.start), end: Date.parse(f.properties.end)})"
        ),
    ).add_to(m)
    plugins.TimelineSlider(auto_play=False).add_timelines(line).add_to(m)


def grouped(m):
    first, second = (folium.FeatureGroup(name).add_to(m) for name in ("first", "second"))
    plugins.GroupedLayerControl({"of mine": [first, second]}, collapsed=False).add_to(m)


def tree(m):
    tree_of_mine = {"label": "all", "children": [{"label": "mine", "layer": folium.Marker(HERE).add_to(m)}]}
    plugins.TreeLayerControl(overlay_tree=tree_of_mine).add_to(m)


def side_by_side(m):
    left, right = (
        folium.TileLayer(f"https://{side}.example.org/{{z}}/{{x}}/{{y}}.png", attr="x").add_to(m)
        for side in "lr"
    )
    plugins.SideBySideLayers(left, right).add_to(m)


def semi_circle(m):
    plugins.SemiCircle(HERE, radius=40_000, start_angle=20, stop_angle=90, color="#123456").add_to(m)


def terminator(m):
    plugins.Terminator().add_to(m)


def slider(m):
    data = collection(area(0), area(1))
    days = {str(1601164800 + n * 86400): {"color": "#ff0000", "opacity": 0.7} for n in range(3)}
    plugins.TimeSliderChoropleth(data, {"0": days, "1": days}).add_to(m)


def sub_group(m):
    group = folium.FeatureGroup("all").add_to(m)
    part = plugins.FeatureGroupSubGroup(group, "part").add_to(m)
    folium.Marker(HERE).add_to(part)


def tag_filter(m):
    folium.Marker(HERE, tags=["a"]).add_to(m)
    plugins.TagFilterButton(["a", "b"]).add_to(m)


def stripes(m):
    stripe = plugins.StripePattern(angle=-45, color="#123456").add_to(m)
    folium.GeoJson(collection(area(0)), style_function=lambda _: {"fillPattern": stripe}).add_to(m)


def circles(m):
    pattern = plugins.CirclePattern(width=20, height=20, radius=5, color="#123456").add_to(m)
    folium.GeoJson(collection(area(0)), style_function=lambda _: {"fillPattern": pattern}).add_to(m)


def spiderfier(m):
    for _ in range(3):
        folium.Marker(HERE).add_to(m)
    plugins.OverlappingMarkerSpiderfier().add_to(m)


def encoded(m):
    plugins.PolyLineFromEncoded("_p~iF~cn~U_ulL_ughAr}oA_g}@", color="#123456").add_to(m)


def realtime(m):
    source = JsCode(f"(given, failed) => given({folium.utilities.json.dumps(collection(point(0)))})")
    plugins.Realtime(source, interval=60_000, get_feature_id=JsCode("(f) => f.id")).add_to(m)


def topojson(m):
    topology = {
        "type": "Topology",
        "arcs": [[[45, 39], [46, 39], [46, 40], [45, 39]]],
        "objects": {
            "mine": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}]}
        },
    }
    folium.TopoJson(topology, "objects.mine", style_function=lambda _: {"color": "#123456"}).add_to(m)


def polygon_marker(m):
    folium.RegularPolygonMarker(HERE, number_of_sides=5, radius=20, color="#123456").add_to(m)


def fast_cluster(m):
    plugins.FastMarkerCluster([[39.8, 46.7 + n / 1000] for n in range(20)]).add_to(m)


def turned_icon(m):
    folium.Marker(HERE, icon=folium.Icon(icon="arrow-up", angle=45)).add_to(m)


MINE = "path[stroke='#123456']"


# Tiles, which the user asked a host for, and a plugin's warnings to its own maker.
_ASKED_FOR = re.compile(r"\bexample\.org/|ERR_INTERNET_DISCONNECTED|^console warning")


class Case(NamedTuple):
    add: Callable[[folium.Map], None]
    seen: str


CASES = (
    Case(heat_map, "canvas.leaflet-heatmap-layer"),
    Case(heat_map_with_time, ".leaflet-control-timecontrol.timecontrol-play"),
    Case(mini_map, ".leaflet-control-minimap"),
    Case(mouse_position, ".leaflet-control-mouseposition"),
    Case(draw, ".leaflet-draw-draw-polygon"),
    Case(locate, ".leaflet-control-locate-location-arrow"),
    Case(search, ".leaflet-control-search .search-input"),
    Case(ant_path, "path.leaflet-ant-path"),
    Case(text_path, "text textPath"),
    Case(offset, MINE),
    Case(beautify, ".beautify-marker"),
    Case(boat, "canvas.leaflet-boat-icon"),
    Case(timestamped, ".leaflet-control-timecontrol.timecontrol-play"),
    Case(timeline, ".leaflet-timeline-control .time-slider"),
    Case(grouped, ".leaflet-control-layers-group"),
    Case(tree, ".leaflet-layerstree-header"),
    Case(side_by_side, ".leaflet-sbs-range"),
    Case(semi_circle, MINE),
    Case(terminator, "path.leaflet-interactive"),
    Case(slider, "path[fill='#ff0000']"),
    Case(sub_group, "img.leaflet-marker-icon"),
    Case(tag_filter, ".easy-button-button .fa-filter"),
    Case(stripes, "pattern path"),
    Case(circles, "pattern path"),
    Case(spiderfier, "img.leaflet-marker-icon"),
    Case(encoded, MINE),
    Case(realtime, "img.leaflet-marker-icon"),
    Case(topojson, MINE),
    Case(polygon_marker, "path[stroke^='url']"),
    Case(fast_cluster, ".marker-cluster"),
    Case(turned_icon, ".glyphicon.fa-rotate-45"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.add.__name__)
def test_a_plugin_draws_without_a_request_an_error_or_a_violation(case, open_page, make_map):
    made = make_map()
    case.add(made)
    opened = open_page(made)
    assert [fault for fault in opened.faults if not _ASKED_FOR.search(fault)] == []
    assert opened.js("window.violations") == []
    assert opened.count(case.seen) >= 1


def test_two_maps_move_together(open_page):
    made = plugins.DualMap(location=HERE, zoom_start=7, tiles=None)
    folium.Marker(HERE).add_to(made)
    opened = open_page(self_contained_page(made), wait=False)
    opened.settle()
    assert opened.faults == []
    assert opened.js("window.violations") == []
    names = [each.get_name() for each in (made.m1, made.m2)]
    assert opened.count(".folium-map") == len(names)
    assert opened.count("img.leaflet-marker-icon") == 2


def test_a_folium_map_in_one_file_draws_offline(open_page):
    made = folium.Map(HERE, zoom_start=7, tiles=None)
    folium.Marker(HERE, popup="here", icon=folium.Icon(color="red")).add_to(made)
    heat_map(made)
    opened = open_page(self_contained_page(made), wait=False)
    opened.settle()
    assert [fault for fault in opened.faults if not _ASKED_FOR.search(fault)] == []
    assert opened.js("window.violations") == []
    assert opened.count("canvas.leaflet-heatmap-layer") == 1
    opened.page.click(".awesome-marker-icon-red")
    opened.page.wait_for_selector(".leaflet-popup-content")


def test_layers_of_geomap_draw_on_a_map_that_folium_saves(open_page, make_map, tmp_path):
    """Leaflet itself comes from its host, as folium has it; here out of what geomap bundles."""
    made, plain = make_map(), folium.Map([40, 46], zoom_start=7, tiles=None)
    for child in list(made._children.values()):
        if type(child).__module__ == "geomap.render.elements":
            plain.add_child(child)
    opened = open_page(self_contained_page(plain), wait=False, own=True)
    opened.page.wait_for_selector(".gm-icon")
    assert opened.faults == []
    assert opened.js("window.violations") == []

    def serve(route):
        url = route.request.url
        try:
            text = assets.style(url) if url.endswith(".css") else assets.script(url)
        except UnbundledAssetError:
            text = ""
        kind = "text/css" if url.endswith(".css") else "text/javascript"
        route.fulfill(body=text, content_type=kind)

    opened.page.context.set_offline(False)
    opened.page.route(re.compile("^https:"), serve)
    plain.save(str(tmp_path / "plain.html"))
    opened.page.goto((tmp_path / "plain.html").as_uri())
    opened.page.wait_for_selector(".gm-icon")
    assert [fault for fault in opened.faults if not fault.startswith("request: https:")] == []


def test_a_linked_script_runs_and_nothing_beside_it(open_page, make_map, tmp_path):
    made = make_map(unbundled="link")
    made.add_js_link("mine", "https://cdn.example.org/a/mine.js")
    made.add_css_link("mine_css", "https://cdn.example.org/a/mine.css")
    opened = open_page("<title>empty</title>", wait=False, own=True)
    asked = []

    def serve(route):
        asked.append(route.request.url)
        texts = {
            "js": "window.mine = 1; var s = document.createElement('script');"
            "s.src = 'https://cdn.example.org/a/other.js'; document.head.append(s);",
            "css": ".gm-header { outline: 3px solid rgb(1, 2, 3); }",
        }
        kind = route.request.url.rsplit(".", 1)[1]
        types = {"js": "text/javascript", "css": "text/css"}
        route.fulfill(
            body=texts[kind], content_type=types[kind], headers={"access-control-allow-origin": "*"}
        )

    opened.page.context.set_offline(False)
    opened.page.route(re.compile("^https:"), serve)
    made.save(str(tmp_path / "linked.html"))
    opened.page.goto((tmp_path / "linked.html").as_uri())
    opened.page.wait_for_selector("html[data-geomap=ready]")
    assert sorted(asked) == ["https://cdn.example.org/a/mine.css", "https://cdn.example.org/a/mine.js"]
    assert opened.js("window.mine") == 1
    assert (
        opened.js("() => getComputedStyle(document.querySelector('.gm-header')).outlineColor")
        == "rgb(1, 2, 3)"
    )
    assert any("other.js" in fault for fault in opened.faults)


def click(opened: Opened, selector: str) -> None:
    """A click by script, whatever lies over it."""
    opened.js("(at) => document.querySelector(at).click()", selector)
    opened.settle()


def draw_a_polygon(opened: Opened) -> None:
    click(opened, ".leaflet-draw-draw-polygon")
    assert opened.count(".leaflet-draw-tooltip") == 1
    for x, y in ((300, 120), (400, 120), (350, 200), (300, 120)):
        opened.page.mouse.move(x, y, steps=4)
        opened.settle()
        opened.page.mouse.click(x, y)
        opened.settle()


def find_one(opened: Opened) -> None:
    opened.page.locator("input.search-input").press_sequentially("one")
    opened.page.wait_for_selector(".search-tip")
    opened.page.press("input.search-input", "Enter")
    opened.settle()


def play(opened: Opened) -> None:
    click(opened, ".timecontrol-forward")
    opened.page.wait_for_timeout(300)


def slide(opened: Opened) -> None:
    opened.js(
        "() => { const i = document.querySelector('[id^=slider_] input'); i.value = 1; i.dispatchEvent(new Event('input')); }"
    )


USES = (
    (draw, draw_a_polygon, "path.leaflet-interactive[stroke='#3388ff']"),
    (search, find_one, ".leaflet-control-search.search-exp"),
    (timestamped, play, ".timecontrol-date"),
    (heat_map_with_time, play, ".timecontrol-date"),
    (slider, slide, "path[fill='#ff0000']"),
    (spiderfier, lambda opened: click(opened, "img.leaflet-marker-icon"), "path[stroke='#222']"),
    (tag_filter, lambda opened: click(opened, ".easy-button-button"), ".tag-filter-tags-container li"),
    (tree, lambda opened: click(opened, ".leaflet-layerstree-header-pointer"), ".leaflet-layerstree-hide"),
)


@pytest.mark.parametrize(("add", "use", "seen"), USES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_plugin_is_used_without_an_error_or_a_violation(add, use, seen, open_page, make_map):
    made = make_map()
    add(made)
    opened = open_page(made)
    use(opened)
    assert [fault for fault in opened.faults if not _ASKED_FOR.search(fault)] == []
    assert opened.js("window.violations") == []
    assert opened.count(seen) >= 1

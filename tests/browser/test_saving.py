"""What can be taken from a map: files, a picture, paper, a link; and the page inside other pages."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import expect
from shapely.geometry import shape

import geomap
from geomap.exports.geojson import to_geojson
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.schemes import table_of
from geomap.model import Act, Actor, CasualtyCount, Harm, IncidentType, Stance
from tests import drawn

UNKNOWN = {
    "date_text", "place_text", "place_id", "country", "admin1", "theatre", "line_id", "distance_to_line_km",
    "side_of_line", "documents", "disagreements", "accounts", "merged_from", "corrections", "unresolved_toponyms",
}  # fmt: skip
"""What Python's export has and the page does not know."""
OWN = {"blurred_km", "shown_as"}
HATCH = (0xC0, 0x4F, 0x00)


def save(opened, kind):
    """Press an entry of the menu; -> (name of the file, its bytes)."""
    page = opened.page
    if page.locator(".gm-saving").is_hidden():
        page.click("[data-tool=save]")
    with page.expect_download(timeout=60_000) as waiting:
        page.click(f"[data-save={kind}]")
    expect(page.locator(".gm-saving")).not_to_have_attribute("aria-busy", "true", timeout=60_000)
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def said_and_done(opened):
    assert opened.faults == []
    assert opened.js("window.violations") == []


def saved_features(opened):
    _, data = save(opened, "geojson")
    collection = json.loads(data, parse_constant=lambda word: pytest.fail(f"{word} in the file"))
    assert collection["type"] == "FeatureCollection"
    return collection["features"]


def without_claims(properties):
    return {key: value for key, value in properties.items() if key not in UNKNOWN | OWN | {"claims"}}


def claims(properties):
    """What both tell of claims, in an order of their own."""
    known = ("speaker", "side", "about", "stance", "quote", "document_id")
    return sorted(tuple(str(claim[key]) for key in known) for claim in properties["claims"])


def same_as_python(features, extraction):
    expected = to_geojson(extraction)["features"]
    assert [f["id"] for f in features] == [f["id"] for f in expected]
    for ours, theirs in zip(features, expected, strict=True):
        mine, told = ours["properties"], theirs["properties"]
        assert without_claims(mine) == without_claims(told)
        assert set(told) - set(mine) == UNKNOWN
        assert claims(mine) == claims(told)
        for claim in mine["claims"]:
            assert claim["act"] in {None, *(c["act"] for c in told["claims"])}
        assert (ours["geometry"] is None) == (theirs["geometry"] is None)


def test_geojson_has_the_values_of_an_export(open_page, make_map):
    extraction = drawn.extraction()
    opened = open_page(make_map(extraction))
    name, _ = save(opened, "geojson")
    assert name == "Karst-12-May-2031.geojson"
    features = saved_features(opened)
    same_as_python(features, extraction)
    for ours, theirs in zip(features, to_geojson(extraction)["features"], strict=True):
        if ours["geometry"] is None:
            continue
        drawn_shape, exact = shape(ours["geometry"]), shape(theirs["geometry"])
        assert drawn_shape.geom_type in (exact.geom_type, "MultiPolygon")
        assert shapely.union_all([drawn_shape]).symmetric_difference(exact).area < 1e-3
        assert shapely.hausdorff_distance(drawn_shape, exact) < 0.3
        for part in shapely.get_parts(drawn_shape):
            assert part.geom_type != "Polygon" or part.exterior.is_ccw
    assert features[2]["geometry"]["type"] == "MultiPolygon"
    assert features[2]["properties"]["sectors"] == ["south", "north", "northeast"]
    said_and_done(opened)


def test_geojson_of_a_sample(open_page):
    report = geomap.extract(geomap.read(Path(geomap.__file__).parent / "samples"))
    opened = open_page(geomap.draw(report))
    features = saved_features(opened)
    same_as_python(features, report)
    for ours, theirs in zip(features, to_geojson(report)["features"], strict=True):
        if ours["geometry"] is not None and ours["geometry"]["type"] != "Point":
            inside = shape(ours["geometry"]).buffer(0.02)
            assert inside.contains(shape(theirs["geometry"]).representative_point())
    said_and_done(opened)


def test_counts_and_voices_are_added_up_as_in_python(open_page, make_map):
    base = drawn.incidents()[1]

    def count(harm, low, best, high, victims=None, party=None, cumulative=False):
        return CasualtyCount(
            0, 5, quote="x", harm=harm, low=low, best=best, high=high, victims=victims, party=party,
            cumulative=cumulative,
        )  # fmt: skip

    killed, wounded = Harm.KILLED, Harm.WOUNDED
    tolls = [
        (count(killed, 3, 3, 3), count(killed, 5, 5, 5)),
        (count(killed, 3, 3, 3, "civilian"), count(killed, 5, 5, 5, "military"), count(wounded, 7, 7, 7)),
        (count(killed, 24, None, None, "civilian"), count(killed, 2, 2, 2, "civilian", "Ostra")),
        (count(killed, 1, 1, 4), count(killed, 9, 9, 9, "civilian")),
        (count(killed, 200, None, None, cumulative=True), count(wounded, 1, 2, None)),
    ]
    words = "Velm's army rejected it as untrue."
    asserts, rejects, counters = Stance.ASSERTS, Stance.REJECTS, Stance.COUNTER_ASSERTS
    voices = [
        (drawn.claim("Ostra", Act.CONFIRMS, asserts, words),),
        (drawn.claim("Ostra", Act.REPORTS, asserts, words), drawn.claim("Velm", Act.ADMITS, asserts, words)),
        (drawn.claim("Ostra", Act.REPORTS, asserts, words), drawn.claim("Velm", Act.REPORTS, asserts, words)),
        (
            drawn.claim("Ostra", Act.ACCUSES, asserts, words),
            drawn.claim("Velm", Act.ACCUSES, counters, words),
        ),
        (drawn.claim("Velm", Act.REPORTS, rejects, words), drawn.claim(None, Act.REPORTS, asserts, words)),
    ]
    made = [
        replace(base, id=f"i{i}{j}", casualties=casualties, claims=told, type=kind, initiators=(Actor("Velm", "Velm"),))
        for i, casualties in enumerate(tolls)
        for j, told in enumerate(voices)
        for kind in [IncidentType.CASUALTIES_REPORT if (i + j) % 2 else IncidentType.SHELLING]
    ]  # fmt: skip
    extraction = drawn.extraction(incidents=tuple(made))
    same_as_python(saved_features(open_page(make_map(extraction))), extraction)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("x";"y"), z', "+1", "-3e4", "-x\r\ny", "@SUM(A1)", "\tq", "٣ <b>'\"</b> ünï"]
)
def test_csv_is_defused_and_read_back(open_page, make_map, text):
    extraction = drawn.hostile(text)
    opened = open_page(make_map(extraction))
    name, data = save(opened, "csv")
    assert re.fullmatch(r"[\w.-]+\.csv", name)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    expected = list(csv.DictReader(io.StringIO(dump_table(table_of(extraction)), newline="")))
    assert len(rows) == len(expected)
    for ours, theirs in zip(rows, expected, strict=True):
        for column in set(theirs) - UNKNOWN - {"claims", "geometry", "url"}:
            mine, told = ours[column], theirs[column]
            if column == "radius_km" and told:
                assert float(mine) == float(told)
            else:
                assert mine == told, column
        assert bool(ours["geometry"]) == bool(theirs["geometry"])
        if ours["geometry"]:
            assert shapely.from_wkt(ours["geometry"]).is_empty is False
        # The page has links to http and https only.
        assert ours["url"] == ""
        assert not any(cell.startswith(("=", "@", "\t")) for cell in ours.values())
    said_and_done(opened)


def test_only_what_is_shown_is_saved(open_page, make_map):
    opened = open_page(make_map())
    opened.js("async () => { const c = await geomap.ready; c.accounts.choose('Velm'); }")
    name, data = save(opened, "geojson")
    assert name == "Karst-12-May-2031-As-told-by-Velm.geojson"
    features = json.loads(data)["features"]
    assert [f["id"] for f in features] == ["i-shelling", "i-rockets"]
    assert features[0]["properties"]["status"] == "contested"
    assert features[0]["properties"]["shown_as"] == [{"account": "Velm", "status": "denied"}]
    opened.js(
        """async () => { const c = await geomap.ready; c.accounts.choose('all');
        c.filters.setTime({from: Date.UTC(2031, 4, 10) / 864e5, to: Date.UTC(2031, 4, 11) / 864e5, undated: false}); }"""
    )
    name, data = save(opened, "geojson")
    assert name == "Karst-12-May-2031-2031-05-10-2031-05-11.geojson"
    assert {f["id"] for f in json.loads(data)["features"]} == {"i-talks", "i-truce", "i-killed"}
    opened.js(
        "async () => { const c = await geomap.ready; await c.accounts.beside('Ostra', 'Velm'); c.filters.setTime({from: null, to: null, undated: true}); }"
    )
    _, data = save(opened, "geojson")
    shown = {f["id"]: f["properties"]["shown_as"] for f in json.loads(data)["features"]}
    assert shown["i-shelling"] == [
        {"account": "Ostra", "status": "claimed"},
        {"account": "Velm", "status": "denied"},
    ]
    said_and_done(opened)


def test_blurred_places_are_saved_blurred(open_page, make_map):
    opened = open_page(make_map(coarsen=20))
    features = {f["id"]: f for f in saved_features(opened)}
    convoy = features["i-convoy"]
    assert convoy["properties"]["blurred_km"] == 20
    assert convoy["geometry"]["coordinates"] != [46.2, 39.55]
    assert "blurred_km" not in features["i-nowhere"]["properties"]


def test_many_incidents_are_saved_in_portions(open_page, make_map):
    opened = open_page(make_map(drawn.many(2600)))
    opened.js(
        "() => { window.told = []; new MutationObserver(() => told.push(document.querySelector('.gm-saving-told').textContent))"
        ".observe(document.querySelector('.gm-saving-told'), {childList: true}); }"
    )
    assert len(saved_features(opened)) == 2600
    said = opened.js("window.told")
    assert any("%" in words for words in said)
    assert said[-1].endswith(".geojson")


def test_names_of_files_are_safe(open_page, make_map):
    opened = open_page(make_map())
    name = lambda words: opened.js("(words) => geomap.fileName(words, 'csv')", words)  # noqa: E731
    assert name('../..\\a:b*?"<>|\x07 c. ') == "a-b-c.csv"
    assert name("CON") == "map-CON.csv"
    assert name("\u202e/ ...") == "map.csv"
    assert name("Карабах, 2020") == "Карабах-2020.csv"
    assert len(name("ж" * 500).encode()) <= 150


def pixels(browser, data: bytes) -> Any:
    """(width, height, share of pixels of the hatching's colour, share of dark ones) of a PNG."""
    page = browser.new_page()
    try:
        return page.evaluate(
            """async ([data, hatch]) => {
              const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
              const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
              const canvas = new OffscreenCanvas(image.width, image.height);
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              const p = pen.getImageData(0, 0, image.width, image.height).data;
              const count = (x, y, w, h, test) => { let n = 0; for (let j = y; j < y + h; j++) for (let i = x; i < x + w; i++) {
                const k = 4 * (j * image.width + i); if (test(p[k], p[k + 1], p[k + 2])) n += 1; } return n; };
              const near = (r, g, b) => Math.abs(r - hatch[0]) + Math.abs(g - hatch[1]) + Math.abs(b - hatch[2]) < 60;
              const dark = (r, g, b) => r + g + b < 200;
              const {width: w, height: h} = image;
              return {width: w, height: h, hatched: count(0, 200, w - 700, h - 300, near), title: count(0, 0, w, 80, dark),
                legend: count(w - 600, 200, 600, h - 300, dark), labels: count(0, 200, w - 700, h - 300, (r, g, b) => r < 40 && b > 90 && b < 160)};
            }""",
            [base64.b64encode(data).decode(), HATCH],
        )
    finally:
        page.close()


def test_the_picture_has_map_hatching_text_and_legend(open_page, make_map, browser):
    opened = open_page(make_map())
    name, data = save(opened, "png")
    assert name == "Karst-12-May-2031.png"
    size = opened.js(
        "() => { const r = document.querySelector('.folium-map').getBoundingClientRect(); return [r.width, r.height]; }"
    )
    found = pixels(browser, data)
    assert found["width"] >= 2 * (size[0] + 300)
    assert found["height"] >= 2 * size[1]
    assert found["hatched"] > 1200
    assert found["title"] > 800
    assert found["legend"] > 3000
    assert found["labels"] > 500
    assert opened.count(".gm-picture") == 0
    said_and_done(opened)


def test_a_picture_that_fails_is_told(open_page, make_map):
    opened = open_page(make_map())
    opened.js("() => { HTMLCanvasElement.prototype.toBlob = function () { throw new Error('no room'); }; }")
    opened.page.click("[data-tool=save]")
    opened.page.click("[data-save=png]")
    expect(opened.page.locator(".gm-saving-told")).to_have_text("The picture could not be made: no room")
    assert opened.count(".gm-picture") == 0


def test_both_maps_are_in_a_picture_side_by_side(open_page, make_map, browser):
    opened = open_page(make_map(), scheme="dark")
    opened.js("async () => { const c = await geomap.ready; await c.accounts.beside('Ostra', 'Velm'); }")
    opened.settle()
    name, data = save(opened, "png")
    assert name == "Karst-12-May-2031-As-told-by-Ostra-As-told-by-Velm.png"
    assert pixels(browser, data)["width"] > 2000
    said_and_done(opened)


def test_on_paper(open_page, make_map, tmp_path):
    opened = open_page(make_map(drawn.many(140)), own=True)
    page = opened.page
    page.wait_for_function("() => document.querySelector('.gm-print-list li')")
    before = opened.js(
        "async () => { const {map} = await geomap.ready; return [map.getZoom(), map.getCenter(), map.getSize().x]; }"
    )
    data = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 2
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", data)
    assert box is not None
    assert abs(float(box[1]) - 841.9) < 1
    after = opened.js(
        "async () => { const {map} = await geomap.ready; return [map.getZoom(), map.getCenter(), map.getSize().x]; }"
    )
    assert after == before
    assert opened.js("document.documentElement.className") == ""
    page.emulate_media(media="print")
    opened.settle()
    assert page.locator(".gm-print-list li").count() == 100
    expect(page.locator(".gm-print-list")).to_contain_text("and 40 more incidents, not listed here")
    expect(page.locator(".gm-print-told")).to_contain_text("All accounts · 12 May 2031 · 140 incidents")
    for seen in (
        "h1",
        ".gm-notice",
        ".gm-footer",
        ".gm-legend-row >> nth=0",
        ".folium-map",
        ".leaflet-control-scale",
        ".gm-north",
    ):
        expect(page.locator(seen)).to_be_visible()
    assert (
        page.locator(
            "button:visible, select:visible, .leaflet-control-zoom:visible, .gm-panel:visible, .gm-layers:visible"
        ).count()
        == 0
    )
    assert abs(opened.js("async () => (await geomap.ready).map.getSize().x") - 771) < 4
    opened.screenshot("paper")
    page.emulate_media(media="screen")
    opened.settle()
    assert opened.js("async () => (await geomap.ready).map.getSize().x") == before[2]
    said_and_done(opened)


def test_the_menu_prints_with_the_list_of_what_is_shown_now(open_page, make_map):
    opened = open_page(make_map())
    opened.js(
        "() => { window.print = () => { window.listed = document.querySelectorAll('.gm-print-list li').length; }; }"
    )
    opened.js("async () => (await geomap.ready).accounts.choose('Velm')")
    opened.page.click("[data-tool=save]")
    opened.page.click("[data-save=print]")
    opened.page.wait_for_function("() => window.listed === 2")
    expect(opened.page.locator(".gm-saving")).to_be_hidden()
    said_and_done(opened)


def test_a_link_leads_back_to_the_view(open_page, make_map):
    opened = open_page(make_map())
    opened.js(
        "() => { window.copied = []; geomap.copy = async (text) => { copied.push(text); return true; }; }"
    )
    opened.js("async () => { const c = await geomap.ready; c.accounts.choose('Velm'); }")
    opened.page.click("[data-tool=save]")
    opened.page.click("[data-save=link]")
    expect(opened.page.locator(".gm-saving-told")).to_have_text("Link copied")
    address = opened.js("window.copied[0]")
    assert address.startswith("file:")
    assert re.search("[#&]account=Velm$", address)
    opened.js("() => { geomap.copy = async () => false; }")
    opened.page.click("[data-save=link]")
    expect(opened.page.locator(".gm-saving-told textarea")).to_have_value(address)
    opened.page.keyboard.press("Escape")
    expect(opened.page.locator(".gm-saving")).to_be_hidden()
    assert opened.js("document.activeElement.dataset.tool") == "save"


@pytest.mark.parametrize("kind", ["src", "srcdoc", "sandbox"])
def test_inside_another_page(open_page, make_map, tmp_path, kind):
    written = make_map().to_html()
    (tmp_path / "inner.html").write_text(written, "ascii")
    frame = {
        "src": '<iframe src="inner.html"',
        "sandbox": '<iframe sandbox="allow-scripts" src="inner.html"',
        "srcdoc": f'<iframe srcdoc="{html.escape(written, quote=True)}"',
    }[kind]
    opened = open_page(
        f'<!DOCTYPE html><title>outer</title>{frame} width="1100" height="700"></iframe>', wait=False
    )
    inner = opened.page.frame_locator("iframe")
    inner.locator("html[data-geomap=ready]").wait_for(timeout=20_000)
    inner.locator(".gm-teller", has_text="Velm").first.click()
    inner.locator("[data-tool=save]").click()
    assert inner.locator("[data-save=link]").count() == (0 if kind == "srcdoc" else 1)
    # The address is written a moment after a change.
    opened.page.wait_for_timeout(500)
    if kind != "sandbox":  # a sandbox forbids downloads unless it says otherwise
        with opened.page.expect_download() as waiting:
            inner.locator("[data-save=png]").click()
        assert waiting.value.suggested_filename.endswith(".png")
    assert opened.faults == []

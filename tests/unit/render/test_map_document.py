"""The page as one file: self-contained, ASCII, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import html
import re

import folium
import pytest
from folium.plugins import Geocoder, MarkerCluster

from geomap.errors import UnbundledAssetError, UsageError
from geomap.render import ConflictMap, assets, draw
from geomap.render.tiles import make_tiles
from tests import drawn


@pytest.fixture(autouse=True)
def _plain_basemap(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap())


def make(**options) -> ConflictMap:
    return draw(drawn.extraction(), drawn.FakeIndex(), **options)


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return html.unescape(found.group(1))


def test_the_page_is_small_ascii_and_names_no_address_to_fetch():
    page = make().to_html()
    assert page.isascii()
    assert len(page) < 650_000
    assert not re.search(r"<script[^>]+src|<link|@import|url\((?!data:|#)", page)
    assert "cdn." not in page.split("<body>")[1].split("<script>")[0]


def test_the_same_map_gives_the_same_bytes():
    first = make()
    pages = {first.to_html(), first.to_html(), make().to_html(), first.get_root().render()}
    assert len(pages) == 1


def test_saved_is_what_to_html_gives(tmp_path):
    made = make()
    made.save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text("ascii") == made.to_html()


def test_the_policy_allows_just_the_scripts_of_the_page():
    page = make().to_html()
    rules = policy(page)
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in rules
    assert "http" not in rules
    for script in re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules


def test_no_inline_handler_in_markup():
    body = re.sub(r"<script>.*?</script>", "", make().to_html(), flags=re.DOTALL)
    assert not re.search(r"<[^>]+\son\w+\s*=", body)


def test_what_folium_lists_but_does_not_need_is_left_out():
    page = make().to_html()
    assert "jQuery" not in page
    assert "glyphicon" not in page
    made = make()
    folium.Marker([40, 46], popup="x", icon=folium.Icon()).add_to(made)
    page = made.to_html()
    assert "jQuery" in page
    assert "glyphicon" in page


def test_an_element_whose_script_is_not_bundled_is_refused_with_its_address():
    made = make()
    Geocoder().add_to(made)
    with pytest.raises(UnbundledAssetError, match=r"Control\.Geocoder.*unbundled='link'"):
        made.to_html()


def test_a_script_by_address_in_the_header_is_refused():
    made = make()
    made.get_root().header.add_child(folium.Element('<script src="https://example.org/x.js"></script>'))
    with pytest.raises(UnbundledAssetError, match=r"example\.org/x\.js"):
        made.to_html()


def test_a_script_in_the_body_is_not_allowed_to_run():
    made = make()
    made.get_root().html.add_child(folium.Element("<script>window.__x=1</script>"))
    digest = base64.b64encode(hashlib.sha256(b"window.__x=1").digest()).decode()
    assert digest not in policy(made.to_html())


def test_no_class_of_folium_is_changed():
    before = (list(folium.Map.default_js), list(folium.Map.default_css), list(MarkerCluster.default_js))
    made = make()
    made.add_js_link("mine", "https://example.org/mine.js")
    MarkerCluster().add_to(made)
    with pytest.raises(UnbundledAssetError):
        made.to_html()
    assert before == (folium.Map.default_js, folium.Map.default_css, MarkerCluster.default_js)
    assert "mine" not in [name for name, _ in make().default_js]


def test_text_is_never_read_as_a_template():
    made = make(title="{{ 7 * 7 }} {% raw %} {# x #} </h1><script>")
    page = made.to_html()
    assert "&#123;{ 7 * 7 }}" not in page
    assert "&#123;&#123; 7 * 7 }}" in page
    assert "49" not in page.split("<h1>")[1].split("</h1>")[0]
    assert "</h1><script>" not in page


def test_tiles_are_asked_for_only_when_wanted():
    assert "img-src data:;" in policy(make().to_html())
    page = make(tiles="osm").to_html()
    assert "img-src data: https://tile.openstreetmap.org;" in policy(page)
    own = make()
    folium.TileLayer("https://{s}.tiles.example.org/{z}/{x}/{y}.png", attr="me").add_to(own)
    assert "https://*.tiles.example.org" in policy(own.to_html())


@pytest.mark.parametrize(
    "choice",
    ["OSM", "http://a.org/{z}/{x}/{y}", "https://a.org", "https://{{x}}{z}{x}{y}", "https://a b/{z}/{x}/{y}"],
)
def test_other_tiles_are_refused(choice):
    with pytest.raises(UsageError):
        make_tiles(choice)


def test_notebooks_get_a_frame():
    before, page, after = re.fullmatch(
        r'(.*)<iframe srcdoc="([^"]*)"(.*)', make()._repr_html_(), re.DOTALL
    ).groups()
    assert html.unescape(page) == make().to_html()
    assert (
        re.search(r"max-height:(\d+)px;overflow:hidden", before)[1] == re.search(r";height:(\d+)px", after)[1]
    )
    assert after.endswith("</iframe><p>A map: run the cell again to see it, or trust the notebook.</p></div>")


def test_scripts_are_safe_inside_html():
    assert assets.safe_script("'</script>' '<!--' 'é😀'") == "'<\\/script>' '<\\!--' '\\u00e9\\ud83d\\ude00'"
    assert assets.safe_style("a::before{content:'é'}") == "a::before{content:'\\e9 '}"


def test_a_missing_asset_is_named_with_what_can_be_done():
    with pytest.raises(
        UnbundledAssetError,
        match=r"https://example.org/unknown\.js.*docs/reference/map-layers\.md.*unbundled='link'",
    ):
        assets.script("https://example.org/unknown.js?x=1")

"""Elements that bring their scripts along, and any folium map as one file."""

from __future__ import annotations

import base64
import hashlib
import html
import re

import folium
import pytest
from branca.element import Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.map import Layer
from folium.plugins import DualMap
from folium.template import Template

from geomap.errors import UnbundledAssetError, UsageError
from geomap.render import draw, self_contained_page
from geomap.render.scripts import CarriesScripts
from tests import drawn

TEXT = "window.mine = '{{ 7 * 7 }} {% raw %} </script> \u00e9';"


class Mine(JSCSSMixin, CarriesScripts, Layer):
    inline_js = (("mine", lambda: TEXT),)
    inline_css = (("mine_style", lambda: ".mine::before{content:'\u00e9'}"),)
    default_js = (("clusters", "https://x.org/leaflet.markercluster.js"),)
    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = L.layerGroup();{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__(name="mine")
        self._name = "Mine"


SHOWN = "<script>window.mine = '{{ 7 * 7 }} {% raw %} <\\/script> \\u00e9';</script>"


def test_a_map_that_folium_saves_has_them_once_after_leaflet(tmp_path):
    made = folium.Map(tiles=None)
    Mine().add_to(made)
    Mine().add_to(folium.FeatureGroup().add_to(made))
    made.save(str(tmp_path / "map.html"))
    page = (tmp_path / "map.html").read_text("utf-8")
    assert page.count(SHOWN) == 1
    assert page.count("<style>.mine::before{content:'\\e9 '}</style>") == 1
    assert page.index("leaflet.js") < page.index("markercluster.js") < page.index(SHOWN)


def test_a_page_of_geomap_hashes_them(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap())
    made = draw(drawn.extraction(), drawn.FakeIndex())
    Mine().add_to(made)
    page = made.to_html()
    assert page.isascii()
    assert page.count(SHOWN) == 1
    digest = base64.b64encode(hashlib.sha256(SHOWN[8:-9].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html.unescape(page)
    assert page == made.to_html()


def test_the_elements_of_geomap_work_on_a_map_of_folium(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap())
    made = draw(drawn.extraction(), drawn.FakeIndex())
    plain = folium.Map(tiles=None)
    for child in list(made._children.values()):
        if type(child).__module__ == "geomap.render.elements":
            plain.add_child(child)
    page = plain.get_root().render()
    assert "geomap:" not in page
    assert page.count("window.geomap = window.geomap || {}") >= 1


def test_an_element_on_no_map_says_so():
    with pytest.raises(UsageError, match="Mine is on no map"):
        CarriesScripts.render(Mine())


def test_any_folium_map_becomes_one_file():
    made = folium.Map([40, 46], tiles=None)
    folium.Marker([40, 46], popup="here").add_to(made)
    page = self_contained_page(made, title="<Mine>", language="hy")
    assert page.isascii()
    assert '<html lang="hy">' in page
    assert "<title>&lt;Mine&gt;</title>" in page
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"<link|src=|url\((?!data:|#)", markup)
    assert page == self_contained_page(made, title="<Mine>", language="hy")


def test_its_tiles_are_asked_for_and_nothing_else():
    assert "img-src data: blob: https://tile.openstreetmap.org;" in self_contained_page(folium.Map())


def test_its_options_are_those_of_draw():
    made = folium.Map(tiles=None)
    made.get_root().header.add_child(folium.JavascriptLink("https://x.org/mine.js"), name="mine")
    with pytest.raises(UnbundledAssetError, match="unbundled='link'"):
        self_contained_page(made)
    assert "<script src=" in self_contained_page(made, unbundled="link")


def test_two_maps_side_by_side_are_one_file():
    page = self_contained_page(DualMap(tiles=None))
    assert page.count("L.map(") >= 2


def test_what_is_on_no_map_is_refused():
    with pytest.raises(UsageError, match="is on no map"):
        self_contained_page(MacroElement())
    assert "<body>" in self_contained_page(Figure())

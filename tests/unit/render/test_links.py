"""Scripts and styles that are not bundled: an error, or a link that the policy allows to the letter."""

from __future__ import annotations

import html
import re

import folium
import pytest
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.plugins import BeautifyIcon, Geocoder, MeasureControl, TimestampedGeoJson
from folium.template import Template

from geomap.errors import UnbundledAssetError, UsageError
from geomap.render import ConflictMap, assets, draw
from geomap.render.links import Links
from tests import drawn

SCRIPT = "https://cdn.example.org/npm/mine@1.2/dist/mine.min.js"
STYLE = "https://styles.example.org/mine.css?v=1&w=2"


class Mine(JSCSSMixin, MacroElement):
    _template = Template("{% macro script(this, kwargs) %}{% endmacro %}")

    def __init__(self, script: str = SCRIPT, style: str = STYLE) -> None:
        super().__init__()
        self.default_js, self.default_css = [("mine", script)], [("mine_css", style)]


@pytest.fixture(autouse=True)
def _plain_basemap(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap())


def make(**options) -> ConflictMap:
    return draw(drawn.extraction(), drawn.FakeIndex(), **options)


def policy(page: str) -> dict[str, list[str]]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return {
        rule.split()[0]: rule.split()[1:] for rule in html.unescape(found.group(1)).split(";") if rule.strip()
    }


def test_by_default_it_is_an_error_that_names_the_option():
    made = make()
    Mine().add_to(made)
    with pytest.raises(UnbundledAssetError, match=r"mine\.min\.js: .*unbundled='link'"):
        made.to_html()


def test_linked_is_the_exact_address_and_nothing_else():
    made = make(unbundled="link")
    Mine().add_to(made)
    page = made.to_html()
    assert f'<script src="{SCRIPT}" crossorigin="anonymous"></script>' in page
    assert f'<link rel="stylesheet" href="{html.escape(STYLE)}" crossorigin="anonymous">' in page
    rules = policy(page)
    assert [each for each in rules["script-src"] if not each.startswith("'sha256-")] == [SCRIPT]
    assert "https://styles.example.org/mine.css" in rules["style-src"]
    assert "https://styles.example.org" not in rules["style-src"]
    # A style may name fonts and pictures beside it; a script may not fetch any.
    assert rules["font-src"] == ["data:", "https://styles.example.org"]
    assert rules["img-src"] == ["data:", "blob:", "https://styles.example.org"]
    assert rules["default-src"] == ["'none'"]
    assert page == made.to_html()


def test_a_map_without_links_is_the_same_with_either_option():
    assert make(unbundled="link").to_html() == make().to_html()


def test_a_notebook_shows_the_linked_page():
    made = make(unbundled="link")
    Mine().add_to(made)
    (page,) = re.findall(r'<iframe srcdoc="([^"]*)"', made._repr_html_())
    assert html.unescape(page) == made.to_html()


def test_what_is_bundled_is_never_linked():
    links = Links("link")
    links.script("https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js")
    links.style("https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.css")
    assert [links.markup, links.script_sources, links.style_sources, links.file_hosts] == [[], (), (), ()]


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.example.org/x.js",
        "//cdn.example.org/x.js",
        "x.js",
        "https://cdn.example.org/",
        "https://cdn.example.org",
        "https://user:word@cdn.example.org/x.js",
        "https://cdn.example.org/x;y.js",
        "https://cdn.example.org/a b.js",
        "https://cdn.example.org/x.js?'\"><script>",
        "https://*.example.org/x.js",
        "https://exämple.org/x.js",
        "data:text/javascript,1",
        "javascript:1//x.js",
    ],
)
def test_only_the_https_address_of_a_file_is_linked(address):
    for put in (Links("link").script, Links("link").style):
        with pytest.raises(UnbundledAssetError):
            put(address)


def test_an_option_without_a_meaning_is_refused():
    with pytest.raises(UsageError, match="unbundled='cdn'"):
        make(unbundled="cdn")


def test_a_script_by_address_in_the_header_is_linked_or_put_inside():
    made = make(unbundled="link")
    header = made.get_root().header
    header.add_child(folium.Element(f"<script defer src='{SCRIPT}'></script>"))
    header.add_child(folium.Element('<link href="https://x.org/MarkerCluster.css" rel="stylesheet"/>'))
    header.add_child(folium.Element("<script>var a = '<link rel=stylesheet href=y>';</script>"))
    page = made.to_html()
    assert f'<script src="{SCRIPT}" crossorigin="anonymous"></script>' in page
    assert "https://x.org" not in page
    assert ".leaflet-cluster-anim" in page
    assert "var a = '<link rel=stylesheet href=y>';" in page


@pytest.mark.parametrize(
    "markup", [f'<script src="{SCRIPT}"></script>', f'<link rel=stylesheet href="{STYLE}">']
)
def test_nothing_in_the_body_is_linked(markup):
    made = make(unbundled="link")
    Mine().add_to(made)
    made.get_root().html.add_child(folium.Element(markup))
    with pytest.raises(UnbundledAssetError):
        made.to_html()


def test_a_link_that_is_no_style_is_refused():
    made = make(unbundled="link")
    made.get_root().header.add_child(folium.Element('<link rel="preconnect" href="https://x.org/a">'))
    with pytest.raises(UnbundledAssetError, match=r"x\.org/a"):
        made.to_html()


@pytest.mark.parametrize("unbundled", ["error", "link"])
def test_a_script_that_the_policy_would_stop_is_refused_with_the_reason(unbundled):
    made = make(unbundled=unbundled)
    MeasureControl().add_to(made)
    with pytest.raises(UnbundledAssetError, match=r"makes code out of text.*measures distances itself"):
        made.to_html()


def test_signs_of_font_awesome_are_told_of_and_can_be_linked():
    def marked(**options):
        made = make(**options)
        folium.Marker([40, 46], icon=folium.Icon(icon="star", prefix="fa")).add_to(made)
        return made

    with pytest.raises(UnbundledAssetError, match=r"all\.min\.css.*prefix='glyphicon'"):
        marked().to_html()
    rules = policy(marked(unbundled="link").to_html())
    assert "https://cdn.jsdelivr.net" in rules["font-src"]
    made = make()
    folium.Marker([40, 46], icon=BeautifyIcon(icon="star")).add_to(made)
    with pytest.raises(UnbundledAssetError):
        made.to_html()


def test_what_a_plugin_lists_but_does_not_use_is_left_out():
    made = make()
    TimestampedGeoJson({"type": "FeatureCollection", "features": []}).add_to(made)
    assert "jquery-ui" not in made.to_html()


def test_only_the_angles_that_are_used_get_a_rule():
    made = make()
    folium.Marker([40, 46], icon=folium.Icon(angle=45)).add_to(made)
    folium.Marker([40, 46], icon=folium.Icon()).add_to(made)
    assert re.findall(r"\.fa-rotate-[^}]*\}", made.to_html()) == [".fa-rotate-45{transform:rotate(45deg)}"]


def test_geocoders_that_ask_a_host_are_not_bundled():
    made = make()
    Geocoder().add_to(made)
    with pytest.raises(UnbundledAssetError):
        made.to_html()


def test_folium_has_the_scripts_that_it_serves_itself():
    for name in assets._OF_FOLIUM:
        assert len(assets.script(f"https://cdn.jsdelivr.net/gh/x/{name}")) > 1000

"""Text of an input can never run as script or markup, wherever on the page it lands."""

from __future__ import annotations

import folium
import pytest
from folium.plugins import MarkerCluster
from playwright.sync_api import expect

from geomap.layers import base
from geomap.render import draw
from tests import drawn

RUN = "(window.__x=(window.__x||0)+1)"
PAYLOADS = {
    "closing script": f"</script><script>{RUN}</script>",
    "image handler": f'<img src=x onerror="{RUN}">',
    "svg handler": f"<svg onload={RUN}><a href='javascript:{RUN}'>x</a></svg>",
    "template literal": "${" + RUN + "}",
    "backtick": "`+" + RUN + "+`",
    "backslashes": "\\\\`+" + RUN + "+`\\",
    "quotes": f"\"+{RUN}+\"'+{RUN}+'",
    "line separators": f"\u2028{RUN}\u2029//\u2028",
    "jinja": "{{ 7*7 }}{% raw %}{{ this }}",
    "comment": f"<!--<script>{RUN}//-->",
    "closing style": f"</style></title></textarea><script>{RUN}</script>",
    "link": f"javascript:{RUN}",
    "direction and null": f"\u202e\u0000\ud800<b>{RUN}</b>",
}

# Opens everything that can be opened: all layers, facets, popups of every shape and sign, the list.
OPEN_ALL = """async () => {
  const { map, table, panel } = await geomap.ready;
  const pause = () => new Promise((r) => setTimeout(r, 30));
  document.querySelectorAll('details').forEach((d) => { d.open = true; });
  document.querySelectorAll('label[data-layer] input:not(:checked)').forEach((box) => box.click());
  await pause();
  const texts = [];
  const take = async () => { await pause(); texts.push(...[...document.querySelectorAll('.leaflet-popup-content')].map((p) => p.textContent)); };
  const centre = map.getCenter();
  const layers = [];
  map.eachLayer((layer) => layers.push(layer));
  for (const layer of layers) {
    if (layer.listens && layer.listens('click')) { layer.fire('click', { latlng: centre, originalEvent: new Event('click') }); await take(); }
    if (layer.openPopup && layer.getPopup && layer.getPopup()) { layer.openPopup(); await take(); }
    if (layer.openTooltip && layer.getTooltip && layer.getTooltip()) layer.openTooltip();
  }
  for (let i = 0; i < table.size; i++) { table.choose(i, 'panel'); await take(); }
  for (const chip of document.querySelectorAll('.gm-chip')) { chip.click(); await pause(); }
  await pause();
  return texts;
}"""


def bare(text):
    """Without blanks, and without what HTML has no character for."""
    return "".join(text.translate({0: None, 0xD800: None, 0xFFFD: None, ord("?"): None}).split())


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_it_is_shown_and_does_nothing(open_page, make_map, payload):
    opened = open_page(make_map(drawn.hostile(payload), evil=payload, title=payload, quotes="full"))
    texts = opened.js(OPEN_ALL)
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    # Shown as it stands: nothing was swallowed as markup. (A lone surrogate or NUL has no such form.)
    told = bare(payload)
    assert any(told in bare(text) for text in texts)
    assert len(texts) > 10
    for selector in ("h1", ".gm-card-title", ".gm-legend"):
        shown = opened.page.locator(selector).first.text_content() or ""
        assert told[:12] in bare(shown)
    assert opened.page.title() != ""
    links = opened.js("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert all(link.startswith("#") for link in links)
    assert opened.count(".gm-page img, .gm-page iframe, .gm-page object") == 0


def test_with_layers_that_a_user_added(open_page, monkeypatch):
    # What a user names a layer of folium's own is the user's; without the template's marks, which
    # branca would read in it.
    payload = "".join(text for name, text in PAYLOADS.items() if name not in ("jinja", "direction and null"))
    monkeypatch.setattr(base, "basemap", drawn.fake_basemap(payload))
    made = draw(drawn.hostile(payload), drawn.FakeIndex(), title=payload)
    cluster = MarkerCluster(name=payload).add_to(made)
    for i in range(5):
        folium.Marker([39.9, 46.3 + i / 100], popup="my own", tooltip="my tip").add_to(cluster)
    shapes = {
        "type": "Feature",
        "properties": {"name": payload},
        "geometry": {"type": "Point", "coordinates": [46.5, 40]},
    }
    folium.GeoJson(shapes, name="shapes", popup=None).add_to(made)
    opened = open_page(made)
    opened.js(OPEN_ALL)
    assert opened.js("window.__x") is None
    assert opened.faults == []
    row = opened.page.locator("label[data-layer=added]").first
    expect(row).to_contain_text("</script>")

"""folium's own elements work on the map, and are inside the page too."""

from __future__ import annotations

import folium
from folium.plugins import Fullscreen, MarkerCluster
from playwright.sync_api import expect


def test_markers_clusters_shapes_and_controls(open_page, make_map):
    made = make_map()
    group = folium.FeatureGroup(name="My places").add_to(made)
    folium.Marker([39.9, 46.4], popup="a popup of mine", tooltip="tip").add_to(group)
    folium.Marker([39.6, 46.8], icon=folium.Icon(color="red")).add_to(group)
    folium.CircleMarker([39.5, 46.6], radius=9, popup=folium.Popup("round")).add_to(group)
    cluster = MarkerCluster(name="My cluster").add_to(made)
    for i in range(12):
        folium.Marker([40.9, 45.0 + i / 500]).add_to(cluster)
    area = {"type": "Polygon", "coordinates": [[[45.2, 39], [45.6, 39], [45.6, 39.3], [45.2, 39]]]}
    folium.GeoJson(area, name="My area").add_to(made)
    Fullscreen().add_to(made)
    opened = open_page(made)
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert opened.count(".awesome-marker-icon-red") == 1
    # Clusters that the first view made glide into those of its zoom.
    expect(opened.page.locator(".marker-cluster")).to_have_count(1)
    assert opened.js(
        "() => [...document.querySelectorAll('img.leaflet-marker-icon')].every((i) => i.naturalWidth > 0)"
    )
    opened.page.click(".gm-layers > summary")
    names = opened.page.locator("label[data-layer=added]").all_inner_texts()
    assert names == ["My places", "My cluster", "My area"]
    opened.page.locator("label[data-layer=added] input").nth(1).uncheck()
    opened.settle()
    assert opened.count(".marker-cluster") == 0
    opened.js("() => document.querySelector('img.leaflet-marker-icon').click()")
    opened.page.wait_for_selector(".leaflet-popup-content")
    assert "a popup of mine" in opened.page.locator(".leaflet-popup-content").inner_text()
    opened.screenshot("with-folium-layers")


def test_a_view_that_the_user_sets_is_kept(open_page, make_map):
    made = make_map()
    made.fit_bounds([[10, 10], [12, 12]])
    opened = open_page(made)
    lat, lon = opened.js(
        "async () => { const c = (await geomap.ready).map.getCenter(); return [c.lat, c.lng]; }"
    )
    assert 10 < lat < 12
    assert 10 < lon < 12

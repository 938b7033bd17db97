"""The pages that are compared: how each is built in Python, and how it is worked in the browser.

All show the same points, none has a base map, and all are written as one file with every script
inside. Each library's page is asked for in the way that is fastest for it: clusters without a
marker for every incident, circles on a canvas, popups that are made when they are opened.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import NamedTuple

import folium
from folium.features import GeoJsonPopup
from folium.plugins import FastMarkerCluster, MarkerCluster

from benchmarks.speed.maps.incidents import FIELDS, Told, extraction, told
from geomap.layers import build_layers
from geomap.model import Extraction
from geomap.render import ConflictMap
from geomap.render.document import self_contained

_CLUSTER_POPUP = """
function callback(row) {
  var marker = L.marker(new L.LatLng(row[0], row[1]));
  marker.words = row.slice(2);
  marker.bindPopup(function () {
    var box = document.createElement('div');
    box.textContent = marker.words.join(' | ');
    return box;
  });
  return marker;
}
"""


class Page(NamedTuple):
    """A library's page.

    Parameters
    ----------
    prepare
        What the library is given for N incidents; its time is not counted.
    build
        From that to the page's text.
    standing
        JavaScript: whether the signs stand.
    steps
        JavaScript: a function that resolves to the page's steps, ``filter``, ``unfilter``, ``count``
        (incidents shown) and, where there is a slider, ``open`` (move it for the first time) and
        ``slide`` (move it by the given number of days). FIRST_DAY and FIRST_TYPE stand for the
        incidents' first day, in days since 1970, and the first type's words.
    most
        The largest number of incidents with which it is tried; None if there is none.
    """

    prepare: Callable[[int], object]
    build: Callable[..., str]
    standing: str
    steps: str
    most: int | None = None


def _rows(n: int) -> list[Told]:
    return list(told(n))


def _geomap(found: Extraction) -> str:
    return ConflictMap(build_layers(found, None)).to_html()


def _written(made: folium.Map, title: str) -> str:
    return self_contained(made.get_root(), title=title)  # type: ignore[arg-type]


def _empty_map() -> folium.Map:
    made = folium.Map([48.5, 35], zoom_start=6, tiles=None, prefer_canvas=True)
    made.options["max_zoom"] = 18
    return made


def _fast_marker_cluster(rows: Sequence[Told]) -> str:
    made = _empty_map()
    data = [[row.lat, row.lon, *row[2:]] for row in rows]
    FastMarkerCluster(data, callback=_CLUSTER_POPUP).add_to(made)  # type: ignore[no-untyped-call]
    return _written(made, "FastMarkerCluster")


def _marker_cluster(rows: Sequence[Told]) -> str:
    made = _empty_map()
    cluster = MarkerCluster().add_to(made)  # type: ignore[no-untyped-call]
    for row in rows:
        words = html.escape(" | ".join(row[2:]))
        folium.Marker([row.lat, row.lon], popup=folium.Popup(words)).add_to(cluster)
    return _written(made, "MarkerCluster")


def _geojson(rows: Sequence[Told]) -> str:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": dict(zip(FIELDS, row[2:], strict=True)),
        }
        for row in rows
    ]
    made = _empty_map()
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4),
        popup=GeoJsonPopup(list(FIELDS)),
    ).add_to(made)
    return _written(made, "GeoJson")


def _explore(rows: Sequence[Told]) -> str:
    import geopandas

    columns = {name: [row[2 + k] for row in rows] for k, name in enumerate(FIELDS)}
    points = geopandas.points_from_xy([row.lon for row in rows], [row.lat for row in rows])
    frame = geopandas.GeoDataFrame(columns, geometry=points, crs=4326)
    # One colour: a scale of colours would want d3, which no page here carries.
    made = frame.explore(
        tiles=None, color="#3388ff", tooltip=False, popup=list(FIELDS), prefer_canvas=True, max_zoom=18
    )
    return _written(made, "explore")


# What a reader does is asked of the page by its own names.
_GEOMAP_STEPS = """
async () => {
  const { filters } = await geomap.ready;
  let from;
  const move = (days) => filters.setTime({ from: (from += days), to: from + 90, undated: false });
  return {
    filter: () => filters.set('type', new Set([0])),
    unfilter: () => filters.set('type', null),
    count: () => filters.count,
    open: () => { from = FIRST_DAY + 100; move(0); },
    slide: move,
  };
}
"""
# A library without filters is filtered in the usual way: its layer is cleared, and those of its
# markers that are wanted are added again.
_CLUSTER_STEPS = """
async () => {
  const layer = window[Object.keys(window).find((name) => /^fast_marker_cluster_\\w{32}$/.test(name))];
  const all = layer.getLayers();
  const show = (chosen) => { layer.clearLayers(); layer.addLayers(chosen); };
  return {
    filter: () => show(all.filter((marker) => marker.words[0] === FIRST_TYPE)),
    unfilter: () => show(all),
    count: () => layer.getLayers().length,
  };
}
"""
# The words of a marker made one by one are within its popup.
_MARKER_STEPS = _CLUSTER_STEPS.replace("fast_marker_cluster", "marker_cluster").replace(
    "marker.words[0] === FIRST_TYPE",
    "(marker.getPopup().getContent().textContent || '').trim().startsWith(FIRST_TYPE + ' |')",
)
_FEATURE_STEPS = """
async () => {
  const layer = window[Object.keys(window).find((name) => /^geo_json_\\w{32}$/.test(name))];
  const all = layer.getLayers();
  const show = (chosen) => { layer.clearLayers(); for (const one of chosen) layer.addLayer(one); };
  return {
    filter: () => show(all.filter((one) => one.feature.properties.type === FIRST_TYPE)),
    unfilter: () => show(all),
    count: () => layer.getLayers().length,
  };
}
"""
_CANVAS = "document.querySelector('canvas.leaflet-zoom-animated')"

PAGES: dict[str, Page] = {
    "geomap": Page(extraction, _geomap, "document.documentElement.dataset.geomap === 'ready'", _GEOMAP_STEPS),
    "fast_marker_cluster": Page(
        _rows, _fast_marker_cluster, "document.querySelector('.marker-cluster')", _CLUSTER_STEPS
    ),
    "marker_cluster": Page(
        _rows,
        _marker_cluster,
        "document.querySelector('.marker-cluster')",
        _MARKER_STEPS,
        most=10_000,  # 100,000 take minutes to build, some 80 MB and over 20 s to open
    ),
    "geojson": Page(_rows, _geojson, _CANVAS, _FEATURE_STEPS),
    "explore": Page(_rows, _explore, _CANVAS, _FEATURE_STEPS),
}
NAMES = {
    "geomap": "geomap",
    "fast_marker_cluster": "folium FastMarkerCluster",
    "marker_cluster": "folium MarkerCluster",
    "geojson": "folium GeoJson, canvas",
    "explore": "geopandas explore, canvas",
}

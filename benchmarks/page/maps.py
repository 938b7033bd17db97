"""Pages of many incidents beside those of other packages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.page.tables import MISSING, of, ratio, table, why_not

SOURCES = ("speed.map", "speed.map_peers")
NAMES = {
    "geomap": ("geomap", "types, statuses, time, search, claims, list"),
    "marker_cluster": ("folium MarkerCluster", "clusters and popups, no filter"),
    "fast_marker_cluster": ("folium FastMarkerCluster", "clusters and popups, no filter"),
    "geojson": ("folium GeoJson, canvas", "circles and popups, no filter"),
    "explore": ("geopandas explore, canvas", "circles and popups, no filter"),
}
_FETCHING = {"keplergl": "points and filters", "lonboard": "points, no popups"}


def written(figures: Mapping[str, Any]) -> str:
    """The section."""
    return "\n".join((_offline(figures), _fetching(figures)))


def _offline(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.map")
    rows: list[list[Any]] = []
    for count, by_page in found.get("incidents", {}).items():
        ours = by_page.get("geomap", {}).get("megabytes")
        for name, (label, does) in NAMES.items():
            one = by_page.get(name)
            if one is None:
                continue
            head = [f"{label}, {int(count):,}", does]
            if "skipped" in one:
                rows.append([*head, one["skipped"], *[None] * 5])
                continue
            size = one["megabytes"]
            cells = [one.get(key, MISSING) for key in ("ready_seconds", "filter_ms", "build_megabytes")]
            rows.append([*head, one["build_seconds"], size, ratio(size, ours), *cells])
    columns = (
        "page, incidents",
        "what it has",
        "build, s",
        "file, MB",
        "to geomap",
        "ready, s",
        "filter, ms",
        "build, peak MB",
    )
    browser = f" ({found['chromium']})" if "chromium" in found else ""
    return f"""
## Maps

The same incidents as one file with every script inside, opened in headless Chromium{browser} without a
network; the median of
several openings. *Ready* is from the start of the navigation until the signs stand and two frames are
drawn; *filter* is from asking for one type
until the last change is painted. A page without filters is given the usual one, its markers taken off and
put on again.

{table(columns, rows)}
{why_not(figures, "speed.map")}"""


def _fetching(figures: Mapping[str, Any]) -> str:
    found = of(figures, "speed.map_peers")
    rows: list[list[Any]] = []
    for name, does in _FETCHING.items():
        for count, one in dict(found.get(name, {})).items():
            cells = [one.get(key) for key in ("cpu_seconds", "megabytes", "fetched")]
            if "skipped" in one:
                cells = [one["skipped"], None, None]
            rows.append([f"{name}, {int(count):,}", does, *cells])
    columns = ("page, incidents", "what it has", "build, CPU s", "file, MB", "addresses that it fetches from")
    return f"""
### Pages that fetch their scripts

keplergl and lonboard draw with deck.gl, which their pages fetch from a host when they are opened: offline
they stay blank, so that nothing is
told of the time until they are ready, and what they fetch is not in the bytes.

{table(columns, rows)}
{why_not(figures, "speed.map_peers")}"""

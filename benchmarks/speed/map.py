"""A map of many incidents: time to build, size, time until it can be used; beside folium's fastest.

::

    python -m benchmarks.speed.map [N ...]

For each N (1,000 and 10,000 by default) the same N places are drawn by `geomap.render` and by
`folium.plugins.FastMarkerCluster` with a popup of the same words, both written as self-contained
files and opened in headless Chromium without a network. Time until ready: from the start of the
navigation until the first clusters stand on the page and two frames have been drawn; the median
of three openings each, taken in turns. Prints one JSON object; nothing if no browser is there.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import shapely
from folium import Map
from folium.plugins import FastMarkerCluster

from geomap.layers import build_layers
from geomap.model import (
    About,
    Act,
    Claim,
    Document,
    Extraction,
    Geometry,
    Incident,
    IncidentPlace,
    IncidentType,
    Stance,
)
from geomap.render import ConflictMap
from geomap.render.document import self_contained

OPENINGS = 3
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
)
POPUP = """
function callback(row) {
  var marker = L.marker(new L.LatLng(row[0], row[1]));
  marker.bindPopup(function () {
    var box = document.createElement('div');
    box.textContent = row.slice(2).join(' | ');
    return box;
  });
  return marker;
}
"""
READY = (
    "() => document.readyState === 'complete' &&"
    " document.querySelectorAll('.gm-icon, .marker-cluster').length > 0 &&"
    " (!document.querySelector('.gm-page') || document.documentElement.dataset.geomap === 'ready')"
)


def extraction(n: int) -> Extraction:
    """``n`` incidents around 40 centres, one a document, by a fixed rule."""
    kinds = tuple(IncidentType)
    documents, incidents = [], []
    for i in range(n):
        centre = i % 40
        lon = 31 + 8 * ((centre * 0.618034) % 1) + 0.8 * ((i * 0.754878) % 1)
        lat = 46.5 + 4 * ((centre * 0.754878) % 1) + 0.6 * ((i * 0.569840) % 1)
        words = f"Report number {i}: shelling was said to have hit Village {i % 2000}."
        day = date(2022, 2, 24) + timedelta(days=i % 900)
        documents.append(
            Document(id=f"d{i}", text=words, title=f"Report {i}", source=f"Source {i % 300}", published=day)
        )
        claim = Claim(
            speaker=f"Ministry {i % 7}", side=f"Side {i % 2}", party=True, act=Act.REPORTS, about=About.WHOLE,
            stance=Stance.ASSERTS, quote=words, start=0, end=len(words), document_id=f"d{i}",
        )  # fmt: skip
        place = IncidentPlace(
            text=f"Village {i % 2000}", start=0, end=5, name=f"Village {i % 2000}", where_prec=1, radius_km=5,
            geometry=Geometry.from_shapely(shapely.Point(round(lon, 5), round(lat, 5))),
        )  # fmt: skip
        incidents.append(
            Incident(
                id=f"i{i}",
                type=kinds[i % len(kinds)],
                trigger="shelling",
                trigger_start=0,
                trigger_end=8,
                quote=words,
                start=0,
                end=len(words),
                document_id=f"d{i}",
                date_start=day,
                date_end=day,
                date_prec=1,
                place=place,
                claims=(claim,),
            )
        )
    return Extraction(tuple(documents), ((),) * n, tuple(incidents))


def ours(found: Extraction) -> str:
    """The page of geomap, without a base map, as the other has none."""
    return ConflictMap(build_layers(found, None)).to_html()


def theirs(found: Extraction) -> str:
    """The page of folium's FastMarkerCluster, with the scripts inside it too."""
    rows = []
    for incident in found.incidents:
        assert incident.place is not None
        assert incident.place.geometry is not None
        point = incident.place.geometry.to_shapely()
        told = (
            incident.type.label,
            str(incident.date_start),
            incident.place.name,
            incident.claims[0].speaker,
        )
        rows.append([point.y, point.x, *told, incident.quote, incident.document_id])
    made = Map([48.5, 35], zoom_start=6, tiles=None)
    made.options["max_zoom"] = 18
    FastMarkerCluster(rows, callback=POPUP).add_to(made)
    return self_contained(made.get_root(), title="FastMarkerCluster")  # type: ignore[arg-type]


def seconds_to_ready(browser: Any, path: Path) -> float:
    """Seconds from the start of the navigation until the map can be used."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    # Polled in the page from its start, since asking from outside would wait for the page's script.
    page.add_init_script(
        f"(function look() {{ if (({READY})()) {{ requestAnimationFrame(() => requestAnimationFrame(() =>"
        " { window.readyAt = performance.now(); })); } else { setTimeout(look, 5); } })();"
    )
    page.goto(path.as_uri())
    # The page's policy forbids Playwright's own waiting, which evaluates text inside the page.
    while not page.evaluate("window.readyAt || 0"):
        time.sleep(0.02)
    found = float(page.evaluate("window.readyAt")) / 1000
    context.close()
    return found


def measure(browser: Any, folder: Path, n: int) -> dict[str, Any]:
    """Figures of both for ``n`` incidents."""
    found = extraction(n)
    figures: dict[str, Any] = {}
    paths = {}
    for name, build in (("geomap", ours), ("fast_marker_cluster", theirs)):
        begun = time.perf_counter()
        page = build(found)
        figures[name] = {
            "build_seconds": round(time.perf_counter() - begun, 2),
            "megabytes": round(len(page) / 1e6, 2),
        }
        paths[name] = folder / f"{name}-{n}.html"
        paths[name].write_text(page, "utf-8")
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(OPENINGS):
        for name, path in paths.items():
            times[name].append(seconds_to_ready(browser, path))
    for name, taken in times.items():
        figures[name]["ready_seconds"] = round(statistics.median(taken), 2)
    return figures


def main(counts: list[int]) -> None:
    """Measure and print."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    executable = os.environ.get("GEOMAP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        sys.stderr.write("no Chromium: the map benchmark is left out\n")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        figures = {str(n): measure(browser, Path(folder), n) for n in counts}
        browser.close()
    print(json.dumps({"incidents": figures}))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])

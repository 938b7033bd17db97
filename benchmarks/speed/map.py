"""A page of many incidents beside the pages that folium and geopandas make of the same points.

::

    python -m benchmarks.speed.map [N ...] [--only PAGE ...] [--table]

For each N (100, 10,000 and 100,000 by default; 1,000,000 on request, which takes a quarter of
an hour and some 6 GB) the pages of `benchmarks.speed.maps.pages` are built, each in a process of its
own, and opened in one headless Chromium without a network, in turns, three times each. The median
is told of:

- ``build_seconds``: Python, from the incidents to the page's text, packages imported and templates
  compiled before. ``build_megabytes`` is the peak of that process, the incidents with it.
- ``megabytes``: the file.
- ``beyond_text_megabytes``: the file less the sentences that its popups show, these as one gzip in
  base64. That is about the least in which a page can carry them, and the same is taken from every
  page; whatever else a page holds, titles, names and dates and its scripts too, counts as its own.
- ``ready_seconds``: from the start of the navigation until the signs stand and two frames are drawn.
- ``heap_megabytes``: JavaScript's heap then, after a collection of garbage;
  ``outside_heap_megabytes``: what it holds beside that, typed arrays and the text of scripts;
  ``process_megabytes``: private memory of the page's process.
- ``filter_ms``: from asking for one type of incident alone until the frame is painted after which
  the page changes no more. ``unfilter_ms``: the same back to all incidents. ``slider_ms``: the same
  for 90 days moved by one. The least is a frame, 17 ms. A page that has no filter is given the usual
  one, its layer cleared and the chosen markers added again. ``..._first`` ends with the first frame.
- ``filtered_to``: incidents shown with the filter and without.

Whatever takes too long (120 s to open, 120 s for the steps, 15 minutes or 20 GB to build) has the
reason in place of the figure, and is not tried again; nor is what took over a minute, and ``openings``
says how many there were. Prints one JSON object, with ``--table`` a Markdown table after it; nothing
if no browser is there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.amount import amount
from benchmarks.speed.maps.building import build
from benchmarks.speed.maps.incidents import text_megabytes
from benchmarks.speed.maps.opening import open_once
from benchmarks.speed.maps.pages import PAGES
from benchmarks.speed.maps.table import markdown

OPENINGS = 3
ONCE_ENOUGH = 60
"""Seconds of an opening with its steps after which the page is not opened again."""
DEFAULT = amount((100, 10_000, 100_000), (100,))
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
)


def measure(browser: Any, folder: Path, n: int, names: Sequence[str]) -> dict[str, Any]:
    """Figures of the pages for ``n`` incidents."""
    text = text_megabytes(n)
    figures: dict[str, Any] = {"text_megabytes": round(text, 2)}
    paths: dict[str, Path] = {}
    for name in names:
        path = folder / f"{name}-{n}.html"
        most = PAGES[name].most
        if most is not None and n > most:
            figures[name] = {"skipped": f"not tried with more than {most:,}"}
            continue
        figures[name] = build(name, n, path)
        tell(n, name, figures[name])
        if "skipped" not in figures[name]:
            size = path.stat().st_size / 1e6
            figures[name] |= {"megabytes": round(size, 2), "beyond_text_megabytes": round(size - text, 2)}
            paths[name] = path
    openings: dict[str, list[dict[str, Any]]] = {name: [] for name in paths}
    settled: set[str] = set()
    for _ in range(OPENINGS):
        for name, taken in openings.items():
            if name in settled:
                continue
            begun = time.monotonic()
            taken.append(open_once(browser, paths[name], PAGES[name]))
            tell(n, name, taken[-1])
            if unfinished(taken[-1]) or time.monotonic() - begun > ONCE_ENOUGH:
                settled.add(name)
    for name, taken in openings.items():
        figures[name] |= medians(taken)
        paths[name].unlink()
    return figures


def tell(n: int, name: str, figures: dict[str, Any]) -> None:
    """Say on standard error how far it is: large pages take minutes."""
    print(f"{n} {name}: {json.dumps(figures)}", file=sys.stderr, flush=True)


def unfinished(opening: dict[str, Any]) -> bool:
    """Whether an opening was given up."""
    return any(isinstance(value, str) for value in opening.values())


def medians(openings: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure; of an opening that was given up, the reason."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for opening in openings for name in opening):
        values = [opening[name] for opening in openings if name in opening]
        if not all(isinstance(value, (int, float)) for value in values):
            found[name] = values[-1]
            continue
        found[name] = round(statistics.median(values), 2 if name.endswith("seconds") else 1)
    return {**found, "openings": len(openings)}


def chromium() -> str | None:
    """The browser, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("GEOMAP_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="A page of many incidents beside others.")
    parser.add_argument("counts", nargs="*", type=int, metavar="N", help="numbers of incidents")
    parser.add_argument("--only", action="append", choices=PAGES, help="a page to be measured, of several")
    parser.add_argument("--table", action="store_true", help="print a Markdown table too")
    options = parser.parse_args()
    executable = chromium()
    if executable is None:
        sys.stderr.write("no Chromium: the map benchmark is left out\n")
        return
    from playwright.sync_api import sync_playwright

    figures = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        for n in options.counts or DEFAULT:
            figures[str(n)] = measure(browser, Path(folder), n, options.only or tuple(PAGES))
        version = browser.version
        browser.close()
    print(json.dumps({"chromium": version, "incidents": figures}))
    if options.table:
        print(f"\n{markdown(figures)}", end="")


if __name__ == "__main__":
    main()

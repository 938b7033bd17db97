"""The map benchmark in a browser: what it measures is there, and what never ends is given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.speed.maps import opening
from benchmarks.speed.maps.pages import PAGES, Page

N = 60
# A page as geomap's will be: filters, and a slider whose days are seen in what is shown.
FILTERED = """<!DOCTYPE html><p></p><script>
const say = (text) => { document.querySelector('p').textContent = text; };
const filters = {
  count: 60,
  set(dimension, value) { this.count = value ? [...value].length : 60; say(dimension + this.count); },
  setTime({ from, to }) { setTimeout(() => say(from + ' to ' + to), 60); },
};
window.geomap = { ready: Promise.resolve({ table: {}, filters }) };
document.documentElement.dataset.geomap = 'ready';
</script>"""


@pytest.mark.parametrize("name", ["geomap", "fast_marker_cluster", "geojson"])
def test_a_page_is_measured(browser: Browser, tmp_path: Path, name: str) -> None:
    page = PAGES[name]
    path = tmp_path / "page.html"
    path.write_text(page.build(page.prepare(N)), "utf-8")
    found = opening.open_once(browser, path, page)
    few, all_ = found["filtered_to"]
    assert 0 < few < all_ == N
    assert 0 < found["ready_seconds"] < 60
    assert found["heap_megabytes"] > 0
    assert 0 < found["filter_ms_first"] <= found["filter_ms"]
    assert 0 < found["unfilter_ms_first"] <= found["unfilter_ms"]


def test_a_slider_is_measured_until_the_page_rests(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(FILTERED, "utf-8")
    found = opening.open_once(browser, path, PAGES["geomap"])
    assert found["filtered_to"] == [1, 60]
    assert found["slider_ms"] >= 60 > found["slider_ms_first"]


@pytest.mark.parametrize(
    ("script", "missing"),
    [("for (;;);", "ready_seconds"), ("setTimeout(() => { for (;;); }, 1000);", "filter_ms")],
)
def test_what_never_ends_is_given_up(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, missing: str
) -> None:
    monkeypatch.setattr(opening, "LONGEST", 3)
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><p>text</p><script>{script}</script>", "utf-8")
    endless = Page(str, str, "true", "() => new Promise(() => {})")
    assert opening.open_once(browser, path, endless)[missing] == "over 3 s"


def test_a_page_whose_script_fails_says_so(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!DOCTYPE html><script>nothing.at.all;</script>", "utf-8")
    found = opening.open_once(browser, path, PAGES["geomap"])
    assert found == {"ready_seconds": "its script fails: nothing is not defined"}


def test_a_page_that_crashes_is_told_of(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "as_uri", lambda _: "chrome://crash")
    found = opening.open_once(browser, Path(), Page(str, str, "false", ""))
    assert "crash" in found["ready_seconds"]

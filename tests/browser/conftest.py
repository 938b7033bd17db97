"""A real Chromium with the network cut off, for pages opened from disk."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geomap.model import Extraction
from geomap.render import ConflictMap, draw
from tests import drawn

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Headless without sandbox (as root there is none) and without calls to the browser's maker.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
DESKTOP, PHONE = (1280, 800), (390, 844)


def _executable() -> str | None:
    found = os.environ.get("GEOMAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(MAC) if MAC.exists() else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _executable()
    if executable is None:
        told = "NO CHROMIUM OR CHROME: browser tests need one on PATH, or GEOMAP_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    with warnings.catch_warnings(), sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Opened:
    """A page and what went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def js(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def settle(self) -> None:
        """Let what was asked for be drawn: two frames and the promises before them."""
        self.js(
            "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 60))))"
        )

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_(
        source: ConflictMap | str | bytes,
        size: tuple[int, int] = DESKTOP,
        *,
        wait: bool = True,
        scheme: Literal["light", "dark"] = "light",
        **settings: Any,
    ) -> Opened:
        path = tmp_path / f"map{len(contexts)}.html"
        if isinstance(source, bytes):
            path.write_bytes(source)
        else:
            path.write_text(source if isinstance(source, str) else source.to_html(), "ascii")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, offline=True, color_scheme=scheme, **settings
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        page, faults = opened.page, opened.faults
        page.on(
            "console", lambda m: faults.append(f"console {m.type}: {m.text}") if m.type != "log" else None
        )
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda other: faults.append(f"window: {other.url}"))
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith(("file:", "data:", "blob:")) else faults.append(f"request: {r.url}")
            ),
        )
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));"
        )
        page.goto(path.as_uri())
        if wait:
            page.wait_for_selector("html[data-geomap=ready]", timeout=20_000)
            opened.settle()
        return opened

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def make_map(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ConflictMap]:
    def make(extraction: Extraction | None = None, *, evil: str = "", **options: Any) -> ConflictMap:
        drawn.put_basemap(monkeypatch, drawn.fake_basemap(evil))
        return draw(extraction or drawn.extraction(), drawn.FakeIndex(), **options)  # type: ignore[arg-type]

    return make

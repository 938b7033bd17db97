"""A real Chromium with the network cut off, for pages opened from disk."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Generator, Iterator
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

_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


class _Kept:
    """A page of the browser that opens one map after the other, in a context for one kind of screen.

    A new context is a new process, which reads all scripts anew: that takes longer than most tests. What a
    test told the browser or left in its storage is gone before the next one.
    """

    def __init__(self, browser: Browser, **settings: Any) -> None:
        self.context = browser.new_context(offline=True, **settings)
        self.size = settings["viewport"]
        self.page = page = self.context.new_page()
        self.opened = Opened(page)
        page.on("console", lambda m: self.fault(f"console {m.type}: {m.text}") if m.type != "log" else None)
        page.on("pageerror", lambda error: self.fault(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.fault(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda other: self.fault(f"window: {other.url}"))
        page.on(
            "request",
            lambda r: (
                None if r.url.startswith(("file:", "data:", "blob:")) else self.fault(f"request: {r.url}")
            ),
        )
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));"
        )

    def fault(self, told: str) -> None:
        self.opened.faults.append(told)

    def clear(self) -> bool:
        """Make it as good as new; whether that was possible."""
        if self.page.is_closed() or len(self.context.pages) > 1:
            return False
        if self.page.url.startswith("file:"):  # all of these share one storage
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size(self.size)
        return True


@pytest.fixture(scope="session")
def kept_pages(browser: Browser) -> dict[str, list[_Kept]]:
    """Pages that no test has at the moment, by the kind of screen."""
    return {}


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, kept_pages: dict[str, list[_Kept]], tmp_path: Path
) -> Iterator[Open]:
    """Open a map, or the text of a page, and wait until it is ready.

    ``own`` gives it a context that no other test has: for tests that change the context itself, such as
    what it may do, what it fetches or the medium that it shows.
    """
    taken: list[tuple[str | None, _Kept]] = []

    def open_(
        source: ConflictMap | str | bytes,
        size: tuple[int, int] = DESKTOP,
        *,
        wait: bool = True,
        own: bool = False,
        scheme: Literal["light", "dark"] = "light",
        **settings: Any,
    ) -> Opened:
        path = tmp_path / f"map{len(taken)}.html"
        if isinstance(source, bytes):
            path.write_bytes(source)
        else:
            path.write_text(source if isinstance(source, str) else source.to_html(), "ascii")
        settings |= {"viewport": {"width": size[0], "height": size[1]}, "color_scheme": scheme}
        screen = None if own else repr(sorted(settings.items()))
        free = kept_pages.get(screen, []) if screen else []
        kept = free.pop() if free else _Kept(browser, **settings)
        taken.append((screen, kept))
        kept.opened = opened = Opened(kept.page)
        kept.page.goto(path.as_uri())
        if wait:
            kept.page.wait_for_selector("html[data-geomap=ready]", timeout=20_000)
            opened.settle()
        return opened

    yield open_
    failed = request.node.stash.get(_FAILED, False)
    for screen, kept in taken:
        if screen and not failed and kept.clear():
            kept_pages.setdefault(screen, []).append(kept)
        else:
            kept.context.close()


@pytest.fixture
def make_map(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ConflictMap]:
    def make(extraction: Extraction | None = None, *, evil: str = "", **options: Any) -> ConflictMap:
        drawn.put_basemap(monkeypatch, drawn.fake_basemap(evil))
        return draw(extraction or drawn.extraction(), drawn.FakeIndex(), **options)  # type: ignore[arg-type]

    return make

"""One opening of a page in Chromium: time until ready, memory, and the time that steps take.

The page tells its figures through its console, so that nothing here waits inside a page that is
busy: asking one would last as long as its script runs, whatever the limit.
"""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.speed.maps.incidents import FIRST_DAY, KINDS
from benchmarks.speed.maps.pages import Page

LONGEST = 120
"""Seconds after which an opening, or all steps on an open page, are given up."""
_SLIDES = 5
_SIZE = {"width": 1280, "height": 800}

# painted() resolves in the first task after a frame of the main thread: script, layout and painting
# are done by then. step() acts just after a frame, takes the time until the next one is painted, and
# the time until the last that changed anything: layers may be drawn in several turns.
_INSTRUMENTS = """
(() => {
  const say = (name, value) => console.info('benchmark ' + JSON.stringify({ name, value }));
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done();
    port2.postMessage(0);
  }));
  const QUIET = 400;
  const step = async (act) => {
    let changed = false;
    const watch = new MutationObserver(() => { changed = true; });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    await painted();
    const begun = performance.now();
    act();
    await painted();
    const first = performance.now();
    let settled = first;
    changed = false;
    while (performance.now() - settled < QUIET) {
      await painted();
      if (changed) settled = performance.now();
      changed = false;
    }
    watch.disconnect();
    return { first: first - begun, settled: settled - begun };
  };
  window.measureSteps = async (makeSteps, slides) => {
    const steps = await makeSteps();
    const found = {};
    const all = steps.count();
    // A page may still be moving when its signs stand, as one does that fits its view at the end.
    await step(() => {});
    found.filter = await step(steps.filter);
    found.shown = [steps.count(), all];
    found.unfilter = await step(steps.unfilter);
    if (steps.open) {
      await step(steps.open);
      found.slides = [];
      for (let i = 0; i < slides; i++) found.slides.push(await step(() => steps.slide(1)));
    }
    say('steps', found);
  };
  const look = () => {
    if (document.readyState === 'complete' && (STANDING)) {
      requestAnimationFrame(() => requestAnimationFrame(() => say('ready', performance.now())));
    } else setTimeout(look, 5);
  };
  look();
})();
"""


class Unfinished(Exception):  # noqa: N818 (an outcome, not an error)
    """The page did not get as far as was waited for; the text says why."""


class _Told:
    """What a page says through its console, and whether it still lives."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._said: dict[str, Any] = {}
        self._trouble: str | None = None
        page.on("console", lambda message: self._hear(message.text))
        page.on("pageerror", lambda error: self._fail(f"its script fails: {str(error).splitlines()[0]}"))
        page.on("crash", lambda _: self._fail("the page crashes"))

    def _hear(self, text: str) -> None:
        if text.startswith("benchmark "):
            said = json.loads(text.removeprefix("benchmark "))
            self._said[said["name"]] = said["value"]

    def _fail(self, why: str) -> None:
        self._trouble = self._trouble or why

    def wait(self, name: str) -> Any:
        """What it says under this name; Unfinished if it does not in time."""
        end = time.monotonic() + LONGEST
        while name not in self._said:
            if self._trouble:
                raise Unfinished(self._trouble)
            if time.monotonic() > end:
                raise Unfinished(f"over {LONGEST} s")
            # Plays the messages that have come; it asks the page nothing.
            self._page.wait_for_timeout(20)
        return self._said[name]


def open_once(browser: Any, path: Path, page: Page) -> dict[str, Any]:
    """Figures of one opening; of what does not finish, the reason in place of the figure.

    ``ready_seconds``, ``heap_megabytes`` (after a collection of garbage), ``outside_heap_megabytes``
    (typed arrays and the text of scripts), ``process_megabytes`` (of the page's process, where the
    system tells it), ``filter_ms``, ``unfilter_ms``, ``slider_ms``, each with a
    ``_first`` twin up to the first frame alone.
    """
    from playwright.sync_api import Error

    context = browser.new_context(viewport=_SIZE, offline=True)
    opened = context.new_page()
    told = _Told(opened)
    opened.add_init_script(_INSTRUMENTS.replace("STANDING", page.standing))
    found: dict[str, Any] = {}
    try:
        opened.goto(path.as_uri(), wait_until="commit", timeout=LONGEST * 1000)
        found["ready_seconds"] = told.wait("ready") / 1000
        devtools = context.new_cdp_session(opened)
        found |= _memory(browser, devtools)
        first_day = str((FIRST_DAY - date(1970, 1, 1)).days)
        first_type = json.dumps(KINDS[0].label)
        steps = page.steps.replace("FIRST_DAY", first_day).replace("FIRST_TYPE", first_type).strip()
        # In a task of its own: the answer does not wait for the steps.
        asked = f"setTimeout(() => measureSteps({steps}, {_SLIDES}), 0); 0"
        devtools.send("Runtime.evaluate", {"expression": asked})
        found |= _step_figures(told.wait("steps"))
    except (Unfinished, Error) as why:
        # A page that ends between two questions is told of by the browser, in many lines.
        found["filter_ms" if "ready_seconds" in found else "ready_seconds"] = str(why).splitlines()[0]
    finally:
        context.close()
    return found


def _memory(browser: Any, devtools: Any) -> dict[str, float]:
    devtools.send("HeapProfiler.collectGarbage")
    used = devtools.send("Runtime.getHeapUsage")
    devtools.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in devtools.send("Performance.getMetrics")["metrics"]}
    devtools.send("Performance.disable")
    found = {"heap_megabytes": metrics["JSHeapUsedSize"] / 1e6}
    if "backingStorageSize" in used:
        found["outside_heap_megabytes"] = used["backingStorageSize"] / 1e6
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = [_resident(process["id"]) for process in processes if process["type"] == "renderer"]
    largest = max(sizes, default=0.0)
    if largest:
        found["process_megabytes"] = largest
    return found


def _resident(pid: int) -> float:
    """Megabytes of a process that are its own; 0 where /proc is not there."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1e3


def _step_figures(steps: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"filtered_to": steps["shown"]}
    taken = {"filter_ms": [steps["filter"]], "unfilter_ms": [steps["unfilter"]]}
    if "slides" in steps:
        taken["slider_ms"] = steps["slides"]
    for name, times in taken.items():
        for key, suffix in (("settled", ""), ("first", "_first")):
            values = sorted(each[key] for each in times)
            found[name + suffix] = values[len(values) // 2]
    return found

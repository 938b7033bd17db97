"""What is put into the file of a page by another hand is stopped by the page's policy.

The same is tried without the policy, so that what is tried is known to work where nothing stops it.
"""

from __future__ import annotations

import re

import pytest

from geomap.exports.pages.incident_page import incident_page
from geomap.exports.pages.toponym_page import toponym_page
from tests import builders

HOST = "https://elsewhere.invalid"
RAN = "(window.ran=window.ran||[]).push"
MARKUP = f"""<script>{RAN}('script')</script>
<img src="data:," onerror="{RAN}('handler')">
<svg><animate onbegin="{RAN}('svg')" attributeName="x"></svg>
<a id="away" href="javascript:void {RAN}('address')">x</a>
<script src="{HOST}/script"></script>
<script type="module">import '{HOST}/module'</script>
<img src="{HOST}/image">
<svg><image href="{HOST}/svg-image"></image></svg>
<div style="background: url({HOST}/attribute)">x</div>
<style>@import url({HOST}/import); b {{ background: url({HOST}/background) }}
@font-face {{ font-family: f; src: url({HOST}/font) }} b {{ font-family: f }}</style><b>x</b>
<link rel="stylesheet" href="{HOST}/sheet">
<iframe src="{HOST}/frame"></iframe>
<iframe srcdoc="<script>parent.ran=(parent.ran||[]).concat('frame')</script>"></iframe>
<object data="{HOST}/object"></object>
<embed src="{HOST}/embed">
<video src="{HOST}/video" preload="auto"></video>
<form id="post" action="{HOST}/form" method="post"><input name="a" value="b"></form>"""
CALLS = f"""async () => {{
  const run = (name) => window.ran = [...(window.ran || []), name];
  const tries = {{
    fetch: () => fetch('{HOST}/fetch'),
    request: () => {{ const r = new XMLHttpRequest(); r.open('GET', '{HOST}/request'); r.send(); }},
    beacon: () => navigator.sendBeacon('{HOST}/beacon', 'x'),
    events: () => new EventSource('{HOST}/events'),
    eval: () => {{ window.eval('1'); run('eval'); }},
    function: () => {{ new Function('return 1')(); run('function'); }},
    worker: () => {{ new Worker(URL.createObjectURL(new Blob(['1']))).onerror = () => {{}}; }},
    later: () => setTimeout("{RAN}('later')", 0),
    made: () => {{ const s = document.createElement('script'); s.textContent = "{RAN}('made')"; document.body.append(s); }},
    html: () => {{ document.body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="{RAN}('html')">`); }},
    base: () => {{ const b = document.createElement('base'); b.href = '{HOST}/'; document.head.prepend(b); if (document.baseURI.startsWith('{HOST}')) run('base'); b.remove(); }},
    away: () => document.getElementById('away').click(),
  }};
  // Called from here, the browser's own tools would let it make code out of text.
  await new Promise((r) => setTimeout(r));
  for (const attempt of Object.values(tries)) try {{ await attempt(); }} catch (refused) {{ /* as it should be */ }}
}}"""
LEAVE = "() => { setTimeout(() => document.getElementById('post').submit()); }"
RUNS = {"address", "base", "eval", "frame", "function", "handler", "html", "later", "made", "script", "svg"}
ASKS = {
    "script", "module", "image", "svg-image", "attribute", "import", "background", "font", "sheet", "frame",
    "object", "embed", "video", "form", "fetch", "request", "beacon", "events",
}  # fmt: skip


def tried(browser, tmp_path, text, runs=frozenset(), asks=frozenset()):
    """What ran and what was asked for, with all of it put at the head of the body; what is expected is waited for."""
    path = tmp_path / "page.html"
    path.write_text(re.sub(r"<body>", lambda body: body[0] + MARKUP, text, count=1), "utf-8")
    context = browser.new_context()
    asked = set()

    def answer(route):
        asked.add(route.request.url.removeprefix(f"{HOST}/"))
        route.fulfill(status=200, body="", headers={"Access-Control-Allow-Origin": "*"})

    context.route(lambda address: address.startswith("http"), answer)
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="load")

    def waited(found, expected):
        page.wait_for_timeout(150)
        for _ in range(100):
            if set(found()) >= expected:
                break
            page.wait_for_timeout(50)
        return set(found())

    try:
        page.evaluate(CALLS)
        ran = waited(lambda: page.evaluate("window.ran || []"), runs)
        address = page.url
        page.evaluate(LEAVE)
        return ran, waited(lambda: asked, asks), address
    finally:
        context.close()


@pytest.fixture(scope="module")
def pages():
    extraction = builders.joined_extraction()
    return {
        "incidents": incident_page(extraction),
        "toponyms": toponym_page(zip(extraction.documents, extraction.toponyms, strict=True)),
    }


@pytest.mark.parametrize("kind", ["map", "incidents", "toponyms"])
def test_nothing_of_another_hand_runs_or_is_asked_for(browser, tmp_path, make_map, pages, kind):
    text = make_map().to_html() if kind == "map" else pages[kind]
    ran, asked, address = tried(browser, tmp_path, text)
    assert ran == set()
    assert asked == set()
    assert address.startswith("file:")


def test_without_the_policy_all_of_it_works(browser, tmp_path, pages):
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", pages["incidents"])
    ran, asked, _ = tried(browser, tmp_path, text, RUNS, ASKS)
    assert ran == RUNS
    assert asked - {"favicon.ico"} == ASKS

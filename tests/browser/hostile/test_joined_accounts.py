"""All that several documents tell of one incident, in every part of the page and each of its languages."""

from __future__ import annotations

from dataclasses import replace

from tests import builders
from tests.browser.hostile.opening import OPEN_ALL, PARTS
from tests.browser.hostile.payloads import PAYLOADS, bare

ALL = "".join(PAYLOADS.values())
SPEAK_ALL = """async () => {
  const {table, panel} = await geomap.ready;
  panel.show('list');
  for (const tag of geomap.languages()) {
    await geomap.chooseLanguage(tag);
    table.choose(0, 'list');
    await new Promise((r) => setTimeout(r, 120));
    document.querySelectorAll('.gm-joined-fold').forEach((fold) => { fold.open = true; });
    await new Promise((r) => setTimeout(r, 60));
  }
  return [geomap.languages().length, document.querySelectorAll('.gm-joined > li').length];
}"""


def hostile_accounts():
    """Three documents that tell of one incident, with a text of their own wherever one can stand."""
    parts, documents = [], []
    for number, document in enumerate(builders.TELLERS):
        told = builders.account(number)
        own = f"{number}{ALL}"
        text = f"{document.text} {own}"
        claims = tuple(replace(claim, speaker=own, side=own, quote=own) for claim in told.claims)
        place = replace(told.place, name=f"{told.place.name} {own}")
        parts.append(replace(told, place=place, quote=text, start=0, end=len(text), claims=claims))
        documents.append(replace(document, text=text, title=own, source=own, url=f"javascript:{number}"))
    return builders.extraction(
        builders.joined(*parts), builders.account(2, id="alone"), documents=tuple(documents)
    )


def test_no_account_runs_anywhere(open_page, make_map):
    opened = open_page(make_map(hostile_accounts(), evil=ALL, title=ALL, quotes="full"))
    languages, shown = opened.js(SPEAK_ALL)
    assert languages == 6
    assert shown >= 3
    assert opened.js("window.__x") is None
    assert opened.count('a[href^="javascript"]') == 0
    found = opened.js(OPEN_ALL, {"payload": bare(ALL), "parts": PARTS})
    assert sorted(name.rsplit(".")[-1] for name in found["files"]) == ["csv", "geojson", "png"]
    assert opened.js("window.__x") is None
    assert opened.js("window.violations") == []
    assert opened.faults == []
    assert "<svg onload=" in opened.page.locator(".gm-cards").text_content()
    opened.screenshot("hostile_joined")

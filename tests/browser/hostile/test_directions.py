"""A name cannot turn what stands beside it: its number, its status, another name."""

from __future__ import annotations

from tests import drawn

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Right to left in part, and only by marks that nobody sees.
NAMES = ["Velm שלום", "Velm\u200f", "Velm\u061c 12", "𞤀𞤣𞤤𞤢𞤥", "ߒߞߏ"]
LEFT_OPEN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data;
    if (/SCRIPT|STYLE/.test(node.parentNode.tagName)) continue;
    let depth = 0;
    for (const sign of text) {
      if (sign === '\\u2068') depth += 1;
      if (sign === '\\u2069') depth -= 1;
      if (depth < 0) break;
    }
    if (depth || /[\\u202a-\\u202e\\u2066\\u2067]/.test(text)) found.push(text);
  }
  return found;
}"""


def test_no_name_turns_its_neighbours(open_page, make_map):
    evil = f"Velm{TURNING[:8]}"
    opened = open_page(make_map(drawn.hostile(evil), evil=evil, title=evil, quotes="full"))
    for script in (
        "async () => { const c = await geomap.ready; c.panel.show('text'); await c.choose(0); }",
        "async () => { const c = await geomap.ready; await c.printing.prepare(); await geomap.chooseLanguage('ar'); }",
    ):
        opened.js(script)
        opened.settle()
        assert opened.js(LEFT_OPEN) == []
    assert "Velm\ufffd" not in opened.page.title()[:4]
    assert not set(opened.page.title()) & set(TURNING)
    set_apart = "(names) => names.map((name) => geomap.isolate(name))"
    apart = [f"\u2068{name}\u2069" for name in NAMES]
    latin = ["Velm", "جيش Velm", "جيش\u200e"]
    assert opened.js(set_apart, latin) == [f"\u2068{name}\u2069" for name in latin]
    opened.js("async () => { await geomap.chooseLanguage('en'); }")
    assert opened.js(set_apart, NAMES) == apart
    # Once is enough, and what runs as the page does stays as it is.
    assert opened.js(set_apart, [*apart, "Velm 12"]) == [*apart, "Velm 12"]
    assert opened.faults == []

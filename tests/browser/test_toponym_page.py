"""The page of texts with marked place names: hostile text, links, and how it looks in both schemes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.exports import encode
from geomap.exports.pages.toponym_page import toponym_page
from geomap.model import Candidate, Document, Role, Toponym
from tests import builders
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.hostile.payloads import PAYLOADS, bare

# What lies behind an element's text, its own background or the nearest of those around it.
CONTRASTS = """() => {
  const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const back = behind(element);
    if ([...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) {
      found.push([element.className || element.tagName, ratio(numbers(getComputedStyle(element).color), back)]);
    }
    const label = getComputedStyle(element, '::after');
    if (label.content !== 'none') found.push([element.className + ' label', ratio(numbers(label.color), back)]);
  }
  return found;
}"""


def page_of(*names, text, explain=True, **changes):
    """A page of one document in which each name is a toponym, roles in turn; the last is not resolved."""
    toponyms = []
    roles = list(Role)
    for number, name in enumerate(names):
        start = text.index(name)
        resolution = None if number == len(names) - 1 else builders.RESOLUTION
        role = roles[number % len(roles)]
        toponyms.append(Toponym(start, start + len(name), name, role, resolution=resolution))
    return encode(toponym_page([(Document("d", text, **changes), toponyms)], explain=explain))


ALL_ROLES = page_of(
    *"Aleph Beth Gimel Daleth Heth Waw Zayin".split(),
    text="From Aleph to Beth.\n\nGimel and Daleth, with Heth \u202e and Waw but not Zayin, were named. "
    + "More. " * 400,
    title="Names",
    source="Wire",
    url="https://example.org/a?b=1&c=2",
)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_text_is_shown_and_does_nothing(open_page, payload):
    place = replace(
        builders.PLACE,
        name=payload,
        feature_code=payload,
        feature_class=payload,
        country=payload,
        admin1_name=payload,
    )
    resolution = replace(
        builders.RESOLUTION,
        place=place,
        method=payload,
        reasons=(payload,),
        rejected=(Candidate(place, payload, reasons=(payload,)),),
    )
    text = f"{payload} in {payload} and {payload}\n\n{payload}"
    known = Toponym(0, len(payload), payload, cue=payload, relation=payload, resolution=resolution)
    at = len(payload) + 4
    unknown = Toponym(at, at + len(payload), payload, region_prefix=payload, distance_km=3, relation=payload)
    document = Document(
        payload,
        text,
        title=payload,
        source=payload,
        url=payload,
        language=payload,
        fields=((payload, payload),),
    )
    made = toponym_page(
        [(document, (known, unknown))] * 2,
        explain=True,
        title=payload,
        notes=lambda document: (payload,),
        countries={"UA": payload},
    )
    opened = open_page(encode(made), wait=False)
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    opened.page.locator("a.mark").first.hover()
    opened.settle()
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert opened.count("script, img, svg, iframe, object, style ~ style, body style") == 0
    told = bare(payload.replace("\u202e", "U+202E"))
    for selector in ("h1", "nav a", "h2", ".text", ".text .mark", ".facts", "td:nth-child(2)", ".why"):
        # A document has U+FFFD in the place of what no file holds, other records have it spelled out.
        shown = bare(opened.page.locator(selector).last.text_content() or "")
        assert told in shown.replace("U+0000", "").replace("U+D800", ""), selector
    assert opened.page.title() != ""
    links = opened.js("() => [...document.querySelectorAll('[href]')].map((a) => a.getAttribute('href'))")
    assert len(links) == 10
    assert all(link.startswith("#") for link in links)


def test_the_policy_lets_no_script_run_even_if_one_got_in(open_page):
    made = ALL_ROLES.replace(
        b"</body>", b"<script>window.__x = 1</script><img src='https://example.org/x.png'></body>"
    )
    opened = open_page(made, wait=False)
    assert opened.js("window.__x") is None
    assert len(opened.js("window.violations")) == 2


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_marks_lead_to_their_rows_and_back(open_page, size):
    opened = open_page(ALL_ROLES, size, wait=False)
    for number in (1, 7):
        opened.page.locator("a.mark").nth(number - 1).click()
        assert opened.js("document.querySelector(':target').id") == f"t1-{number}"
        opened.page.locator(":target td:first-child a").click()
        assert opened.js("document.querySelector(':target').id") == f"m1-{number}"
        assert opened.js("document.querySelector(':target').getBoundingClientRect().top") >= 0
    assert opened.js(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')].every((a) => document.querySelectorAll(a.getAttribute('href')).length === 1)"
    )
    assert opened.js("document.documentElement.scrollWidth <= innerWidth")
    assert opened.faults == []


def test_what_a_mark_says_stays_out_of_the_text(open_page):
    opened = open_page(ALL_ROLES, wait=False)
    mark = opened.page.locator("a.mark").first
    tip = "getComputedStyle(document.querySelector('a.mark'), '::before').content"
    assert opened.js(tip) == "none"
    mark.hover()
    assert "town or village (PPL), 50.250, 30.500" in opened.js(tip)
    assert (opened.page.locator(".text").inner_text()).startswith("From Aleph to Beth.\n\nGimel and")


def test_a_tick_taken_away_leaves_a_role_out(open_page):
    opened = open_page(ALL_ROLES, wait=False)
    rows = "tbody tr:not(.why):visible"
    assert opened.count(rows) == 7
    opened.page.locator("#show-r-dateline").uncheck()
    assert opened.count(rows) == 6
    mark = opened.page.locator(".text a.r-dateline")
    assert mark.is_visible()
    assert mark.locator("span").evaluate("(e) => getComputedStyle(e).textDecorationLine") == "none"
    opened.page.locator("#show-lost").uncheck()
    assert opened.count(rows) == 5
    assert opened.faults == []


def test_roles_differ_by_more_than_colour(open_page):
    opened = open_page(ALL_ROLES, wait=False)
    looks = opened.js(
        "() => [...document.querySelectorAll('.text .mark')].map((m) => { const s = getComputedStyle(m.firstChild);"
        " return [s.textDecorationLine, s.textDecorationStyle, getComputedStyle(m).outlineStyle].join(' '); })"
    )
    assert len(set(looks)) == len(Role) + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(open_page, scheme):
    opened = open_page(ALL_ROLES, wait=False, scheme=scheme)
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for where in ("#m1-2", "#t1-3", "#t1-7"):
        opened.js("(where) => { location.hash = where; }", where)
        found = opened.js(CONTRASTS)
        assert len(found) > 60
        assert [each for each in found if each[1] < 4.5] == []
    opened.screenshot(f"toponym-page-{scheme}")

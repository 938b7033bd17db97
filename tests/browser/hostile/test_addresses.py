"""An address that somebody sends can hold anything: the page opens, and it stays an address."""

from __future__ import annotations

import pytest

from geomap.render import draw
from tests import drawn
from tests.browser.hostile.payloads import PAYLOADS, RUN

PARTS = (
    "map layers type status publisher party claimant sector killed find account tab incident time lang theme"
).split()
# What no part of the page writes; each is put in every place, alone and doubled by the part's own signs.
VALUES = {
    **{name: text.replace("\ud800", "") for name, text in PAYLOADS.items()},
    "broken escape": "%E0%A4%A",
    "escape alone": "%",
    "escapes of escapes": "%25E0%25A4%25A|%25",
    "prototype": "__proto__",
    "constructor": "constructor",
    "inherited": "toString~hasOwnProperty~__defineGetter__",
    "prototypes in a row": "__proto__.constructor.-toString|valueOf",
    "no numbers": "NaN,1e999,-5",
    "beyond the world": "1e300,1e300,5",
    "far east": "0,1e15,5",
    "much too near": "40,46,1e308",
    "blank numbers": ",,",
    "no date": "9999-99-99..0000-00-00_cudwmyzz",
    "last of days": "9999-12-31..9999-12-31_y",
    "first of days": "0000-01-01..",
    "infinite": "1e999",
    "negative": "-1e9",
    "signs alone": "~|~.-..-|",
    "long": "ab" * 50_000,
    "long and broken": "%E0%A4%A~|." * 3_000,
}
ENCODED = "(text) => encodeURIComponent(text)"


def go(opened, fragment):
    """The same page with another fragment, opened anew."""
    page = opened.page
    page.goto("about:blank")
    page.goto(f"{opened.home}#{fragment}")
    page.wait_for_selector("html[data-geomap=ready]", timeout=10_000)
    opened.settle()


def is_as_ever(opened):
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert opened.js("async () => (await geomap.ready).table.size") == len(drawn.incidents())
    assert opened.js("() => [Object.prototype.polluted, ({}).toString.name, [].constructor.name]") == [
        None,
        "toString",
        "Array",
    ]
    assert opened.js("() => document.querySelector('h1').textContent") != ""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The address of the page, without a fragment."""
    path = tmp_path_factory.mktemp("addresses") / "map.html"
    with pytest.MonkeyPatch.context() as patch:
        drawn.put_basemap(patch, drawn.fake_basemap())
        draw(drawn.extraction(), drawn.FakeIndex()).save(str(path))
    return path.as_uri()


@pytest.fixture
def opened(open_page, home):
    found = open_page("<title>nothing yet</title>", wait=False)
    found.home = home
    return found


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_any_value_of_any_part(opened, value):
    # All at once: in an open page as they stand, then in one that opens as they would be written.
    if len(value) < 1000:
        go(opened, "")
        opened.js(
            "async ([parts, value]) => { window.location.hash = parts.map((part) => `${part}=${value}`).join('&');"
            " await new Promise((r) => setTimeout(r, 150)); }",
            [PARTS, value],
        )
        is_as_ever(opened)
    encoded = opened.js(ENCODED, value)
    go(opened, "&".join(f"{part}={encoded}" for part in PARTS))
    is_as_ever(opened)
    # It goes back to what it was, and still answers.
    opened.js("() => { window.location.hash = ''; }")
    opened.page.wait_for_function(
        "async () => { const c = await geomap.ready; return c.lens.account === 'all' && c.filters.count === c.table.size && c.panel.tab === 'list' && !c.accounts.second; }"
    )
    is_as_ever(opened)


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#",
        "&&&===&",
        "__proto__=1&constructor=2&__proto__[polluted]=1",
        "map=40,46,7&map=1,1,1",
        f"incident=i-clash&find={RUN}&%E0%A4%A=%E0%A4%A",
        "account=Velm|nobody",
        "account=Velm|__proto__",
        "account=|",
        "account=all|all",
        "a" * 200_000,
    ],
    ids=lambda text: text[:20] or "none",
)
def test_whole_fragments(opened, fragment):
    go(opened, fragment)
    is_as_ever(opened)
    shown = opened.js(
        "async () => { const {accounts, lens} = await geomap.ready; return [lens, accounts.second && accounts.second.lens].filter(Boolean).map((l) => [l.account, l.accounts]); }"
    )
    assert all(account in accounts for account, accounts in shown)


def test_what_is_typed_into_the_list_is_no_trouble_for_the_address(opened):
    go(opened, "")
    for text in ("\ud800", "<b>" * 10, "% %E0%A4%A", "x" * 100_000, "ж" * 1_000_000):
        opened.js(
            "async (text) => { const {filters, state} = await geomap.ready; await filters.setText(text); state.save(); }",
            text,
        )
        opened.settle()
        is_as_ever(opened)
    opened.js(
        "async () => { const {filters, state} = await geomap.ready; await filters.setText(''); state.save(); }"
    )
    assert "find=" not in opened.js("() => window.location.hash")

"""Options that hold anything: a page, or one line that says what is wrong."""

from __future__ import annotations

import html
import math
import re

import pytest

from geomap.errors import GeomapError, UsageError
from geomap.render import draw
from geomap.render.tiles import make_tiles, tile_host
from tests import drawn

XYZ = "{z}/{x}/{y}.png"


@pytest.fixture(autouse=True)
def _plain_basemap(monkeypatch):
    drawn.put_basemap(monkeypatch, drawn.fake_basemap())


def make(**options):
    return draw(drawn.extraction(), drawn.FakeIndex(), **options)


@pytest.mark.parametrize(
    "title",
    [
        "a\u0000b",
        "a\ud800b\udfff",
        "\x1b[31m\x07\x9b",
        "\u2028\u2029\u202e\ufeff\ufffe",
        "</title><script>1</script>",
        "{{ 7*7 }}{% raw %}{# #}{{ this.get_name() }}",
        "&amp;&#0;&lt;",
        "x\r\ny",
        "0" * 32,
        "\U0001f5fa" * 10,
    ],
    ids=ascii,
)
def test_any_title_is_a_title(title):
    made = make(title=title)
    page = made.to_html()
    assert page.isascii()
    assert page == make(title=title).to_html()
    assert page.count("<title>") == page.count("</title>") == page.lower().count("<h1>") == 1
    named = re.search(r"<title>(.*?)</title>", page, flags=re.DOTALL)
    heading = re.search(r"<h1>(.*?)</h1>", page, flags=re.DOTALL)
    # References to code points that are no characters mean U+FFFD, or the title without them.
    lost = {0: None, 0xFFFD: None, 0xD800: None, 0xDFFF: None, 0xFFFE: None, 0x9B: None, 7: None, 0x1B: None}
    told = title.translate(lost).replace("\r\n", "\n")
    for found in (named, heading):
        assert found
        shown = html.unescape(found[1]).translate(lost | {0x203A: None}).replace("\r\n", "\n")
        assert shown == told.replace("\u202e", "")
    assert made._repr_html_().isascii()


def test_a_title_of_a_million_letters():
    title = "<ж&>" * 250_000
    page = make(title=title).to_html()
    assert page.isascii()
    assert html.unescape(re.search(r"<title>(.*?)</title>", page)[1]) == title  # type: ignore[index]


@pytest.mark.parametrize(
    "address",
    [
        f"https://tiles.example/{XYZ}?key='\"><script>",
        f"https://tiles.example:8443/a b/{XYZ}",
        f"https://{{s}}.tiles.example/{XYZ}{{r}}",
        f"https://tiles.example/ж\u2028</script>/{XYZ}",
        f"https://tiles.example/\ud800/{XYZ}",
        f"https://tiles.example/}}}}%}}/{XYZ}#`${{x}}",
    ],
    ids=ascii,
)
def test_addresses_of_tiles_are_addresses(address):
    page = make(tiles=address).to_html()
    assert page.isascii()
    rules = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    images = re.search(r"img-src ([^;]*)", rules)
    assert images
    assert images[1] == f"data: {tile_host(address)}"
    assert page.count("<script>") == page.count("</script>")
    assert "<script>1" not in page


@pytest.mark.parametrize(
    "address",
    [
        "",
        "NONE",
        f"http://tiles.example/{XYZ}",
        f"javascript:alert(1)//{XYZ}",
        f"//tiles.example/{XYZ}",
        f"https:///{XYZ}",
        f"https://[/{XYZ}",
        f"https://[::1]/{XYZ}",
        f"https://a\u2100b/{XYZ}",
        f"https://user:word@tiles.example/{XYZ}",
        f"https://tiles.example; script-src */{XYZ}",
        f"https://tiles.example 'unsafe-inline'/{XYZ}",
        f"https://*/{XYZ}",
        f"https://täter.example/{XYZ}",
        f"https://tiles.example\u0000/{XYZ}",
        f"https://tiles.example:port/{XYZ}",
        "https://tiles.example/{z}/{x}/{y}/{{ 7*7 }}",
        "https://tiles.example/{z}/{x}",
        "x" * 1_000_000,
    ],
    ids=lambda text: ascii(text[:60]),
)
def test_what_is_no_address_of_tiles_is_refused_in_a_line(address):
    with pytest.raises(UsageError) as raised:
        make_tiles(address)
    is_a_line(raised.value)


@pytest.mark.parametrize("value", ["", "a\nb", "\x1b[31m", "\ud800", "__proto__", "<b>", "x" * 1_000_000], ids=lambda text: ascii(text[:20]))  # fmt: skip
@pytest.mark.parametrize("option", ["names", "quotes", "language", "unbundled"])
def test_other_choices_are_refused_in_a_line(option, value):
    with pytest.raises(UsageError) as raised:
        make(**{option: value})
    is_a_line(raised.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -1.0, 0.0, 1e300], ids=str)
def test_kilometres_that_are_none(value):
    try:
        assert make(coarsen=value).to_html().isascii()
    except GeomapError as error:
        is_a_line(error)


def is_a_line(error: GeomapError) -> None:
    told = str(error)
    assert not set(told) & set("\n\r\x1b\x00")
    assert 0 < len(told) < 1000

"""What a robots.txt allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.web.robots import ALL, NONE, Rules, parse_rules

OURS = """
User-agent: other
Disallow: /

User-agent: *
Disallow: /general

User-agent: Geomap/2.0
User-agent: third
Disallow: /closed   # a remark
Allow: /closed/open
Crawl-delay: 7
Sitemap: https://example.org/map.xml

User-agent: geomap
Disallow: /also
"""


def test_the_rules_of_our_name_are_put_together_and_those_for_all_are_not_ours():
    rules = parse_rules(OURS)
    assert rules.delay == 7
    paths = ("/", "/general", "/closed", "/closed/open/1", "/also/1")
    assert [rules.allow(path) for path in paths] == [True, True, False, True, False]


def test_without_rules_of_our_name_those_for_all_hold():
    rules = parse_rules(OURS.replace("Geomap", "someone").replace("geomap", "someone"))
    assert (rules.allow("/general"), rules.allow("/closed"), rules.delay) == (False, True, 0)


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/", "/anything", True),
        ("/a", "/about", True),
        ("/a/", "/a", False),
        ("/*?print=", "/news/1?print=1", True),
        ("/*?print=", "/news/1?share=1", False),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/*.pdf$", "/a/b.pdf?x", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a*$", "/abc", True),
        ("/a*a$", "/a", False),
        ("*/private/", "/x/private/y", True),
        ("/a**b", "/a-b", True),
        ("/caf%C3%A9", "/café", True),
        ("/café", "/caf%c3%a9/1", True),
        ("/%7Ename", "/~name/", True),
    ],
)
def test_patterns(pattern, path, fits):
    assert parse_rules(f"User-agent: *\nDisallow: {pattern}").allow(path) is not fits


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        ("Disallow: /\nAllow: /news", True),
        ("Allow: /news\nDisallow: /", True),
        ("Allow: /\nDisallow: /news", False),
        ("Disallow: /news\nAllow: /news", True),
        ("Disallow:", True),
        ("Disallow: /news/1\nAllow: /n*", False),
    ],
)
def test_the_longest_rule_decides_and_allows_in_a_tie(lines, allowed):
    assert parse_rules(f"User-agent: *\n{lines}").allow("/news/1") is allowed


@pytest.mark.parametrize(
    "text",
    ["", "<html>no rules</html>", "Disallow: /", "\ufeffuser-agent:*\ndisallow:", "User-agent\nDisallow /"],
)
def test_what_has_no_rules_allows_all(text):
    assert parse_rules(text) == ALL


def test_signs_of_other_systems():
    rules = parse_rules(
        "\ufeffUSER-AGENT : *\rDisallow : /a\r\nCrawl-Delay: 1.5\nCrawl-delay: inf\nCrawl-delay: x"
    )
    assert (rules.allow("/a"), rules.delay) == (False, 1.5)


def test_rules_beyond_number_allow_nothing():
    assert parse_rules("User-agent: *\n" + "Allow: /a\n" * 6000) == NONE
    assert not NONE.allow("/")


def test_a_pattern_of_many_stars_takes_no_time():
    rules = Rules(((False, "/" + "*a" * 2000 + "b$"),))
    assert rules.allow("/" + "a" * 4000)


@given(st.text(alphabet="ab/*$", max_size=8), st.text(alphabet="ab/", max_size=8))
def test_patterns_mean_what_the_usual_expression_means(pattern, path):
    import re

    closed = pattern.endswith("$")
    plain = pattern.removesuffix("$")
    written = ".*".join(re.escape(piece) for piece in plain.split("*")) + ("$" if closed else "")
    expected = re.match(written.replace("$", r"\Z") if closed and "$" not in plain else written, "/" + path)
    if "$" not in plain:
        assert Rules(((False, pattern),)).allow("/" + path) is (expected is None)


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_gives_rules(text, path):
    rules = parse_rules(f"User-agent: *\nDisallow: {text}")
    assert rules.allow(f"/{path}") in (True, False)

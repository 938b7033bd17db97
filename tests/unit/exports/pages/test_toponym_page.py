"""Texts as one page with their place names marked."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from shapely.geometry import Point

from geomap.exports import encode
from geomap.exports.pages.shown_text import as_attribute, as_content, language_tag, web_address
from geomap.exports.pages.toponym_page import toponym_page
from geomap.exports.pages.toponym_words import (
    ROLES,
    coordinates,
    country,
    feature,
    kilometres,
    precision,
    wording,
)
from geomap.model import Candidate, Document, Geometry, Ground, LonLat, Role, Toponym
from geomap.model.unresolved import UNKNOWN, UNSURE
from tests import builders

VOID = {"meta", "br", "input"}


class Read(HTMLParser):
    """The elements of a page as (tag, attributes, text within), well nested or an error."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names))
        element = (tag, dict(attributes), [])
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for _, _, texts in self.open:
            texts.append(data)

    def all(self, tag, sort=""):
        return [
            (attributes, "".join(texts))
            for name, attributes, texts in self.found
            if name == tag and sort in [*(attributes.get("class") or "").split(), ""]
        ]


def named(text, name, role=Role.PLACE, *, after=0, resolved=True, **changes):
    start = text.index(name, after)
    resolution = builders.RESOLUTION if resolved else None
    return Toponym(start, start + len(name), name, role, resolution=resolution, **changes)


TEXT = "\nMARLAND -- Shells hit Eastford & <Westford>.\n\n  Marland's “army”\tdenied it.\n\n"
DOCUMENT = Document(
    "d1", TEXT, title="Two voices", published=date(2021, 3, 2), source="Wire", url="https://x.org/?a=1&b=2"
)
TOPONYMS = (
    named(TEXT, "MARLAND", Role.DATELINE),
    named(TEXT, "Eastford", cue="town", relation="near"),
    named(TEXT, "Westford", resolved=False),
    named(TEXT, "Marland", Role.SPEAKER),
)


def page(toponyms=TOPONYMS, document=DOCUMENT, **options):
    return toponym_page([(document, toponyms)], **options)


def test_the_text_is_there_with_its_line_breaks_and_every_name_marked():
    read = Read(page())
    assert [text for _, text in read.all("div", "text")] == [TEXT.strip()]
    marks = [(a["class"], text) for a, text in read.all("a", "mark")]
    assert marks == [
        ("mark r-dateline", "MARLAND"),
        ("mark r-place", "Eastford"),
        ("mark r-place lost", "Westford"),
        ("mark r-speaker", "Marland"),
    ]
    labels = [a.get("data-label") for a, _ in read.all("a", "mark")]
    assert labels == ["dateline", None, "?", "speaker"]


def test_marks_and_rows_lead_to_each_other():
    read = Read(toponym_page([(DOCUMENT, TOPONYMS), (DOCUMENT, TOPONYMS)]))
    ids = [attributes["id"] for _, attributes, _ in read.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a, _ in read.all("a") if a["href"].startswith("#")]
    assert {link[1:] for link in links} <= set(ids)
    assert {f"#m{d}-{n}" for d in (1, 2) for n in (1, 2, 3, 4)} <= set(links)


def test_a_row_tells_the_place_and_how_exactly_it_is_known():
    read = Read(page(countries={"UA": "Ukraine"}))
    cells = [text for _, text in read.all("td")]
    assert cells[9:18] == [
        "2 ↑",
        "Eastford",
        "place",
        "Eastford town or village (PPL), Eastshire",
        "Ukraine",
        "50.250, 30.500",
        "the place itself, within 5\xa0km",
        "‘town’, near it",
        "0.90",
    ]
    assert cells[18:27] == ["3 ↑", "Westford", "place", f"not found {UNKNOWN}", "", "", "", "", ""]
    tip = read.all("a", "mark")[1][0]["data-tip"]
    assert tip.split("\n") == [
        "Eastford, Ukraine",
        "town or village (PPL), 50.250, 30.500",
        "the place itself, within 5\xa0km",
        "place, score 0.90",
    ]
    assert read.all("a", "mark")[2][0]["data-tip"] == f"not found (place)\n{UNKNOWN}"


def test_the_legend_counts_the_roles():
    read = Read(page())
    entries = [" ".join(text.split()) for _, text in read.all("li")]
    assert len(entries) == len(Role) + 1
    assert [entry.split()[1] for entry in entries[:-1]] == ["2", "1", "0", "0", "0", "1"]
    assert entries[-1].startswith("not found 1 ")
    assert "4 place names in 1 text, 1 of them not found." in page()


def test_facts_of_the_document():
    made = page(notes=lambda document: (f"read <{document.id}>",))
    facts = [text for _, text in Read(made).all("dd")]
    assert facts == [
        "d1",
        "2021-03-02",
        "Wire",
        "https://x.org/?a=1&b=2",
        "4, 1 of them not found",
        "read <d1>",
    ]
    bare = replace(
        DOCUMENT, title=None, published=None, source=None, url="javascript:alert(1)", language="x y"
    )
    read = Read(page(document=bare))
    assert [text for _, text in read.all("dd")][:3] == ["not known", "javascript:alert(1)", "x y"]
    assert [text for _, text in read.all("h2")][1] == "d1"
    assert all(a["href"].startswith("#") for a, _ in read.all("a"))
    assert "lang" not in read.all("div", "text")[0][0]


def test_explanations_are_given_when_asked_for():
    other = Candidate(
        replace(builders.PLACE, name="Eastford Farm"), "Eastford", score=0.1, reasons=("small",)
    )
    known = named(TEXT, "Eastford")
    known = replace(known, resolution=replace(builders.RESOLUTION, rejected=(other,)))
    assert "one place has this name" not in page((known,))
    ((_, told),) = Read(page((known,), explain=True)).all("tr", "why")
    assert told.splitlines() == [
        "Method: unique name; 1 other candidate",
        "Reasons: one place has this name.",
        "Rejected:",
        "Eastford Farm, UA: town or village (PPL), 50.2500, 30.5000; score 0.10; small",
    ]
    assert Read(page((named(TEXT, "Westford", resolved=False),), explain=True)).all("tr", "why") == []


def test_a_name_left_open_tells_its_guesses():
    farm = replace(builders.PLACE, name="<Westford> Farm")
    guesses = tuple(Candidate(p, "Westford", score=0.123, reasons=("small",)) for p in (farm, builders.PLACE))
    read = Read(page((named(TEXT, "Westford", resolved=False, considered=guesses),), explain=True))
    told = f"{UNSURE}: <Westford> Farm, Eastshire (UA) 0.12; Eastford, Eastshire (UA) 0.12"
    assert [text for _, text in read.all("td")][3] == f"not found {told}"
    assert read.all("a", "mark")[0][0]["data-tip"] == f"not found (place)\n{told}"
    ((_, why),) = read.all("tr", "why")
    assert why.startswith("Considered, and none taken\n<Westford> Farm, UA: town or village (PPL), ")
    assert "score 0.12; small" in why


def test_of_names_that_overlap_the_first_and_longest_is_marked():
    text = "The South Kivu province of Kivu."
    whole, part, last = named(text, "South Kivu"), named(text, "Kivu"), named(text, "Kivu", after=15)
    read = Read(page((last, part, whole), Document("d", text)))
    assert read.all("div", "text")[0][1] == text
    assert [text for _, text in read.all("a", "mark")] == ["South Kivu", "Kivu"]
    backs = [a["href"] for a, _ in read.all("a") if a["href"].startswith("#m")]
    assert backs == ["#m1-1", "#m1-1", "#m1-3"]


def test_nothing_but_its_own_style_is_allowed():
    made = page()
    (style,) = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for a, _ in [(e[1], 0) for e in Read(made).found] if "http-equiv" in a)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert re.search(r"<script|style=|\son\w+=|url\(|@import", made) is None
    assert made.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')


def test_the_style_knows_every_role():
    style = page().split("<style>")[1].split("</style>")[0]
    for role in Role:
        assert f"--{role.value}:" in style
        assert f".mark.r-{role.value} > span" in style
        assert f"#show-r-{role.value}:not(:checked)" in style
        assert ROLES[role][1]


def test_pages_of_nothing():
    assert "0 place names in 0 texts." in toponym_page([])
    read = Read(page(()))
    assert "No place name was found in this text." in [text for _, text in read.all("p")]
    assert read.all("table") == []


def test_the_same_input_gives_the_same_bytes_and_any_text_can_be_written():
    odd = Document("\ud800", "a\ud800b\0c\r\nd\re", title="\u202etitle")
    assert encode(page((), odd)) == encode(page((), odd))
    text = Read(page((), odd)).all("div", "text")[0][1]
    assert text == "a\ufffdb\ufffdc\nd\ne"
    encode(page((), odd)).decode("utf-8")
    assert not re.search("[\0\r\u202e\ud800]", page((), odd))


def test_its_length_goes_with_that_of_the_text():
    def length(times):
        text = "Eastford. " * times
        found = [named(text, "Eastford", after=10 * n) for n in range(times)]
        return len(page(found, Document("d", text), explain=True))

    one, two, three = length(1000), length(2000), length(3000)
    assert three - two < 1.1 * (two - one)


@pytest.mark.parametrize(
    ("text", "content", "attribute"),
    [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#x27;", "a&lt;b&gt;&amp;&quot;&#x27;"),
        ("x\u202ey", 'x<span class="unseen">U+202E</span>y', "x[U+202E]y"),
        ("\u2067\x85\x1b", None, "[U+2067][U+0085][U+001B]"),
        ("می\u200cخواهم \u200f\t\n", "می\u200cخواهم \u200f\t\n", "می\u200cخواهم \u200f\t\n"),
    ],
)
def test_text_is_escaped_and_what_cannot_be_seen_is_named(text, content, attribute):
    assert content is None or as_content(text) == content
    assert as_attribute(text) == attribute


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1&c='", None),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://пример.рф/новости", "https://пример.рф/новости"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        (" https://example.org", None),
        ("https://", None),
        ("https://[bad", None),
        ("https://example.org/\u202e", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("example.org", None),
    ],
)
def test_only_addresses_of_the_web_become_links(url, address):
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("code", "tag"), [("ru", ' lang="ru"'), ("zh-Hant", ' lang="zh-Hant"'), ('"x', ""), (None, "")]
)
def test_a_language_is_tagged_if_it_is_a_code(code, tag):
    assert language_tag(code) == tag


@pytest.mark.parametrize(
    ("radius", "words", "shown"),
    [
        (0, "0.0 km", "50.1235, -0.0000"),
        (0.5, "0.5 km", "50.1235, -0.0000"),
        (5, "5 km", "50.123, 0.000"),
        (11.4, "11 km", "50.12, 0.00"),
        (165.8, "170 km", "50.1, 0.0"),
        (2342.7, "2,300 km", "50, 0"),
    ],
)
def test_figures_are_no_finer_than_what_is_known(radius, words, shown):
    place = replace(builders.PLACE, point=LonLat(-0.00001, 50.123456))
    assert kilometres(radius).replace("\xa0", " ") == words
    assert coordinates(place.point, radius) == shown.replace("-0.0000", "0.0000")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"relation": "near"}, "near it"),
        ({"relation": "north"}, "north of it"),
        ({"relation": "north", "distance_km": 12.0}, "12 km north of it"),
        ({"relation": "near", "distance_km": 12.04}, "12 km from it"),
        ({"relation": "near", "distance_km": 0.0}, "near it"),
        (
            {"cue": "district", "region_prefix": "southern", "relation": "border"},
            "‘southern’, ‘district’, its border",
        ),
    ],
)
def test_the_wording_of_the_text(changes, words):
    assert wording(replace(builders.toponym(), **changes)) == words


def ground(name, lon, lat, radius):
    return Ground(0, 4, name, LonLat(lon, lat), 2, radius, Geometry.from_shapely(Point(lon, lat)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"relation": "between", "ground": ground("between Eastford and Westford", 30.25, 50.5, 18.0)},
            "between Eastford and Westford, around 50.50, 30.25",
        ),
        (
            {"relation": "east", "distance_km": 20.0, "ground": ground("Eastford", 30.78, 50.25, 9.0)},
            "20 km east of it, around 50.250, 30.780",
        ),
        ({"relation": "near", "ground": ground("Eastford", 30.5, 50.25, 20.0)}, "near it"),
        (
            {
                "relation": "road",
                "cue": "road",
                "ground": ground("Eastford–Westford road", 30.25, 50.5, 18.0),
            },
            "‘road’, Eastford–Westford road, around 50.50, 30.25",
        ),
    ],
)
def test_the_wording_says_where_a_relation_leads(changes, words):
    assert wording(replace(builders.toponym(), **changes)) == words


def test_the_wording_of_a_name_that_nobody_knows_says_where_the_other_end_is():
    unknown = replace(builders.toponym(resolved=False), relation="between")
    near = replace(unknown, ground=ground("between Eastford and Westford", 30.25, 50.5, 32.0))
    assert wording(near) == "between Eastford and Westford, around 50.50, 30.25"


def test_words_for_every_precision_and_for_unknown_codes():
    told = {precision(replace(builders.RESOLUTION, where_prec=code)) for code in range(1, 8)}
    assert len(told) == 7
    assert feature(replace(builders.PLACE, feature_code="PPLQ")) == "populated place"
    assert feature(replace(builders.PLACE, feature_code="?", feature_class="?")) == "place"
    assert country(replace(builders.PLACE, country=None), {}) == ""
    assert country(builders.PLACE, {}) == "UA"

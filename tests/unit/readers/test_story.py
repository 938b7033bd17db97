"""Web pages read with trafilatura, and with the reader of our own where that is better or alone there."""

from __future__ import annotations

import logging
import sys
from datetime import date

import pytest
import trafilatura

from geomap.readers import read, story
from geomap.readers.page import read_page
from geomap.readers.story import read_story
from tests.files_made import STORY
from tests.unit.readers.test_page import PAGE

DENIAL = (
    "The Defence Ministry denied that its forces had fired on the town. Residents said that the "
    "bombardment went on until dawn and that the bridge over the river was destroyed."
)

UNMARKED = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Eastford shelled - Herald</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Eastford shelled", "datePublished": "2021-05-06T23:30:00+04:00",
"publisher": {{"@type": "Organization", "name": "Herald"}}}}</script></head><body>
<div class="cookie">We use cookies to improve your experience. Accept all cookies or manage settings.</div>
<div class="menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></div>
<time datetime="2024-01-01">Today</time>
<div class="content"><h1>Eastford shelled</h1><p>{STORY}</p><p>{DENIAL}</p>
<ul><li>One tank was destroyed near Hill 5.</li><li>Two drones were shot down.</li></ul>
<table><tr><td>Eastford</td><td>2 killed</td></tr></table></div>
<div class="related"><h3>Related</h3><ul><li><a href="/1">Talks in Southport collapse</a></li></ul></div>
<div class="comments"><p>A reader: they bombed Westford too</p></div>
<div class="footer">(c) Herald 2024. All rights reserved.</div></body></html>"""


def test_a_story_that_nothing_marks_is_found():
    page = read_story(UNMARKED)
    assert page.text.split("\n") == [
        "Eastford shelled",
        STORY,
        DENIAL,
        "One tank was destroyed near Hill 5.",
        "Two drones were shot down.",
        "Eastford",
        "2 killed",
    ]
    assert (page.title, page.source, page.language) == ("Eastford shelled", "Herald", "en")
    assert page.published == date(2021, 5, 6)  # as written, and not the first time on the page


def test_what_a_page_says_of_itself_counts():
    page, own = read_story(PAGE), read_page(PAGE)
    assert (page.title, page.published, page.source, page.url, page.language) == (
        own.title,
        own.published,
        own.source,
        own.url,
        own.language,
    )
    assert page.text == own.text


def test_a_part_of_a_marked_story_is_not_taken_for_it(monkeypatch):
    short = trafilatura.bare_extraction(UNMARKED, with_metadata=True)
    short.text = "Two people were killed."
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: short)
    marked = UNMARKED.replace('<div class="content">', "<article>")
    assert read_story(marked).text == read_page(marked).text
    assert read_story(UNMARKED).text == "Two people were killed."


def test_an_address_with_a_day_gives_it():
    page = read_story(f'<link rel="canonical" href="https://example.org/2018/03/04/story"><p>{STORY}</p>')
    assert page.published == date(2018, 3, 4)
    assert page.source == "example.org"


def test_a_day_in_the_text_is_none_of_the_page():
    assert read_story(f"<p>{STORY}</p><p>Copyright 2019. Founded on 3 May 1917.</p>").published is None


@pytest.mark.parametrize("error", [RecursionError(), ValueError("x"), KeyError("y")])
def test_where_trafilatura_stumbles_our_own_reader_reads(monkeypatch, error, capsys):
    def stumble(*_, **__):
        logging.getLogger("trafilatura.core").error("stumbled")
        raise error

    monkeypatch.setattr(trafilatura, "bare_extraction", stumble)
    assert read_story(UNMARKED) == read_page(UNMARKED)
    assert capsys.readouterr().err == ""


def test_without_the_extra_pages_are_read_as_well(monkeypatch, tmp_path):
    monkeypatch.setattr(story, "_is_installed", lambda: False)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(UNMARKED)
    (document,) = read(tmp_path / "a.html")
    assert STORY in document.text
    assert document.title == "Eastford shelled - Herald"


def test_a_page_of_lists_without_end_is_left_to_our_own_reader(monkeypatch):
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: pytest.fail("it was asked"))
    page = f"<p>{STORY}</p>" + "<ul><li>x</li></ul>" * 5_000
    assert read_story(page).text.startswith(f"{STORY}\nx\nx")


def test_pages_without_a_story():
    assert read_story("<html><script>x</script></html>").text == ""
    assert read_story("").text == ""
    assert read_story("<p>One.<![bogus two <p>three").text == "One."

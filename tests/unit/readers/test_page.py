"""Web pages to text."""

from __future__ import annotations

import time
from datetime import date

import pytest

from geomap.readers import read
from geomap.readers.page import read_page

STORY = "Shells struck the outskirts of the town on Sunday, the governor said. " * 5

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Site | Story</title>
<meta property="og:title" content="Town shelled &amp; burning">
<meta property="article:published_time" content="2021-05-06T07:08:09Z">
<meta property="og:site_name" content="Herald"><link rel="canonical" href="https://example.org/1">
<style>p {{ color: red }}</style><script>var x = "<p>no</p>";</script></head>
<body><nav>Home | World</nav><article><h1>Town shelled</h1><p>{STORY}</p><p>It said
so&nbsp;twice.<br>And again.</p><aside>Related: other news</aside></article><footer>(c) Herald</footer>
</body></html>"""


def test_the_story_and_its_metadata_are_taken():
    page = read_page(PAGE)
    lines = page.text.split("\n")
    assert lines[0] == "Town shelled"
    assert lines[1] == STORY.strip()
    assert lines[2:] == ["It said so twice.", "And again."]
    assert page.title == "Town shelled & burning"
    assert page.published == date(2021, 5, 6)
    assert (page.source, page.url, page.language) == ("Herald", "https://example.org/1", "en")


def test_a_page_without_marks_is_taken_whole():
    page = read_page(
        "<title> A \n title </title><form><div>One.</div>Two. <b>Bold</b><time datetime='2020-02-03'>"
    )
    assert page.text == "One.\nTwo. Bold"
    assert page.title == "A title"
    assert page.published == date(2020, 2, 3)


def test_a_short_article_beside_an_unmarked_story_does_not_win():
    page = read_page(f"<article>Teaser.</article><div>{STORY}</div>")
    assert STORY.strip() in page.text


def test_broken_markup_is_survived():
    assert "One." in read_page("<p>One.<![bogus two <p>three").text
    assert read_page("<p>One.</b></article></script>Two<").text.startswith("One.")


def test_a_page_without_text_is_named(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><script>x</script></html>")
    faults = []
    assert list(read(path, on_error=faults.append)) == []
    assert "the page has no text" in str(faults[0])


def test_a_page_file_becomes_a_document(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    (document,) = read(path)
    assert document.id == "a"
    assert document.published == date(2021, 5, 6)


@pytest.mark.parametrize(
    "opening",
    [
        "<!--",
        "<!-- a",
        "<article>",
        "<main><article>",
        "<",
        "<!",
        "<?",
        "</",
        "<a ",
        '<a href="',
        "<![",
        "<title>",
    ],
)
def test_what_never_ends_takes_no_longer_for_being_there_often(opening):
    began = time.process_time()
    page = read_page("<html><body><p>Shells fell on the harbour.</p>" + opening * 40_000)
    assert time.process_time() - began < 10  # quadratic: minutes
    assert page.text.startswith("Shells fell on the harbour.")


def test_the_text_of_a_comment_that_never_ends_is_kept():
    page = read_page("<html><body><!-- a note --><p>Shells fell.</p><!-- <p>Nobody was hurt.</p>")
    assert page.text == "Shells fell.\nNobody was hurt."

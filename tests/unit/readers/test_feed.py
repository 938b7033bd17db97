"""RSS and Atom feeds to documents."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from geomap.errors import MissingExtraError
from geomap.readers.feed import MAX_BYTES, documents_of_feed

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Herald &amp; Post</title><link>https://example.org/</link><language>en-GB</language>
<item><title>Town &lt;b&gt;shelled&lt;/b&gt;</title><link>/1</link><guid isPermaLink="false">h-1</guid>
<pubDate>Wed, 14 Oct 2020 01:30:00 +0400</pubDate>
<description>&lt;p&gt;Shells fell on Eastford &amp;amp; Westford.&lt;/p&gt;&lt;p&gt;Two died.&lt;/p&gt;</description></item>
<item><title>Only a title</title><pubDate>some day</pubDate></item>
<item><link>https://example.org/3</link><description>Short – it is.</description>
<content:encoded><![CDATA[<p>The <i>long</i> story.</p><script>no()</script>]]></content:encoded></item>
<item></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Journal</title>
<entry><id>urn:1</id><title type="html">Un &lt;i&gt;obus&lt;/i&gt;</title>
<updated>2021-02-03T23:00:00-05:00</updated><link href="https://example.org/a"/>
<summary>Un obus est tomb\xc3\xa9 &lt; 5 km.</summary>
<source><title>Agence</title></source></entry></feed>"""


def read(content: bytes, **options):
    faults: list[str] = []
    documents = list(
        documents_of_feed(
            content, name="a.rss", key="a", on_error=lambda error: faults.append(str(error)), **options
        )
    )
    return documents, faults


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_each_item_of_rss_is_a_document(encoding):
    documents, faults = read(
        RSS.format(encoding=encoding).encode(encoding), address="https://example.org/rss"
    )
    first, second, third = documents
    assert (first.id, first.url, first.title) == ("h-1", "https://example.org/1", "Town shelled")
    assert first.text == "Shells fell on Eastford & Westford.\nTwo died."
    assert first.published == date(2020, 10, 14)  # as the feed writes it, not in Greenwich
    assert (first.source, first.language) == ("Herald & Post", "en")
    assert (second.id, second.text, second.published) == ("a:2", "Only a title", None)
    assert (third.id, third.text) == ("https://example.org/3", "The long story.")
    assert faults == ["a.rss, item 4: the item has no text"]


def test_each_entry_of_atom_is_a_document():
    (document,), faults = read(ATOM)
    assert faults == []
    assert (document.id, document.url, document.title) == ("urn:1", "https://example.org/a", "Un obus")
    assert document.text == "Un obus est tombé < 5 km."
    assert document.published == date(2021, 2, 3)
    assert (document.source, document.language) == ("Agence", "fr")


def test_a_feed_that_breaks_off_gives_what_came():
    documents, faults = read(RSS.format(encoding="utf-8").encode().partition(b"Two died")[0])
    assert [document.id for document in documents] == ["h-1"]
    assert len(faults) == 1
    assert "a.rss: the feed is no well-formed XML" in faults[0]


def test_a_feed_without_items_is_no_fault():
    assert read(b"<rss version='2.0'><channel><title>New</title></channel></rss>") == ([], [])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no RSS or Atom feed"),
        (b"Shells fell.", "no RSS or Atom feed"),
        (__file__.encode(), "no RSS or Atom feed"),  # a name of a file is not opened
        (b"<html><p>Shells fell.</p></html>", "no RSS or Atom feed"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"/>', "declares entities"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"/>'.encode("utf-16"), "declares entities"),
        (b"<rss>" + b" " * MAX_BYTES, "a feed of 50 MB; at most 50 MB are read"),
    ],
)
def test_what_is_no_feed_is_one_line(content, told):
    documents, faults = read(content)
    assert documents == []
    assert len(faults) == 1
    assert told in faults[0]
    assert "\n" not in faults[0]


def test_without_feedparser_its_extra_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(MissingExtraError, match=r"a\.rss: a feed needs feedparser.*geomap\[rss\]"):
        read(ATOM)

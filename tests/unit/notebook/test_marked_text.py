"""Texts with place names and incidents marked."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

import geomap
from geomap.model import Document, Role
from geomap.notebook import marked_text
from geomap.notebook.marked_text import shown_html
from geomap.pipeline import Report
from tests.builders import DOCUMENT, TEXT, incident, joined_extraction, toponym


def shown(report):
    """The text that can be read in the first article, without numbers and labels."""
    page = shown_html(report)
    body = page[page.index('dir="auto">') + 11 :]
    body = body[: body.index("</div>")]
    return html.unescape(re.sub(r"<su[pb].*?</su[pb]>|<[^>]+>", "", body))


def test_the_text_is_whole(report):
    assert shown(report) == TEXT


def test_a_name_is_marked_by_its_role_and_says_what_it_means(report):
    page = shown_html(report)
    assert 'title="place: Eastford, Eastshire, UA (unique name)"' in page
    assert ">Eastford</span>" in page
    dateline = replace(toponym(), role=Role.DATELINE, resolution=None)
    page = shown_html(replace(report, toponyms=((dateline,),)))
    assert "dateline: not found" in page
    assert "dateline ?</sub>" in page


def test_a_sentence_is_underlined_by_status_and_numbered(report):
    page = shown_html(report)
    assert "border-bottom:2px dashed #c04f00" in page
    assert 'title="incident 1, 2, 3, 4, 5">1, 2, 3, 4, 5 </sup>' in page


def test_names_within_names_and_odd_spans_lose_no_text():
    text = "  North Eastford was hit. \n"
    long = replace(toponym(), start=2, end=16, text="North Eastford")
    short = replace(toponym(), start=8, end=16, text="Eastford")
    told = incident(start=2, end=25, quote=text[2:25])
    made = Report(documents=(Document(id="d1", text=text),), toponyms=((long, short),), incidents=(told,))
    assert shown(made) == text.strip()


@pytest.mark.parametrize("evil", ["<script>x</script>", '"><img src=x onerror=x>', "\u202e\x00 &amp;"])
def test_text_of_an_input_is_text(evil):
    document = Document(id=evil, text=f"{evil} Eastford {evil}", title=evil, language=evil)
    name = replace(toponym(), start=len(evil) + 1, end=len(evil) + 9)
    made = Report(documents=(document, DOCUMENT), toponyms=((name,), ()), incidents=())
    page = shown_html(made)
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "lang=" not in page


def test_long_inputs_are_counted(monkeypatch, report):
    monkeypatch.setattr(marked_text, "MOST_CHARACTERS", 10)
    many = Report(documents=(DOCUMENT,) * 3, toponyms=((),) * 3, incidents=())
    assert "and 2 more texts" in shown_html(many)


def test_show_is_for_people_everywhere():
    result = geomap.show("2021-03-02 KYIV -- The city of Kharkiv was shelled on Monday.", theatre="none")
    assert isinstance(result, geomap.Shown)
    assert len(result.report.documents) == 1
    assert "Kharkiv" in str(result)
    assert repr(result) == str(result)
    assert "Kharkiv</span>" in result._repr_html_()
    assert str(geomap.show("Nothing.", theatre="none")) == "no incident was found"


def test_names_and_sentences_that_overlap_are_marked_wherever_they_stand():
    """Each stretch with the longest name and all the sentences that hold it, in whatever order they come."""
    text = "abcdefghij" * 3
    document = Document(id="d1", text=text)
    names = [
        replace(toponym(), start=a, end=b, text=text[a:b]) for a, b in ((20, 22), (2, 9), (3, 5), (12, 14))
    ]
    told = [incident(id=f"i{a}", start=a, end=b) for a, b in ((11, 30), (0, 12), (4, 13))]
    report = Report(documents=(document,), toponyms=(tuple(names),), incidents=tuple(told))
    page = shown_html(report)
    assert shown(report) == text
    assert re.findall(r'title="incident ([^"]+)"', page) == ["2", "3", "1"]
    marked = re.findall(r'<span style="[^"]*background:#[^"]*"[^>]*>([^<]+)</span>', page)
    marked.pop()  # of the legend
    assert "".join(marked) == "cdefghicdab"


def test_the_sentences_of_all_accounts_have_its_number():
    html = shown_html(joined_extraction())
    assert len(re.findall(r'title="incident 1"', html)) == 3

"""Texts as one page with their incidents beside them."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from geomap.exports import encode
from geomap.exports.pages import incident_page
from geomap.exports.pages.incident_cards import MOST_CLAIMS
from geomap.exports.pages.incident_page import MOST_UNPLACED
from geomap.exports.pages.incident_page import incident_page as page_of
from geomap.exports.pages.page_frame import beside
from geomap.model import (
    AppliedCorrection,
    CorrectionAction,
    Document,
    Evidence,
    Explanation,
    IncidentType,
    Part,
    Polarity,
    Salience,
    Toponym,
)
from tests.builders import DOCUMENT, TEXT, claim, extraction, incident, joined_extraction, killed
from tests.unit.exports.pages.test_toponym_page import Read


def evidence(part, words, means=None, text=TEXT, document="d1", after=0):
    start = text.index(words, after)
    return Evidence(part, start, start + len(words), words, document, means)


EXPLANATION = Explanation(
    'shelling: verb "shell"',
    (
        evidence(Part.TRIGGER, "shelled", "shelling"),
        evidence(Part.PLACE, "Eastford"),
        evidence(Part.TIME, "on Monday", "2021-03-01"),
        evidence(Part.INITIATOR, "Marland's army", "Marland"),
        evidence(Part.SPEAKER, "Valdoria"),
        evidence(Part.CLAIM, TEXT[:56], "Valdoria reports"),
    ),
    ("when: own clause", "denies: joined from sentence 2"),
)
EXPLAINED = incident(explanation=EXPLANATION, casualties=(killed(2, 2, 2, quote="two died"),))


def read(*incidents, documents=(DOCUMENT,), **options):
    made = replace(extraction(*incidents), documents=documents)
    return Read(page_of(made, **options))


def test_the_page_is_the_same_bytes_each_time_and_well_nested():
    made = extraction(EXPLAINED)
    assert encode(page_of(made)) == encode(page_of(made))
    Read(page_of(made))


def test_the_policy_names_the_one_style_sheet_and_the_one_script():
    page = page_of(extraction(EXPLAINED))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "://" not in page.replace("https://example.org/1", "")


def test_the_text_stands_whole_with_each_part_marked():
    page = read(EXPLAINED)
    ((_, text),) = page.all("div", "text")
    assert text == TEXT
    ((trigger, shown),) = page.all("a", "p-trigger")
    assert (shown, trigger["href"], trigger["data-i"], trigger["data-label"]) == ("shelled", "#i1", "1", "1")
    texts = {
        sort: [words for _, words in page.all("span", f"p-{sort}")][-1]
        for sort in ("place", "time", "initiator", "speaker", "claim")
        if page.all("span", f"p-{sort}")
    }
    assert texts == {
        "place": "Eastford",
        "time": "on Monday",
        "initiator": "Marland's army",
        "speaker": "Valdoria",
        "claim": TEXT[:56],
    }
    ((initiator, _),) = [m for m in page.all("span", "p-initiator") if m[0].get("id")]
    assert (initiator["title"], initiator["data-label"]) == ("initiator of 1", "by")


def test_a_card_says_what_when_where_who_harm_and_who_says_so():
    page = read(EXPLAINED)
    ((card, told),) = page.all("li", "card")
    assert card["id"] == "i1"
    assert "s-contested" in card["class"]
    for words in (
        "1. Shelling",
        "contested",
        "1 March 2021 · the day is known · on Monday",
        "Eastford · place known",
        "Marland · Marland's army",
        "artillery",
        "2 killed · two died",
        "Valdoria reports, asserts it: Valdoria said",
        "Marland denies, rejects it: Marland denied it.",
        'Why: shelling: verb "shell"',
        "trigger: ‘shelled’ = shelling",
        "when: own clause",
    ):
        assert words in told, words


def test_every_link_leads_somewhere_and_ids_are_unique():
    page = read(EXPLAINED, replace(EXPLAINED, id="i2"), incident(id="i3"))
    ids = [a["id"] for _, a, _ in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for _, a, _ in page.found if "href" in a]
    assert links
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_words_of_several_incidents_are_marked_once_and_know_all():
    page = read(*(replace(EXPLAINED, id=f"i{n}") for n in range(6)))
    ((trigger, _),) = page.all("a", "p-trigger")
    assert trigger["data-i"] == "1 2 3 4 5 6"
    assert trigger["data-label"] == "1, 2, 3 +3"


def test_a_link_never_stands_within_a_link():
    inner = evidence(Part.TRIGGER, "army shelled")
    outer = evidence(Part.TRIGGER, "Marland's army shelled Eastford")
    page = page_of(extraction(incident(explanation=Explanation("r", (inner, outer)))))
    text = page[page.index('<div class="text"') :]
    depth = 0
    tags = re.findall(r"</?a\b", text[: text.index("</section>")])
    assert tags
    for tag in tags:
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)


def test_an_incident_without_an_explanation_has_its_trigger_marked():
    page = read(incident())
    assert [words for _, words in page.all("a", "p-trigger")] == ["shelled"]
    assert page.all("details", "why") == []


def test_hedges_and_what_is_not_known_are_said():
    odd = incident(
        type=IncidentType.TALKS,
        polarity=Polarity.PLANNED,
        salience=Salience.BACKGROUND,
        place=None,
        date_start=None,
        date_end=None,
        claims=(claim(None),),
    )
    ((_, told),) = read(odd).all("li", "card")
    for words in ("planned or announced", "told as background", "date not given", "not given", "own voice"):
        assert words in told, words


def test_a_correction_is_shown():
    corrected = AppliedCorrection(CorrectionAction.REDATE, "A. Reader", "the ministry's log", None, "i1")
    ((_, told),) = read(incident(corrections=(corrected,))).all("li", "card")
    assert "redate, by A. Reader · the ministry's log" in told


def test_a_text_without_incidents_is_shown_and_says_so():
    page = read(documents=(Document("empty", "Nothing <b>happened</b>."),))
    assert page.all("div", "text")[0][1] == "Nothing <b>happened</b>."
    assert any("No incident was found" in text for _, text in page.all("p", "quiet"))


def test_evidence_of_another_document_is_marked_there():
    other = Document("d2", "Marland confirmed it.")
    more = replace(
        EXPLANATION,
        evidence=(*EXPLANATION.evidence, evidence(Part.SPEAKER, "Marland", text=other.text, document="d2")),
    )
    page = read(incident(explanation=more), documents=(DOCUMENT, other))
    speakers = [(a["id"], text) for a, text in page.all("span", "p-speaker") if "id" in a]
    assert speakers == [("m1-2", "Valdoria"), ("m2-1", "Marland")]


def test_a_page_is_bounded_and_says_what_it_leaves_out(monkeypatch):
    monkeypatch.setattr(incident_page, "MOST_INCIDENTS", 3)
    monkeypatch.setattr(incident_page, "MOST_CHARACTERS", 100)
    documents = (DOCUMENT, replace(DOCUMENT, id="d2"), replace(DOCUMENT, id="d3"))
    found = [incident(id=f"i{n}", document_id=f"d{n}", explanation=None) for n in (1, 1, 2, 2, 3)]
    found = [replace(i, id=f"x{n}") for n, i in enumerate(found)]
    page = read(*found, documents=documents)
    assert len(page.all("li", "card")) == 3
    assert [len(text) for _, text in page.all("div", "text")] == [75, 25]
    cut = [text for _, text in page.all("p", "cut")]
    assert "1 text, 2 incidents, 50 characters of the last text" in cut[0]
    assert cut[1] == "1 more incident of this text not shown."


def test_a_card_is_bounded():
    told = incident(claims=tuple(claim(f"side {n}") for n in range(MOST_CLAIMS + 5)))
    long = replace(told, id="i2", claims=(claim(quote="very " * 1000 + "long"),))
    page = read(told, long)
    ((_, first), (_, second)) = page.all("li", "card")
    assert first.count("asserts it") == MOST_CLAIMS
    assert "and 5 more claims" in first
    assert len(second) < 1500


@pytest.mark.parametrize(
    "evil", ["<script>x</script>", '"><img src=x onerror=x>', "\x00\u202e\ud800", "&amp;"]
)
def test_text_is_never_markup(evil):
    words = Evidence(Part.PLACE, 0, len(evil), evil, evil, evil)
    made = incident(
        document_id=evil,
        weapons=(evil,),
        claims=(claim(evil, quote=evil, speaker=evil),),
        explanation=Explanation(evil, (words,), (evil,)),
    )
    page = read(made, documents=(Document(evil, f"{evil} {evil}", title=evil),), title=evil)
    assert [tag for tag, _, _ in page.found if tag in ("img", "script")] == ["script"]
    assert {name for _, a, _ in page.found for name in a if name.startswith("on")} == set()


def test_the_script_cannot_end_its_element():
    assert "</" not in beside("incident_page.js")


def test_names_without_a_place_are_listed_beside_their_text():
    text = " ".join(f"<N{n}>" for n in range(10, 50))
    found = tuple(Toponym(at, at + 5, text[at : at + 5]) for at in range(0, len(text), 6))
    made = replace(extraction(documents=(Document("d1", text),)), toponyms=(found,))
    page = page_of(made)
    assert "40 place names not placed" in page
    assert '<li dir="auto">&lt;N10&gt;: no place of this name is known</li>' in page
    assert page.count("no place of this name is known") == MOST_UNPLACED == 30
    assert "and 10 more" in page
    assert "not placed" not in page_of(extraction())


def test_accounts_lead_to_their_words_in_all_texts():
    html = page_of(joined_extraction())
    links = re.findall(r'<li data-sign="(\d)"><a href="#(m\d+-\d+)" dir="auto">(d\d)</a>', html)
    assert [(sign, name) for sign, _, name in links] == [("1", "d1"), ("1", "d2"), ("2", "d3")]
    assert all(f'id="{mark}"' in html for _, mark, _ in links)
    assert html.count('Told here too: <a href="#i1">1. Shelling</a>') == 2
    assert "No incident was found in this text." not in html
    assert "<dt>Disputed</dt>" in html
    assert "told in 3 accounts by 2 independent sources" in html

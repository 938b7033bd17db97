"""The page of texts with their incidents: hostile text, what lights up, and how it looks in both schemes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.characters import well_formed
from geomap.exports import encode
from geomap.exports.pages.incident_page import incident_page
from geomap.model import Actor, Document, Evidence, Explanation, Incident, Part, Stance
from tests import builders
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.hostile.payloads import PAYLOADS, bare
from tests.browser.test_toponym_page import CONTRASTS

SMALL = (360, 740)
FIRST = "On Monday Aleph forces fired shells at Beth, and two people were killed there, Gimel said. "
SECOND = "Daleth denied that anybody of its army had struck Beth with shells on that day."
TEXT = FIRST + SECOND + "\n\n" + "More was said of other things. " * 120
DOCUMENT = Document("d1", TEXT, title="Two accounts", source="Wire", url="https://example.org/a?b=1&c=2")


def told(identity: str, trigger: str, sentence: str, **parts: str) -> Incident:
    """An incident of a sentence with the words that gave each part."""
    begin = TEXT.index(sentence)
    words = {Part.TRIGGER: trigger, **{Part(part): text for part, text in parts.items()}}
    evidence = [
        Evidence(part, at, at + len(text), text, "d1", part.value)
        for part, text in words.items()
        for at in [TEXT.index(text, begin)]
    ]
    evidence.append(Evidence(Part.CLAIM, begin, begin + len(sentence), sentence, "d1"))
    start = TEXT.index(trigger, begin)
    voices = (
        builders.claim("Gimel", quote=sentence),
        builders.claim("Daleth", Stance.REJECTS),
        builders.claim("Daleth", Stance.COUNTER_ASSERTS),
        builders.claim(None),
    )
    return builders.incident(
        id=identity,
        trigger=trigger,
        trigger_start=start,
        trigger_end=start + len(trigger),
        quote=sentence,
        start=begin,
        end=begin + len(sentence),
        initiators=(Actor("Aleph", "Aleph forces"),),
        targets=(Actor("Beth", "Beth"),),
        casualties=(builders.killed(2, 2, 2, quote="two people were killed"),),
        claims=voices,
        explanation=Explanation('shelling: verb "fire ~ shell"', tuple(evidence), ("who: grammar",)),
    )


MADE = replace(
    builders.extraction(
        told(
            "i1",
            "fired shells",
            FIRST,
            place="Beth",
            time="On Monday",
            initiator="Aleph forces",
            weapon="shells",
            count="two people were killed",
            speaker="Gimel",
        ),
        told("i2", "struck", SECOND, target="Beth", speaker="Daleth", weapon="shells", time="on that day"),
    ),
    documents=(DOCUMENT, Document("d2", "Nothing.")),
)
PAGE = encode(incident_page(MADE))
LIT = "() => [...document.querySelectorAll('.mark.on')].map((m) => m.firstChild.textContent)"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_hostile_text_is_shown_and_does_nothing(open_page, payload):
    start, end = 3, 3 + len(payload)
    text = well_formed(f"In {payload}, {payload} and {payload}\n\n{payload}")
    evidence = [Evidence(part, start, end, text[start:end], payload, payload) for part in Part]
    crossing = Evidence(Part.PLACE, 1, end - 1, text[1 : end - 1], payload, payload)
    made = builders.incident(
        document_id=payload,
        trigger=payload,
        trigger_start=start,
        trigger_end=end,
        quote=payload,
        date_text=payload,
        weapons=(payload,),
        initiators=(Actor(payload, payload),),
        targets=(Actor(payload + "x", payload),),
        casualties=(builders.killed(1, 1, 1, quote=payload, victims=payload, party=payload),),
        claims=(builders.claim(payload, speaker=payload + "y", quote=payload),),
        explanation=Explanation(payload, (*evidence, crossing), (payload,)),
    )
    made = replace(made, place=replace(made.place, text=payload, name=payload + "z"))
    document = Document(
        payload,
        text,
        title=payload,
        source=payload,
        url=payload,
        language=payload,
        fields=((payload, payload),),
    )
    extraction = replace(builders.extraction(made, replace(made, id="i2")), documents=(document, document))
    opened = open_page(encode(incident_page(extraction, title=payload)), wait=False)
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    opened.page.locator(".card").first.hover()
    opened.page.locator("a.mark").first.hover()
    opened.page.locator("a.mark").first.click()
    opened.settle()
    assert opened.js("window.__x") is None
    assert opened.faults == []
    assert opened.js("window.violations") == []
    assert opened.count("script") == 1
    assert opened.count("img, svg, iframe, object, style ~ style, body style") == 0
    shown = bare(payload.replace("\u202e", "U+202E"))
    for selector in (
        "h1",
        "nav a",
        "article h2",
        ".text",
        ".facts",
        ".card dl",
        ".claims",
        ".why",
    ):
        # A document has U+FFFD in the place of what no file holds, other records have it spelled out.
        told = bare(opened.page.locator(selector).first.text_content() or "")
        assert shown in told.replace("U+0000", "").replace("U+D800", ""), selector
    pieces = opened.page.locator("#d1 .text a.mark").all_text_contents()
    assert len(pieces) == 2  # cut by what crosses it
    assert bare("".join(pieces)) == shown
    links = opened.js("() => [...document.querySelectorAll('[href]')].map((a) => a.getAttribute('href'))")
    assert links
    assert all(link.startswith("#") for link in links)


def test_the_policy_lets_no_other_script_run_even_if_one_got_in(open_page):
    made = PAGE.replace(
        b"</main>", b"<script>window.__x = 1</script><img src='https://example.org/x.png'></main>"
    )
    opened = open_page(made, wait=False)
    assert opened.js("window.__x") is None
    assert len(opened.js("window.violations")) == 2


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL], ids=["desktop", "phone", "small phone"])
def test_words_lead_to_their_incident_and_back(open_page, size):
    opened = open_page(PAGE, size, wait=False)
    opened.page.locator("a.mark").nth(1).click()
    assert opened.js("document.querySelector(':target').id") == "i2"
    opened.page.locator("#i2 h4 a").click()
    assert opened.js("document.querySelector(':target').firstChild.textContent") == "struck"
    assert opened.js("document.querySelector(':target').getBoundingClientRect().top") >= 0
    opened.page.locator("#i1 summary").click()
    opened.page.locator("#i1 .evidence a", has_text="Monday").click()
    assert opened.js("document.querySelector(':target').firstChild.textContent") == "On Monday"
    assert opened.js("document.documentElement.scrollWidth <= innerWidth")
    assert opened.faults == []


def test_an_incident_lights_up_its_words_when_pointed_at_focused_or_pressed(open_page):
    opened = open_page(PAGE, wait=False)
    first = {"fired shells", "Beth", "On Monday", "Aleph forces", "shells", "two people were killed", "Gimel"}
    second = {"struck", "Beth", "Daleth", "shells", "on that day"}
    assert opened.js(LIT) == []
    opened.page.locator("#i1").hover()
    assert {*opened.js(LIT)} >= first - {"fired shells"}
    assert "struck" not in opened.js(LIT)
    opened.page.locator("h1").hover()
    assert opened.js(LIT) == []
    opened.page.locator("#i2 h4 a").focus()
    assert {*opened.js(LIT)} >= second
    opened.page.locator("a.mark").first.focus()
    assert opened.js("() => [...document.querySelectorAll('.card.on')].map((c) => c.id)") == ["i1"]
    opened.js("() => document.activeElement.blur()")
    opened.page.locator("#i2 .state").click()
    opened.page.locator("h1").hover()
    assert {*opened.js(LIT)} >= second
    opened.page.locator("#i2 .state").click()
    opened.page.locator("h1").hover()
    assert opened.js(LIT) == []


def test_the_text_stays_beside_the_cards_on_a_wide_screen_and_above_on_a_phone(open_page):
    edges = "(e) => { const r = e.getBoundingClientRect(); return [r.left, r.right, r.top, r.bottom]; }"
    for size, beside in ((DESKTOP, True), (PHONE, False)):
        opened = open_page(PAGE, size, wait=False)
        text, cards = (opened.page.locator(s).first.evaluate(edges) for s in (".told", ".found"))
        assert (text[1] <= cards[0]) is beside
        assert (text[3] <= cards[2]) is not beside


def test_parts_differ_by_more_than_colour(open_page):
    opened = open_page(PAGE, wait=False)
    looks = opened.js(
        "() => [...document.querySelectorAll('.legend .mark')].map((m) => { const s = getComputedStyle(m.firstChild);"
        " return [s.textDecorationLine, s.textDecorationStyle, s.borderTopWidth, m.dataset.label].join(' '); })"
    )
    assert len(looks) == len(set(looks)) == 8


def test_a_tick_taken_away_leaves_a_part_out(open_page):
    opened = open_page(PAGE, wait=False)
    line = "(e) => getComputedStyle(e.firstChild).textDecorationLine"
    mark = opened.page.locator(".text .p-time").first
    assert mark.evaluate(line) == "underline"
    opened.page.locator("#show-p-time").uncheck()
    assert mark.evaluate(line) == "none"
    assert mark.is_visible()


def test_the_page_can_be_walked_by_keyboard_and_has_landmarks(open_page):
    opened = open_page(PAGE, wait=False)
    assert opened.count("main") == opened.count("header") == opened.count("footer") == 1
    assert opened.count("article[aria-labelledby]") == 2
    assert opened.js(
        "() => [...document.querySelectorAll('[aria-labelledby]')].every((e) => document.getElementById(e.getAttribute('aria-labelledby')))"
    )
    reached = set()
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        reached.add(
            opened.js("document.activeElement.className || document.activeElement.parentElement.tagName")
        )
    assert {"told", "mark p-trigger on", "H4", "DETAILS"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(open_page, scheme):
    opened = open_page(PAGE, wait=False, scheme=scheme)
    opened.js("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for where in ("#i1", "#i2", "#m1-3"):
        opened.js("(where) => { location.hash = where; }", where)
        opened.settle()
        found = opened.js(CONTRASTS)
        assert len(found) > 60
        assert [each for each in found if each[1] < 4.5] == []
    opened.screenshot(f"incident-page-{scheme}")


def test_without_the_script_links_and_targets_still_work(open_page):
    opened = open_page(PAGE.replace(b"<script>", b"<script>//"), wait=False)
    opened.page.locator("a.mark").first.click()
    style = "getComputedStyle(document.querySelector(':target')).outlineStyle"
    assert opened.js(style) == "solid"


def test_it_prints_with_the_reasons_open_and_the_cards_below_the_text(open_page):
    opened = open_page(PAGE, wait=False, own=True)
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#i1 .reasons").is_visible()
    assert opened.js("getComputedStyle(document.querySelector('.telling')).display") == "block"

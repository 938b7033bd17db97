"""The texts beside the map: from a mark to the map, and from the map to the words."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from geomap.model import Document, Stance
from tests import builders, drawn
from tests.browser.conftest import PHONE

SHELLING = "Ostra's Defence Ministry accused Velm of shelling the Tamsin district in the morning."
DENIAL = "Velm's army rejected it as untrue."
# What a mark says without the signs at its head.
MARKS = "(kind) => [...document.querySelectorAll(`.gm-mark-on[data-kind=${kind}]`)].map((m) => m.textContent)"
CHOSEN = "() => [...document.querySelectorAll('.gm-mark-chosen')].map((m) => m.textContent)"
IN_VIEW = """(text) => {
  const box = document.querySelector('.gm-reading').getBoundingClientRect();
  return [...document.querySelectorAll('.gm-mark-on')].some((m) => {
    const r = m.getBoundingClientRect();
    return m.textContent.includes(text) && r.top >= box.top && r.top < box.bottom;
  });
}"""


@pytest.fixture
def read(open_page, make_map):
    """A page opened at its texts."""

    def open_(extraction=None, *, size=(1280, 860), tab=True, scheme="light", **options):
        opened = open_page(make_map(extraction, **options), size, scheme=scheme)
        if tab:
            opened.page.click("#gm-tab-text")
            opened.page.wait_for_selector(".gm-texts article, .gm-texts .gm-cards-head")
            opened.settle()
        return opened

    return open_


def wait_for(opened, script, argument=None):
    opened.page.wait_for_function(script, arg=argument, timeout=5000)


def chosen(opened, position, origin="list"):
    opened.js("async ([i, from]) => (await geomap.ready).table.choose(i, from)", [position, origin])
    opened.settle()


def filtered(opened, dimension, value):
    opened.js(
        """async ([dimension, value]) => {
          const { filters } = await geomap.ready;
          filters.set(dimension, value && new Set(value.map((each) => filters.values[dimension].indexOf(each))));
        }""",
        [dimension, value],
    )
    opened.settle()


@pytest.mark.parametrize(
    ("quotes", "told"), [("none", "No words"), ("sentence", "Only the sentences"), ("full", "A click")]
)
def test_what_travels_is_shown_and_said(read, quotes, told):
    opened = read(quotes=quotes)
    page = opened.page.locator(".gm-reading")
    assert told in page.inner_text()
    head = page.locator(".gm-text-head")
    assert head.inner_text() == "The Test Wire: Fighting goes on · 12 May 2031"
    assert head.locator("a").get_attribute("href") == "https://example.org/wire/1?a=1&b=2"
    text = "".join(opened.js("() => [...document.querySelectorAll('.gm-stretch')].map((s) => s.textContent)"))
    first, last = drawn.TEXT.index("Forces"), drawn.TEXT.index(" An envoy")
    assert text == {"none": "", "sentence": "… " + drawn.TEXT[first:last], "full": drawn.TEXT}[quotes]
    assert opened.faults == []
    assert opened.js("window.violations") == []


def test_sentences_places_and_grey_names_are_marked_within_each_other(read):
    opened = read(quotes="full")
    assert SHELLING in opened.js(MARKS, "incident")
    assert opened.js(MARKS, "claim") == [DENIAL]
    assert "Tamsin district" in opened.js(MARKS, "place")
    assert opened.js(MARKS, "mention") == ["OSTRA", "VELM", "Farland"]
    nested = """() => { const place = [...document.querySelectorAll('[data-kind=place]')].find((m) => m.textContent === 'Tamsin district');
      return place.parentElement.textContent; }"""
    assert opened.js(nested) == SHELLING
    label = "() => [...document.querySelectorAll('.gm-mark-sign')].map((b) => b.getAttribute('aria-label'))"
    told = opened.js(label)
    assert "Shelling, contested" in told
    assert "denied or told otherwise here: Shelling, contested" in told


def test_status_is_told_by_the_line_and_not_by_colour_alone(read):
    opened = read()
    styles = opened.js(
        """() => Object.fromEntries([...document.querySelectorAll('.gm-mark-on[data-kind=incident]')].map((m) =>
          [m.className.match(/gm-mark-(contested|claimed|denied|reported|confirmed)/)[1],
           getComputedStyle(m).textDecorationStyle + getComputedStyle(m).textDecorationThickness]))"""
    )
    assert {"contested", "claimed", "reported", "confirmed"} <= set(styles)
    assert len(set(styles.values())) == len(styles)


def test_a_mark_opens_its_incident_on_the_map(read):
    opened = read()
    opened.page.locator(".gm-reading").get_by_text("in the morning.").evaluate("(mark) => mark.click()")
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    assert "Shelling" in opened.page.locator(".leaflet-popup-content h3").inner_text()
    wait_for(opened, "() => document.querySelector('.gm-card-chosen')")
    assert SHELLING in opened.js(CHOSEN)
    assert opened.count(".gm-mark-chosen[data-kind=claim]") == 1
    assert opened.faults == []


def test_a_mark_is_chosen_with_the_keyboard(read):
    opened = read()
    opened.page.get_by_role("button", name="Rocket or missile fire, claimed").first.focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector(".leaflet-popup-content")
    assert "Rocket" in opened.page.locator(".leaflet-popup-content h3").inner_text()


def test_a_sentence_of_several_incidents_opens_a_list_of_them(read):
    opened = read()
    inner = opened.page.locator(".gm-mark[data-kind=incident] .gm-mark[data-kind=incident]")
    assert inner.text_content() == "Ministers met in Harbour City"
    inner.evaluate("(mark) => mark.click()")
    box = opened.page.locator(".gm-choice")
    assert box.locator("button").count() == 2
    opened.page.keyboard.press("Escape")
    assert box.count() == 0
    opened.page.locator(".gm-mark-on[data-kind=place]", has_text="Harbour City").click()
    box.locator("button", has_text="Ceasefire agreed").click()
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    assert "Ceasefire agreed" in opened.page.locator(".leaflet-popup-content h3").inner_text()
    assert box.count() == 0


def test_an_incident_without_a_place_says_so(read):
    opened = read()
    opened.page.get_by_role("button", name="Drone strike, confirmed").click()
    opened.settle()
    assert "not on the map" in opened.page.locator(".gm-text-told").inner_text()
    assert opened.count(".leaflet-popup") == 0


def test_what_is_chosen_on_the_map_or_in_the_list_is_shown_in_the_open_text(read):
    filler = "Nothing of note was said of it.\n\n" * 400
    text = filler + drawn.TEXT
    moved = len(filler)

    def move(made):
        claims = tuple(replace(c, start=c.start + moved, end=c.end + moved) for c in made.claims)
        place = made.place and replace(made.place, start=made.place.start + moved, end=made.place.end + moved)
        return replace(
            made, start=made.start + moved, end=made.end + moved, claims=claims, place=place,
            trigger_start=made.trigger_start + moved, trigger_end=made.trigger_end + moved,
        )  # fmt: skip

    extraction = drawn.extraction(
        documents=(replace(drawn.DOCUMENT, text=text),),
        toponyms=((),),
        incidents=tuple(map(move, drawn.incidents())),
    )
    opened = read(extraction, quotes="full")
    chosen(opened, 7, "list")
    wait_for(opened, IN_VIEW, "A convoy was hit")
    assert "A convoy was hit near Millbrook." in opened.js(CHOSEN)
    # What stands before is made when it is asked for, and nothing moves.
    before = opened.page.locator(".gm-earlier:visible")
    while before.count():
        opened.js("() => document.querySelector('.gm-reading .gm-earlier').click()")
        opened.settle()
        assert opened.js(IN_VIEW, "A convoy was hit")
    made = opened.js("() => [...document.querySelectorAll('.gm-stretch')].map((s) => s.textContent).join('')")
    assert made == text
    assert opened.faults == []


def test_show_in_the_text_opens_the_tab_there(read):
    opened = read(tab=False)
    assert not opened.page.locator(".gm-reading").is_visible()
    opened.page.locator(".gm-card", has_text="Millbrook").get_by_role(
        "button", name="show in the text"
    ).click()
    wait_for(opened, IN_VIEW, "A convoy was hit")
    assert opened.page.locator("#gm-tab-text").get_attribute("aria-selected") == "true"
    assert opened.js("() => document.activeElement.getAttribute('aria-label')") == "Bomb or mine, reported"
    wait_for(opened, "() => location.hash.includes('tab=text')")


def test_what_was_chosen_meanwhile_is_there_when_the_tab_is_opened(read):
    opened = read(tab=False)
    chosen(opened, 1)
    opened.page.click("#gm-tab-text")
    wait_for(opened, IN_VIEW, SHELLING)
    assert SHELLING in opened.js(CHOSEN)


def test_marks_follow_the_filters_and_the_account(read):
    opened = read(quotes="full")
    filtered(opened, "status", ["contested"])
    assert opened.js(MARKS, "incident") == [SHELLING]
    assert opened.page.locator(".gm-text header").inner_text().endswith("1 incident")
    filtered(opened, "status", None)
    assert len(opened.js(MARKS, "incident")) > 5
    opened.js("async () => (await geomap.ready).lens.setAccount('Velm')")
    opened.settle()
    assert "gm-mark-denied" in opened.page.locator(".gm-mark", has_text="in the morning").first.get_attribute(
        "class"
    )
    assert opened.faults == []


def test_a_text_without_a_shown_incident_is_folded_away(read):
    opened = read(quotes="full")
    filtered(opened, "status", [])
    assert opened.count(".gm-texts article") == 0
    opened.page.get_by_text("also 1 text without an incident shown").click()
    opened.settle()
    assert opened.count(".gm-text-quiet") == 1
    assert opened.js(MARKS, "incident") == []
    # What is asked for is shown although it is filtered out.
    opened.js("async () => (await geomap.ready).table.fire('read', { position: 1 })")
    opened.settle()
    assert opened.count(".gm-stretch") > 0


def test_grey_names_tell_their_role_and_lead_to_their_place_if_it_is_drawn(read):
    opened = read(quotes="full")
    ostra = opened.page.locator(".gm-mark[data-kind=mention]", has_text="OSTRA")
    assert ostra.get_attribute("title") == "dateline; named, but nothing is said here to have happened there"
    assert ostra.get_attribute("aria-label").startswith("OSTRA: dateline")
    ostra.focus()
    opened.page.keyboard.press("Enter")
    box = opened.page.locator(".gm-choice")
    box.get_by_role("button", name="show it on the map").click()
    opened.page.wait_for_selector(".gm-note")
    assert "nothing is said to have happened here" in opened.page.locator(".gm-note").inner_text()
    opened.settle()
    opened.page.locator(".gm-mark[data-kind=mention]", has_text="VELM").click()
    wait_for(opened, "() => document.querySelector('.gm-note').textContent.includes('Velm')")
    assert box.count() == 0


def test_a_name_told_a_hundred_times_is_one_stop_of_the_keyboard(read):
    text = "Forces fought on in and around Karst. " + "Farland was named. " * 100
    first = len("Forces fought on in and around Karst. ")
    farland = next(t for t in drawn.toponyms() if t.text == "Farland")
    names = tuple(replace(farland, start=first + 19 * k, end=first + 19 * k + 7) for k in range(100))
    clash = replace(drawn.incidents()[0], start=0, end=first - 1, trigger_start=0, trigger_end=first - 1)
    opened = read(
        drawn.extraction(
            documents=(replace(drawn.DOCUMENT, text=text),), toponyms=(names,), incidents=(clash,)
        ),
        quotes="full",
    )
    assert opened.count(".gm-mark[data-kind=mention]") == 100
    assert opened.count(".gm-mark[data-kind=mention][tabindex]") == 1


STORM = "e" + "\u0301" * 400
ODD = f"😀🇺🇦 \u202edlrow\u202c \x00 {STORM} half \ud83d. <b>Shells</b> hit Beth 😀 today. Gimel denied it."


def odd(sentence, *claims, **changes):
    start = ODD.index(sentence)
    return builders.incident(
        start=start, end=start + len(sentence), quote=sentence, trigger=sentence, trigger_start=start,
        trigger_end=start + len(sentence), place=None, claims=claims, casualties=(), document_id="d1", **changes,
    )  # fmt: skip


def test_characters_beyond_the_basic_plane_shift_no_mark_and_odd_ones_do_no_harm(read):
    denial = ODD.index("Gimel denied it.")
    claims = (builders.claim("Gimel", Stance.REJECTS, start=denial, end=denial + 16, quote=ODD[denial:]),)
    made = odd("<b>Shells</b> hit Beth 😀 today.", *claims)
    opened = read(
        replace(builders.extraction(made), documents=(Document("d1", ODD),), toponyms=((),)), quotes="full"
    )
    assert opened.js(MARKS, "incident") == ["<b>Shells</b> hit Beth 😀 today."]
    assert opened.js(MARKS, "claim") == ["Gimel denied it."]
    assert opened.count(".gm-stretch b") == 0
    assert opened.faults == []


def test_spans_that_overlap_are_cut_so_that_they_nest(read):
    hits, beth = odd("hit Beth 😀 today. Gimel"), odd("Shells</b> hit Beth", id="i2")
    opened = read(
        replace(builders.extraction(hits, beth), documents=(Document("d1", ODD),), toponyms=((),)),
        quotes="full",
    )
    assert opened.js(MARKS, "incident") == ["Shells</b> hit Beth", "hit Beth", " 😀 today. Gimel"]
    # The half that goes on has no second sign.
    assert opened.count(".gm-mark-sign") == 2
    assert opened.faults == []


def numbered(n):
    documents, incidents = [], []
    for i in range(n):
        text = f"Shells hit Beth on day {i}. Little more was said."
        documents.append(Document(f"d{i}", text, title=f"Report {i}", published=date(2021, 3, 2)))
        incidents.append(
            builders.incident(
                id=f"n{i}", document_id=f"d{i}", start=0, end=text.index(".") + 1, quote=text[: text.index(".") + 1],
                trigger="hit", trigger_start=7, trigger_end=10, place=None, claims=(), casualties=(),
            )
        )  # fmt: skip
    return replace(builders.extraction(*incidents), documents=tuple(documents), toponyms=((),) * n)


def test_of_thousands_of_texts_a_few_are_made_and_any_is_reached(read):
    opened = read(numbered(5000), tab=False)
    begun = time.perf_counter()
    opened.page.click("#gm-tab-text")
    opened.page.wait_for_selector(".gm-texts article .gm-mark-on")
    assert time.perf_counter() - begun < 2
    assert 10 < opened.count(".gm-texts article") < 200
    chosen(opened, 4321)
    wait_for(opened, IN_VIEW, "on day 4321.")
    assert opened.count(".gm-texts article") < 300
    number = opened.page.get_by_label("Text of 5,000")
    number.fill("2001")
    number.press("Enter")
    wait_for(opened, IN_VIEW, "on day 2000.")
    opened.js(
        "() => { const page = document.querySelector('.gm-reading'); page.scrollTop = page.scrollHeight; }"
    )
    wait_for(opened, "() => document.querySelectorAll('.gm-texts article').length > 60")
    assert opened.faults == []


def test_a_text_of_a_million_letters_does_not_freeze_the_page(read):
    sentence = "Shells hit Beth again, it was said, and nobody was hurt. "
    text = "".join(sentence + ("\n\n" if k % 7 == 6 else "") for k in range(18_000))
    at, spots = -1, []
    while (at := text.find("Shells", at + 1)) >= 0:
        spots.append(at)
    made = [
        builders.incident(
            id=f"i{k}", start=start, end=start + 56, quote=text[start : start + 56], trigger="hit",
            trigger_start=start + 7, trigger_end=start + 10, place=None, claims=(), casualties=(),
        )
        for k, start in enumerate(spots[::6])
    ]  # fmt: skip
    extraction = replace(builders.extraction(*made), documents=(Document("d1", text),), toponyms=((),))
    opened = read(extraction, quotes="full", tab=False)
    slow = """async () => {
      const { panel, table, reading } = await geomap.ready;
      const tasks = [];
      new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((each) => each.duration))).observe({ type: 'longtask' });
      panel.show('text');
      await new Promise((go) => setTimeout(go, 500));
      await reading.read(table.size - 2);
      await new Promise((go) => setTimeout(go, 300));
      return Math.max(0, ...tasks);
    }"""
    assert opened.js(slow) < 700
    assert opened.js("() => document.querySelectorAll('.gm-stretch').length") < 40
    assert len(opened.js(CHOSEN)) == 1
    assert opened.faults == []


def test_the_page_speaks_another_language_at_once(read):
    opened = read(quotes="full")
    opened.js(
        """() => { geomap.catalogues.en['text.hint'] = 'Hinweis'; geomap.catalogues.en['status.contested'] = 'strittig';
          geomap.events.fire('language'); }"""
    )
    opened.settle()
    assert "Hinweis" in opened.page.locator(".gm-text-about").inner_text()
    assert opened.page.get_by_role("button", name="Shelling, strittig").count() >= 1
    assert opened.count(".gm-texts article") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_stand_out_from_their_marks(read, scheme):
    opened = read(quotes="full", scheme=scheme)
    opened.screenshot(f"texts-{scheme}")
    assert opened.faults == []


def test_on_a_phone_the_sheet_makes_way_for_the_map(read):
    opened = read(size=PHONE, tab=False)
    opened.js("async () => (await geomap.ready).table.fire('read', { position: 1 })")
    opened.page.wait_for_timeout(400)
    assert opened.page.locator(".gm-panel.gm-open").count() == 1
    wait_for(opened, IN_VIEW, SHELLING)
    opened.screenshot("texts-phone")
    opened.page.get_by_role("button", name="Bomb or mine, reported").click()
    opened.page.wait_for_selector(".leaflet-popup-content h3")
    assert opened.page.locator(".gm-panel.gm-open").count() == 0

"""The bar of time: what it shows is what Python counts, and everything on the map follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import folium
import pytest

from geomap.errors import UsageError
from geomap.layers import build_layers
from geomap.model import Incident, Salience
from geomap.render import TimeControl
from geomap.render.document import self_contained
from geomap.render.elements import IncidentLayer, IncidentTable, LineLayer
from tests import drawn

FIRST, LAST = date(2031, 5, 1), date(2031, 5, 20)


def dated(key: str, start: date | None, end: date | None, prec: int | None = 1, **changes: Any) -> Incident:
    """One of the invented incidents, on other days."""
    told = drawn.incidents()[3]
    return replace(told, id=key, date_start=start, date_end=end, date_prec=prec, **changes)


def many_days() -> tuple[Incident, ...]:
    exact = [dated(f"e{i}", day, day) for i in range(30) for day in [FIRST + timedelta(days=(i * 7) % 20)]]
    return (
        *exact,
        dated("rough", date(2031, 5, 5), date(2031, 5, 14), 4),
        dated("rough2", date(2031, 5, 12), date(2031, 5, 13), 2),
        dated("several", date(2031, 5, 8), date(2031, 5, 10)),
        dated("since", date(2031, 5, 15), None),
        dated("undated", None, None, None),
        dated("undated2", None, None, None),
        replace(drawn.incidents()[1], id="contested", date_start=date(2031, 5, 6), date_end=date(2031, 5, 6)),
    )


def counted(found: Iterable[Incident], start: date | None, end: date | None, undated: bool = True) -> int:
    """How many incidents a window of days shows."""

    def passes(one: Incident) -> bool:
        if one.date_start is None and one.date_end is None:
            return undated
        return (end is None or one.date_start is None or one.date_start <= end) and (
            start is None or one.date_end is None or one.date_end >= start
        )

    return sum(map(passes, found))


def number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


BARS = """async () => {
  const { time } = await geomap.ready;
  const { all, rough, contested } = time.chart._counts;
  return time.axis.bins.map((bin, k) => [bin.from, bin.to, bin.kind, all[k], rough[k], contested[k]]);
}"""
COUNT = "async () => (await geomap.ready).lens.count"
TIME = "async () => (await geomap.ready).filters.time"
SET = "async ([from, to]) => (await geomap.ready).filters.setTime({ from, to })"


@pytest.fixture
def opened(open_page, make_map):
    page = open_page(make_map(drawn.extraction(incidents=many_days())))
    assert page.faults == []
    return page


def words(opened) -> str:
    # Languages put a thin space or none around the dash between two days.
    return re.sub(r"\s*–\s*", "–", opened.page.locator(".gm-time-words").inner_text())


def test_spans_show_what_python_counts(opened):
    for start, end in (
        (None, None),
        (FIRST, FIRST),
        (date(2031, 5, 6), date(2031, 5, 9)),
        (date(2031, 5, 13), date(2031, 5, 13)),
        (None, date(2031, 5, 12)),
        (date(2031, 5, 16), None),
    ):
        opened.js(SET, [d and number(d) for d in (start, end)])
        assert opened.js(COUNT) == counted(many_days(), start, end)


def test_each_bar_has_the_number_that_a_window_on_it_shows(opened):
    told = many_days()
    bars = opened.js(BARS)
    assert (bars[0][0], bars[-1][1]) == (number(FIRST), number(LAST))
    assert len(bars) == 20
    rough = [one for one in told if (one.date_prec or 0) > 1]
    contested = [one for one in told if one.id == "contested"]
    for start, end, _, *numbers in bars:
        days = [date(1970, 1, 1) + timedelta(days=n) for n in (start, end)]
        assert numbers == [counted(group, *days, undated=False) for group in (told, rough, contested)]
    fifth = opened.page.locator(".gm-time-hits title").nth(5).text_content()
    assert fifth.startswith("6 May 2031: ")
    assert "1 of them on a day not known exactly" in fifth
    assert "1 contested" in fifth
    opened.screenshot("timeline")


def test_bars_follow_the_other_filters_but_not_the_time(opened):
    opened.js(SET, [number(FIRST), number(FIRST)])
    opened.settle()
    assert sum(bar[3] for bar in opened.js(BARS)) > 30
    opened.js(
        "async () => { const { filters } = await geomap.ready;"
        " filters.set('status', new Set([filters.values.status.indexOf('contested')])); }"
    )
    opened.settle()
    assert [bar[3] for bar in opened.js(BARS)] == [1 if k == 5 else 0 for k in range(20)]
    opened.js(
        "async () => { const { filters, lens } = await geomap.ready; filters.clear(); lens.setAccount('Velm'); }"
    )
    opened.settle()
    assert [bar[3] for bar in opened.js(BARS)] == [1 if k == 5 else 0 for k in range(20)]


def test_undated_incidents_can_be_left_out(opened):
    box = opened.page.locator(".gm-time-undated")
    assert "2" in box.inner_text()
    opened.js(SET, [number(FIRST), number(FIRST)])
    before = opened.js(COUNT)
    box.locator("input").uncheck()
    assert opened.js(COUNT) == before - 2 == counted(many_days(), FIRST, FIRST, undated=False)


def test_handles_by_keyboard_and_in_words(opened):
    start, end = (opened.page.get_by_role("slider", name=f"{n} day shown") for n in ("First", "Last"))
    assert words(opened) == "1–20 May 2031 (whole time)"
    end.focus()
    end.press("PageDown")
    opened.settle()
    assert end.get_attribute("aria-valuetext") == "13 May 2031"
    end.press("ArrowLeft")
    opened.settle()
    start.focus()
    start.press("ArrowRight")
    start.press("ArrowRight")
    opened.settle()
    assert words(opened) == "3–12 May 2031"
    assert opened.js(COUNT) == counted(many_days(), date(2031, 5, 3), date(2031, 5, 12))
    start.press("Shift+ArrowRight")
    opened.settle()
    assert words(opened) == "4–13 May 2031"
    start.press("End")
    opened.settle()
    assert words(opened) == "13 May 2031"
    start.press("Home")
    end.focus()
    end.press("End")
    opened.settle()
    assert opened.js(TIME) == {"from": None, "to": None, "undated": True}


def test_a_bar_that_is_clicked_and_a_window_that_is_dragged(opened):
    box = opened.page.locator(".gm-time-bars").bounding_box()
    mouse = opened.page.mouse

    def at(bin_: float, y: float) -> tuple[float, float]:
        return box["x"] + box["width"] * bin_ / 20, y

    mouse.click(*at(4.5, box["y"] + 20))
    opened.settle()
    assert words(opened) == "5 May 2031"
    mouse.move(*at(2.5, box["y"] + 20))
    mouse.down()
    mouse.move(*at(6.5, box["y"] + 20))
    opened.settle()
    mouse.up()
    assert words(opened) == "3–7 May 2031"
    track = box["y"] + box["height"] + 9
    mouse.move(*at(5, track))
    mouse.down()
    mouse.move(*at(8, track))
    opened.settle()
    mouse.up()
    assert words(opened) == "6–10 May 2031"
    opened.page.click(".gm-time-all")
    assert words(opened) == "1–20 May 2031 (whole time)"


def test_cumulative_is_everything_up_to_the_day(opened):
    opened.js(SET, [number(date(2031, 5, 4)), number(date(2031, 5, 7))])
    opened.page.locator(".gm-time-cumulative input").check()
    opened.settle()
    assert words(opened) == "until 7 May 2031"
    assert opened.js(COUNT) == counted(many_days(), None, date(2031, 5, 7))
    assert not opened.page.locator(".gm-time-from").is_visible()
    opened.page.locator(".gm-time-cumulative input").uncheck()
    opened.settle()
    assert words(opened) == "7 May 2031"


def test_play_goes_on_by_steps_and_ends_at_the_end(opened):
    opened.js(SET, [number(date(2031, 5, 18)), number(date(2031, 5, 18))])
    play = opened.page.locator(".gm-time-play")
    play.focus()
    play.press("Space")
    assert play.get_attribute("aria-label") == "Pause"
    opened.page.locator(".gm-time-words", has_text="20 May 2031").wait_for()
    opened.settle()
    assert play.get_attribute("aria-label") == "Play"
    assert words(opened) == "20 May 2031"
    play.press("Space")
    opened.settle()
    assert words(opened) == "1 May 2031"
    play.press("Space")
    assert play.get_attribute("aria-label") == "Play"


def test_the_address_keeps_what_is_chosen(opened):
    page = opened.page
    opened.js(
        "async () => { const { time } = await geomap.ready; time.setStep('week'); time.setCumulative(true); }"
    )
    opened.js(SET, [None, number(date(2031, 5, 11))])
    page.locator(".gm-time-undated input").uncheck()
    page.locator("body").evaluate("() => new Promise((r) => setTimeout(r, 400))")
    assert "time=..2031-05-11_cuw" in page.url
    page.reload()
    page.wait_for_selector("html[data-geomap=ready]")
    opened.settle()
    assert words(opened) == "until 11 May 2031"
    assert opened.js(COUNT) == counted(many_days(), None, date(2031, 5, 11), undated=False)
    assert page.locator(".gm-time-step").input_value() == "week"
    assert page.locator(".gm-time-cumulative input").is_checked()
    opened.js("() => { location.hash = '#time=2031-05-02..2031-05-03'; }")
    page.locator(".gm-time-words", has_text=re.compile(r"2\s*–\s*3 May 2031")).wait_for()
    assert opened.js(TIME) == {
        "from": number(date(2031, 5, 2)),
        "to": number(date(2031, 5, 3)),
        "undated": True,
    }
    opened.js("() => { location.hash = '#time=nonsense'; }")
    page.locator(".gm-time-words", has_text="whole time").wait_for()


def test_lines_areas_and_changes_are_those_of_the_day(open_page, make_map):
    opened = open_page(make_map())
    shown = """async () => {
      const { layers } = await geomap.ready;
      return ['lines', 'areas'].map((key) => layers.get(key).current().filter((each) => each.outdated).length)
        .concat(layers.get('changes').current().length, document.querySelector('.gm-legend').textContent.includes('outdated'));
    }"""
    assert opened.js(shown)[0] == 1
    days = {date(2031, 4, 1): (0, 0), date(2031, 5, 2): (1, 0), date(2031, 5, 4): (1, 1)}
    for day, (lines, changes) in days.items():
        opened.js(SET, [None, number(day)])
        opened.settle()
        outdated, _, changed, told = opened.js(shown)
        assert (outdated, changed, told) == (lines, changes, bool(lines))


def test_an_old_background_does_not_stretch_the_axis(open_page, make_map):
    background = Salience.BACKGROUND
    old = dated("old", date(2005, 1, 1), date(2005, 12, 31), 5, salience=background)
    until = dated("until", None, date(2031, 5, 3))
    later = dated("later", date(2033, 1, 1), date(2033, 1, 1), salience=background)
    told = (*many_days(), old, until, later)
    opened = open_page(make_map(drawn.extraction(incidents=told)))
    bars = opened.js(BARS)
    assert [bar[2] for bar in bars] == ["earlier", *[""] * 20, "later"]
    assert bars[0][3:5] == [2, 2]
    assert bars[1][3] == counted(told, FIRST, FIRST, undated=False)
    # What is still going on, and what comes after.
    assert bars[-1][3] == 2
    assert (
        opened.page.locator(".gm-time-hits title").first.text_content().startswith("until 30 April 2031: 2")
    )
    opened.page.click(".gm-time-play")
    opened.settle()
    opened.page.click(".gm-time-play")
    assert words(opened) == "1 May 2031"


def test_steps_are_those_that_suit_the_days(open_page, make_map):
    spread = tuple(
        dated(f"n{i}", day, day) for i in range(40) for day in [date(2028, 1, 5) + timedelta(days=31 * i)]
    )
    opened = open_page(make_map(drawn.extraction(incidents=spread)))
    step = opened.page.locator(".gm-time-step")
    assert step.input_value() == "month"
    assert step.locator("option").all_inner_texts() == ["day", "week", "month", "year"]
    step.select_option("year")
    opened.settle()
    bars = opened.js(BARS)
    assert [bar[3] for bar in bars] == [
        sum(one.date_start.year == y for one in spread) for y in range(2028, 2032)
    ]
    opened.page.get_by_role("slider", name="Last day shown").press("ArrowLeft")
    opened.settle()
    assert words(opened) == "5 January 2028–31 December 2030"
    assert opened.js(COUNT) == sum(one.date_start.year < 2031 for one in spread)
    assert opened.faults == []


def test_nothing_to_choose_shows_no_bar(open_page, make_map):
    told = [
        replace(one, date_start=drawn.DOCUMENT.published, date_end=drawn.DOCUMENT.published)
        for one in drawn.incidents()
    ]
    home = replace(drawn.theatre(), lines=(), areas=(), changes=(), cut_line=None)
    opened = open_page(make_map(drawn.extraction(incidents=tuple(told), theatres=(home,), sectors=())))
    assert not opened.page.locator(".gm-time").is_visible()
    none = [replace(one, date_start=None, date_end=None, date_prec=None) for one in drawn.incidents()]
    opened = open_page(make_map(drawn.extraction(incidents=tuple(none))))
    assert not opened.page.locator(".gm-time").is_visible()
    # One day, but places that changed hands before it.
    opened = open_page(make_map(drawn.extraction(incidents=tuple(told))))
    assert opened.page.locator(".gm-time").is_visible()
    assert opened.faults == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_on_a_phone(open_page, make_map, direction):
    opened = open_page(make_map(drawn.extraction(incidents=many_days())), (360, 740))
    opened.js("(dir) => { document.documentElement.dir = dir; }", direction)
    opened.settle()
    assert opened.js("() => document.documentElement.scrollWidth <= 360")
    assert not opened.page.locator(".gm-time-options").is_visible()
    opened.page.click(".gm-time-more")
    assert opened.page.locator(".gm-time-cumulative").is_visible()
    # Time runs from left to right in every language.
    end = opened.page.get_by_role("slider", name="Last day shown")
    before = end.bounding_box()["x"]
    end.press("ArrowLeft")
    opened.settle()
    assert words(opened) == "1–19 May 2031"
    after = end.bounding_box()
    assert after["x"] < before
    assert after["x"] >= 0
    opened.screenshot(f"timeline-phone-{direction}")


def test_side_by_side_both_maps_follow(opened):
    opened.page.click("[data-account=beside]")
    opened.settle()
    assert [bar[3] for bar in opened.js(BARS)] == [1 if k == 5 else 0 for k in range(20)]
    opened.js(SET, [number(FIRST), number(FIRST)])
    both = (
        "async () => { const c = await geomap.ready; return [c.lens.count, c.accounts.second.lens.count]; }"
    )
    assert opened.js(both) == [0, 0]
    opened.js(SET, [number(date(2031, 5, 6)), number(date(2031, 5, 6))])
    assert opened.js(both) == [1, 1]
    assert opened.faults == []


def test_as_an_element_on_a_map_of_ones_own(open_page):
    layers = build_layers(drawn.extraction(incidents=many_days()), None)
    own = folium.Map([39.9, 46.6], zoom_start=8, tiles=None)
    table = IncidentTable(layers)
    LineLayer(table).add_to(own)
    IncidentLayer(table).add_to(own)
    TimeControl(table).add_to(own)
    opened = open_page(self_contained(own.get_root(), title="own"), wait=False)
    opened.page.locator(".gm-time-control .gm-time-words", has_text="(whole time)").wait_for()
    name = opened.js("() => Object.keys(window).find((k) => k.startsWith('incident_table_'))")
    lens = f"(await window['{name}'].ready).lens"
    opened.page.get_by_role("slider", name="Last day shown").press("PageDown")
    opened.settle()
    assert opened.js(f"async () => {lens}.count") == counted(many_days(), None, date(2031, 5, 13))
    assert opened.page.locator(".gm-icon").count() > 0
    assert opened.faults == []
    opened.screenshot("timeline-folium")
    with pytest.raises(UsageError):
        TimeControl(table, position="middle")

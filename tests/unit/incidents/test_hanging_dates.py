"""Days that hang on the one named before: 'the same night', 'the following morning', 'three hours later'."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.recognition.dates import find_dates
from tests.unit.incidents.deeds_support import DAY, only, told

BEFORE = "Shells hit Kherson on Friday. "
FRIDAY = date(2020, 10, 2)


@pytest.mark.parametrize(
    ("when", "day", "time"),
    [
        ("The same day", 2, None),
        ("On the same day", 2, None),
        ("The same night,", 2, "night"),
        ("The same evening", 2, "evening"),
        ("That night", 2, "night"),
        ("The next day", 3, None),
        ("The following day,", 3, None),
        ("The following morning", 3, "morning"),
        ("The next evening", 3, "evening"),
        ("The following night", 3, "night"),
        ("The previous evening", 1, "evening"),
        ("Three hours later", 2, None),
        ("Two hours later", 2, None),
        ("A day later", 3, None),
        ("Two days later", 4, None),
    ],
)
def test_a_day_told_by_the_one_before(when: str, day: int, time: str | None) -> None:
    first, second = told(f"{BEFORE}{when} rockets hit Nikopol.")
    assert first.date_start == FRIDAY
    assert second.date_start == second.date_end == date(2020, 10, day)
    assert second.time_of_day == time


def test_within_one_sentence() -> None:
    text = "Rebels ambushed a convoy near Gao on October 2 before they attacked a post at Menaka the following night."
    assert [i.date_start for i in told(text)] == [date(2020, 10, 2), date(2020, 10, 3)]


def test_days_hang_one_on_the_other() -> None:
    text = (
        "Shells hit Kherson on Friday. The next day rockets hit Nikopol. "
        "The following morning a drone hit a depot in Sumy."
    )
    assert [i.date_start for i in told(text)] == [date(2020, 10, d) for d in (2, 3, 4)]


def test_where_no_day_was_named_none_is_made_up() -> None:
    incident = only("The same night, rockets hit Nikopol.")
    assert incident.date_start is None
    assert incident.time_of_day == "night"


def test_over_the_end_of_a_month_and_of_a_year() -> None:
    mentions = find_dates("It fell on September 30. The following morning it was retaken.", DAY)
    assert (mentions[1].date_start, mentions[1].time_of_day) == (date(2020, 10, 1), "morning")
    mentions = find_dates("It fell on December 31, 2019. The next night it was retaken.", DAY)
    assert (mentions[1].date_start, mentions[1].time_of_day) == (date(2020, 1, 1), "night")


@pytest.mark.parametrize(
    "text", ["The same man came.", "They took the next road.", "The following list was read."]
)
def test_words_of_other_things_are_no_days(text: str) -> None:
    assert find_dates(f"It fell on September 30. {text}", DAY)[1:] == ()


def test_the_words_of_a_mention_are_those_of_the_text() -> None:
    text = "It fell on September 30. Three hours later, and again the same night, there was fire."
    mentions = find_dates(text, DAY)
    assert [m.text.lower() for m in mentions] == ["september 30", "three hours later", "the same night"]
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert {m.date_start for m in mentions} == {date(2020, 9, 30)}

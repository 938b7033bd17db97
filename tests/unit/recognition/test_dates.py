"""Time expressions as intervals."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import DateMention
from geomap.recognition.dates import find_dates, read_full_date

ANCHOR = date(2020, 10, 13)  # a Tuesday


def only(text: str, anchor: date | None = ANCHOR) -> DateMention:
    mentions = find_dates(text, anchor)
    assert len(mentions) == 1, mentions
    assert text[mentions[0].start : mentions[0].end] == mentions[0].text
    return mentions[0]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "prec"),
    [
        ("on October 13", "2020-10-13", "2020-10-13", 1),
        ("on 13 October 2019", "2019-10-13", "2019-10-13", 1),
        ("on Oct. 10", "2020-10-10", "2020-10-10", 1),
        ("on the 13th of October", "2020-10-13", "2020-10-13", 1),
        ("on 10/13/2020", "2020-10-13", "2020-10-13", 1),
        ("on 13.10.2020", "2020-10-13", "2020-10-13", 1),
        ("on 2020-10-13", "2020-10-13", "2020-10-13", 1),
        ("October 10-12", "2020-10-10", "2020-10-12", 2),
        ("10-12 October", "2020-10-10", "2020-10-12", 2),
        ("on October 9 and 10", "2020-10-09", "2020-10-10", 2),
        ("Sept 27 - Oct 10", "2020-09-27", "2020-10-10", 4),
        ("from September 27 to October 10", "2020-09-27", "2020-10-10", 4),
        ("from 10 to 12 October", "2020-10-10", "2020-10-12", 2),
        ("between October 1 and October 5", "2020-10-01", "2020-10-05", 2),
        ("between Monday and Wednesday", "2020-10-05", "2020-10-07", 2),
        ("from November to February", "2019-11-01", "2020-02-29", 5),
        ("on Sunday, September 27, 2020", "2020-09-27", "2020-09-27", 1),
        ("late September", "2020-09-21", "2020-09-30", 4),
        ("in September 2020", "2020-09-01", "2020-09-30", 4),
        ("in May", "2020-05-01", "2020-05-31", 4),
        ("in December", "2019-12-01", "2019-12-31", 4),
        ("in 1994", "1994-01-01", "1994-12-31", 5),
        ("a 1994 cease-fire", "1994-01-01", "1994-12-31", 5),
        ("in the 1990s", "1990-01-01", "1999-12-31", 5),
        ("in the early 1990s", "1990-01-01", "1993-12-31", 5),
        ("in mid-2014", "2014-05-01", "2014-08-31", 5),
        ("in 2014-2015", "2014-01-01", "2015-12-31", 5),
        ("in the summer of 2014", "2014-06-01", "2014-08-31", 5),
        ("on Tuesday", "2020-10-13", "2020-10-13", 1),
        ("on Wednesday", "2020-10-07", "2020-10-07", 1),
        ("last Tuesday", "2020-10-06", "2020-10-06", 1),
        ("next Tuesday", "2020-10-20", "2020-10-20", 1),
        ("yesterday", "2020-10-12", "2020-10-12", 1),
        ("today", "2020-10-13", "2020-10-13", 1),
        ("last week", "2020-10-05", "2020-10-11", 3),
        ("earlier this month", "2020-10-01", "2020-10-13", 4),
        ("last month", "2020-09-01", "2020-09-30", 4),
        ("last October", "2019-10-01", "2019-10-31", 4),
        ("over the weekend", "2020-10-10", "2020-10-11", 2),
        ("in the past 24 hours", "2020-10-12", "2020-10-13", 2),
        ("over the past three days", "2020-10-10", "2020-10-13", 2),
        ("in recent days", "2020-10-06", "2020-10-13", 3),
        ("three days ago", "2020-10-10", "2020-10-10", 1),
        ("a week ago", "2020-10-03", "2020-10-09", 3),
        ("two months ago", "2020-08-01", "2020-08-31", 4),
        ("the day before", "2020-10-12", "2020-10-12", 1),
        ("in the first week of October", "2020-10-01", "2020-10-07", 3),
    ],
)
def test_interval(text: str, start: str, end: str, prec: int) -> None:
    mention = only(text)

    assert (mention.date_start, mention.date_end) == (day(start), day(end))
    assert mention.date_prec == prec
    assert mention.relation == "on"


@pytest.mark.parametrize(
    ("text", "start", "end", "relation"),
    [
        ("since September 27", "2020-09-27", "2020-10-13", "since"),
        ("since 2014", "2014-01-01", "2020-10-13", "since"),
        ("until Friday", None, "2020-10-16", "until"),
        ("by November 15", None, "2020-11-15", "until"),
        ("before September 27", None, "2020-09-26", "before"),
        ("after October 10", "2020-10-10", "2020-10-13", "after"),
        ("after two weeks of heavy fighting", "2020-09-29", "2020-10-13", "duration"),
        ("for three days", "2020-10-10", "2020-10-13", "duration"),
        ("a six-week war", "2020-09-01", "2020-10-13", "duration"),
    ],
)
def test_relation(text: str, start: str | None, end: str | None, relation: str) -> None:
    mention = only(text)

    assert mention.relation == relation
    assert mention.date_start == (day(start) if start else None)
    assert mention.date_end == (day(end) if end else None)


@pytest.mark.parametrize(
    ("text", "time", "start", "end"),
    [
        ("on Monday morning", "morning", "2020-10-12", "2020-10-12"),
        ("early Sunday", "morning", "2020-10-11", "2020-10-11"),
        ("late Monday night", "night", "2020-10-12", "2020-10-12"),
        ("overnight", "overnight", "2020-10-13", "2020-10-13"),
        ("overnight into Tuesday", "overnight", "2020-10-12", "2020-10-13"),
        ("on the night of October 12 to 13", "night", "2020-10-12", "2020-10-13"),
        ("on the night of 12-13 October", "night", "2020-10-12", "2020-10-13"),
        ("in the early hours of Sunday", "night", "2020-10-11", "2020-10-11"),
        ("this morning", "morning", "2020-10-13", "2020-10-13"),
        ("in the morning", "morning", "2020-10-13", "2020-10-13"),
        ("at dawn", "dawn", "2020-10-13", "2020-10-13"),
        ("before dawn on Monday", "dawn", "2020-10-12", "2020-10-12"),
        ("at 3:30 a.m.", "03:30", "2020-10-13", "2020-10-13"),
        ("at around 14:00", "14:00", "2020-10-13", "2020-10-13"),
        ("at 3 p.m. on Monday", "15:00", "2020-10-12", "2020-10-12"),
        ("at 5 p.m. local time (1300 GMT) on Sunday", "17:00", "2020-10-11", "2020-10-11"),
        ("between 2 and 4 p.m.", "14:00", "2020-10-13", "2020-10-13"),
        ("at noon", "noon", "2020-10-13", "2020-10-13"),
        ("last night", "night", "2020-10-12", "2020-10-12"),
        ("October 10 at midnight", "00:00", "2020-10-10", "2020-10-10"),
    ],
)
def test_time_of_day(text: str, time: str, start: str, end: str) -> None:
    mention = only(text)

    assert mention.time_of_day == time
    assert (mention.date_start, mention.date_end) == (day(start), day(end))


@pytest.mark.parametrize(
    "text",
    [
        "the 72nd Brigade",
        "an M-16 rifle and a Su-25",
        "Resolution 1325 was recalled",
        "May said it was a mistake",
        "the March on the capital",
        "the March 23 Movement",
        "2000 troops",
        "about 2000 gunmen",
        "Bloody Sunday",
        "on 10/11/2020",
        "the sun rose",
        "second in command",
        "31 people in 12 villages",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, ANCHOR) == ()


def test_year_is_the_latest_not_after_the_text() -> None:
    assert only("on December 25").date_start == date(2019, 12, 25)
    assert only("on October 18").date_start == date(2020, 10, 18)  # within the week of slack
    assert only("It will end on December 5").date_start == date(2020, 12, 5)
    assert only("They will meet on Friday").date_start == date(2020, 10, 16)
    assert only("He will go, the envoy said on Friday").date_start == date(2020, 10, 9)


def test_leap_day() -> None:
    assert only("on February 29", date(2021, 3, 1)).date_start == date(2020, 2, 29)
    assert find_dates("on February 30", date(2021, 3, 1)) == ()


def test_parts_apart_from_the_day_are_their_own_mentions() -> None:
    text = "It said on October 10 that it was tense overnight and calm in the morning."
    assert [m.text for m in find_dates(text, ANCHOR)] == ["October 10", "overnight", "in the morning"]


def test_next_day_hangs_on_the_day_last_named() -> None:
    mentions = find_dates("It fell on September 30. The next day it was retaken.", ANCHOR)
    assert mentions[1].date_start == date(2020, 10, 1)


def test_without_anchor_relative_days_stay_open() -> None:
    for text in ("yesterday", "on Tuesday", "on October 13", "in the morning", "last week"):
        mention = only(text, None)
        assert mention.date_start is None
        assert mention.date_end is None


def test_without_anchor_full_dates_are_known() -> None:
    assert only("on 13 October 2020", None).date_start == date(2020, 10, 13)
    mention = only("Since February 24, 2022,", None)
    assert (mention.date_start, mention.date_end) == (date(2022, 2, 24), None)


def test_capitals_throughout() -> None:
    text = "THE ATTACK TOOK PLACE ON 19 APRIL. IT LASTED UNTIL DAWN ON 20 APR 89."
    first, second = find_dates(text, date(1989, 4, 22))
    assert first.date_start == date(1989, 4, 19)
    assert (second.date_end, second.time_of_day) == (date(1989, 4, 20), "dawn")


def test_ends_of_the_calendar() -> None:
    before = find_dates("three days ago, last year, last week, yesterday, the past 2000 years", date.min)
    assert [m.date_start for m in before] == [None] * 5
    *after, past = find_dates(
        "tomorrow, next year, next week, next month, next Friday, in the past day", date.max
    )
    assert [m.date_start for m in after] == [None] * 5
    assert past.date_end == date.max
    assert [m.date_prec for m in find_dates("2000 years ago", date.min)] == [5]


def test_full_date_of_a_field() -> None:
    assert read_full_date("16 April 2023, 14:00 GMT") == date(2023, 4, 16)
    assert read_full_date("16 April") is None

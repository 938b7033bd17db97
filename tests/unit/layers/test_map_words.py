"""What cards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.layers import words
from geomap.model import Act, Polarity, Salience, Stance
from tests import drawn
from tests.builders import claim, incident, killed


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2020, 10, 13), date(2020, 10, 13), "13 October 2020"),
        (date(2020, 10, 10), date(2020, 10, 13), "10 – 13 October 2020"),
        (date(2020, 9, 27), date(2020, 10, 13), "27 September – 13 October 2020"),
        (date(2020, 12, 31), date(2021, 1, 1), "31 December 2020 – 1 January 2021"),
        (date(2020, 9, 27), None, "since 27 September 2020"),
        (None, date(2020, 9, 27), "until 27 September 2020"),
        (None, None, ""),
    ],
)
def test_days(start, end, said):
    assert words.days(start, end) == said


def test_a_rough_date_says_that_it_is_rough():
    month = incident(date_start=date(2021, 3, 1), date_end=date(2021, 3, 31), date_prec=4, time_of_day=None)
    assert words.when(month) == "1 – 31 March 2021 (exact day not given)"
    assert words.when(incident(date_start=None, date_end=None, date_prec=None)) == "date not given"


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (3, 3, 3, "3 killed"),
        (3, None, None, "at least 3 killed"),
        (None, None, 9, "up to 9 killed"),
        (3, None, 9, "3–9 killed"),
        (3, 5, 9, "5 (3–9) killed"),
        (None, None, None, "an unknown number killed"),
    ],
)
def test_harm_keeps_its_bounds(low, best, high, said):
    assert words.harm(killed(low, best, high)) == said


def test_harm_names_whose_and_what_total():
    said = words.harm(killed(200, None, None, victims="civilian", party="Ostra", cumulative=True))
    assert said == "at least 200 killed, civilian, Ostra, running total, not this incident alone"


def test_precision_is_in_words():
    by_id = {i.id: i.place for i in drawn.incidents()}
    assert words.precision(by_id["i-shelling"]) == "district known, place within it not (±25 km)"
    assert words.precision(by_id["i-convoy"]) == "near the place named (±12 km)"
    assert words.precision(by_id["i-talks"]) == "place known"
    assert words.precision(by_id["i-rockets"], sectors=("a", "b")).startswith("sectors of the line")
    lost = replace(by_id["i-talks"], geometry=None, resolution=None, where_prec=None)
    assert words.precision(lost) == "place named, but not found in the gazetteer"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Northern sector"], "Northern sector"),
        (["Northern sector", "Southern sector"], "Northern and southern sectors"),
        (["A sector", "B sector", "C sector"], "the whole line of contact"),
        (["Northern sector", "Salient"], "Northern sector and Salient"),
    ],
)
def test_sectors_in_a_row(names, said):
    assert words.sectors(names, of=3) == said


def test_status_names_the_only_claimant():
    assert words.status(incident(claims=(claim("Ostra"),))) == "claimed by Ostra"
    assert words.status(incident(claims=(claim("Velm", Stance.REJECTS),))) == "denied by Velm"
    assert words.status(incident()) == "contested"


def test_a_rejection_is_worded_as_one():
    assert words.verb(claim("Velm", Stance.REJECTS)) == "denies"
    assert words.verb(claim("Velm", Stance.REJECTS, act=Act.REPORTS)) == "rejects it"
    assert words.verb(claim("Velm", Stance.COUNTER_ASSERTS, act=Act.ACCUSES)) == "says otherwise"


def test_notes_tell_what_is_no_news_or_did_not_happen():
    told = incident(polarity=Polarity.PLANNED, salience=Salience.BACKGROUND, merged_from=("a", "b"))
    assert words.notes(told) == (
        "planned or announced, not said to have happened",
        "told as background",
        "joined from 2 accounts",
    )
    assert words.notes(incident()) == ()

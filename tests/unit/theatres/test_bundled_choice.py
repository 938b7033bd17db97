"""Which bundled theatre is chosen for a text, from the text itself."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from geomap import extract
from geomap.model import Document
from geomap.theatres import bundled_ids, choose, load
from geomap.theatres.bundled import bundled_grounds

# Written for these tests in the language of news; what they tell is made up.
DISPATCHES = tuple(
    (row["theatre"], date.fromisoformat(row["published"]), row["text"])
    for line in Path(__file__).with_name("bundled_dispatches.jsonl").read_text(encoding="utf-8").splitlines()
    for row in [json.loads(line)]
)


def test_each_bundled_theatre_has_two_dispatches_and_some_have_none():
    of = Counter(theatre for theatre, _, _ in DISPATCHES)
    assert of.pop(None) >= 5
    assert set(of) == set(bundled_ids())
    assert min(of.values()) >= 2


@pytest.mark.parametrize(("theatre", "day", "text"), DISPATCHES)
def test_the_theatre_of_a_dispatch_is_chosen(theatre, day, text):
    report = extract(Document("d", text, published=day))
    assert [found.id for found in report.theatres] == ([theatre] if theatre else [])


def test_the_rectangle_lets_no_theatre_slip_away():
    """What `choose` picks among all theatres, the cheap look at their files must let through."""
    everything = [load(key) for key in bundled_ids()]
    for _, day, text in DISPATCHES:
        report = extract(Document("d", text, published=day), theatre="none")
        (document,), (toponyms,) = report.documents, report.toponyms
        (own,) = choose([document], [toponyms], [[]], everything)
        likely = {
            key
            for key, ground in bundled_grounds().items()
            if ground.points(document, toponyms, []) is not None
        }
        assert own is None or own.id in likely


def test_news_of_a_theatre_in_its_period_is_not_of_one_that_is_over():
    text = (
        "Ukraine said that forces of the Donetsk People's Republic and of Russia had shelled Avdiivka and Mariupol in the "
        "Donbas."
    )
    for day, theatre in (("2022-02-20", "donbas-2014"), ("2022-03-20", "ukraine-2022")):
        report = extract(Document("d", text, published=date.fromisoformat(day)))
        assert [found.id for found in report.theatres] == [theatre]

"""Which incidents of a report become templates, and what stands in them."""

from __future__ import annotations

import json
from datetime import date

from benchmarks.accuracy.event_corpora.muc4 import chosen, measure, template, type_of
from geomap.model import Document, Polarity

REPORT = Document("one", "   LIMA, 3 JAN 90 -- [TEXT] SOMETHING HAPPENED.")


def test_types(make):
    assert type_of(make("grenade")) == "BOMBING"
    assert type_of(make("abduction")) == "KIDNAPPING"
    assert type_of(make("armed_clash")) == "ATTACK"
    assert type_of(make("property_damage", trigger="set on fire")) == "ARSON"
    assert type_of(make("property_damage", trigger="looted")) == "ROBBERY"
    assert type_of(make("property_damage", trigger="wrecked")) == "ATTACK"
    assert type_of(make("armed_clash", trigger="fierce fighting")) is None
    assert type_of(make("casualties_report")) is None
    assert type_of(make("talks")) is None


def test_only_asserted_incidents_of_late_are_given(make):
    new = make("armed_clash", date_start=date(1990, 1, 2), date_end=date(1990, 1, 2))
    old = make("armed_clash", 9, date_start=date(1989, 1, 2), date_end=date(1989, 1, 2))
    denied = make("abduction", 18, polarity=Polarity.NEGATED)
    assert chosen([new, old, denied], REPORT) == [new]


def test_one_for_each_type_place_and_day(make, at):
    here = make("armed_clash", place=at("AYACUCHO", 0))
    again = make("attack_on_civilians", 9, place=at("AYACUCHO", 30))
    there = make("armed_clash", 18, place=at("PUNO", 50))
    nowhere = make("armed_clash", 27)
    bomb = make("ied_mine", 36)
    assert chosen([here, again, there, nowhere, bomb], REPORT) == [here, there, bomb]


def test_measuring_a_corpus(tmp_path, scorer, index):
    gold = tmp_path / "gold.jsonl"
    text = "   LIMA, 3 JAN 90 (EFE) -- [TEXT] A BOMB EXPLODED TODAY IN THE CITY OF AREQUIPA, KILLING TWO SOLDIERS."
    told = {
        "INCIDENT: TYPE": ["BOMBING"],
        "INCIDENT: LOCATION": ["PERU: TACNA"],
        "INCIDENT: DATE": ["03 JAN 90"],
    }
    rows = [{"id": "a", "text": text, "templates": [told]}, {"id": "b", "text": text, "templates": []}]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = measure(gold, scorer, index, tmp_path, first=1)
    (given,) = [json.loads(line) for line in outcome.figures["given"].splitlines()]
    (bomb,) = given["incidents"]
    assert (bomb["type"], bomb["place_text"], bomb["date_start"]) == ("BOMBING", "AREQUIPA", "1990-01-03")
    assert "Peru" in bomb["within"]
    assert outcome.figures["reports"] == 1
    assert outcome.figures["reports_whose_day_is_read"] == 100.0
    assert "PERU: TACNA" in outcome.errors[0]


def test_a_template_without_a_place(make):
    assert template(make("abduction"), {}) == {
        "type": "KIDNAPPING",
        "place_text": None,
        "place_name": None,
        "within": [],
        "date_start": None,
        "date_end": None,
    }

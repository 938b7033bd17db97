"""Event class, source, target and place of single sentences."""

from __future__ import annotations

import json

from benchmarks.accuracy.event_corpora.plover import given_texts, measure, parts_of, root_of
from geomap.model import Actor, IncidentType


def test_the_class_is_the_root_of_the_code():
    assert root_of(IncidentType.AIR_STRIKE) == "ASSAULT"
    assert root_of(IncidentType.CASUALTIES_REPORT) == "ASSAULT"


def test_gold_names_come_alone_in_lists_or_not_at_all():
    row = {
        "source": [{"actorText": "Redland"}, {"code": "BLU"}],
        "target": "",
        "eventLoc": {"name": "Velden"},
    }
    assert parts_of(row) == {"source": ["Redland"], "place": ["Velden"]}
    assert parts_of({"target": ["Blueland"], "eventLoc": ""}) == {}


def test_of_a_mutual_class_either_side_will_do(make):
    talks = make("talks", by="Redland", targets=(Actor("Blueland", "Blueland"),))
    assert set(given_texts([talks], "source", "CONSULT")) == {"Redland", "Blueland"}
    assert set(given_texts([talks], "source", "ASSAULT")) == {"Redland"}


def test_measuring_a_corpus(tmp_path, index):
    rows = [
        {
            "id": "same",
            "date": "2000-01-01",
            "event": "FIGHT",
            "text": "Russian aircraft bombed the Georgian town of Gori on Friday.",
            "source": [{"actorText": "Russian"}],
            "target": [{"actorText": "Mars"}],
            "eventLoc": {"name": "Gori"},
        },
        {"id": "same", "date": "2000-01-01", "event": "AID", "text": "Norway gave money to Malta."},
        {"id": "other", "date": "2000-01-01", "event": "DEMAND", "text": "Norway demanded an answer."},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
    outcome = measure(gold, index)
    assert outcome.figures["sentences_of_our_classes"] == 2
    assert outcome.figures["class_found"] == 50.0
    assert outcome.figures["class_found_of_assault_and_protest"] == 100.0
    assert outcome.figures["source"] == {"n": 1, "found": 100.0}
    assert outcome.figures["place"] == {"n": 1, "found": 100.0}
    assert outcome.figures["target"] == {"n": 1, "found": 0.0}
    assert outcome.figures["of_those_with_an_incident"] == 0.0
    assert [error.splitlines()[1].split(";")[0] for error in outcome.errors] == [
        "  wrong: target",
        "  wrong: class",
    ]

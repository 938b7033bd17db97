"""The places of events: the text built from tokens, phrases around heads, and the figures."""

from __future__ import annotations

import json
import re

from benchmarks.accuracy.event_corpora.wikievents import lay, measure, phrase_of, place_right, placed_events
from geomap.model import Span


def sentence(text: str, base: int) -> list:
    words = re.finditer(r"\w+|[^\w\s]", text)
    return [[[m.group(), base + m.start(), base + m.end()] for m in words], text]


def document(*texts: str) -> dict:
    sentences, base = [], 0
    for text in texts:
        sentences.append(sentence(text, base))
        base += len(text) + 1
    return {"doc_id": "d", "sentences": sentences, "entity_mentions": [], "event_mentions": []}


def event(kind: str, start: int, places: tuple[str, ...] = ()) -> dict:
    arguments = [{"entity_id": p, "role": "Place"} for p in places]
    return {"event_type": kind, "trigger": {"start": start, "end": start + 1}, "arguments": arguments}


def test_a_headline_stands_alone_and_spans_follow_the_tokens():
    page = lay(document("Bomb in Deir ez-Zor", "A bomb exploded.", "Two died."))
    assert page.text == "Bomb in Deir ez-Zor\n\nA bomb exploded. Two died."
    assert page.span(2, 6).of(page.text) == "Deir ez-Zor"
    assert page.sentence_of(page.text.index("died")).of(page.text) == "Two died."


def test_a_head_is_taken_with_its_phrase():
    text = "At the busy Harbour Street bus station and in the towns of Gori and Senaki they fought."
    station = Span(text.index("station"), text.index("station") + 7)
    assert phrase_of(text, station).of(text) == "Harbour Street bus station"
    towns = Span(text.index("towns"), text.index("towns") + 5)
    assert phrase_of(text, towns).of(text) == "towns of Gori and Senaki"


def test_deaths_count_only_beside_an_attack():
    row = document("Six people died in Gori.")
    row["entity_mentions"] = [{"id": "g", "start": 4, "end": 5}]
    row["event_mentions"] = [event("Life.Die.Unspecified", 2, ("g",))]
    assert placed_events(row, lay(row)) == []
    row["event_mentions"].append(event("Conflict.Attack.Unspecified", 2))
    (counted,) = placed_events(row, lay(row))
    assert counted.named
    assert counted.trigger.of(lay(row).text) == "died"


def test_a_place_is_right_by_its_words_or_by_its_name(make, at):
    row = document("Gori was hit.", "A bomb fell on Gori and on Senaki.")
    row["entity_mentions"] = [{"id": "g", "start": 8, "end": 9}]
    row["event_mentions"] = [event("Conflict.Attack.Unspecified", 6, ("g",))]
    page = lay(row)
    (counted,) = placed_events(row, page)
    assert place_right(make("shelling", place=at("Gori", page.text.rindex("Gori"))), counted, page.text)
    assert place_right(make("shelling", place=at("Gori", 0)), counted, page.text)
    assert not place_right(
        make("shelling", place=at("Senaki", page.text.index("Senaki"))), counted, page.text
    )
    assert not place_right(make("shelling"), counted, page.text)


def test_measuring_a_corpus(tmp_path, index):
    row = document("Rebels shelled the town of Gori on Monday.", "Nothing happened in Tbilisi.")
    row["entity_mentions"] = [{"id": "g", "start": 5, "end": 6}, {"id": "t", "start": 12, "end": 13}]
    row["event_mentions"] = [
        event("Conflict.Attack.Unspecified", 1, ("g",)),
        event("Conflict.Attack.Unspecified", 10, ("t",)),
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row) + "\n")
    outcome = measure(gold, index)
    assert outcome.figures["events"] == 2
    assert outcome.figures["place_right"] == 50.0
    assert outcome.figures["right_of_placed"] == 100.0
    assert "at Tbilisi" in outcome.errors[0]

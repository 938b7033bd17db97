"""Who accuses, denies or claims: families of cues, and verdicts on accounts."""

from __future__ import annotations

import json
import re

import pytest

from benchmarks.accuracy.event_corpora import polnear
from benchmarks.accuracy.event_corpora.polnear import Account, Attribution, family_of, judge, measure
from geomap.model import Span


def span(text: str, words: str) -> Span:
    found = re.search(re.escape(words), text)
    assert found is not None
    return Span(*found.span())


@pytest.mark.parametrize(
    ("text", "cue", "family"),
    [
        ("Redland has denied it.", "has denied", "deny"),
        ("Redland blames Blueland.", "blames", "accuse"),
        ("Redland claims that it won.", "claims", "claim"),
        ("Redland also claims that it won.", "also claims", "claim"),
        ("Redland's claims that it won are old.", "claims", "other"),
        ("Redland's earlier claim that it won is old.", "earlier claim", "other"),
        ("Redland said so.", "said", "other"),
    ],
)
def test_families(text, cue, family):
    assert family_of([span(text, cue)], text) == family


def test_verdicts():
    text = "Redland denied it. He denied it."
    second = text.rindex("denied")
    given = Attribution("deny", (span(text, "denied"),), (span(text, "Redland"),))
    pronoun = Attribution("deny", (Span(second, second + 6),), (span(text, "He"),))

    def heard(cue: Span, speaker: Span | None) -> list[Account]:
        return [Account(cue, speaker, "")]

    assert judge(given, heard(given.cue[0], span(text, "Redland")), text) == polnear.RIGHT
    assert judge(given, heard(given.cue[0], None), text) == polnear.MISSING
    assert judge(given, heard(given.cue[0], span(text, "it")), text) == polnear.OTHER
    assert judge(given, [], text) == polnear.NO_CUE
    assert judge(pronoun, heard(pronoun.cue[0], span(text, "Redland")), text) == polnear.TAKEN_UP


def test_measuring_a_corpus(tmp_path, index):
    text = "Russia's Defense Ministry denied the attack on Gori. The moon insisted on nothing."

    def part(words: str) -> list:
        where = span(text, words)
        return [{"spans": [[where.start, where.end]], "text": words}]

    told = [
        {"cue": part("denied"), "source": part("Russia's Defense Ministry")},
        {"cue": part("insisted"), "source": part("on nothing")},
        {"cue": part("attack")},
    ]
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps([{"id": "one", "text": text, "attributions": told}]))
    outcome = measure(gold, index)
    assert outcome.figures["attributions"] == 2
    assert outcome.figures["by_family"]["deny"]["speaker_right"] == 100.0
    assert len(outcome.errors) == 1

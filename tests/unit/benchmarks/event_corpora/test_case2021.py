"""The label of a snippet from its incidents."""

from __future__ import annotations

import json

import pytest

from benchmarks.accuracy.event_corpora.case2021 import LABELS, label_of, measure
from geomap.model import Polarity, Salience


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("shelling", "ART_MISS_ATTACK"),
        ("drone_strike", "AIR_STRIKE"),
        ("suicide_bombing", "SUIC_BOMB"),
        ("prisoner_exchange", "AGREEMENT"),
        ("talks", "DIPLO"),
        ("riot", "MOB_VIOL"),
        ("withdrawal", "NON_VIOL_TERRIT_TRANSFER"),
        ("humanitarian", None),
    ],
)
def test_the_label_follows_from_the_sub_event_type(make, kind, label):
    assert label_of([make(kind)]) == label


def test_ground_is_regained_by_states_and_overtaken_by_others(make):
    assert label_of([make("capture_of_territory", by="Redland's army", state=True)]) == "GOV_REGAINS_TERIT"
    assert label_of([make("capture_of_territory", by="rebels")]) == "NON_STATE_ACTOR_OVERTAKES_TER"
    assert label_of([make("capture_of_territory")]) == "NON_STATE_ACTOR_OVERTAKES_TER"


def test_a_protest_takes_its_kind_from_what_stands_beside_it(make):
    protest = make("protest")
    assert label_of([protest]) == "PEACE_PROTEST"
    assert label_of([protest, make("arrest", 20)]) == "PROTEST_WITH_INTER"
    force = make("attack_on_civilians", 20, by="police", state=True, salience=Salience.BACKGROUND)
    assert label_of([protest, force]) == "FORCE_AGAINST_PROTEST"
    assert label_of([protest, make("riot", 20)]) == "VIOL_DEMONSTR"


def test_the_asserted_core_goes_first_then_the_specific_then_the_first(make):
    clash, strike, arrest = make("armed_clash", 0), make("air_strike", 30), make("arrest", 5)
    assert label_of([clash, arrest, strike]) == "AIR_STRIKE"
    assert label_of([arrest, clash]) == "ARMED_CLASH"
    planned = make("air_strike", 0, polarity=Polarity.PLANNED)
    assert label_of([planned, clash]) == "ARMED_CLASH"
    old = make("air_strike", 0, salience=Salience.BACKGROUND)
    assert label_of([old, clash]) == "ARMED_CLASH"
    assert label_of([]) is None


def test_every_sub_event_type_has_a_label_of_its_own():
    assert len(set(LABELS.values())) == len(LABELS)


def test_measuring_a_corpus(tmp_path, scorer, index):
    gold = tmp_path / "gold.tsv"
    rows = [
        ("1", "The army shelled the town of Gori on Monday, killing three people.", "ART_MISS_ATTACK"),
        ("2", "The cherries were good this year.", "OTHER"),
    ]
    gold.write_text("id\tEventSnippet\tSubType\n" + "".join("\t".join(row) + "\n" for row in rows))
    outcome = measure(gold, scorer, index, tmp_path)
    given = [json.loads(line) for line in outcome.figures["given"].splitlines()]
    assert given == [{"id": "1", "label": "ART_MISS_ATTACK"}, {"id": "2", "label": None}]
    assert outcome.figures["snippets_without_label"] == 1
    assert len(outcome.errors) == 1
    assert "gold OTHER, given None" in outcome.errors[0]

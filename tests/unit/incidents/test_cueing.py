"""Verbs of speaking, and how they stand: sentences of our own on several wars."""

from __future__ import annotations

import pytest

from geomap.incidents.accounts.cueing import Cue, find_cues
from geomap.model import Act
from tests.unit.incidents.support import sentence


def cues(text: str) -> list[tuple[str, Act | None]]:
    found = sentence(text)
    return [(" ".join(found.lows(c.first, c.last)), c.act) for c in find_cues(found)]


def only(text: str) -> Cue:
    [cue] = find_cues(sentence(text))
    return cue


@pytest.mark.parametrize(
    ("text", "verb", "act"),
    [
        ("The governor claimed that rebels had burned the mill.", "claimed", Act.REPORTS),
        ("Zambia accused Angola of raiding villages.", "accused", Act.ACCUSES),
        ("The junta blames the students for the riot.", "blames", Act.ACCUSES),
        ("The militia claimed responsibility for the blast.", "claimed responsibility", Act.ADMITS),
        ("The admiral admits losing two boats.", "admits", Act.ADMITS),
        ("The convent has confirmed the deaths.", "confirmed", Act.CONFIRMS),
        ("She denied sending troops.", "denied", Act.DENIES),
        ("The minister called for an inquiry into the raid.", "called for", Act.CALLS_FOR),
        ("The colonel warned that the dam might break.", "warned", None),
        ("REBELS CLAIM CAPTURE OF PORT", "claim", Act.REPORTS),
    ],
)
def test_what_a_verb_of_speaking_does(text: str, verb: str, act: Act | None) -> None:
    assert cues(text) == [(verb, act)]


@pytest.mark.parametrize(
    "text",
    [
        "A report by the mission listed forty dead.",
        "The claim could not be checked.",
        "Rebel claims of victory were premature.",
        "The officer put a guard at the gate.",
        "By blaming the rebels, the mayor angered many.",
        "Tanks rolled into the Charge Valley.",
        "Mortars fell on Huambo",
        "-- ?",
        "no",
    ],
)
def test_a_word_that_tells_nothing_is_no_verb_of_speaking(text: str) -> None:
    assert cues(text) == []


def test_the_officer_puts_the_toll() -> None:
    assert cues("The officer put the toll at nine.") == [("put", Act.REPORTS)]


@pytest.mark.parametrize(
    "text",
    [
        "The army did not confirm that the bridge had fallen.",
        "The priest didn't deny it.",
        "Hanoi never admitted the raid.",
    ],
)
def test_what_is_not_said_asserts_nothing(text: str) -> None:
    cue = only(text)
    assert cue.negated
    assert cue.act is None


def test_a_negation_in_what_is_said_is_none_of_the_saying() -> None:
    cue = only("The navy said that it had not sunk the ferry.")
    assert not cue.negated
    assert cue.act is Act.REPORTS


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("Angola was repeatedly accused by Zambia of raiding villages.", True),
        ("Two villages were reported to have been burned.", True),
        ("He was told by villagers that the soldiers had left.", True),
        ("The road is open, it was said.", True),
        ("Residents reported shelling near the dam.", False),
        ("The navy said it had sunk two boats.", False),
    ],
)
def test_passive_verbs_of_speaking(text: str, passive: bool) -> None:
    assert only(text).passive is passive


def test_what_somebody_reacts_to_is_taken_for_granted() -> None:
    cue = only("The union condemned the bombing of the clinic.")
    assert cue.factive
    assert cue.act is None
    assert not only("The union reported the bombing of the clinic.").factive


def test_a_gerund_is_known_as_one() -> None:
    denied, claiming = find_cues(
        sentence("Rebels denied it, in turn claiming that soldiers had burned the huts.")
    )
    assert not denied.gerund
    assert claiming.gerund


def test_several_verbs_come_in_order() -> None:
    text = "The general denied, and the bishop confirmed, that shells had hit the convent."
    assert cues(text) == [("denied", Act.DENIES), ("confirmed", Act.CONFIRMS)]


def test_verbs_within_quotes_within_quotes_are_found_too() -> None:
    text = "\"He said 'leave or die' and fired,\" recalled the teacher."
    assert cues(text) == [("said", Act.REPORTS), ("recalled", Act.REPORTS)]


def test_a_longer_phrase_goes_before_its_first_word() -> None:
    assert cues("Herat's police ruled out an attack.") == [("ruled out", Act.DENIES)]
    assert cues("The king ruled over Herat.") == []

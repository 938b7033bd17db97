"""Denials, confirmations and counter-accusations joined to what they speak of."""

from __future__ import annotations

import pytest

from geomap.model import Act, IncidentType, Stance, Status
from tests.unit.incidents.deeds_support import names, only, place, told, types, voices

SHELLED = "Houthi forces shelled a market in Taiz on Monday, the government of Yemen said. "


@pytest.mark.parametrize(
    "answer",
    [
        "The Houthis denied the accusation.",
        "The Houthis denied that they had fired on the town.",
        "The Houthis denied shelling the town.",
        "The Houthis denied it.",
        "The Houthis rejected the accusation.",
    ],
)
def test_a_denial_contests_what_was_told_before(answer: str) -> None:
    incident = only(SHELLED + answer)
    assert voices(incident) == {("Yemen", Stance.ASSERTS), ("Houthis", Stance.REJECTS)}
    assert incident.status is Status.CONTESTED
    assert (SHELLED + answer)[incident.start : incident.end] == SHELLED.strip()


@pytest.mark.parametrize(
    ("text", "confirming"),
    [
        (
            "Syria said that Turkish artillery had shelled Kobani on Monday. Turkey confirmed the shelling.",
            "Turkey",
        ),
        (
            (
                "Russia said that Ukrainian drones had hit an oil depot in Feodosia on Monday. "
                "Ukraine confirmed the strike."
            ),
            "Ukraine",
        ),
        (
            (
                "Rwanda's army shelled a camp near Goma on Monday, Congo said. "
                "Rwanda admitted the shelling but said that it was a mistake."
            ),
            "Rwanda",
        ),
    ],
)
def test_who_confirms_his_own_deed_makes_it_confirmed(text: str, confirming: str) -> None:
    incident = only(text)
    assert names(incident.initiators) == [confirming]
    assert (confirming, Stance.ASSERTS) in voices(incident)
    assert incident.status is Status.CONFIRMED


def test_who_claims_responsibility_admits_it() -> None:
    incident = only(
        "A car bomb killed six people in Kabul on Monday. The Taliban claimed responsibility for the attack."
    )
    assert [c.side for c in incident.claims if c.act is Act.ADMITS] == ["Taliban"]


def test_who_is_blamed_is_no_speaker() -> None:
    incident = only("Gunmen ambushed an army convoy near Gao on Monday. Mali blamed Al-Qaeda for the ambush.")
    assert {c.side for c in incident.claims if c.act is Act.ACCUSES} == {"Mali"}


def test_a_charge_returned_is_an_incident_of_its_own() -> None:
    one, other = told(
        "Pakistan accused India of shelling Kotli on Monday. "
        "India denied the charge and accused Pakistan of shelling Poonch."
    )
    assert (place(one), place(other)) == ("Kotli", "Poonch")
    assert (names(one.initiators), names(other.initiators)) == (["India"], ["Pakistan"])
    assert (one.status, other.status) == (Status.CONTESTED, Status.CLAIMED)
    assert voices(other) == {("India", Stance.ASSERTS)}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a church in Jos on Monday. Nigeria's army denied that it had ignored warnings.",
        "An air strike hit a wedding in Saada on Monday. The United Nations condemned the attack.",
        "Sudan accused Chad of bombing Geneina on Monday. Chad has not commented.",
    ],
)
def test_what_answers_nothing_contests_nothing(text: str) -> None:
    incident = only(text)
    assert not [c for c in incident.claims if c.stance is Stance.REJECTS]
    assert incident.status in {Status.REPORTED, Status.CLAIMED}


def test_what_a_side_says_did_not_happen_rejects_it() -> None:
    incident = only(
        "Shells hit a market in Taiz on Monday. The Houthis said that they had not shelled the town."
    )
    assert ("Houthis", Stance.REJECTS) in voices(incident)


def test_a_denial_of_what_nobody_said_is_a_denied_incident() -> None:
    incident = only("Rwanda denied on Monday that it had sent troops to Goma.")
    assert incident.type is IncidentType.MOBILISATION
    assert incident.status is Status.DENIED


def test_a_denial_alone_tells_of_nothing() -> None:
    assert types("India denied the charge on Monday.") == []


def test_a_denial_is_joined_only_to_the_deed_that_it_names() -> None:
    found = told(
        "Israel accused Hezbollah of firing rockets at Metula on Sunday. Rebels shelled Bunia on Monday. "
        "The sky was grey. Hezbollah denied firing rockets at Metula."
    )
    rejected = [place(i) for i in found if any(c.stance is Stance.REJECTS for c in i.claims)]
    assert rejected == ["Metula"]

"""Corrections of incidents that several documents tell of: of the whole, and of one account."""

from __future__ import annotations

from datetime import date

from geomap.corrections import correct
from geomap.corrections.accounts import MERGED
from geomap.exports import to_geojson
from geomap.model import CorrectedPlace, CorrectionState, Harm, IncidentType, disagreements_of
from geomap.model.toll import toll_of
from tests.builders import TELLERS, account, extraction, geometry, incident, joined, joined_extraction
from tests.unit.corrections.test_applying import asked, redate, retype, states

APPLIED = CorrectionState.APPLIED
FARM = CorrectedPlace("Eastford", 1, 1.0, geometry())


def after(*corrections, found=None):
    found = found or joined_extraction()
    once = correct(found, corrections)
    assert correct(once, corrections) == once
    return once


def test_the_id_of_the_incident_corrects_the_whole():
    made = after(retype("inc-1"))
    (one,) = made.incidents
    assert (one.type, len(one.accounts)) == (IncidentType.AIR_STRIKE, 3)
    # What the first source tells is as it was.
    assert one.accounts[0].incident.type is IncidentType.SHELLING
    assert states(made) == [APPLIED]
    assert after(asked("reject", "inc-1")).incidents == ()


def test_the_id_of_an_account_corrects_that_one():
    made = after(asked("relocate", "inc-3", place=FARM), redate("inc-2"))
    (one,) = made.incidents
    assert (one.place.name, one.date_start) == ("Eastford", date(2021, 3, 1))
    assert [a.incident.place.name for a in one.accounts] == ["Eastford"] * 3
    assert one.accounts[1].incident.date_start == date(2021, 2, 3)
    assert [each.about.value for each in disagreements_of(one)] == ["casualties"]
    assert [done.incident for done in one.corrections] == ["inc-3", "inc-2"]
    assert to_geojson(made)["features"][0]["properties"]["corrections"][0]["incident"] == "inc-3"


def test_the_incident_follows_the_account_by_which_it_is_told():
    parts = (account(2), account(0), account(1))
    found = extraction(joined(*parts, id="inc-1"), documents=TELLERS)
    (one,) = after(retype("inc-3"), found=found).incidents
    assert (one.id, one.type) == ("inc-1", IncidentType.AIR_STRIKE)


def test_a_rejected_account_is_told_no_more():
    made = after(asked("reject", "inc-3"))
    (one,) = made.incidents
    assert [a.incident.id for a in one.accounts] == ["inc-1", "inc-2"]
    assert one.merged_from == ("inc-1", "inc-2")
    assert {claim.document_id for claim in one.claims} == {"d1", "d2"}
    assert toll_of(one, Harm.KILLED).best == 3
    assert [gone.id for gone in made.rejected] == ["inc-3"]
    assert made.corrections[0].note == "an account of inc-1"


def test_an_incident_told_by_the_rejected_account_is_told_by_another():
    parts = (account(2), account(0), account(1))
    found = extraction(joined(*parts, id="inc-1"), documents=TELLERS)
    (one,) = after(asked("reject", "inc-3"), found=found).incidents
    assert (one.id, one.document_id, one.place.name) == ("inc-1", "d1", "Eastford")
    assert [count.document_id for count in one.casualties] == [None, "d2"]


def test_what_is_left_alone_is_as_its_document_tells_it():
    (one,) = after(asked("reject", "inc-3"), asked("reject", "inc-2")).incidents
    assert (one.accounts, one.merged_from, one.independent_voices) == ((), (), 1)
    assert (one.claims, one.casualties) == (account(0).claims, account(0).casualties)


def test_a_merger_takes_accounts_together():
    found = joined_extraction(incident(id="i9", document_id="d3"))
    (one,) = after(asked("merge", "inc-1", "i9"), found=found).incidents
    assert [a.incident.id for a in one.accounts] == ["inc-1", "inc-2", "inc-3", "i9"]
    # The document that is a voice already is no further one.
    assert [a.voice for a in one.accounts] == [0, 0, 1, 1]
    assert one.accounts[3].reasons == (MERGED,)
    assert one.merged_from == ("inc-1", "inc-2", "inc-3", "i9")


def test_a_merger_by_the_id_of_an_account_is_one_of_the_whole():
    found = joined_extraction(incident(id="i9", document_id="d3"))
    (one,) = after(asked("merge", "inc-2", "i9"), found=found).incidents
    assert (one.id, len(one.accounts)) == ("inc-1", 4)

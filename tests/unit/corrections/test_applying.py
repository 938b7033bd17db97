"""Corrections applied to incidents, with what came of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.corrections import correct
from geomap.model import (
    CorrectedPlace,
    Correction,
    CorrectionAction,
    CorrectionState,
    IncidentType,
    Salience,
    Status,
)
from geomap.pipeline import Report
from tests.builders import DOCUMENT, RESOLUTION, claim, extraction, geometry, incident, killed
from tests.work import calls_of

APPLIED, SUPERSEDED, NOT_APPLIED = CorrectionState
FARM = CorrectedPlace("A farm", 2, 10.0, geometry("POINT (31 51)"))


def asked(action, *ids, **values):
    said = {"by": "N.N.", "why": "read again"} | values
    return Correction(CorrectionAction(action), ids or ("i1",), **said)


def retype(*ids, kind=IncidentType.AIR_STRIKE, **values):
    return asked("retype", *ids, type=kind, **values)


def redate(*ids, end=date(2021, 2, 9), **values):
    return asked("redate", *ids, date_start=date(2021, 2, 3), date_end=end, **values)


def three():
    return extraction(incident(), incident(id="i2"), incident(id="i3"))


def states(found):
    return [outcome.state for outcome in found.corrections]


def test_nothing_asked_nothing_changed():
    found = three()
    assert correct(found, ()) == found


def test_a_type_is_changed_and_the_id_is_not():
    found = three()
    after = correct(found, [retype(on=date(2024, 1, 2), where="c.toml, table 1")])
    first = after.incidents[0]
    assert (first.id, first.type) == ("i1", IncidentType.AIR_STRIKE)
    (done,) = first.corrections
    assert (done.action, done.incident, done.by, done.why, done.on) == (
        CorrectionAction.RETYPE, "i1", "N.N.", "read again", date(2024, 1, 2),
    )  # fmt: skip
    assert done.before == (("incident_type", "shelling"),)
    (outcome,) = after.corrections
    assert (outcome.state, outcome.note, outcome.before) == (APPLIED, "", done.before)
    assert after.incidents[1:] == found.incidents[1:]
    assert found == three()  # records are left as they were


def test_a_place_is_changed_with_all_that_goes_with_it():
    found = extraction(incident(theatre="t", sectors=("north",)))
    (only,) = correct(found, [asked("relocate", place=FARM)]).incidents
    assert (only.place.name, only.place.where_prec, only.place.radius_km) == ("A farm", 2, 10.0)
    assert (only.place.text, only.place.start, only.place.end) == ("", only.start, only.end)
    assert (only.theatre, only.sectors) == ("t", ())
    assert dict(only.corrections[0].before) == {
        "place_text": "Eastford", "place_name": "Eastford", "place_id": "test:1", "where_prec": 1,
        "radius_km": 5.0, "sectors": ("north",),
    }  # fmt: skip


def test_an_incident_without_a_place_gets_one():
    found = extraction(replace(incident(), place=None))
    (only,) = correct(found, [asked("relocate", place=replace(FARM, resolution=RESOLUTION))]).incidents
    assert only.place.resolution is RESOLUTION
    assert set(dict(only.corrections[0].before).values()) == {None, ()}


@pytest.mark.parametrize(("last", "prec"), [(3, 1), (4, 2), (9, 3), (20, 4)])
def test_days_are_changed_and_the_precision_with_them(last, prec):
    (only,) = correct(extraction(incident()), [redate(end=date(2021, 2, last))]).incidents
    assert (only.date_start, only.date_end) == (date(2021, 2, 3), date(2021, 2, last))
    assert (only.date_prec, only.date_text) == (prec, None)
    assert dict(only.corrections[0].before) == {
        "date_start": "2021-03-01", "date_end": "2021-03-01", "date_text": "on Monday", "date_prec": 1,
    }  # fmt: skip


def test_a_rejected_incident_is_kept_aside():
    after = correct(three(), [asked("reject", "i2")])
    assert [i.id for i in after.incidents] == ["i1", "i3"]
    (rejected,) = after.rejected
    assert (rejected.id, rejected.corrections[0].why) == ("i2", "read again")
    before = dict(after.corrections[0].before)
    assert (before["incident_type"], before["place_name"], before["date_start"]) == (
        "shelling", "Eastford", "2021-03-01",
    )  # fmt: skip
    assert (before["document_id"], before["quote"]) == ("d1", rejected.quote)


def test_the_later_of_two_wins_and_the_earlier_is_reported():
    first = retype(by="A.A.", where="c.toml, table 1")
    later = retype(kind=IncidentType.RIOT, by="B.B.", where="c.toml, table 2")
    after = correct(three(), [first, later, redate()])
    assert states(after) == [SUPERSEDED, APPLIED, APPLIED]
    assert after.corrections[0].note == "a later one of B.B. (c.toml, table 2) stands in its place"
    assert after.incidents[0].type is IncidentType.RIOT
    assert [done.by for done in after.incidents[0].corrections] == ["B.B.", "N.N."]


def test_a_rejected_incident_takes_no_further_corrections():
    after = correct(three(), [retype("i2"), asked("merge", "i1", "i2"), asked("reject", "i2")])
    assert states(after) == [NOT_APPLIED, NOT_APPLIED, APPLIED]
    assert after.corrections[0].note == "i2 was rejected by N.N."
    assert after.rejected[0].type is IncidentType.SHELLING


def test_what_is_not_there_is_reported_with_the_nearest():
    found = extraction(incident(id="inc-7473ac7577fa8525"), incident(id="inc-0123456789abcdef"))
    slip, unknown = retype("inc-7473ac7577fa8526"), retype("inc-ffff000011112222")
    after = correct(found, [slip, unknown])
    assert states(after) == [NOT_APPLIED, NOT_APPLIED]
    assert after.corrections[0].note == "no incident inc-7473ac7577fa8526; nearest inc-7473ac7577fa8525"
    assert after.corrections[1].note == "no incident inc-ffff000011112222"
    assert after.incidents == found.incidents


def test_merged_incidents_say_what_all_of_them_said():
    other = replace(DOCUMENT, id="d2")
    first = replace(incident(id="a", place=None, casualties=(killed(1, 1, 1),)), place=None, initiators=())
    second = incident(
        id="b", document_id="d2", weapons=("mortars", "artillery"), claims=(claim(document_id="d2"),),
        casualties=(killed(2, 2, 2),), theatre="t", sectors=("north",), type=IncidentType.RIOT,
    )  # fmt: skip
    third = incident(id="c", document_id="d2", claims=(), salience=Salience.BACKGROUND)
    found = extraction(first, incident(id="x"), second, third, documents=(DOCUMENT, other))
    after = correct(found, [asked("merge", "a", "b", "c")])
    one, rest = after.incidents
    assert rest.id == "x"
    assert (one.id, one.type, one.merged_from) == ("a", IncidentType.SHELLING, ("a", "b", "c"))
    assert (one.place, one.theatre, one.sectors) == (second.place, "t", ("north",))
    assert one.initiators == second.initiators
    assert one.weapons == ("artillery", "mortars")
    assert one.casualties == (killed(1, 1, 1), killed(2, 2, 2, document_id="d2"))
    # A part of which nobody is said to speak is told by its document.
    assert [(c.document_id, c.side) for c in one.claims] == [
        ("d1", "Valdoria"), ("d1", "Marland"), ("d2", "Valdoria"), ("d2", None),
    ]  # fmt: skip
    assert one.status is Status.CONTESTED
    told = dict(one.corrections[0].before)
    assert told["merged_from"] == ()
    assert told["parts"][1] == "b: riot, Eastford, 2021-03-01"
    assert told["parts"][0] == "a: shelling, no place, 2021-03-01"


def test_parts_are_corrected_before_they_are_merged():
    after = correct(three(), [asked("merge", "i1", "i2"), retype("i2"), redate("i1")])
    one = after.incidents[0]
    assert states(after) == [APPLIED] * 3
    assert (one.type, one.date_start) == (IncidentType.SHELLING, date(2021, 2, 3))
    assert [(done.action.value, done.incident) for done in one.corrections] == [
        ("redate", "i1"), ("retype", "i2"), ("merge", "i1"),
    ]  # fmt: skip


def test_mergers_go_on_from_one_another():
    after = correct(
        three(), [asked("merge", "i1", "i2"), asked("merge", "i2", "i3"), asked("merge", "i3", "i1")]
    )
    (one,) = after.incidents
    assert one.merged_from == ("i1", "i2", "i3")
    assert states(after) == [APPLIED, APPLIED, NOT_APPLIED]
    assert after.corrections[2].note == "they are one already"


def test_a_merger_goes_on_without_what_is_not_there():
    after = correct(three(), [asked("merge", "i9", "i2", "i3"), asked("merge", "i1", "i8")])
    assert [i.merged_from for i in after.incidents] == [(), ("i2", "i3")]
    assert [(o.state, o.note) for o in after.corrections] == [
        (APPLIED, "without some: no incident i9"), (NOT_APPLIED, "no incident i8"),
    ]  # fmt: skip


def test_a_part_is_corrected_where_it_went():
    merged = correct(three(), [asked("merge", "i1", "i2")])
    after = correct(merged, [retype("i2")])
    assert after.corrections[1].note == "i2 was merged into i1: that one is to be corrected"
    assert after.incidents == merged.incidents


def test_the_class_and_the_rest_are_kept():
    found = three()
    report = Report(found.documents, found.toponyms, found.incidents)
    after = correct(report, [retype()])
    assert type(after) is Report
    assert after.documents == found.documents


def test_what_was_not_there_is_tried_again():
    first = correct(extraction(incident(id="i2")), [retype()])
    assert states(first) == [NOT_APPLIED]
    grown = replace(first, incidents=(*first.incidents, incident()))
    after = correct(grown, [retype()])
    assert states(after) == [APPLIED]
    assert after.incidents[1].type is IncidentType.AIR_STRIKE


def test_twice_the_corrections_are_twice_the_work():
    def work(count):
        found = extraction(*(incident(id=f"i{n}") for n in range(count)))
        corrections = [ask for n in range(count) for ask in (asked("reject", f"i{n}"), retype(f"i{n}"))]
        # Of what was rejected no type can be changed: why is looked up for each.
        return calls_of(lambda: correct(found, corrections))

    assert work(200) < 2.2 * work(100)

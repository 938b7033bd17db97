"""where(): every condition takes in what it should and leaves out the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from geomap.errors import UsageError
from geomap.model import Actor, IncidentType, Polarity, Salience, Stance
from geomap.pipeline import Report
from tests.builders import DOCUMENT, TELLERS, claim, incident, joined, killed

SHELLING = incident(casualties=(killed(2, 3, 4),), targets=(Actor("Valdoria", "its villages"),))
TALKS = replace(
    incident(id="talks", place=None),
    type=IncidentType.TALKS,
    initiators=(Actor("Ostland", "Ostland"),),
    claims=(),
    salience=Salience.BACKGROUND,
    polarity=Polarity.PLANNED,
    date_start=date(2021, 3, 5),
    date_end=date(2021, 3, 9),
    date_prec=2,
    quote="Talks were planned.",
    country="PL",
    document_id="d2",
    weapons=(),
)
CLASH = replace(
    incident(id="clash"),
    type=IncidentType.ARMED_CLASH,
    theatre="east",
    sectors=("north", "south"),
    date_start=None,
    date_end=None,
    date_prec=None,
    claims=(claim("Marland"),),
    casualties=(killed(24, None, None),),
)
REPORT = Report(documents=(DOCUMENT,), toponyms=((),), incidents=(SHELLING, TALKS, CLASH))
ALL = ["i1", "talks", "clash"]


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ({}, ALL),
        ({"type": "shelling"}, ["i1"]),
        ({"type": IncidentType.TALKS}, ["talks"]),
        ({"type": ["talks", "Armed_Clash"]}, ["talks", "clash"]),
        ({"status": "contested"}, ["i1"]),
        ({"status": ("claimed", "reported")}, ["talks", "clash"]),
        ({"polarity": "planned"}, ["talks"]),
        ({"salience": "core"}, ["i1", "clash"]),
        ({"violent": False}, ["talks"]),
        ({"violent": True}, ["i1", "clash"]),
        ({"side": "valdoria"}, ["i1"]),
        ({"side": "Marland"}, ["i1", "clash"]),
        ({"initiator": "Ostland"}, ["talks"]),
        ({"target": "Valdoria"}, ["i1"]),
        ({"claimed_by": "Marland"}, ["clash"]),
        ({"denied_by": "Marland"}, ["i1"]),
        ({"theatre": "east"}, ["clash"]),
        ({"sector": "south"}, ["clash"]),
        ({"country": "pl"}, ["talks"]),
        ({"country": ["UA"]}, ["i1", "clash"]),
        ({"place": "eastford"}, ["i1", "clash"]),
        ({"place": "test:1"}, ["i1", "clash"]),
        ({"place": "Eastshire"}, ["i1", "clash"]),
        ({"place": "Nowhere"}, []),
        ({"document": "d2"}, ["talks"]),
        ({"where_prec_at_most": 1}, ["i1", "clash"]),
        ({"where_prec_at_most": 0}, []),
        ({"date_prec_at_most": 1}, ["i1"]),
        ({"date_prec_at_most": 5}, ["i1", "talks"]),
        ({"killed_at_least": 3}, ["i1", "clash"]),
        ({"killed_at_least": 4}, ["clash"]),
        ({"words": "PLANNED"}, ["talks"]),
        ({"between": ("2021-03-01", "2021-03-01")}, ["i1"]),
        ({"between": (date(2021, 3, 9), None)}, ["talks"]),
        ({"between": (None, datetime(2021, 3, 4, 12))}, ["i1"]),  # noqa: DTZ001 (a day)
        ({"between": (None, None)}, ["i1", "talks"]),
        ({"type": "shelling", "status": "claimed"}, []),
        ({"type": []}, []),
    ],
)
def test_conditions(conditions, wanted):
    assert [i.id for i in REPORT.incidents.where(**conditions)] == wanted
    assert [i.id for i in REPORT.where(**conditions).incidents] == wanted


def test_a_test_of_ones_own_goes_with_the_conditions():
    assert [i.id for i in REPORT.incidents.where(lambda i: bool(i.weapons), violent=True)] == ["i1", "clash"]
    assert [i.id for i in REPORT.incidents.where(lambda i: False)] == []


def test_a_denial_alone_is_no_claim():
    denied = replace(SHELLING, claims=(claim("Marland", Stance.REJECTS),))
    report = REPORT.with_incidents([denied])
    assert not report.incidents.where(claimed_by="Marland")
    assert report.incidents.where(denied_by="Marland", status="denied")


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ({"type": "shellling"}, "one of shelling, rocket_missile"),
        ({"status": ["claimed", "true"]}, "status='true'.* one of reported, claimed"),
        ({"polarity": "no"}, "asserted"),
        ({"between": ("13 October", None)}, "such as '2020-10-13'"),
        ({"between": ("2021-03-02", "2021-03-01")}, "is before"),
        ({"between": "2021-03-02"}, r"\(first day, last day\)"),
    ],
)
def test_what_cannot_be_meant_is_told(conditions, told):
    with pytest.raises(UsageError, match=told):
        REPORT.where(**conditions)


def test_by_sources_and_what_they_tell_differently():
    one = Report(documents=TELLERS, toponyms=((),) * 3, incidents=(joined(), SHELLING))

    def ids(**conditions):
        return [i.id for i in one.where(**conditions).incidents]

    assert (ids(sources=1), ids(sources=2), ids(sources=3)) == (["inc-1", "i1"], ["inc-1"], [])
    assert ids(disputed="casualties") == ids(disputed=("date", "PLACE")) == ids(disputed=True) == ["inc-1"]
    assert (ids(disputed="date"), ids(disputed=False)) == ([], ["i1"])
    assert ids(document="d3") == ids(words="a doctor there") == ["inc-1"]
    with pytest.raises(UsageError, match=r"disputed='whole'; one of place, initiator, casualties, date"):
        one.where(disputed="whole")
    assert one.incidents.by_id("inc-3").id == "inc-1"
    assert one.incidents.count_by("document") == {"d1": 2, "d2": 1, "d3": 1}

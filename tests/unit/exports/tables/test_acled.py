"""ACLED's columns: scope, precision, actors, countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.exports.tables.acled import COLUMNS
from geomap.exports.tables.schemes import table_of
from geomap.model import Actor, ActorKind, Harm, IncidentType, Polarity, Stance
from tests.builders import PLACE, RESOLUTION, claim, extraction, incident, killed

UKRAINE = Actor("Ukraine", "Ukrainian forces", ActorKind.STATE)
RUSSIA = Actor("Russia", "Russian forces", ActorKind.STATE)
GROUP = Actor("M23", "M23", ActorKind.ARMED_GROUP)


def row(made):
    (found,) = table_of(extraction(made), "acled").rows
    return found.cells


def test_the_columns_are_those_of_acleds_export_in_its_order():
    names = [column.name for column in COLUMNS]
    assert (
        names[:31]
        == (
            "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
            "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
            "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
        ).split()
    )
    assert all(name.startswith("geomap_") for name in names[31:])
    assert list(row(incident())) == names


def test_what_a_row_holds():
    told = row(incident(casualties=(killed(2, 3, None),)))
    wanted = {
        "event_id_cnty": "i1",
        "event_date": "2021-03-01",
        "year": 2021,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Marland",
        "iso": 804,
        "region": "Europe",
        "country": "Ukraine",
        "admin1": "Eastshire",
        "location": "Eastford",
        "latitude": 50.25,
        "longitude": 30.5,
        "geo_precision": 1,
        "source": "Wire",
        "fatalities": 3,
        "geomap_columns": "acled-1",
        "geomap_status": "contested",
        "geomap_denied_by": ["Marland"],
        "timestamp": None,
    }
    assert {name: told[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"polarity": Polarity.NEGATED}, "negated, hypothetical or planned"),
        ({"polarity": Polarity.HYPOTHETICAL}, "negated, hypothetical or planned"),
        ({"claims": (claim("Marland", Stance.REJECTS),)}, "only denied"),
        (
            {
                "type": IncidentType.CASUALTIES_REPORT,
                "casualties": (killed(100, None, None, cumulative=True),),
            },
            "a running total of casualties",
        ),
    ],
)
def test_what_is_not_said_to_have_happened_is_left_out_and_told(changes, why):
    table = table_of(extraction(incident(), incident(id="i2", **changes)), "acled")
    assert [kept.cells["event_id_cnty"] for kept in table.rows] == ["i1"]
    assert str(table.left_out) == f"1 incident left out of ACLED's columns: 1 {why}"


def test_nothing_left_out_is_nothing_said():
    assert str(table_of(extraction(incident()), "acled").left_out) == ""


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (None, None)])
def test_days_are_no_more_exact_than_they_are(ours, theirs):
    assert row(incident(date_prec=ours))["time_precision"] == theirs


@pytest.mark.parametrize(
    ("ours", "theirs"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 3), (7, 3), (None, None)]
)
def test_places_are_no_more_exact_than_they_are(ours, theirs):
    made = incident()
    assert row(replace(made, place=replace(made.place, where_prec=ours)))["geo_precision"] == theirs


def test_kinds_of_actor_that_can_be_told():
    told = row(incident(initiators=(RUSSIA,), targets=(UKRAINE,)))
    assert (told["actor1"], told["inter1"]) == ("Russia", "External/Other forces")
    assert (told["actor2"], told["inter2"]) == ("Ukraine", "State forces")
    assert told["interaction"] == "State forces-External/Other forces"
    codes = [told[f"geomap_{name}_code"] for name in ("inter1", "inter2", "interaction")]
    assert codes == [8, 1, 18]
    told = row(incident(initiators=(GROUP,), targets=(UKRAINE,)))
    assert (told["inter1"], told["interaction"], told["geomap_interaction_code"]) == (None, None, None)


def test_a_deed_whose_other_side_is_not_named_is_not_said_to_have_none():
    told = row(incident(initiators=(UKRAINE,)))
    assert (told["inter1"], told["interaction"]) == ("State forces", None)


def test_both_are_said_to_have_done_it():
    told = row(
        incident(type=IncidentType.ARMED_CLASH, initiators=(UKRAINE, RUSSIA), targets=(UKRAINE, RUSSIA))
    )
    assert (told["actor1"], told["actor2"]) == ("Ukraine", "Russia")
    assert (told["assoc_actor_1"], told["assoc_actor_2"]) == (None, None)


def test_crowds_and_civilians_have_acleds_names():
    protest = row(incident(type=IncidentType.PROTEST, initiators=(Actor("teachers", "teachers"),)))
    assert (protest["actor1"], protest["assoc_actor_1"]) == ("Protesters (Ukraine)", "teachers")
    assert (protest["inter1"], protest["interaction"]) == ("Protesters", "Protesters only")
    assert (protest["geomap_interaction_code"], protest["disorder_type"]) == (60, "Demonstrations")
    attack = row(incident(type=IncidentType.ATTACK_ON_CIVILIANS, initiators=(RUSSIA,)))
    assert (attack["actor2"], attack["inter2"]) == ("Civilians (Ukraine)", "Civilians")
    assert attack["civilian_targeting"] == "Civilian targeting"
    assert attack["geomap_interaction_code"] == 78


def test_force_against_protesters_is_both_kinds_of_disorder():
    told = row(incident(type=IncidentType.PROTEST, quote="Police opened fire on protesters."))
    assert told["disorder_type"] == "Political violence; Demonstrations"
    assert told["civilian_targeting"] == "Civilian targeting"
    riot = row(incident(type=IncidentType.RIOT, quote="A mob lynched him."))
    assert riot["disorder_type"] == "Political violence"
    assert row(incident(type=IncidentType.TALKS))["disorder_type"] == "Strategic developments"


def test_remote_violence_against_civilians_alone():
    hit = row(incident(targets=(Actor("residents", "residents"),)))
    assert (hit["civilian_targeting"], hit["inter2"]) == ("Civilian targeting", "Civilians")
    assert row(incident(targets=(UKRAINE,)))["civilian_targeting"] is None


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ((), 0),
        ((killed(24, None, None),), 24),
        ((killed(None, None, 5),), None),
        ((killed(1, 1, 1, harm=Harm.WOUNDED),), 0),
    ],
)
def test_deaths_are_the_best_number_else_the_lowest(counts, wanted):
    assert row(incident(casualties=counts))["fatalities"] == wanted


def test_a_unit_of_the_second_level():
    made = incident()
    entry = replace(PLACE, admin2_name="Eastford Raion")
    assert row(replace(made, place=replace(made.place, resolution=replace(RESOLUTION, place=entry))))[
        "admin2"
    ] == ("Eastford Raion")
    unit = replace(PLACE, name="Eastford District", feature_code="ADM2")
    assert row(replace(made, place=replace(made.place, resolution=replace(RESOLUTION, place=unit))))[
        "admin2"
    ] == ("Eastford District")


def test_what_is_not_known_is_empty():
    told = row(incident(place=None, date_start=None, date_end=None, date_prec=None, initiators=()))
    for name in (
        "event_date",
        "year",
        "time_precision",
        "actor1",
        "iso",
        "country",
        "latitude",
        "geo_precision",
    ):
        assert told[name] is None, name
    assert row(incident(date_start=date(2020, 12, 31)))["year"] == 2020

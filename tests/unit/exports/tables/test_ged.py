"""UCDP GED's columns: scope, sides, deaths that add up, the grid."""

from __future__ import annotations

from hashlib import sha256

import pytest

from geomap.exports.records.points import Point
from geomap.exports.tables.ged import COLUMNS, priogrid_gid
from geomap.exports.tables.schemes import table_of
from geomap.model import Actor, ActorKind, IncidentType
from tests.builders import extraction, incident, killed

UKRAINE = Actor("Ukraine", "Ukrainian forces", ActorKind.STATE)
RUSSIA = Actor("Russia", "Russian forces", ActorKind.STATE)
M23 = Actor("M23", "M23", ActorKind.ARMED_GROUP)
OTHERS = Actor("Wazalendo", "Wazalendo", ActorKind.ARMED_GROUP)
CIVILIANS = Actor("civilians", "civilians")
ONE = (killed(1, 1, 1),)


def row(made):
    (found,) = table_of(extraction(made), "ged").rows
    return found.cells


def test_the_columns_are_those_of_ged_in_its_order():
    names = [column.name for column in COLUMNS]
    assert (
        names[:49]
        == (
            "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
            "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
            "number_of_sources source_article source_office source_date source_headline source_original where_prec "
            "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
            "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
            "high low gwnoa gwnob"
        ).split()
    )
    assert all(name.startswith("geomap_") for name in names[49:])
    assert list(row(incident(casualties=ONE))) == names


def test_what_a_row_holds():
    told = row(incident(casualties=ONE, initiators=(RUSSIA,), targets=(UKRAINE,)))
    wanted = {
        "relid": "i1",
        "year": 2021,
        "type_of_violence": 1,
        "dyad_name": "Government of Russia - Government of Ukraine",
        "side_a": "Government of Russia",
        "side_b": "Government of Ukraine",
        "number_of_sources": 1,
        "source_article": 'Wire, 2021-03-02, "Two voices"',
        "source_office": "Wire",
        "source_date": "2021-03-02",
        "source_headline": "Two voices",
        "source_original": "Valdoria; Marland",
        "where_prec": 1,
        "where_coordinates": "Eastford",
        "adm_1": "Eastshire",
        "latitude": 50.25,
        "longitude": 30.5,
        "geom_wkt": "POINT (30.5 50.25)",
        "priogrid_gid": 280 * 720 + 422,
        "country": "Ukraine",
        "country_id": 369,
        "region": "Europe",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2021-03-01",
        "date_end": "2021-03-01",
        "gwnoa": 365,
        "gwnob": 369,
        "conflict_new_id": None,
        "geomap_columns": "ged-1",
    }
    assert {name: told[name] for name in wanted} == wanted


def test_ids_are_numbers_that_stay():
    ids = [
        kept.cells["id"]
        for kept in table_of(
            extraction(*(incident(id=f"i{n}", casualties=ONE) for n in range(99))), "ged"
        ).rows
    ]
    assert len(set(ids)) == 99
    assert all(0 <= number < 10**15 for number in ids)
    assert row(incident(casualties=ONE))["id"] == int(sha256(b"i1").hexdigest()[:32], 16) % 10**15


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "without a death"),
        ({"casualties": (killed(None, None, 0),)}, "without a death"),
        ({"type": IncidentType.TALKS, "casualties": ONE}, "no armed violence"),
    ],
)
def test_what_ged_does_not_code_is_left_out_and_told(changes, why):
    table = table_of(extraction(incident(id="i1", **changes), incident(id="i2", casualties=ONE)), "ged")
    assert [kept.cells["relid"] for kept in table.rows] == ["i2"]
    assert str(table.left_out) == f"1 incident left out of UCDP GED's columns: 1 {why}"


@pytest.mark.parametrize(
    ("first", "second", "kind", "side_a", "side_b"),
    [
        ((M23,), (UKRAINE,), 1, "Government of Ukraine", "M23"),
        ((UKRAINE,), (M23,), 1, "Government of Ukraine", "M23"),
        ((M23,), (OTHERS,), 2, "M23", "Wazalendo"),
        ((M23,), (CIVILIANS,), 3, "M23", "Civilians"),
        ((UKRAINE, RUSSIA), (UKRAINE, RUSSIA), 1, "Government of Ukraine", "Government of Russia"),
        ((UKRAINE,), (), None, "Government of Ukraine", None),
        ((), (), None, None, None),
    ],
)
def test_sides(first, second, kind, side_a, side_b):
    told = row(incident(type=IncidentType.ARMED_CLASH, initiators=first, targets=second, casualties=ONE))
    assert (told["type_of_violence"], told["side_a"], told["side_b"]) == (kind, side_a, side_b)


def deaths(told):
    return [told[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")]


@pytest.mark.parametrize(
    ("counts", "wanted", "estimates"),
    [
        (ONE, [0, 0, 0, 1], (1, 1, 1)),
        ((killed(24, None, None),), [0, 0, 0, 24], (24, 24, 24)),
        ((killed(3, 3, None),), [0, 0, 0, 3], (3, 3, 3)),
        ((killed(2, 3, 4, party="Ukraine"),), [0, 3, 0, 0], (2, 3, 4)),
        ((killed(2, 2, 2, party="Russia"), killed(1, 1, 1, victims="civilian")), [2, 0, 1, 0], (3, 3, 3)),
        ((killed(5, 5, 5), killed(2, 2, 2, victims="civilian")), [0, 0, 2, 3], (5, 5, 5)),
        ((killed(1, 1, 1), killed(9, 9, 9, cumulative=True, party="Russia")), [0, 0, 0, 1], (1, 1, 1)),
    ],
)
def test_deaths_add_up_to_the_best_number(counts, wanted, estimates):
    told = row(incident(initiators=(RUSSIA,), targets=(UKRAINE,), casualties=counts))
    assert deaths(told) == wanted
    assert sum(deaths(told)) == told["best"]
    assert (told["low"], told["best"], told["high"]) == estimates


@pytest.mark.parametrize(
    ("lon", "lat", "cell"),
    [
        (-180, -90, 1),
        (-179.5, -90, 2),
        (-180, -89.5, 721),
        (180, 90, 259200),
        (69.17, 34.53, 179779),  # Kabul
        (0.25, 0.25, 129961),
    ],
)
def test_cells_of_the_grid(lon, lat, cell):
    assert priogrid_gid(Point(lon, lat)) == cell


def test_a_sum_of_several_happenings_is_not_clear():
    assert row(incident(casualties=ONE, date_prec=4))["event_clarity"] == 2
    assert row(incident(casualties=ONE, theatre="t", sectors=("north", "south")))["event_clarity"] == 2


def test_a_point_stands_for_an_area_and_lies_in_it():
    told = row(incident("POLYGON ((179 50, 181 50, 181 51, 179 51, 179 50))", casualties=ONE))
    assert 50 < told["latitude"] < 51
    assert 179 <= abs(told["longitude"]) <= 180

"""Cells of tables, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.answers.phrases import LONGEST_CELL, MOST_READINGS, Reading, read_phrase


def readings(text):
    return list(read_phrase(text))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("Alba town", Reading(("Alba",), sort="town")),
        ("town of Alba", Reading(("Alba",), sort="town")),
        ("Alba district", Reading(("Alba",), sort="unit")),
        ("Alba sub-district", Reading(("Alba",), sort="unit")),
        ("Alba river", Reading(("Alba",), sort="water")),
        ("Lake Alba", Reading(("Alba",), sort="water")),
        ("Alba hills", Reading(("Alba",), sort="height")),
        ("Alba refugee camp", Reading(("Alba",), sort="site")),
        ("Alba military airport", Reading(("Alba",), sort="site")),
        ("near Alba", Reading(("Alba",), "near")),
        ("Alba area", Reading(("Alba",), "near")),
        ("in the vicinity of Alba", Reading(("Alba",), "near")),
        ("rural Alba", Reading(("Alba",), "near")),
        ("Alba countryside", Reading(("Alba",), "near")),
        ("south of Alba", Reading(("Alba",), "near", bearing=180.0)),
        ("outskirts of Alba", Reading(("Alba",), "outskirts")),
        ("Alba outskirts", Reading(("Alba",), "outskirts")),
        ("Alba-Suburb", Reading(("Alba",), "outskirts")),
        ("Alba direction", Reading(("Alba",), "front")),
        ("eastern Alba", Reading(("Alba",), "part", bearing=90.0)),
        ("East Alba", Reading(("Alba",), "part", bearing=90.0)),
        ("the northern part of Alba", Reading(("Alba",), "part", bearing=0.0)),
        ("12 km north of Alba", Reading(("Alba",), "offset", distance_km=12.0, bearing=0.0)),
        ("about 5km NE of Alba", Reading(("Alba",), "offset", distance_km=5.0, bearing=45.0)),
        (
            "7.5 kilometres to the south-west of Alba",
            Reading(("Alba",), "offset", distance_km=7.5, bearing=225.0),
        ),
        ("10 miles east of Alba", Reading(("Alba",), "offset", distance_km=16.093, bearing=90.0)),
        ("Alba (12 km W)", Reading(("Alba",), "offset", distance_km=12.0, bearing=270.0)),
        ("Alba, 3 km south", Reading(("Alba",), "offset", distance_km=3.0, bearing=180.0)),
        ("800 m from Alba", Reading(("Alba",), "near", distance_km=0.8)),
        ("between Alba and Brava", Reading(("Alba",), "between", other=("Brava",))),
        ("road between Alba town and Brava", Reading(("Alba",), "between", other=("Brava",))),
        ("Alba-Brava road", Reading(("Alba",), "between", other=("Brava",))),
        ("Alba to Brava highway", Reading(("Alba",), "between", other=("Brava",))),
        ("road from Alba to Brava", Reading(("Alba",), "between", other=("Brava",))),
        ("Alba and Brava", Reading(("Alba",), "both", other=("Brava",))),
        ("Alba, Brava, Carta", Reading(("Alba",), within=("Brava", "Carta"))),
        ("Alba village, Brava district", Reading(("Alba",), sort="town", within=("Brava district",))),
        ("Alba river in Brava Province", Reading(("Alba",), sort="water", within=("Brava Province",))),
        ("Alba (Brava)", Reading(("Alba",), within=("Brava",))),
        ("Alba (Brava)", Reading(("Alba", "Brava"))),
        ("Alba town (Brava)", Reading(("Alba", "Brava"), sort="town")),
        ("Alba/Brava", Reading(("Alba", "Brava"))),
        ("Alba / Brava village", Reading(("Alba", "Brava"), sort="town")),
        ("Alba also known as Brava", Reading(("Alba", "Brava"))),
        ("Alba - Brava", Reading(("Brava",), within=("Alba",))),
        ("near the town of Alba, Brava district", Reading(("Alba",), "near", "town", ("Brava district",))),
    ],
)
def test_what_tables_write(cell, wanted):
    assert wanted in readings(cell)


@pytest.mark.parametrize(
    "cell", ["Kuwait City", "North Kivu", "Trinidad and Tobago", "Stratford-upon-Avon", "Goma"]
)
def test_the_cell_as_it_stands_comes_first(cell):
    assert readings(cell)[0] == Reading((cell,))


def test_blanks_and_stops_around_a_name_are_nothing():
    assert readings("  Alba   Longa. ") == readings("Alba Longa")
    assert readings("") == readings(" , ") == readings("12") == []


def test_prose_is_not_taken_apart():
    prose = "near " * LONGEST_CELL + "Alba"
    assert [r.relation for r in readings(prose)] == ["at"]


WORDS = st.sampled_from(
    "near of the town and between km 12 north ( ) , / - Alba Brava road in district east suburb".split()
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_cell_can_be_read(cell):
    found = readings(cell)
    assert len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
    assert all(name.strip() for reading in found for name in (*reading.names, *reading.other))


@given(st.text(max_size=60))
def test_any_text_can_be_read(cell):
    assert all(any(map(str.isalpha, " ".join(reading.names))) for reading in readings(cell))

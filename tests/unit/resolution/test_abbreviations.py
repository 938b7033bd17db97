"""Newspapers' abbreviations of first-level units mean those units and nothing else."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.abbreviations import UNITS, written_out
from geomap.model import Toponym
from geomap.resolution.candidates import Form, find_options


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize(("short", "name"), UNITS.items())
def test_each_is_known_as_a_unit(short: str, name: str, index: PlaceIndex) -> None:
    first = find_options(Toponym(0, len(short), short), index)[0].candidate.place
    assert first.feature_code == "ADM1", name
    assert first.country in {"US", "CA", "AU"}


@pytest.mark.parametrize(
    ("short", "unit"), [("La.", "Louisiana"), ("B.C.", "British Columbia"), ("KY.", "Kentucky")]
)
def test_no_town_is_meant(short: str, unit: str, index: PlaceIndex) -> None:
    assert find_options(Toponym(0, len(short), short), index)[0].candidate.place.name == unit


def test_without_its_full_stop_it_is_a_name_like_others_too(index: PlaceIndex) -> None:
    found = find_options(Toponym(0, 2, "La"), index)
    assert {o.form for o in found if o.candidate.place.name == "Louisiana"} == {Form.WRITTEN_OUT}
    assert any(o.form is Form.BARE for o in found)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Mt. Pleasant", "Mount Pleasant"),
        ("St.Louis", "Saint Louis"),
        ("W. Columbia", "West Columbia"),
        ("Loudon Co.", "Loudon County"),
    ],
)
def test_abbreviated_words_are_written_out(short: str, long: str) -> None:
    assert written_out(short) == long


@pytest.mark.parametrize("name", ["Stuttgart", "N'Djamena", "S.C.", "St.", "New York", "E", ""])
def test_names_without_them_are_left_alone(name: str) -> None:
    assert written_out(name) is None

"""Newspapers' abbreviations of first-level units mean those units and nothing else."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.abbreviations import UNITS
from geomap.model import Toponym
from geomap.resolution.candidates import candidates_for


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize(("short", "name"), UNITS.items())
def test_each_is_known_as_a_unit(short: str, name: str, index: PlaceIndex) -> None:
    first = candidates_for(Toponym(0, len(short), short), index)[0].place
    assert first.feature_code == "ADM1", name
    assert first.country in {"US", "CA", "AU"}


@pytest.mark.parametrize(
    ("short", "unit"), [("La.", "Louisiana"), ("B.C.", "British Columbia"), ("KY.", "Kentucky")]
)
def test_no_town_is_meant(short: str, unit: str, index: PlaceIndex) -> None:
    assert candidates_for(Toponym(0, len(short), short), index)[0].place.name == unit


def test_without_its_full_stop_it_is_a_name_like_others(index: PlaceIndex) -> None:
    assert all(c.place.name != "Louisiana" for c in candidates_for(Toponym(0, 2, "La"), index))

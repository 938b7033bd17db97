"""Codes of countries: all of the gazetteer's, each number once."""

from __future__ import annotations

import pytest

from geomap.exports.tables.countries import _table, codes_of, gwno_of_state
from geomap.gazetteer.index import PlaceIndex


def test_every_country_of_the_gazetteer_has_codes():
    assert set(_table()) == {country.iso2 for country in PlaceIndex.bundled().countries()}
    assert all(codes.acled_region for codes in _table().values())
    assert [iso2 for iso2, codes in _table().items() if codes.iso_numeric is None] == ["XK"]


def test_no_two_have_one_number():
    for field in ("iso_numeric", "gwno"):
        numbers = [getattr(codes, field) for codes in _table().values() if getattr(codes, field) is not None]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    ("iso2", "numeric", "acled", "gwno", "ged"),
    [
        ("AZ", 31, "Caucasus and Central Asia", 373, "Europe"),
        ("SD", 729, "Northern Africa", 625, "Africa"),
        ("CD", 180, "Middle Africa", 490, "Africa"),
        ("UA", 804, "Europe", 369, "Europe"),
        ("SY", 760, "Middle East", 652, "Middle East"),
        ("MM", 104, "Southeast Asia", 775, "Asia"),
        ("CO", 170, "South America", 100, "Americas"),
        ("PS", 275, "Middle East", None, None),
        (None, None, None, None, None),
    ],
)
def test_codes(iso2, numeric, acled, gwno, ged):
    codes = codes_of(iso2)
    assert (codes.iso_numeric, codes.acled_region, codes.gwno, codes.ged_region) == (
        numeric,
        acled,
        gwno,
        ged,
    )


def test_a_state_is_known_by_its_names():
    assert gwno_of_state("Russia") == 365
    assert gwno_of_state("M23") is None

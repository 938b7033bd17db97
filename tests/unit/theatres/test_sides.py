"""On which side of a line a place lies, and how far from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geomap.model import LonLat
from geomap.theatres import areas_on, distance_to_line_km, load, side_of

from .conftest import SOURCES, Write

ABOVE, BELOW, AWAY = LonLat(10.5, 50.5), LonLat(10.5, 49.5), LonLat(11.5, 51.5)


def test_the_side_is_that_of_the_party_that_holds_the_area(write: Write):
    theatre = load(write())
    assert side_of(ABOVE, theatre) == "Northia"
    assert side_of(BELOW, theatre) == "Southia"  # the militia stands on its side
    assert side_of(AWAY, theatre) is None


def test_a_side_is_not_guessed_for_a_day_that_is_not_known(write: Write):
    theatre = load(write())
    assert side_of(ABOVE, theatre, date(2031, 4, 1)) == "Northia"
    assert side_of(ABOVE, theatre, date(2031, 7, 1)) is None
    assert side_of(BELOW, theatre, date(2031, 7, 1)) == "Southia"


def test_the_area_begun_later_is_stronger(write: Write):
    theatre = load(write())
    taken = replace(theatre.areas[0], id="taken", party="Southia", valid_from=date(2031, 5, 1))
    theatre = replace(theatre, areas=(*theatre.areas, taken))
    assert side_of(ABOVE, theatre, date(2031, 4, 1)) == "Northia"
    assert side_of(ABOVE, theatre, date(2031, 5, 2)) == "Southia"


def test_outlines_are_no_areas_of_control(write: Write):
    assert [area.id for area in areas_on(load(write()))] == ["upper", "lower"]


@pytest.mark.parametrize(
    ("point", "km"), [(ABOVE, 55.6), (BELOW, 55.6), (LonLat(10.25, 50.0), 0.0), (LonLat(9.0, 50.0), 71.7)]
)
def test_distance_to_the_line(write: Write, point, km):
    """Half a degree of latitude at 50 N is 55.6 km, a degree of longitude 71.7 km."""
    # The line runs straight in degrees and not along a great circle: up to 0.1 km apart here.
    assert distance_to_line_km(point, load(write())) == pytest.approx(km, abs=0.1)


def test_distance_is_to_the_line_of_the_day(write: Write):
    theatre = load(write())
    assert distance_to_line_km(LonLat(10.5, 49.8), theatre) == pytest.approx(22.2, abs=0.1)
    assert distance_to_line_km(LonLat(10.5, 49.8), theatre, date(2031, 7, 1)) == pytest.approx(0, abs=0.1)
    assert distance_to_line_km(ABOVE, load(SOURCES / "sudan-2023")) is None


@pytest.mark.parametrize(
    ("town", "point", "side"),
    [
        ("Tartar", LonLat(46.9316, 40.3420), "Azerbaijan"),
        ("Barda", LonLat(47.1262, 40.3758), "Azerbaijan"),
        ("Ganja", LonLat(46.3613, 40.6816), "Azerbaijan"),
        ("Horadiz", LonLat(47.3350, 39.4502), "Azerbaijan"),
        ("Beylagan", LonLat(47.6186, 39.7756), "Azerbaijan"),
        ("Stepanakert", LonLat(46.7528, 39.8177), "Armenia"),
        ("Martakert", LonLat(46.813, 40.215), "Armenia"),
        ("Talish", LonLat(46.741, 40.381), "Armenia"),
        ("Aghdam", LonLat(46.9274, 39.9910), "Armenia"),
        ("Zangilan", LonLat(46.6599, 39.0837), "Armenia"),
        ("Goris", LonLat(46.3417, 39.5111), None),  # in Armenia itself: no side of this line
        ("Baku", LonLat(49.87, 40.40), None),  # outside of the theatre's area
    ],
)
def test_towns_lay_on_their_side_before_27_september_2020(town, point, side):
    theatre = load(SOURCES / "karabakh-2020")
    assert side_of(point, theatre, date(2020, 9, 26)) == side, town
    assert side_of(point, theatre, date(2020, 10, 13)) is None

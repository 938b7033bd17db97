"""How far from the line, on which side, in which sector, how long the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest
import shapely

from geomap.errors import UsageError
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Geometry, LonLat
from geomap.theatres import distance_to_line_km, load, make_sectors
from geomap.theatres.measures import line_lengths, measure, nearest_unit, sector_at, sectors_of
from tests.unit.theatres.conftest import SOURCES

KARABAKH = load(SOURCES / "karabakh-2020")


def point(lon: float, lat: float) -> Geometry:
    return Geometry.from_shapely(shapely.Point(lon, lat))


@pytest.mark.parametrize(
    ("lon", "lat"), [(46.93, 40.34), (46.75, 39.82), (47.3, 39.5), (49.87, 40.4), (44.5, 40.2)]
)
def test_the_distance_agrees_with_that_in_a_plane_around_the_point(lon, lat):
    found = measure(point(lon, lat), KARABAKH)
    assert found.distance_km == pytest.approx(distance_to_line_km(LonLat(lon, lat), KARABAKH), rel=0.002)


def test_a_shape_that_the_line_runs_through_is_at_it_and_on_both_sides():
    found = measure(Geometry.from_shapely(shapely.box(46.8, 40.1, 47.1, 40.4)), KARABAKH)
    assert found.distance_km == 0
    assert set(found.sides) == {"Armenia", "Azerbaijan"}


def test_the_side_is_that_of_the_lines_own_days_and_the_day_is_told():
    before = measure(point(46.93, 40.34), KARABAKH, date(2020, 9, 26))
    during = measure(point(46.93, 40.34), KARABAKH, date(2020, 10, 13))
    assert (before.on_its_day, during.on_its_day) == (True, False)
    assert before.sides == during.sides == ("Azerbaijan",)
    assert before.line == during.line == "line-of-contact"


def test_without_a_line_there_is_no_measure():
    assert measure(point(32.5, 15.6), load(SOURCES / "sudan-2023")) is None


def test_where_no_area_is_known_no_side_is_told():
    assert measure(point(46.93, 40.34), replace(KARABAKH, areas=())).sides == ()


def test_a_point_lies_in_one_sector_and_an_area_in_all_that_hold_a_part_of_it():
    sectors = make_sectors(KARABAKH)
    assert sector_at(LonLat(46.93, 40.34), sectors).id == "northeast"
    assert sector_at(LonLat(49.87, 40.4), sectors) is None
    both = Geometry.from_shapely(
        shapely.union_all([sector.band.to_shapely() for sector in sectors if sector.id in {"south", "east"}])
    )
    assert [sector.id for sector in sectors_of(both, sectors)] == ["east", "south"]


def test_an_area_of_which_most_lies_outside_of_the_sectors_is_in_none():
    sectors = make_sectors(KARABAKH)
    assert sectors_of(Geometry.from_shapely(shapely.box(45, 39, 49, 41)), sectors) == ()


def test_a_point_between_two_sectors_lies_in_the_first():
    sectors = make_sectors(KARABAKH)
    shared = sectors[0].band.to_shapely().intersection(sectors[1].band.to_shapely())
    corner = shapely.get_coordinates(shared)[0]
    assert [sector.id for sector in sectors_of(point(*corner), sectors)] == ["north"]


def test_the_unit_of_a_point_or_the_nearest():
    index = PlaceIndex.bundled()
    unit, km = nearest_unit(LonLat(46.93, 40.34), index)
    assert (unit.name, km) == ("Tartar District", 0)
    unit, km = nearest_unit(LonLat(30.0, 43.9), index)  # in the Black Sea
    assert unit.name == "Constanta"
    assert 100 < km < 115


def test_the_length_of_the_line_by_sector_and_day():
    lengths = list(line_lengths(KARABAKH, date(2020, 9, 25), date(2020, 9, 28)))
    for _, own in groupby(lengths, key=lambda length: length.day):
        assert sum(length.length_km for length in own) == pytest.approx(202.6, abs=0.5)
    assert [length.held for length in lengths[::5]] == [True, True, False, False]


def test_the_length_on_days_of_several_lines(write):
    theatre = load(write())
    longer = shapely.LineString([(9.5, 49.8), (11, 49.8)])
    theatre = replace(
        theatre,
        lines=(theatre.lines[0], replace(theatre.lines[1], geometry=Geometry.from_shapely(longer))),
    )
    lengths = list(line_lengths(theatre, date(2031, 5, 31), date(2031, 6, 1)))
    assert [length.line for length in lengths] == ["front"] * 3 + ["later-front"] * 3
    assert sum(length.length_km for length in lengths[3:]) > 1.4 * sum(
        length.length_km for length in lengths[:3]
    )


def test_days_in_order_are_needed():
    with pytest.raises(UsageError, match="before"):
        list(line_lengths(KARABAKH, date(2020, 9, 28), date(2020, 9, 27)))

"""Points moved along great circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.answers.displacement import midpoint, moved
from geomap.gazetteer.ground.nearby import bearing_degrees
from geomap.model import LonLat

points = st.builds(LonLat, st.floats(-180, 180), st.floats(-85, 85))


@given(points, st.floats(0, 360), st.floats(0.5, 500))
def test_a_moved_point_is_that_far_away(point, bearing, distance_km):
    assert point.distance_km(moved(point, bearing, distance_km)) == pytest.approx(distance_km, abs=0.01)


@given(st.builds(LonLat, st.floats(-180, 180), st.floats(-70, 70)), st.floats(0, 359.9))
def test_it_lies_in_that_direction(point, bearing):
    turn = (bearing_degrees(point, moved(point, bearing, 50)) - bearing + 180) % 360 - 180
    assert abs(turn) < 0.1


@given(points, points)
def test_the_midpoint_is_as_far_from_both(one, other):
    if one.distance_km(other) < 19_000:
        half = midpoint(one, other)
        assert half.distance_km(one) == pytest.approx(one.distance_km(other) / 2, abs=0.5)
        assert half.distance_km(other) == pytest.approx(one.distance_km(other) / 2, abs=0.5)


def test_the_antimeridian_is_no_border():
    assert moved(LonLat(179.9, 0), 90, 50).lon == pytest.approx(-179.65, abs=0.01)
    assert midpoint(LonLat(179, 0), LonLat(-179, 0)).lon in {-180, 180}

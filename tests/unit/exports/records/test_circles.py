"""Circles on the ground are as wide as they say, wherever they are."""

from __future__ import annotations

import pytest
from shapely.geometry import Point

from geomap.exports.records.circles import CORNERS, circle
from geomap.model import LonLat


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (47, 40), (30, -65), (-120, 80)])
def test_every_corner_is_as_far_as_the_radius(lon, lat):
    centre = LonLat(lon, lat)
    made = circle(centre, 12)
    corners = list(made.exterior.coords)
    assert len(corners) == CORNERS + 1
    assert all(LonLat(*corner).distance_km(centre) == pytest.approx(12, rel=0.007) for corner in corners)
    assert made.exterior.is_ccw
    assert made.contains(Point(lon, lat))


def test_at_the_antimeridian_there_are_two_halves():
    made = circle(LonLat(180, 10), 12)
    assert [part.bounds[0] < 0 for part in made.geoms].count(True) == 1
    assert made.bounds[::2] == (-180, 180)


def test_near_a_pole_it_ends():
    assert circle(LonLat(10, 88.95), 50).bounds[3] <= 89

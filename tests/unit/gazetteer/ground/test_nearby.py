"""Cells, distances and directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.ground import nearby
from geomap.model import LonLat

points = st.builds(LonLat, st.floats(-180, 180, allow_nan=False), st.floats(-89.999, 89.999, allow_nan=False))


@pytest.mark.parametrize(
    ("lon", "lat", "direction"),
    [(0, 1, "N"), (1, 1, "NE"), (1, 0, "E"), (1, -1, "SE"), (0, -1, "S"), (-1, 0, "W"), (-1, 1, "NW")],
)
def test_compass(lon: float, lat: float, direction: str) -> None:
    assert nearby.compass(nearby.bearing_degrees(LonLat(0, 0), LonLat(lon, lat))) == direction


@given(points, points)
def test_distance_is_the_models(a: LonLat, b: LonLat) -> None:
    assert nearby.distance_km(a.lon, a.lat, b.lon, b.lat) == pytest.approx(a.distance_km(b), abs=1e-6)


@given(points, points)
def test_nothing_nearer_than_promised_is_left_for_later_rings(point: LonLat, other: LonLat) -> None:
    seen: set[int] = set()
    for cells, sure_km in nearby.rings_of_cells(point):
        seen.update(cells)
        # A metre is kept back: the model's distance of points closer than rounding is 0.
        if point.distance_km(other) < sure_km * 0.99 - 0.001:
            assert nearby.cell(other.lon, other.lat) in seen

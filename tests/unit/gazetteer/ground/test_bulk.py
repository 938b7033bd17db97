"""Columns of points: nearest places and containing areas, against one point at a time."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.files.packing import pack
from geomap.gazetteer.ground.bulk import NONE, Areas, NearestPlaces, bearings_degrees, distances_km
from geomap.gazetteer.ground.nearby import bearing_degrees, distance_km
from geomap.model.geometry import LonLat

_POINTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=30)


def _columns(points: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(points, dtype=float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(places=_POINTS, points=_POINTS, farthest_km=st.sampled_from([1.0, 300.0, 5000.0, 25_000.0]))
def test_the_nearest_place_is_the_nearest(
    places: list[tuple[float, float]], points: list[tuple[float, float]], farthest_km: float
) -> None:
    positions, km = NearestPlaces(*_columns(places)).query(*_columns(points), farthest_km=farthest_km)
    for (lon, lat), position, away in zip(points, positions, km, strict=True):
        least = min(distance_km(lon, lat, *place) for place in places)
        if position == NONE:
            assert least > farthest_km - 1e-6
            assert np.isnan(away)
        else:
            assert away == pytest.approx(least, abs=1e-5)
            assert distance_km(lon, lat, *places[position]) == pytest.approx(least, abs=1e-5)


@pytest.mark.parametrize(
    ("point", "place"),
    [((179.9, 0.0), (-179.9, 0.0)), ((-179.9, 66.0), (179.5, 66.0)), ((10.0, 89.9), (-170.0, 89.9))],
)
def test_the_nearest_place_may_lie_over_the_antimeridian_or_a_pole(
    point: tuple[float, float], place: tuple[float, float]
) -> None:
    other = (point[0] - 5 if point[0] > 0 else point[0] + 5, point[1] - 5)
    positions, _ = NearestPlaces(*_columns([other, place])).query(*_columns([point]), farthest_km=2000)
    assert positions.tolist() == [1]


def test_of_two_equally_near_places_the_first_is_taken() -> None:
    positions, _ = NearestPlaces(*_columns([(1.0, 0.0), (1.0, 0.0)])).query(
        *_columns([(1.1, 0.0)]), farthest_km=100
    )
    assert positions.tolist() == [0]


def test_no_points_and_no_places() -> None:
    nothing = _columns([])
    assert len(NearestPlaces(*_columns([(0, 0)])).query(*nothing, farthest_km=1)[0]) == 0
    assert NearestPlaces(*nothing).query(*_columns([(0, 0)]), farthest_km=1)[0].tolist() == [NONE]


def test_areas_that_contain_points() -> None:
    outer = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    shapes = [pack(outer), pack(shapely.box(5, 5, 20, 20)), pack(shapely.LineString([(0, 0), (10, 10)]))]
    asked, hit = Areas(shapes).containing(*_columns([(5.5, 5.5), (2, 2), (8, 8), (30, 30)]))
    assert list(zip(asked.tolist(), hit.tolist(), strict=True)) == [(0, 1), (1, 0), (2, 0), (2, 1)]


@given(
    a=st.tuples(st.floats(-180, 180), st.floats(-89, 89)),
    b=st.tuples(st.floats(-180, 180), st.floats(-89, 89)),
)
def test_distances_and_bearings_are_those_of_single_points(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    columns = (*_columns([a]), *_columns([b]))
    assert distances_km(*columns)[0] == pytest.approx(distance_km(*a, *b), abs=1e-6)
    turn = abs(bearings_degrees(*columns)[0] - bearing_degrees(LonLat(*a), LonLat(*b)))
    assert min(turn, 360 - turn) < 1e-6

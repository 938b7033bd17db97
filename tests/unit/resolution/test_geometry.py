"""The ground that a toponym stands for, and how exactly it is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon, box

from geomap.gazetteer.answers.exactness import NEAR_KM, UNIT_SEAT_KM
from geomap.model import Geometry, LonLat, Place, Resolution, Toponym
from geomap.resolution.geometry import moved, place_geometry
from geomap.resolution.precision import radius_km, where_prec

TOWN = Place("t:town", "Alta", LonLat(10.0, 50.0), "P", "PPL", "AA", population=50_000)
AREA = Place("t:area", "Alta", LonLat(10.0, 50.0), "A", "ADM1", "AA", radius_km=60.0, has_geometry=True)


class Shapes:
    """One area, ten degrees wide and four high."""

    def __init__(self, shape: Polygon | LineString) -> None:
        self._shape = Geometry.from_shapely(shape)

    def geometry(self, place_id: str) -> Geometry | None:
        return self._shape if place_id == AREA.id else None


SHAPES = Shapes(box(5.0, 48.0, 15.0, 52.0))


def resolved(place: Place, **fields: object) -> Toponym:
    toponym = replace(Toponym(0, 4, "Alta"), **fields)
    resolution = Resolution(place, "unique name", where_prec(toponym, place), radius_km(toponym, place), 0.9)
    return replace(toponym, resolution=resolution)


def test_without_a_resolution_there_is_no_geometry() -> None:
    assert place_geometry(Toponym(0, 4, "Alta"), SHAPES) is None


def test_a_town_is_a_point_and_a_district_its_polygon() -> None:
    town = place_geometry(resolved(TOWN), SHAPES)
    area = place_geometry(resolved(AREA), SHAPES)
    assert town is not None
    assert area is not None
    assert town.to_shapely().coords[:] == [(10.0, 50.0)]
    assert area.to_shapely().bounds == (5.0, 48.0, 15.0, 52.0)


@pytest.mark.parametrize(
    ("prefix", "bounds"),
    [
        ("southern", (5.0, 48.0, 15.0, 49.8)),
        ("north", (5.0, 50.2, 15.0, 52.0)),
        ("northeastern", (10.5, 50.2, 15.0, 52.0)),
        ("west", (5.0, 48.0, 9.5, 52.0)),
        ("central", (7.5, 49.0, 12.5, 51.0)),
    ],
)
def test_a_part_of_an_area_is_cut_out(prefix: str, bounds: tuple[float, ...]) -> None:
    part = place_geometry(resolved(AREA, region_prefix=prefix), SHAPES)
    assert part is not None
    assert part.to_shapely().bounds == pytest.approx(bounds)


def test_a_line_is_not_cut() -> None:
    line = Shapes(LineString([(5.0, 48.0), (15.0, 52.0)]))
    part = place_geometry(resolved(AREA, region_prefix="southern"), line)
    assert part is not None
    assert part.to_shapely().geom_type == "LineString"


def test_a_distance_and_direction_move_the_point() -> None:
    away = place_geometry(resolved(TOWN, relation="north", distance_km=111.19), SHAPES)
    assert away is not None
    assert away.to_shapely().coords[0] == pytest.approx((10.0, 51.0), abs=0.001)
    undirected = place_geometry(resolved(TOWN, relation="near", distance_km=12.0), SHAPES)
    assert undirected is not None
    assert undirected.to_shapely().coords[:] == [(10.0, 50.0)]


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(0, 359), st.floats(0.1, 500))
def test_a_moved_point_lies_at_that_distance(lon: float, lat: float, bearing: float, km: float) -> None:
    start = LonLat(lon, lat)
    assert start.distance_km(moved(start, bearing, km)) == pytest.approx(km, abs=0.01 + km * 1e-4)


@pytest.mark.parametrize(
    ("place", "fields", "expected"),
    [
        (TOWN, {}, 1),
        (TOWN, {"relation": "near"}, 2),
        (TOWN, {"relation": "outskirts"}, 2),
        (TOWN, {"relation": "north", "distance_km": 5.0}, 2),
        (TOWN, {"cue": "district"}, 3),
        (replace(AREA, feature_code="ADM2"), {}, 3),
        (AREA, {}, 4),
        (replace(AREA, feature_class="L", feature_code="RGN"), {}, 4),
        (replace(AREA, feature_class="L", feature_code="RGN", radius_km=2700.0), {}, 6),
        (replace(AREA, feature_code="PCLI"), {}, 6),
        (replace(AREA, feature_code="PCLI"), {"region_prefix": "southern"}, 4),
        (replace(AREA, feature_code="PCLI"), {"relation": "border"}, 5),
        (replace(AREA, feature_class="H", feature_code="STM"), {}, 5),
        (replace(AREA, feature_class="H", feature_code="SEA"), {}, 7),
    ],
)
def test_precision_codes(place: Place, fields: dict[str, object], expected: int) -> None:
    assert where_prec(replace(Toponym(0, 4, "Alta"), **fields), place) == expected


def test_radii_grow_with_vagueness() -> None:
    exact = radius_km(Toponym(0, 4, "Alta"), TOWN)
    near = radius_km(Toponym(0, 4, "Alta", relation="near"), TOWN)
    seat = radius_km(Toponym(0, 4, "Alta", cue="district"), TOWN)
    assert exact < near == NEAR_KM + TOWN.radius_km < seat == UNIT_SEAT_KM
    assert radius_km(Toponym(0, 4, "Alta", relation="north", distance_km=50.0), TOWN) == 10.0
    assert radius_km(Toponym(0, 4, "Alta"), AREA) == 60.0

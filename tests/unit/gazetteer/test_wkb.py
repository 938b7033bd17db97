"""Well-known binary without a geometry library, checked against shapely."""

from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer import wkb

RING = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], holes=[[(4, 4), (6, 4), (6, 6), (4, 6)]])
BOTH = shapely.MultiPolygon([RING, shapely.box(20, 0, 30, 10)])
coordinates = st.floats(min_value=-5, max_value=35, allow_nan=False)


def _binary(shape: shapely.Geometry) -> bytes:
    return bytes(shapely.to_wkb(shape, byte_order=1))


@given(coordinates, coordinates)
def test_containment_is_shapelys(lon: float, lat: float) -> None:
    point = shapely.Point(lon, lat)
    if shapely.distance(BOTH.boundary, point) > 1e-9:
        assert wkb.contains(_binary(BOTH), lon, lat) == BOTH.contains(point)


def test_a_line_contains_nothing() -> None:
    assert not wkb.contains(_binary(shapely.LineString([(0, 0), (1, 1)])), 0.5, 0.5)


def test_geojson_is_shapelys() -> None:
    for shape in (RING, BOTH, shapely.LineString([(0, 0), (1, 1)]), BOTH.boundary):
        made = wkb.to_geojson(_binary(shape), 3)
        assert made is not None
        assert shapely.geometry.shape(made).equals(shape)


def test_what_rounding_leaves_without_extent_is_left_out() -> None:
    speck = shapely.box(0, 0, 0.0001, 0.0001)
    assert wkb.to_geojson(_binary(speck), 2) is None
    kept = wkb.to_geojson(_binary(shapely.MultiPolygon([speck, shapely.box(1, 1, 2, 2)])), 2)
    assert kept is not None
    assert kept["type"] == "Polygon"


def test_a_point_has_no_parts() -> None:
    assert wkb.parts(_binary(shapely.Point(1, 2))) == []

"""Packed shapes, checked against shapely."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.files import packed

GAZETTEER = Path(__file__).parents[4] / "gazetteer"
RING = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], holes=[[(4, 4), (6, 4), (6, 6), (4, 6)]])
BOTH = shapely.MultiPolygon([RING, shapely.box(20, -5.123, 30, 10)])
LINE = shapely.LineString([(-179.999, -0.001), (0.5, 89.999), (0.501, -89.5)])
SHAPES = (RING, BOTH, LINE, shapely.MultiLineString([LINE, [(1, 1), (2, 2)]]))
coordinates = st.floats(min_value=-6, max_value=35, allow_nan=False)


def _packer() -> Callable[[Any], bytes]:
    sys.path.insert(0, str(GAZETTEER))
    try:
        from compiling.packing import pack
    finally:
        sys.path.remove(str(GAZETTEER))
    return pack


pack = _packer()
PACKED = pack(BOTH)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.geom_type)
def test_packing_and_unpacking_gives_the_shape_again(shape: Any) -> None:
    assert shapely.from_wkb(packed.to_wkb(pack(shape))).equals_exact(shape, 1e-9)


@given(coordinates, coordinates)
def test_containment_is_shapelys(lon: float, lat: float) -> None:
    point = shapely.Point(lon, lat)
    if shapely.distance(BOTH.boundary, point) > 1e-9:
        assert packed.contains(PACKED, lon, lat) == BOTH.contains(point)


def test_a_line_contains_nothing() -> None:
    assert not packed.contains(pack(LINE), 0.5, 0.5)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.geom_type)
def test_geojson_is_shapelys(shape: Any) -> None:
    coded = pack(shape)
    made = packed.to_geojson(packed.parts(coded), area=packed.is_area(coded), decimals=3)
    assert made is not None
    assert shapely.geometry.shape(made).equals_exact(shape, 1e-9)


def test_what_rounding_leaves_without_extent_is_left_out() -> None:
    speck, square = pack(shapely.box(0, 0, 0.001, 0.001)), shapely.box(1, 1, 2, 2)
    assert packed.to_geojson(packed.parts(speck), area=True, decimals=2) is None
    both = pack(shapely.MultiPolygon([shapely.box(0, 0, 0.001, 0.001), square]))
    kept = packed.to_geojson(packed.parts(both), area=True, decimals=2)
    assert kept is not None
    assert shapely.geometry.shape(kept).equals(square)

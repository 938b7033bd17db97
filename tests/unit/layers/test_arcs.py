"""Boxes and shapes across the 180th meridian."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.layers.arcs import box_of, joined, shortest_arc, split, to_the_meridian
from geomap.model import Geometry

LONGITUDES = st.floats(-180, 180)
STRETCHES = st.lists(st.tuples(LONGITUDES, st.floats(0, 200)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("stretches", "arc"),
    [
        ([(10, 20), (15, 40)], (10, 40)),
        ([(170, 175), (-178, -170)], (170, 190)),
        ([(177, 183), (178, 179)], (177, 183)),
        ([(-180, -180), (180, 180)], (180, 180)),
        ([(-90, -90), (90, 90)], (-90, 90)),
        ([(-180, 180)], (-180, 180)),
    ],
)
def test_the_shortest_arc_leaves_out_the_widest_gap(stretches, arc):
    assert shortest_arc(stretches) == arc


@given(STRETCHES)
def test_the_arc_covers_all_stretches(found):
    stretches = [(west, west + width) for west, width in found]
    west, east = shortest_arc(stretches)
    assert -180 <= west <= 180
    assert west <= east <= west + 360 + 1e-9
    for start, end in stretches:
        turns = (start - 360, start, start + 360)
        assert east - west >= end - start - 1e-9
        assert any(west - 1e-9 <= turn and turn + end - start <= east + 1e-9 for turn in turns) or (
            east - west >= 360 - 1e-9
        )


@given(st.floats(-180, 180), st.floats(0.01, 400), st.floats(-100, 80), st.floats(0.1, 40))
@example(179.99999999999997, 1.0, 0.0, 1.0)
def test_split_boxes_do_not_cross_the_meridian_and_keep_their_width(west, width, south, height):
    boxes = split((west, south, west + width, south + height))
    assert all(-180 <= w <= e <= 180 and s >= -90 and n <= 90 for w, s, e, n in boxes)
    assert sum(e - w for w, _, e, _ in boxes) == pytest.approx(min(360, width))


def test_a_box_around_the_meridian_is_split_there():
    assert split((177, -19, 183, -16)) == ((177, -19, 180, -16), (-180, -19, -177, -16))
    assert split((-185, -19, -178, -16)) == ((175, -19, 180, -16), (-180, -19, -178, -16))


def both_sides() -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(178, -18, 179.9, -16), shapely.box(-179.9, -17, -179, -16)])


def test_the_box_of_a_shape_on_both_sides_is_around_the_meridian():
    assert box_of(both_sides()) == (178, -18, 181, -16)
    assert box_of(shapely.box(-170, 0, 20, 10)) == (-170, 0, 20, 10)


def test_areas_go_on_straight_to_the_meridian():
    assert to_the_meridian(both_sides()).equals(
        shapely.MultiPolygon([shapely.box(178, -18, 180, -16), shapely.box(-180, -17, -179, -16)])
    )
    inland = shapely.box(10, 10, 20, 20)
    assert to_the_meridian(inland) is inland


def test_an_area_on_both_sides_becomes_one():
    found = shapely.geometry.shape(joined(Geometry.from_shapely(both_sides())))
    assert found.geom_type == "Polygon"
    assert found.bounds == (178, -18, 181, -16)
    plain = Geometry.from_shapely(shapely.box(10, 10, 20, 20))
    assert joined(plain) is plain

"""What a map opens on, above all around the 180th meridian."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from geomap.layers import Bounds, build_layers
from geomap.model import LonLat
from tests import drawn


def views(*shapes):
    """The first view and the others of a map with one incident at each point or area."""
    told = drawn.incidents()[3]
    made = tuple(
        replace(told, id=str(i), theatre=None, place=replace(told.place, geometry=drawn.geometry(shape)))
        for i, shape in enumerate(shapes)
    )
    found = build_layers(drawn.extraction(incidents=made, theatres=(), sectors=()), None)
    return found.view, found.elsewhere


def at(*points):
    return views(*(shapely.Point(*point) for point in points))


@pytest.mark.parametrize(
    ("lon", "inside"), [(177, True), (180, True), (-180, True), (-177.5, True), (-176, False), (0, False)]
)
def test_bounds_across_the_meridian_hold_points_on_both_sides(lon, inside):
    assert Bounds(177, -19, 183, -16).contains(LonLat(lon, -17)) is inside


def test_bounds_elsewhere_hold_what_lies_between_their_edges():
    assert Bounds(-10, 0, 10, 5).contains(LonLat(-10, 5))
    assert not Bounds(-10, 0, 10, 5).contains(LonLat(11, 3))


@pytest.mark.parametrize(
    "points",
    [
        pytest.param([(178.4, -18.1), (-178.8, -18.2), (179.4, -16.4)], id="Fiji"),
        pytest.param([(177.5, 64.7), (-173.2, 64.4), (-165.4, 64.5)], id="Chukotka and Alaska"),
        pytest.param([(177.5, 52), (-178, 51.8), (-175, 52)], id="Aleutians"),
        pytest.param([(180, 0), (-180, 1)], id="on it"),
    ],
)
def test_incidents_on_both_sides_open_on_one_view(points):
    view, others = at(*points)
    assert others == ()
    assert len(view.signs) == len(points)
    assert view.bounds.east > 180
    assert view.bounds.east - view.bounds.west < 20
    assert all(view.bounds.contains(LonLat(*point)) for point in points)


def test_one_side_needs_no_longitude_above_180():
    view, _ = at((178.4, -18.1), (177.2, -17.5))
    assert view.bounds.east <= 180
    view, _ = at((-178.4, -18.1), (-177.2, -17.5))
    assert -180 <= view.bounds.west < view.bounds.east < 0


def test_a_view_is_never_cut_off_at_the_meridian():
    view, _ = at((-179.9, -18.1))
    assert view.bounds.west == pytest.approx(179.7)
    assert view.bounds.east == pytest.approx(180.5)


def test_an_area_on_both_sides_is_seen_whole_and_nothing_else():
    division = shapely.MultiPolygon(
        [shapely.box(178.3, -17, 179.9, -16), shapely.box(-179.9, -17, -179.5, -16)]
    )
    view, _ = views(division, shapely.Point(178.4, -18.1))
    assert view.bounds.west == pytest.approx(178.3)
    assert view.bounds.east == pytest.approx(180.5)


def test_far_apart_stays_apart():
    view, others = at((178.4, -18.1), (178.5, -18.0), (-150, -17.5))
    assert len(view.signs) == 2
    assert [len(other.signs) for other in others] == [1]


def test_near_the_pole_distance_counts_and_not_degrees():
    _, north = at((20, 78), (36, 78))
    _, equator = at((20, 0), (36, 0))
    assert (len(north), len(equator)) == (0, 1)


def test_a_theatre_across_the_meridian_is_shown_without_incidents():
    home = replace(
        drawn.theatre(),
        area=drawn.geometry(
            shapely.MultiPolygon([shapely.box(176, -20, 180, -15), shapely.box(-180, -20, -178, -15)])
        ),
    )
    view = build_layers(drawn.extraction(incidents=(), theatres=(home,)), None).view
    assert view.bounds == Bounds(176, -20, 182, -15)

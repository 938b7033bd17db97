"""The base map: what is drawn how finely, and which names are shown from which zoom."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import pytest
import shapely

from geomap.gazetteer.index import PlaceIndex
from geomap.layers import Bounds, View
from geomap.layers.base import make_basemap
from geomap.layers.base_labels import country_labels, rank_towns, unit_labels
from geomap.layers.naming import choose_naming
from geomap.model import LonLat
from geomap.render import payload
from geomap.render.packing import squeeze_json
from tests import drawn

NAMING = choose_naming("en", ())
UKRAINE = Bounds(24, 45, 40, 52)
FIJI = Bounds(177, -19, 181, -16)
WORLD = Bounds(-170, -58, 180, 75)


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@cache  # nothing that is found can be changed
def base(index, bounds, *others):
    views = [View("x", each, ()) for each in (bounds, *others)]
    return make_basemap(index, views[0], views[1:], (), NAMING)


def ground(found, kind="land", name=None):
    chosen = [s for s in found.shapes if s.kind == kind and name in (None, s.name)]
    return [(s.scale, shapely.geometry.shape(s.geometry)) for s in chosen]


def size_kb(found):
    return len(squeeze_json(payload.basemap(SimpleNamespace(basemap=found)))) / 1000


@pytest.mark.parametrize(("bounds", "kb"), [(UKRAINE, 230), (FIJI, 130), (WORLD, 130)])
def test_it_is_light(index, bounds, kb):
    assert size_kb(base(index, bounds)) < kb


def test_land_is_fine_in_the_window_and_coarse_beyond(index):
    found = base(index, FIJI)
    assert {scale for scale, _ in ground(found, name="Fiji")} == {1000}
    assert {scale for scale, _ in ground(found, name="France")} == {50}
    # Nothing is drawn twice: the window is cut out of the coarse shapes.
    window = shapely.box(177, -19, 179, -16)
    coarse = [shape for scale, shape in ground(found) if scale == 50]
    assert shapely.intersection(shapely.union_all(coarse), window).area < 0.01


def test_fiji_has_land_and_a_name_on_both_sides_of_the_meridian(index):
    found = base(index, FIJI)
    fiji = shapely.union_all([shape for _, shape in ground(found, name="Fiji")])
    assert fiji.bounds[0] == -180
    assert fiji.bounds[2] == 180
    assert found.countries[0].name == "Fiji"
    assert {"Suva", "Labasa"} <= {town.label for town in found.towns}


def test_a_wide_view_has_no_units(index):
    assert base(index, WORLD).units == ()
    assert "first_level" not in {shape.kind for shape in base(index, WORLD).shapes}
    assert {"Kharkiv Oblast", "Crimea"} <= {unit.name for unit in base(index, UKRAINE).units}


def test_windows_that_overlap_have_their_lines_once(index):
    one = base(index, UKRAINE)
    two = base(index, UKRAINE, Bounds(30, 46, 36, 50))
    length = [sum(s.length for _, s in ground(each, "first_level")) for each in (one, two)]
    assert length[1] == pytest.approx(length[0], rel=0.01)


def test_disputed_borders_lie_above_the_others(index):
    kinds = [shape.kind for shape in base(index, UKRAINE).shapes]
    assert kinds == sorted(kinds, key=("land", "first_level", "international", "disputed").index)


def test_capitals_of_the_world_and_the_largest_towns_come_first(index):
    zooms = {town.label: town.min_zoom for town in base(index, UKRAINE).towns}
    assert zooms["Kyiv"] <= 3
    assert zooms["Tokyo"] <= 3
    assert zooms["Kharkiv"] <= 5.5
    assert zooms["Bila Tserkva"] > zooms["Kharkiv"]


def test_a_town_waits_until_there_is_room_beside_a_larger_one():
    big = replace(drawn.place("big", "Big", 30, 0), population=2_000_000)
    near = replace(drawn.place("near", "Near", 30.05, 0), population=1_500_000)
    far = replace(drawn.place("far", "Far", 60, 0), population=1_500_000)
    zooms = {place.name: zoom for place, zoom in rank_towns((near, far, big), ())}
    assert zooms["Big"] == zooms["Far"] == 4.75
    assert zooms["Near"] > 10
    assert rank_towns((near, far, big), ())[0][0] is big


def test_what_a_theatre_names_is_shown_before_others_of_its_size():
    small = replace(drawn.place("small", "Small", 30, 0), population=500)
    assert rank_towns((small,), ())[0][1] > rank_towns((small,), {small.id})[0][1]


def test_towns_of_one_point_do_not_break_the_ranking():
    pair = (drawn.place("a", "A", 30, 0), drawn.place("b", "B", 30, 0))
    assert [zoom for _, zoom in rank_towns(pair, ())] == [10.25, 14.0]


def test_a_units_name_is_shown_once_it_fits():
    wide = shapely.geometry.mapping(shapely.box(0, 0, 8, 2))
    narrow = shapely.geometry.mapping(shapely.box(10, 0, 10.5, 8))
    labels = {label.name: label for label in unit_labels([("Wide", wide), ("Narrow", narrow), ("", wide)])}
    assert set(labels) == {"Wide", "Narrow"}
    assert labels["Wide"].min_zoom == 6
    assert labels["Narrow"].min_zoom > labels["Wide"].min_zoom
    assert shapely.geometry.shape(narrow).contains(
        shapely.Point(labels["Narrow"].point.lon, labels["Narrow"].point.lat)
    )


def test_a_countrys_name_keeps_clear_of_what_is_drawn():
    land = drawn.fake_basemap().land(None)["features"]
    taken = shapely.box(46, 38, 49, 42)
    labels = country_labels(NAMING, land, Bounds(44, 38, 48, 42), [drawn.geometry(taken)])
    assert labels
    assert not any(taken.contains(shapely.Point(p.lon, p.lat)) for label in labels for p in label.spots)
    assert all(isinstance(p, LonLat) for label in labels for p in label.spots)

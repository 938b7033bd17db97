"""Shapes of authored places that follow the coast, and belts along lines."""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely

GAZETTEER = Path(__file__).parents[3] / "gazetteer"
# Two countries with a sea of two degrees between them, an island of ten square degrees and an islet in it.
WEST = shapely.union_all(
    [shapely.box(0, 0, 4, 10), shapely.box(5.4, 4, 5.6, 9), shapely.box(5, 1, 5.01, 1.01)]
)
EAST = shapely.box(7, 0, 12, 10)


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(GAZETTEER))
    yield importlib.import_module
    for name in [n for n in sys.modules if n.partition(".")[0] == "compiling"]:
        del sys.modules[name]


@pytest.fixture
def outlines(modules: Any) -> Any:
    return modules("compiling.outlines").Outlines([], {"XX": WEST, "YY": EAST}, {})


def test_a_sea_is_a_generous_ring_without_the_land(outlines: Any) -> None:
    sea = outlines.shape("x:1", "sea:2 2,9 2,9 8,2 8")
    assert sea.geom_type == "Polygon"
    assert sea.area == pytest.approx(3 * 6 - 0.2 * 4)
    assert not shapely.intersects(sea, shapely.Point(5.5, 5))
    assert sea.bounds == pytest.approx((4, 2, 7, 8))


def test_an_islet_is_drawn_over(outlines: Any) -> None:
    sea = outlines.shape("x:1", "sea:2 0,9 0,9 9.5,2 9.5")
    assert len(sea.interiors) == 1
    assert shapely.contains(sea, shapely.Point(5.005, 1.005))


def test_of_two_waters_the_larger_is_meant(outlines: Any) -> None:
    # Beyond the eastern country there is water too, a strip of half a degree.
    sea = outlines.shape("x:1", "sea:2 2,12.5 2,12.5 3,2 3")
    assert sea.bounds == pytest.approx((4, 2, 7, 3))


def test_land_is_a_generous_ring_without_the_water(outlines: Any) -> None:
    both = outlines.shape("x:1", "land:3 2,8 2,8 3,3 3")
    assert both.area == pytest.approx(2)
    east = outlines.shape("x:1", "land=YY:3 2,8 2,8 3,3 3")
    assert east.bounds == pytest.approx((7, 2, 8, 3))


def test_a_belt_is_as_wide_on_the_ground_everywhere(outlines: Any) -> None:
    belt = outlines.shape("x:1", "belt:20;30 60,30 61")
    west, south, east, north = belt.bounds
    assert (east - west) * math.cos(math.radians(60.5)) * 111.2 == pytest.approx(40, rel=0.01)
    assert (north - south) * 111.2 == pytest.approx(111.2 + 40, rel=0.01)


def test_forms_are_united(outlines: Any) -> None:
    whole = outlines.shape("x:1", "land=XX:0 0,1 0,1 1,0 1 or land=YY:11 9,12 9,12 10,11 10")
    assert whole.area == pytest.approx(2)
    assert whole.geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sea:1 1,2 1,2 2,1 2", "no water within"),
        ("land:4.5 1.5,5 1.5,5 3,4.5 3", "no land within"),
        ("land=ZZ:1 1,2 1,2 2,1 2", "no country ZZ"),
        ("sea:0 0,9 9,0 9,9 0", "crosses itself"),
        ("ring:0 0,9 north,0 9", "no list of points"),
        ("line:0 0,9", "no point"),
        ("line:0 0", "too few points"),
        ("ring:0 0,1 1", "too few points"),
        ("line:0 0,9 95", "no point"),
        ("belt:wide;0 0,1 1", "no number of kilometres"),
        ("border:XX;YY", "have no border"),
        ("border:XX;ZZ", "no country 'ZZ'"),
        ("shore:0 0,1 1", "is not understood"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_its_row(
    modules: Any, outlines: Any, text: str, message: str
) -> None:
    with pytest.raises(modules("compiling.entries").BuildError, match=f"^x:1: .*{message}"):
        outlines.shape("x:1", text)


def test_a_shape_must_lie_in_its_countries_as_far_as_it_is_land(modules: Any, outlines: Any) -> None:
    bay = shapely.box(3.9, 2, 6.9, 3)
    outlines.check_overlap("x:1", "West Bay", bay, ["XX"])
    with pytest.raises(modules("compiling.entries").BuildError, match="most of West Bay lies outside YY"):
        outlines.check_overlap("x:1", "West Bay", bay, ["YY"])


def test_the_unit_that_contains_a_point(modules: Any) -> None:
    polygon = modules("compiling.polygons").Polygon
    polygons = [
        polygon("a", ["A"], "XX", "XX.01", shapely.box(0, 0, 5, 5)),
        polygon("b", ["B"], "YY", "YY.01", shapely.box(4, 0, 9, 5)),
    ]
    found = modules("compiling.outlines").Outlines(polygons, {}, {})
    assert found.unit_at(4.5, 2, "XX") == "XX.01"
    assert found.unit_at(4.5, 2, "YY") == "YY.01"
    assert found.unit_at(8, 2, "XX") == ""


def test_a_border_is_the_line_between_countries_or_units(modules: Any) -> None:
    polygon = modules("compiling.polygons").Polygon
    north, south = shapely.box(5, 3, 9, 5), shapely.box(5, 0, 9, 3)
    polygons = [polygon("n", ["N"], "YY", "YY.01", north), polygon("s", ["S"], "YY", "YY.02", south)]
    countries = {"XX": shapely.box(0, 0, 5, 5), "YY": shapely.union_all([north, south])}
    found = modules("compiling.outlines").Outlines(polygons, countries, {})
    assert found.shape("x:1", "border:XX;YY").length == pytest.approx(5)
    assert found.shape("x:1", "border:XX;YY.02").length == pytest.approx(3)
    assert found.shape("x:1", "border:YY.01;YY.02").length == pytest.approx(4)


def test_lines_are_joined_and_cut_as_lines(outlines: Any) -> None:
    river = outlines.shape("x:1", "line:0 0,5 0 within 0 -1 2 1 or line:2 0,2 3")
    assert river.geom_type == "LineString"
    assert river.length == pytest.approx(5)

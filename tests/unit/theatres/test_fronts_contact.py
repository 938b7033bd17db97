"""The line of contact that follows from areas of control."""

from __future__ import annotations

import math
from datetime import date

import pytest
import shapely
from shapely.geometry import LineString, Polygon, box

from geomap.errors import TheatreError, UsageError
from geomap.model import AreaOfControl, Geometry
from geomap.theatres import load
from geomap.theatres.fronts import contact_line, sides_of, theatre_line, trace_line
from geomap.theatres.plane import length_km

from .conftest import Write

BOTH = ("Northia", "Southia")
UPPER, LOWER = box(10, 50, 11, 51), box(10, 49, 11, 50)


def area(party: str, shape: shapely.Geometry, **fields: object) -> AreaOfControl:
    return AreaOfControl(f"{party}-area", party, party, Geometry.from_shapely(shape), **fields)


def line_of(*areas: AreaOfControl, **options: object) -> shapely.Geometry:
    return contact_line(areas, between=BOTH, **options).geometry.to_shapely()


def test_where_areas_touch_it_is_their_common_border():
    traced = trace_line([area("Northia", UPPER), area("Southia", LOWER)], between=BOTH)
    assert traced.line.geometry.to_shapely().equals_exact(LineString([(10, 50), (11, 50)]), 1e-9)
    assert (traced.parts, traced.pockets, traced.slivers) == (1, 0, 0)
    assert traced.length_km == traced.shared_km == pytest.approx(71.695, abs=0.01)


def test_the_first_side_lies_on_its_left():
    assert line_of(area("Southia", LOWER), area("Northia", UPPER)).coords[0] == (10, 50)
    turned = contact_line([area("Northia", UPPER), area("Southia", LOWER)], between=BOTH[::-1])
    assert turned.geometry.to_shapely().coords[0] == (11, 50)


def test_a_corner_in_the_middle_of_the_others_edge_is_no_gap():
    wavy = Polygon([(10, 50), (10.3333333, 50), (10.7, 50), (11, 50), (11, 51), (10, 51)])
    traced = trace_line([area("Northia", wavy), area("Southia", LOWER)], between=BOTH)
    assert (traced.parts, traced.bridged_km) == (1, 0)


def test_no_mans_land_is_bridged_by_its_middle():
    apart = [area("Northia", box(10, 50.02, 11, 51)), area("Southia", LOWER)]
    traced = trace_line(apart, between=BOTH, bridge_km=3)
    shape = traced.line.geometry.to_shapely()
    assert shape.hausdorff_distance(LineString([(10, 50.01), (11, 50.01)])) < 0.002
    assert traced.bridged_km == pytest.approx(traced.length_km)
    assert "neither or both" in traced.line.note
    with pytest.raises(TheatreError, match="nowhere face each other"):
        trace_line(apart, between=BOTH, bridge_km=2)


def test_a_gap_is_bridged_only_as_far_as_it_is_narrow():
    wedge = Polygon([(10, 50), (10.5, 50), (11, 50.1), (11, 51), (10, 51)])
    shape = line_of(area("Northia", wedge), area("Southia", LOWER), bridge_km=3)
    # The wedge opens by 11.1 km on half a degree.
    assert shape.bounds[2] == pytest.approx(10.5 + 0.5 * 3 / 11.1, abs=0.02)


def test_an_overlap_is_crossed_by_its_middle_and_told():
    traced = trace_line([area("Northia", box(10, 49.98, 11, 51)), area("Southia", LOWER)], between=BOTH)
    assert traced.overlap_km2 == pytest.approx(159.5, abs=1)
    assert traced.line.geometry.to_shapely().hausdorff_distance(LineString([(10, 49.99), (11, 49.99)])) < 0.02
    assert traced.unbridged_km2 == 0


def test_no_line_is_drawn_through_a_wide_overlap():
    deep = Polygon([(10, 50), (10.5, 50), (10.5, 49.5), (11, 49.5), (11, 51), (10, 51)])
    traced = trace_line([area("Northia", deep), area("Southia", LOWER)], between=BOTH)
    assert traced.unbridged_km2 == pytest.approx(2000, rel=0.05)
    assert traced.line.geometry.to_shapely().bounds[2] == pytest.approx(10.5)
    assert "km2 that both are said to hold" in traced.line.note


def test_two_drawings_of_one_border_become_one_line():
    xs = [10 + n / 100 for n in range(101)]
    one = [(x, 50 + 0.0002 * math.sin(60 * x)) for x in xs]
    other = [(x, 50 + 0.0002 * math.cos(47 * x)) for x in xs]
    north = Polygon([*one, (11, 51), (10, 51)])
    south = Polygon([*other, (11, 49), (10, 49)])
    traced = trace_line([area("Northia", north), area("Southia", south)], between=BOTH)
    assert traced.slivers > 10
    assert traced.parts == 1
    # It follows the first side's edge, up to the last crossing of the two.
    assert traced.line.geometry.to_shapely().hausdorff_distance(LineString(one)) < 0.01
    assert f"{traced.slivers} slivers" in traced.line.note


def test_islands_and_pockets_are_parts_of_their_own():
    pocket = box(10.4, 50.4, 10.6, 50.6)
    areas = [area("Northia", UPPER.difference(pocket)), area("Southia", LOWER), area("Southia", pocket)]
    traced = trace_line(areas, between=BOTH)
    main, ring = traced.line.geometry.to_shapely().geoms
    assert (traced.parts, traced.pockets) == (2, 1)
    assert main.equals(LineString([(10, 50), (11, 50)]))
    assert ring.is_closed
    # The first side is outside of the pocket, on the left: the ring runs clockwise.
    assert not shapely.is_ccw(shapely.linearrings(ring.coords))


def test_a_pocket_behind_a_moat_is_ringed():
    moat = box(10.39, 50.39, 10.61, 50.61)
    areas = [
        area("Northia", UPPER.difference(moat)),
        area("Southia", LOWER),
        area("Southia", box(10.4, 50.4, 10.6, 50.6)),
    ]
    traced = trace_line(areas, between=BOTH)
    assert (traced.parts, traced.pockets) == (2, 1)
    assert traced.bridged_km == pytest.approx(74, rel=0.05)


def test_a_bay_at_the_end_of_the_front_is_no_front():
    north = Polygon([(10, 50), (11, 50), (11.03, 50.03), (11.03, 51), (10, 51)])
    south = Polygon([(10, 50), (11, 50), (11.03, 49.97), (11.03, 49), (10, 49)])
    assert line_of(area("Northia", north), area("Southia", south)).bounds[2] == pytest.approx(11)


def test_a_third_sides_ground_is_not_crossed():
    areas = [
        area("Northia", box(10, 50.02, 11, 51)),
        area("Southia", LOWER),
        area("Westia", box(10, 50, 10.5, 50.02)),
    ]
    assert line_of(*areas, bridge_km=3).bounds[0] == pytest.approx(10.5, abs=0.02)


def test_areas_of_one_side_are_enough_with_the_ground():
    ground = Geometry.from_shapely(box(10, 49, 11, 51))
    held = area("Northia", box(10, 50, 11, 51))
    assert line_of(held, ground=ground).equals(LineString([(10, 50), (11, 50)]))
    with pytest.raises(TheatreError, match=r"no area of Southia.*ground"):
        line_of(held)


@pytest.mark.parametrize("off", [-0.004, 0.004])
def test_coast_and_border_drawn_otherwise_are_no_front(off):
    ground = Geometry.from_shapely(box(10, 49, 11, 51))
    held = area("Northia", box(10 + off, 50, 11 - off, 51 - off))
    shape = line_of(held, ground=ground, border_km=1)
    assert shape.geom_type == "LineString"
    assert shape.hausdorff_distance(LineString([(10, 50), (11, 50)])) < 0.006


def test_a_pocket_of_one_side_is_all_front():
    ground = Geometry.from_shapely(box(10, 49, 11, 51))
    shape = line_of(area("Northia", box(10.4, 49.4, 10.6, 49.6)), ground=ground)
    assert shape.is_closed
    assert length_km(shape) == pytest.approx(73, rel=0.02)


def test_only_the_areas_of_the_day_count():
    march = {"valid_from": date(2031, 3, 1), "valid_to": date(2031, 3, 31)}
    april = {"valid_from": date(2031, 4, 1)}
    areas = [
        area("Northia", UPPER, **march),
        area("Southia", LOWER, **march),
        area("Northia", box(10, 49.5, 11, 51), **april),
        area("Southia", box(10, 49, 11, 49.5), **april),
    ]
    assert line_of(*areas, on=date(2031, 3, 31)).bounds[1] == 50
    later = contact_line(areas, between=BOTH, on=date(2031, 4, 1))
    assert later.geometry.to_shapely().bounds[1] == 49.5
    assert (later.id, later.valid_from, later.valid_to) == ("front-2031-04-01", *[date(2031, 4, 1)] * 2)
    with pytest.raises(TheatreError, match="no area of Northia on 2031-02-01"):
        line_of(*areas, on=date(2031, 2, 1))


def test_parties_stand_on_their_sides(write: Write):
    theatre = load(write())
    assert sides_of(theatre)["River Militia"] == "Southia"
    traced = theatre_line(theatre, date(2031, 3, 5))
    assert traced.line.geometry.to_shapely().equals(LineString([(10, 50), (11, 50)]))
    assert traced.line.source == "Drawn for the tests"


def test_the_least_confidence_is_kept():
    areas = [area("Northia", UPPER, confidence="surveyed"), area("Southia", LOWER, confidence="approximate")]
    assert contact_line(areas, between=BOTH).confidence == "approximate"
    areas[0] = area("Northia", UPPER)
    assert contact_line(areas, between=BOTH).confidence == ""


def test_a_front_over_the_antimeridian_is_cut_there():
    north = shapely.union(box(179, 50, 180, 51), box(-180, 50, -179, 51))
    south = shapely.union(box(179, 49, 180, 50), box(-180, 49, -179, 50))
    traced = trace_line([area("Northia", north), area("Southia", south)], between=BOTH)
    assert traced.line.geometry.to_shapely().bounds == (-180, 50, 180, 50)
    assert traced.length_km == pytest.approx(143.4, abs=0.1)


def test_sides_on_both_sides_of_the_antimeridian():
    shape = line_of(area("Northia", box(179, 50, 180, 51)), area("Southia", box(-180, 50, -179, 51)))
    assert length_km(shape) == pytest.approx(111.3, abs=0.2)
    assert abs(shape.bounds[0]) == 180


@pytest.mark.parametrize("width", [-1, 101, math.nan])
def test_widths_out_of_range_are_refused(width):
    with pytest.raises(UsageError, match="bridge_km"):
        line_of(area("Northia", UPPER), area("Southia", LOWER), bridge_km=width)


def test_one_side_twice_is_refused():
    with pytest.raises(UsageError, match="two different sides"):
        trace_line([area("Northia", UPPER)], between=("Northia", "Northia"))

"""Fronts computed from areas that tile the ground, whatever their shapes."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from geomap.model import ActorKind, AreaOfControl, Geometry, Party, Theatre
from geomap.theatres.fronts import changes, control_by_day, trace_line
from geomap.theatres.fronts.frame import area_km2
from geomap.theatres.imports import import_fronts
from tests.property.drawing import examples

BOTH = ("Northia", "Southia")
FIRST, SECOND = date(2031, 3, 1), date(2031, 3, 2)

# Heights of a front at equal steps of longitude, in thousandths of a degree.
HEIGHTS = st.lists(st.integers(-400, 400), min_size=2, max_size=40)
WEST = st.sampled_from([-180.0, -60.0, 10.0, 178.9999, 179.5])
SOUTH = st.sampled_from([-70.0, -1.0, 45.0, 78.0])
PLACES = st.tuples(WEST, SOUTH)


def front(heights: list[int], place: tuple[float, float]) -> list[tuple[float, float]]:
    west, south = place
    step = 2 / (len(heights) - 1)
    return [
        (round(west + n * step, 6), round(south + 1 + height / 1000, 6)) for n, height in enumerate(heights)
    ]


def turned(shape: shapely.Geometry) -> shapely.Geometry:
    """The shape as a file has it: what lies beyond longitude 180 is cut off and turned round."""
    if shape.bounds[2] <= 180:
        return shape
    sides = [
        shapely.intersection(shape, shapely.box(-360, -90, 180, 90)),
        shapely.transform(
            shapely.intersection(shape, shapely.box(180, -90, 540, 90)), lambda xy: xy - (360, 0)
        ),
    ]
    return shapely.union_all(sides)


def layer(heights: list[int], place: tuple[float, float], day: date | None = None) -> list[AreaOfControl]:
    west, south = place
    line = front(heights, place)
    shapes = {
        "Northia": Polygon([*line, (west + 2, south + 2), (west, south + 2)]),
        "Southia": Polygon([*line, (west + 2, south), (west, south)]),
    }
    return [
        AreaOfControl(f"{party}-{day}", party, party, Geometry.from_shapely(turned(shape)), day, day)
        for party, shape in shapes.items()
    ]


@given(HEIGHTS, PLACES, st.floats(0, 20))
@example([0] * 11, (178.9999, -70.0), 0.0)  # turned round, its corners lay beside each other
@settings(max_examples=examples(40))
def test_the_line_between_areas_that_tile_a_region_is_their_border(heights, place, bridge_km):
    traced = trace_line(layer(heights, place), between=BOTH, bridge_km=bridge_km)
    shape = traced.line.geometry.to_shapely()
    expected = turned_line(front(heights, place))
    assert shape.hausdorff_distance(expected) < 1e-6
    assert shape.length == pytest.approx(expected.length, abs=1e-5)
    assert (traced.slivers, traced.overlap_km2, traced.bridged_km) == (0, 0, 0)


def turned_line(line: list[tuple[float, float]]) -> shapely.Geometry:
    shape = LineString(line)
    if shape.bounds[2] <= 180:
        return shape
    east = shapely.intersection(shape, shapely.box(180, -90, 540, 90))
    west = shapely.intersection(shape, shapely.box(-360, -90, 180, 90))
    return shapely.line_merge(shapely.union(west, shapely.transform(east, lambda xy: xy - (360, 0))))


@given(HEIGHTS, SOUTH, st.integers(1, 300), st.integers(0, 300))
@settings(max_examples=examples(25))
def test_a_pocket_is_a_part_of_its_own(heights, south, half, off):
    x, y, reach = 11 + off / 1000, south + 1.7, half / 2000
    ring = shapely.box(x - reach, y - reach, x + reach, y + reach)
    north, lower = (area.geometry.to_shapely() for area in layer(heights, (10.0, south)))
    areas = [
        AreaOfControl("n", "n", "Northia", Geometry.from_shapely(north.difference(ring))),
        AreaOfControl("s", "s", "Southia", Geometry.from_shapely(lower)),
        AreaOfControl("p", "p", "Southia", Geometry.from_shapely(ring)),
    ]
    traced = trace_line(areas, between=BOTH, bridge_km=0)
    assert (traced.parts, traced.pockets) == (2, 1)


@given(HEIGHTS, HEIGHTS, PLACES)
@settings(max_examples=examples(40))
def test_what_was_held_and_gained_less_what_was_lost_is_what_is_held(before, after, place):
    rows = {
        (row.day, row.party): row
        for row in control_by_day([*layer(before, place, FIRST), *layer(after, place, SECOND)], sliver_km=0)
    }
    for party in BOTH:
        row = rows[SECOND, party]
        then = rows[FIRST, party].held_km2
        # A square metre: what the grid of a centimetre makes of long edges.
        assert row.held_km2 == pytest.approx(then + row.gained_km2 - row.lost_km2, abs=0.02)
    assert rows[SECOND, "Northia"].gained_km2 == pytest.approx(rows[SECOND, "Southia"].lost_km2, abs=1e-9)


@given(HEIGHTS, HEIGHTS, PLACES)
@settings(max_examples=examples(25))
def test_gained_unchanged_and_lost_ground_are_all_the_ground(before, after, place):
    old, new = layer(before, place), layer(after, place)
    found = {change.gained_by: change.geometry.to_shapely() for change in changes(old, new, sliver_km=0)}
    old_north, new_north = old[0].geometry.to_shapely(), new[0].geometry.to_shapely()
    unchanged = area_km2(shapely.intersection(old_north, new_north))
    gained = area_km2(found["Northia"]) if "Northia" in found else 0.0
    lost = area_km2(found["Southia"]) if "Southia" in found else 0.0
    assert unchanged + gained == pytest.approx(area_km2(new_north), abs=0.05)
    assert unchanged + lost == pytest.approx(area_km2(old_north), abs=0.05)
    if len(found) == 2:
        assert shapely.intersection(found["Northia"], found["Southia"]).area < 1e-6


THEATRE = Theatre(
    id="t",
    titles=(("en", "T"),),
    valid_from=None,
    valid_to=None,
    area=Geometry.from_shapely(shapely.box(-180, -90, 180, 90)),
    parties=tuple(Party(name.lower(), name, ActorKind.STATE, name) for name in BOTH),
)


@given(HEIGHTS, st.sampled_from([".geojson", ".gpkg", ".kml"]))
@settings(max_examples=examples(20))
def test_a_file_written_and_read_again_is_the_same(heights, suffix):
    areas = layer(heights, (10.0, 45.0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"map_2031-03-01{suffix}"
        if suffix == ".geojson":
            features = [
                {
                    "type": "Feature",
                    "properties": {"name": area.party},
                    "geometry": json.loads(
                        shapely.to_geojson(shapely.orient_polygons(area.geometry.to_shapely()))
                    ),
                }
                for area in areas
            ]
            path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        else:
            import geopandas

            table = geopandas.GeoDataFrame(
                {"name": [area.party for area in areas]},
                geometry=[area.geometry.to_shapely() for area in areas],
                crs=4326,
            )
            table.to_file(path, driver="KML" if suffix == ".kml" else "GPKG", layer="control")
        found = import_fronts([path], theatre=THEATRE)
    assert [area.party for area in found.areas] == list(BOTH)
    for area, read in zip(areas, found.areas, strict=True):
        difference = area.geometry.to_shapely().symmetric_difference(read.geometry.to_shapely())
        assert difference.area < 1e-5

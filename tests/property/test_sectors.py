"""Bands tile the ground along any line: no gap, no overlap, and together they are all of it."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import substring

from geomap.errors import TheatreError
from geomap.model import Geometry, LineOfContact, LonLat, SectorCut, Theatre
from geomap.theatres import make_sectors, union_of
from geomap.theatres.bands import ground
from geomap.theatres.bands import tile as shares
from geomap.theatres.plane import Plane, length_km
from geomap.theatres.sectors import cut_positions
from tests.property.drawing import examples


def walk(start: tuple[float, float], steps: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A path of steps (bearing in degrees, length in metres) in a plane."""
    path = [start]
    for bearing, length in steps:
        angle = math.radians(bearing)
        path.append((path[-1][0] + length * math.sin(angle), path[-1][1] + length * math.cos(angle)))
    return path


def steps(spread: float = 75.0, longest: int = 10) -> st.SearchStrategy[list[tuple[float, float]]]:
    """Turns that a front could make; not so sharp that the line runs back into itself at once."""
    return st.lists(
        st.tuples(st.floats(-spread, spread), st.floats(2_000, 30_000)), min_size=2, max_size=longest
    )


def stretches_of(line: shapely.Geometry, shares: list[float]) -> list[shapely.Geometry]:
    ends = sorted({0.0, 1.0, *shares})
    return [substring(line, a, b, normalized=True) for a, b in itertools.pairwise(ends)]


def tile(line: shapely.Geometry, stretches: list[shapely.Geometry], width: float) -> list[shapely.Geometry]:
    return [share.band for share in shares(line, stretches, width)]


SHARES = st.lists(st.floats(0.1, 0.9).map(lambda share: round(share, 2)), min_size=1, max_size=4)


def assert_tiles(bands: list[shapely.Geometry], whole: shapely.Geometry) -> None:
    assert all(band.is_valid and not band.is_empty for band in bands)
    assert shapely.union_all(bands).symmetric_difference(whole).area <= 1e-9 * whole.area
    assert sum(band.area for band in bands) == pytest.approx(whole.area, rel=1e-9)
    for n, one in enumerate(bands):
        for other in bands[n + 1 :]:
            assert one.intersection(other).area <= 1e-9 * whole.area


@given(steps(), SHARES, st.floats(3_000, 20_000))
@settings(max_examples=examples(25))
def test_bands_of_any_line_tile_its_ground(path, shares, width):
    line = LineString(walk((0.0, 0.0), path))
    stretches = stretches_of(line, shares)
    bands = tile(line, stretches, width)
    assert len(bands) == len(stretches)
    assert_tiles(bands, ground(line, width))


def lies_beyond_an_end(line: LineString, point: Point) -> float:
    """How far a point nearest to an open end lies beyond the perpendicular there; 0 if it does not."""
    share = line.project(point, normalized=True)
    for end, before in ((0, 1), (-1, -2)):
        if share == (0.0 if end == 0 else 1.0):
            (x, y), (bx, by) = line.coords[end], line.coords[before]
            length = math.hypot(x - bx, y - by)
            return ((point.x - x) * (x - bx) + (point.y - y) * (y - by)) / length
    return 0.0


@given(steps(), st.floats(3_000, 20_000), st.randoms(use_true_random=False))
@settings(max_examples=examples(15))
def test_the_ground_is_what_lies_within_the_width_but_for_the_ends(path, width, random):
    line = LineString(walk((0.0, 0.0), path))
    whole = ground(line, width)
    left, bottom, right, top = line.buffer(1.2 * width).bounds
    for _ in range(60):
        point = Point(random.uniform(left, right), random.uniform(bottom, top))
        distance, beyond = line.distance(point), lies_beyond_an_end(line, point)
        if distance > 1.01 * width or beyond > 0.05 * width:
            assert not whole.contains(point)
        elif distance < 0.99 * width and beyond == 0.0:
            # Nearest to the line, if only just, and not to the ground beyond an end.
            to_an_end = min(Point(line.coords[n]).distance(point) for n in (0, -1))
            assert whole.contains(point) or to_an_end - distance < 0.01 * width


def test_the_ground_of_a_straight_line_is_a_rectangle():
    line = LineString([(0, 0), (10_000, 20_000), (20_000, 40_000)])
    flat = line.buffer(7_000, cap_style="flat")
    assert ground(line, 7_000).symmetric_difference(flat).area < 1e-6 * flat.area


def test_a_line_in_touching_parts_has_no_seam():
    parts = [LineString([(0, 0), (20_000, 0)]), LineString([(20_000, 0), (50_000, 10_000)])]
    one = ground(LineString([(0, 0), (20_000, 0), (50_000, 10_000)]), 5_000)
    assert ground(MultiLineString(parts), 5_000).symmetric_difference(one).area < 1e-3 * one.area


@given(steps(), SHARES, st.floats(3_000, 20_000), st.randoms(use_true_random=False))
@settings(max_examples=examples(15))
def test_every_point_lies_in_the_band_of_the_nearest_stretch(path, shares, width, random):
    line = LineString(walk((0.0, 0.0), path))
    stretches = stretches_of(line, shares)
    bands = tile(line, stretches, width)
    whole = shapely.union_all(bands)
    left, bottom, right, top = whole.bounds
    for _ in range(40):
        point = Point(random.uniform(left, right), random.uniform(bottom, top))
        if not whole.contains(point):
            continue
        distances = [stretch.distance(point) for stretch in stretches]
        nearest = distances.index(min(distances))
        # Next to a border the diagram's positions stand for the line: up to a hundredth of the width off.
        away = sorted(distances)[1] - min(distances)
        assert bands[nearest].covers(point) or away < width / 50


@given(st.floats(10_000, 60_000), st.integers(5, 30), SHARES, st.floats(3_000, 8_000))
@settings(max_examples=examples(15))
def test_a_closed_line_around_a_pocket_is_tiled(radius, corners, shares, width):
    ring = [
        (radius * math.cos(2 * math.pi * n / corners), radius * math.sin(2 * math.pi * n / corners))
        for n in range(corners)
    ]
    line = LineString([*ring, ring[0]])
    bands = tile(line, stretches_of(line, shares), width)
    assert_tiles(bands, ground(line, width))


@given(steps(longest=5), steps(longest=5), st.floats(3_000, 8_000))
@settings(max_examples=examples(15))
def test_a_line_of_several_parts_is_tiled(first, second, width):
    parts = [LineString(walk((0.0, 0.0), first)), LineString(walk((60_000.0, -40_000.0), second))]
    bands = tile(MultiLineString(parts), parts, width)
    assert_tiles(bands, ground(MultiLineString(parts), width))


def theatre_of(path: list[tuple[float, float]], cuts: list[LonLat]) -> Theatre:
    """A theatre whose line follows positions in degrees; longitudes may run on beyond 180."""
    line = LineString([((lon + 180) % 360 - 180, lat) for lon, lat in path])
    area = Geometry.from_shapely(shapely.box(-180, -90, 180, 90))
    names = [f"s{n}" for n in range(len(cuts) + 1)]
    return Theatre(
        id="t",
        titles=(("en", "T"),),
        valid_from=None,
        valid_to=None,
        area=area,
        lines=(LineOfContact("front", "Front", Geometry.from_shapely(line)),),
        cut_line="front",
        cuts=tuple(SectorCut(name, name, cut) for name, cut in zip(names, [*cuts, None], strict=True)),
    )


@given(
    st.floats(-180, 180),
    st.floats(-80, 80),
    st.lists(st.tuples(st.floats(0.2, 0.6), st.floats(-0.3, 0.3)), min_size=3, max_size=8),
    st.floats(3, 25),
)
@settings(max_examples=examples(25))
def test_sectors_hold_anywhere_on_earth(lon, lat, moves, width_km):
    path = [(lon, lat)]
    for dlon, dlat in moves:
        path.append((path[-1][0] + dlon, max(-85.0, min(85.0, path[-1][1] + dlat))))
    middle = path[len(path) // 2]
    theatre = theatre_of(path, [LonLat((middle[0] + 180) % 360 - 180, middle[1])])
    sectors = make_sectors(theatre, width_km=width_km)
    bands = [sector.band.to_shapely() for sector in sectors]
    for band in bands:
        west, south, east, north = band.bounds
        assert west >= -180
        assert east <= 180
        assert south >= -90
        assert north <= 90
    whole = length_km(theatre.lines[0].geometry.to_shapely())
    assert sum(sector.length_km for sector in sectors) == pytest.approx(whole, rel=1e-3)
    union = union_of(sectors)
    assert union is not None
    # Bands of neighbours share their border: put together they have no seam.
    assert union.to_shapely().area == pytest.approx(sum(band.area for band in bands), rel=1e-6)


@given(st.floats(-75, 75), st.floats(2, 40))
@settings(max_examples=examples(15))
def test_the_width_is_geodesic_at_any_latitude(lat, width_km):
    from pyproj import Geod

    theatre = theatre_of([(10.0, lat), (10.5, lat), (11.0, lat)], [])
    (sector,) = make_sectors(theatre, width_km=width_km)
    band = sector.band.to_shapely()
    geod = Geod(ellps="WGS84")
    for bearing in (0, 180):
        inner = Point(geod.fwd(10.5, lat, bearing, width_km * 1000 * 0.99)[:2])
        outer = Point(geod.fwd(10.5, lat, bearing, width_km * 1000 * 1.01)[:2])
        assert band.contains(inner)
        assert not band.contains(outer)


@given(st.floats(179.0, 181.0))
@settings(max_examples=examples(15))
def test_a_band_over_the_antimeridian_is_cut_there(start):
    path = [(start - 0.5, 50.0), (start, 50.3), (start + 0.5, 50.0)]
    theatre = theatre_of(path, [LonLat((start + 180) % 360 - 180, 50.3)])
    sectors = make_sectors(theatre)
    union = union_of(sectors)
    assert union is not None
    # In degrees the ground is about a degree wide, wherever it lies, and not the whole world.
    assert union.to_shapely().area < 0.5
    assert sum(sector.length_km for sector in sectors) < 120


@pytest.mark.parametrize("latitude", [89.95, -89.95])
def test_a_band_over_a_pole_is_refused(latitude):
    with pytest.raises(TheatreError, match="pole"):
        make_sectors(theatre_of([(0.0, latitude), (90.0, latitude), (170.0, latitude)], []), width_km=50)


@given(steps(), st.floats(0.05, 0.95))
def test_a_point_of_the_line_is_found_where_it_lies(path, share):
    line = LineString(walk((0.0, 0.0), path))
    assume(line.is_simple)
    (position,) = cut_positions(line, [line.interpolate(share, normalized=True)])
    assert position == pytest.approx(share * line.length, rel=1e-6)


def test_a_plane_gives_back_what_it_was_given():
    line = LineString([(46.0, 40.2), (46.6, 40.4), (47.3, 39.4)])
    plane = Plane(line)
    back = plane.unproject(plane.project(line))
    assert back.hausdorff_distance(line) < 1e-6


def wandering(start: tuple[float, float], moves: list[tuple[float, float]]) -> list[tuple[float, float]]:
    path = [start]
    for dx, dy in moves:
        path.append((path[-1][0] + dx, path[-1][1] + dy))
    return path


MOVE = st.integers(-10, 10).map(lambda tenths: tenths / 10)
MOVES = st.lists(st.tuples(MOVE, MOVE), min_size=2, max_size=8)


EIGHT = MultiLineString([[(0.0, 0.0), (0.0, 0.9), (0.9, 0.9), (0.9, 1.8), (0.0, 0.0)]])


def test_the_ground_of_a_small_closed_line_that_crosses_itself_is_all_of_it():
    line = shapely.transform(EIGHT, lambda xy: xy * 1000)
    disc = Point(450, 900).buffer(8_500)
    assert shapely.difference(disc, ground(line, 10_000)).is_empty


@st.composite
def lines(draw: st.DrawFn) -> shapely.Geometry:
    """Lines as fronts have them, in kilometres: open and closed, in parts, with islands, touching themselves."""
    main = wandering((0.0, 0.0), draw(MOVES))
    kind = draw(st.sampled_from(["open", "parts", "island", "loop", "touching", "crossing"]))
    paths = {
        "open": [main],
        "parts": [main, wandering((3.0, -2.0), draw(MOVES))],
        "island": [main, [(4, 4), (4.5, 4), (4.5, 4.5), (4, 4)]],
        "loop": [[*main, main[0]]],
        "touching": [main, [main[1], (main[1][0] + 2.0, main[1][1] + 1.0)]],
        "crossing": [[(0, 0), (2, 2), (2, 0), (0, 2), (0, -1)]],
    }[kind]
    size = draw(st.sampled_from([3.0, 40.0]))
    parts = [LineString([(x * size, y * size) for x, y in path]) for path in paths]
    assume(all(part.length > 1.0 for part in parts))
    line = MultiLineString(parts)
    # A line that runs back along itself is refused where a sector would have no ground of its own.
    assume(shapely.union_all(line).length > 0.999 * line.length)
    return line


@given(
    lines(),
    st.floats(-180, 180),
    st.sampled_from([-84.0, -60.0, 0.0, 45.0, 84.0]),
    st.sampled_from([1.0, 10.0, 30.0]),
    st.sampled_from(["extent-4", "extent-8", "equal-2", "equal-5"]),
)
@example(EIGHT, 0.0, -84.0, 10.0, "extent-4")
@settings(max_examples=examples(15))
def test_sectors_of_any_line_tile_its_band_and_their_flanks_tile_them(line, lon, lat, width_km, scheme):
    """Off by no more than the rounding of coordinates: a centimetre along every edge."""
    degree = 111.2
    degrees = shapely.transform(
        line, lambda xy: xy / (degree * math.cos(math.radians(lat)), degree) + (lon, lat)
    )
    turned = shapely.transform(degrees, lambda xy: np.column_stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]]))
    theatre = theatre_of([(0, 0), (1, 1)], [])
    theatre = replace(theatre, lines=(LineOfContact("front", "F", Geometry.from_shapely(turned)),))
    sectors = make_sectors(theatre, width_km=width_km, scheme=scheme)
    bands = [sector.band.to_shapely() for sector in sectors]
    whole = shapely.union_all(bands)
    slack = 2e-7 * sum(band.length for band in bands)
    assert all(band.is_valid for band in bands)
    assert sum(band.area for band in bands) == pytest.approx(whole.area, abs=slack)
    plane = Plane(turned)
    expected = plane.unproject(ground(plane.project(turned), width_km * 1000))
    assert whole.symmetric_difference(expected).area <= slack + 2e-4 * expected.area
    for sector, band in zip(sectors, bands, strict=True):
        halves = [flank.band.to_shapely() for flank in sector.flanks]
        assert all(half.is_valid for half in halves)
        assert shapely.union_all(halves).symmetric_difference(band).area <= slack
        assert sum(half.area for half in halves) == pytest.approx(band.area, abs=slack)


@given(steps(), st.floats(3_000, 20_000), st.randoms(use_true_random=False))
@settings(max_examples=examples(15))
def test_points_lie_on_the_hand_of_the_line_on_which_they_are(path, width, random):
    line = LineString(walk((0.0, 0.0), path))
    assume(line.is_simple)
    (share,) = shares(line, [line], width)
    assert share.left is not None
    assert share.right is not None
    for _ in range(20):
        at = random.uniform(0.02, 0.98)
        here, ahead = (line.interpolate(at + step, normalized=True) for step in (0, 1e-6))
        dx, dy = ahead.x - here.x, ahead.y - here.y
        scale = 0.5 / math.hypot(dx, dy)
        left, right = (Point(here.x - sign * dy * scale, here.y + sign * dx * scale) for sign in (1, -1))
        if all(LineString([here, p]).intersects(line) and line.distance(p) > 0.49 for p in (left, right)):
            assert share.left.contains(left)
            assert share.right.contains(right)


def test_a_sector_that_lies_on_top_of_another_is_refused():
    there_and_back = theatre_of([(10.0, 40.0), (10.5, 40.0), (10.0, 40.0)], [])
    with pytest.raises(TheatreError, match="no ground of its own"):
        make_sectors(there_and_back, scheme="equal-2")

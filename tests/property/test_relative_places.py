"""Figures of relations anywhere between the polar circles: valid, where they should be, and covered by their radius."""

from __future__ import annotations

import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geomap.gazetteer.answers.displacement import midpoint, moved
from geomap.gazetteer.answers.exactness import stretch_km, stretch_precision
from geomap.model import Document, Geometry, LonLat, Place, Resolution, Toponym
from geomap.resolution import with_grounds
from geomap.resolution.relative import figures
from geomap.theatres.plane import unwrapped
from tests.builders import NoOutlines
from tests.property.drawing import examples

POINTS = st.builds(LonLat, st.floats(-180, 180), st.floats(-66, 66))
BEARINGS = st.floats(0, 359)
# The sphere of distances and the ellipsoid of planes differ by less than a percent.
SLACK = 1.01


def holds(geometry: Geometry, point: LonLat) -> bool:
    """Whether a shape has a point, on whichever turn of the globe its longitudes run."""
    shape = unwrapped(geometry.to_shapely())
    near = 1e-4
    return any(shape.distance(shapely.Point(point.lon + turn, point.lat)) < near for turn in (-360, 0, 360))


def reach(geometry: Geometry, middle: LonLat) -> float:
    corners = shapely.get_coordinates(geometry.to_shapely()).tolist()
    return max(middle.distance_km(LonLat(*corner)) for corner in corners)


@settings(max_examples=examples(40))
@given(POINTS, BEARINGS, st.floats(2, 1_000))
def test_a_corridor_has_its_ends_and_the_middle_and_is_no_wider_than_said(
    one: LonLat, bearing: float, apart: float
) -> None:
    other = moved(one, bearing, apart)
    assume(abs(other.lat) < 70)
    width = figures.corridor_km(apart)
    made, middle = figures.corridor(one, other, width), midpoint(one, other)
    assert made.to_shapely().is_valid
    assert all(holds(made, point) for point in (one, other, middle))
    assert reach(made, middle) <= (apart / 2 + width) * SLACK
    course = Geod(ellps="WGS84").inv(middle.lon, middle.lat, other.lon, other.lat)[0]
    beside = moved(middle, course + 90, 1.1 * width)
    assert not holds(made, beside)
    assert holds(made, moved(middle, course - 90, 0.9 * width))


@settings(max_examples=examples(40))
@given(POINTS, BEARINGS, st.floats(0, 20), st.floats(1, 40))
def test_a_side_lies_that_way_and_within_its_radius(
    centre: LonLat, bearing: float, inner: float, wide: float
) -> None:
    made = figures.side(centre, bearing, inner, inner + wide)
    middle, radius = figures.side_middle(centre, bearing, inner, inner + wide)
    assert made.to_shapely().is_valid
    assert reach(made, middle) <= radius * SLACK
    assert reach(made, centre) <= (inner + wide) * SLACK
    assert holds(made, middle)
    assert not holds(made, moved(centre, bearing + 180, inner + wide / 2 + 0.1))


def place(key: str, point: LonLat, radius: float) -> Place:
    return Place(key, key, point, "P", "PPL", "AA", population=1_000, radius_km=radius)


@settings(max_examples=examples(40))
@given(
    POINTS,
    BEARINGS,
    st.floats(1.5, 380),
    st.floats(0, 20),
    st.sampled_from(["between Alta and Bela", "on the Alta-Bela road"]),
)
def test_what_lies_between_two_is_covered_and_as_exact_as_tables_have_it(
    one: LonLat, bearing: float, apart: float, radius: float, words: str
) -> None:
    ends = place("Alta", one, radius), place("Bela", moved(one, bearing, apart), 1.0)
    assume(abs(ends[1].point.lat) < 70)
    toponyms = [
        Toponym(words.index(p.id), words.index(p.id) + 4, p.id, resolution=Resolution(p, "m", 1, 1.0, 1.0))
        for p in ends
    ]
    found = with_grounds(Document("d", words), toponyms, NoOutlines())
    for toponym, other in zip(found, reversed(ends), strict=True):
        ground = toponym.ground
        assert ground is not None
        assert toponym.resolution is not None
        assert (ground.other, ground.where_prec) == (other.id, stretch_precision(*ends))
        assert ground.radius_km >= round(stretch_km(*ends), 3)
        assert toponym.resolution.radius_km == ground.radius_km
        assert reach(ground.geometry, ground.middle) <= ground.radius_km * SLACK
        assert all(holds(ground.geometry, end.point) for end in ends)

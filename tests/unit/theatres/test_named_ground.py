"""The ground that words for a part of a front or border mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely

from geomap.model import (
    Candidate,
    Geometry,
    LineOfContact,
    LonLat,
    Place,
    PlaceNames,
    Resolution,
    Role,
    Toponym,
)
from geomap.theatres import find_sector_mentions, ground_of, load, make_sectors
from geomap.theatres.named_parts import CIRCLE_KM, between, circle, facing, near
from geomap.theatres.plane import length_km

from .conftest import Write

FRONT = Geometry.from_shapely(shapely.LineString([(10, 50), (11, 50)]))


def town(name: str, lon: float, lat: float, code: str = "PPL", kind: str = "P") -> Place:
    return Place(f"test:{name.lower()}", name, LonLat(lon, lat), kind, code, has_geometry=kind == "A")


PLACES = {
    place.name: place
    for place in (
        town("Bridgeton", 10.5, 50.1),
        town("Milltown", 10.8, 49.95),
        town("Faraway", 10.5, 53.0),
        town("Lowshire", 10.35, 49.9, "ADM1", "A"),
        town("Northia", 10.5, 51, "PCLI", "A"),
        town("Southia", 10.5, 49, "PCLI", "A"),
        town("Westia", 5, 50, "PCLI", "A"),
    )
}
SHAPES = {
    "test:lowshire": shapely.box(10.2, 49.8, 10.5, 50.0),
    "test:northia": shapely.box(9, 50.5, 11, 52),
    "test:southia": shapely.box(9, 49, 11, 50.5),
    "test:westia": shapely.box(4, 49, 6, 52),
}


class FakeGazetteer:
    def geometry(self, place_id: str) -> Geometry | None:
        shape = SHAPES.get(place_id)
        return Geometry.from_shapely(shape) if shape is not None else None

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        place = PLACES.get(name)
        return () if place is None else (Candidate(place, name),)


def toponyms(text: str) -> tuple[Toponym, ...]:
    found = []
    for name, place in PLACES.items():
        for form, role in ((name, Role.PLACE), (name + "n", Role.DEMONYM)):
            start = text.find(form)
            end = start + len(form)
            if start >= 0 and not text[end : end + 1].isalpha():
                resolution = Resolution(place, "test", 1, 5.0, 1.0, ())
                found.append(Toponym(start, end, form, role, resolution=resolution))
    return tuple(sorted(found, key=lambda toponym: toponym.start))


def ground(text: str, theatre=None, on: date | None = None):
    (mention,) = find_sector_mentions(text)
    sectors = make_sectors(theatre) if theatre is not None else ()
    return ground_of(
        mention, toponyms(text), theatre=theatre, sectors=sectors, gazetteer=FakeGazetteer(), on=on
    )


def kilometres(shape: Geometry | None) -> float:
    assert shape is not None
    return length_km(shape.to_shapely())


def point(name: str) -> shapely.Point:
    place = PLACES[name].point
    return shapely.Point(place.lon, place.lat)


def test_the_line_near_a_town_is_fifteen_kilometres_to_either_side():
    stretch = near(FRONT, [point("Bridgeton")])
    assert kilometres(stretch) == pytest.approx(30, abs=0.1)
    middle = stretch.to_shapely().interpolate(0.5, normalized=True)
    assert (middle.x, middle.y) == pytest.approx((10.5, 50), abs=0.01)


def test_the_line_ends_where_it_ends():
    assert kilometres(near(FRONT, [shapely.Point(10, 50.1)])) == pytest.approx(15, abs=0.1)


def test_a_town_far_from_the_line_is_near_no_part_of_it():
    assert near(FRONT, [point("Faraway")]) is None


def test_of_a_district_it_is_the_line_along_and_within_it():
    # 0.3 degrees of longitude at 50 N are 21.5 km, and 2 km at either end.
    assert kilometres(near(FRONT, [SHAPES["test:lowshire"]])) == pytest.approx(21.5 + 4, abs=0.5)


def test_the_line_between_two_towns():
    stretch = between(FRONT, point("Bridgeton"), point("Milltown"))
    west, _, east, _ = stretch.to_shapely().bounds
    assert (west, east) == pytest.approx((10.5, 10.8), abs=0.01)
    assert between(FRONT, point("Bridgeton"), point("Faraway")) is None


def test_towns_at_one_position_name_the_line_near_both():
    stretch = between(FRONT, shapely.Point(10.5, 50.1), shapely.Point(10.51, 49.9))
    assert kilometres(stretch) == pytest.approx(30.7, abs=0.3)


@pytest.mark.parametrize("lon", [10.0, 10.5])
def test_a_closed_line_goes_on_over_its_seam(lon):
    ring = Geometry.from_shapely(shapely.box(10, 50, 11, 51).exterior)
    stretch = near(ring, [shapely.Point(lon, 49.99)])
    assert kilometres(stretch) == pytest.approx(30, abs=0.1)
    # From 11 to 10 E over the seam at the north-western corner, and not round by the south.
    assert kilometres(between(ring, shapely.Point(10, 50.9), shapely.Point(10.2, 51))) == pytest.approx(
        25, abs=1
    )


def test_directions_of_a_border():
    northern = facing(Geometry.from_shapely(shapely.LineString([(10, 50), (10, 53)])), ("north",))
    assert northern.to_shapely().bounds[1] > 51.5
    assert facing(FRONT, ("north",)) is None


def test_a_circle_has_its_radius_everywhere():
    rim = circle(LonLat(179.9, 68), 25).to_shapely()
    assert rim.geom_type == "MultiPolygon"  # cut at the antimeridian
    centre = LonLat(46.9, 40.3)
    lonlats = shapely.get_coordinates(circle(centre, 25).to_shapely())
    assert [centre.distance_km(LonLat(*p)) for p in lonlats] == pytest.approx([25] * len(lonlats), rel=0.005)


def test_a_direction_is_the_band_of_the_line_near_the_town(write: Write):
    theatre = load(write())
    found = ground("Shells fell in the Bridgeton direction.", theatre)
    assert (found.name, found.where_prec, found.radius_km) == ("Bridgeton stretch", 5, 10)
    assert found.sectors == ("Bridgeton stretch",)
    assert found.places == (PLACES["Bridgeton"],)
    west, south, east, north = found.geometry.to_shapely().bounds
    assert (west, east) == pytest.approx((10.29, 10.71), abs=0.01)
    assert (south, north) == pytest.approx((49.91, 50.09), abs=0.01)


def test_it_is_the_line_of_the_day(write: Write):
    theatre = load(write())
    found = ground("Shells fell in the Bridgeton direction.", theatre, date(2031, 7, 1))
    assert found.geometry.to_shapely().centroid.y == pytest.approx(49.8, abs=0.01)


def test_without_a_line_it_is_a_wide_circle_and_never_a_point():
    found = ground("Shells fell on the Bridgeton axis.")
    assert (found.where_prec, found.radius_km, found.sectors) == (2, CIRCLE_KM, ())
    assert found.geometry.to_shapely().geom_type == "Polygon"
    assert found.geometry.to_shapely().contains(point("Bridgeton"))


def test_so_it_is_where_the_line_is_far_away(write: Write):
    found = ground("Missiles flew in the direction of Faraway.", load(write()))
    assert (found.where_prec, found.sectors) == (2, ())


def test_a_district_without_a_line_is_left_to_be_drawn_as_it_is():
    assert ground("Shells fell on the Lowshire front.") is None


def test_the_front_of_a_country_is_the_whole_front(write: Write):
    found = ground("It was quiet on the Northia front line.", load(write()))
    assert found.sectors == ("west", "centre", "east")


def test_a_sector_that_bears_the_name_is_meant(write: Write):
    theatre = load(write(("Central sector", "Bridgeton")))
    found = ground("Shells fell in the Bridgeton sector.", theatre)
    assert found.sectors == ("centre",)


def test_both_parties_names_are_in_the_name_of_a_stretch(write: Write):
    theatre = load(write())
    forms = (("north", ("Brygga",)), ("south", ("Puente",)), ("fr", ("Pont",)))
    theatre = replace(theatre, place_names=(PlaceNames("test:bridgeton", forms),))
    assert ground("Shells fell in the Bridgeton direction.", theatre).name == "Brygga / Puente stretch"


def test_a_name_that_is_no_places_means_nothing(write: Write):
    assert ground("The Sports section appeared.", load(write())) is None


BORDER_TEXTS = [
    "Shots were fired along the border between Northia and Southia.",
    "Shots were fired along the Northian-Southian border.",
    "Shots were fired along the border with Southia.",
]


@pytest.mark.parametrize("text", BORDER_TEXTS)
def test_a_border_is_what_two_countries_share(write: Write, text):
    found = ground(text, load(write()))
    assert found.name == "Northia–Southia border"
    west, south, east, north = found.geometry.to_shapely().bounds
    assert (west, east) == pytest.approx((9, 11), abs=0.01)
    assert (south, north) == pytest.approx((50.41, 50.59), abs=0.01)


def test_a_section_of_a_border_by_a_town(write: Write):
    found = ground("Shots were fired on the Bridgeton section of the border with Southia.", load(write()))
    assert found.name == "Northia–Southia border, Bridgeton stretch"
    west, _, east, _ = found.geometry.to_shapely().bounds
    assert (west, east) == pytest.approx((10.29, 10.71), abs=0.01)


def test_the_theatres_own_border_is_stronger(write: Write):
    theatre = load(write())
    own = LineOfContact("river", "Border of Northia and Southia", FRONT, kind="border")
    found = ground(BORDER_TEXTS[0], replace(theatre, lines=(*theatre.lines, own)))
    assert found.name == "Border of Northia and Southia"
    assert found.geometry.to_shapely().centroid.y == pytest.approx(50, abs=0.01)


def test_countries_that_share_no_border_have_none(write: Write):
    assert ground("Shots were fired on the border between Westia and Southia.") is None
    assert ground("Shots were fired on the border.") is None

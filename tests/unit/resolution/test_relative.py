"""The ground of toponyms that a text puts something near, between or beyond, in kilometres."""

from __future__ import annotations

import math
import struct
from dataclasses import replace

import pytest
import shapely
from pyproj import Geod

from geomap.gazetteer.answers.exactness import FRONT_KM, NEAR_KM, OUTSKIRTS_KM
from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Geometry, Ground, LonLat, Place, Resolution, Role, Toponym
from geomap.pipeline import geoparse
from geomap.resolution import place_geometry, with_grounds
from geomap.resolution.relative import figures, waters
from geomap.resolution.relative.waters import OFF_COAST_KM, TERRITORIAL_KM
from tests.builders import NoOutlines

_GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


def named(text: str, name: str) -> Toponym:
    return next(t for t in geoparse(text) if t.text == name)


def ground_in(text: str, name: str) -> Ground:
    """The ground that a text gives by a name; what holds of every one is checked here."""
    toponym = named(text, name)
    ground, resolution = toponym.ground, toponym.resolution
    assert ground is not None
    assert resolution is not None
    assert (resolution.where_prec, resolution.radius_km) == (ground.where_prec, ground.radius_km)
    shape = ground.geometry.to_shapely()
    assert shape.is_valid
    assert shape.geom_type in {"Polygon", "MultiPolygon"} or ground.where_prec == 2
    assert farthest_km(ground) <= 1.005 * ground.radius_km
    return ground


def km(one: LonLat, other: LonLat) -> float:
    return float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000


def farthest_km(ground: Ground) -> float:
    corners = shapely.get_coordinates(ground.geometry.to_shapely()).tolist()
    return max(km(ground.middle, LonLat(*corner)) for corner in corners)


def place(name: str) -> LonLat:
    resolution = named(f"Shells fell in {name}, Ukraine.", name).resolution
    assert resolution is not None
    return resolution.place.point


def area_km2(geometry: Geometry) -> float:
    return abs(float(_GEOD.geometry_area_perimeter(geometry.to_shapely())[0])) / 1e6


def bearing(one: LonLat, other: LonLat) -> float:
    return float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[0]) % 360


def test_between_two_towns_is_a_corridor_from_one_to_the_other() -> None:
    text = "Drones hit a convoy between Lyman and Siversk in Ukraine."
    ground = ground_in(text, "Lyman")
    lyman, siversk = place("Lyman"), place("Siversk")
    apart = km(lyman, siversk)
    assert (ground.name, ground.where_prec) == ("between Lyman and Siversk", 2)
    assert text[ground.start : ground.end] == "between Lyman and Siversk"
    assert abs(km(lyman, ground.middle) - apart / 2) < 0.1
    assert apart / 2 < ground.radius_km < apart / 2 + 6
    shape = ground.geometry.to_shapely()
    assert all(shape.contains(shapely.Point(p.lon, p.lat)) for p in (lyman, siversk, ground.middle))
    # A rectangle and two half-discs.
    width = figures.corridor_km(apart)
    assert area_km2(ground.geometry) == pytest.approx(2 * apart * width + math.pi * width**2, rel=0.02)
    assert ground.other == "geonames:694403"
    assert ground_in(text, "Siversk") == replace(ground, other="geonames:704204")


@pytest.mark.parametrize(
    ("text", "one", "other", "precision"),
    [
        ("Shells hit a bus on the Svatove-Kreminna road in Ukraine.", "Svatove", "Kreminna", 2),
        ("Shells hit a bus on the road from Kupiansk to Svatove in Ukraine.", "Kupiansk", "Svatove", 5),
        ("Shells hit the highway linking Kharkiv and Poltava in Ukraine.", "Kharkiv", "Poltava", 5),
    ],
)
def test_a_road_is_a_corridor_and_a_long_one_is_a_line(
    text: str, one: str, other: str, precision: int
) -> None:
    ground = ground_in(text, one)
    apart = km(place(one), place(other))
    assert (apart > 50) is (precision == 5)
    assert (ground.name, ground.where_prec) == (f"{one}–{other} road", precision)
    assert apart / 2 < ground.radius_km < 0.8 * apart
    assert km(place(one), ground.middle) == pytest.approx(apart / 2, rel=0.01)


def test_halfway_is_a_circle_around_the_middle() -> None:
    ground = ground_in("Gunmen stopped a bus halfway between Gao and Ansongo in Mali.", "Gao")
    gao, ansongo = LonLat(-0.04472, 16.27167), LonLat(0.5022, 15.6597)
    assert (ground.where_prec, ground.radius_km) == (2, 15.0)
    assert ground.geometry.to_shapely().coords[0] == pytest.approx((ground.middle.lon, ground.middle.lat))
    assert km(gao, ground.middle) == pytest.approx(km(gao, ansongo) / 2, rel=0.01)


def test_halfway_on_a_long_way_is_no_point() -> None:
    far = Place("t:far", "Alta", LonLat(0.0, 10.0), "P", "PPL")
    other = replace(far, id="t:b", name="Bela", point=LonLat(3.0, 10.0))
    ground = grounds("Halfway between Alta and Bela.", far, other)
    assert ground is not None
    assert (ground.where_prec, ground.geometry.to_shapely().geom_type) == (5, "Polygon")
    assert ground.radius_km == pytest.approx(0.2 * km(far.point, other.point) / 2, rel=0.01)


def test_a_part_of_the_outskirts_lies_on_its_side() -> None:
    text = "Shells hit the western outskirts of Bakhmut in Ukraine."
    ground, bakhmut = ground_in(text, "Bakhmut"), place("Bakhmut")
    resolution = named(text, "Bakhmut").resolution
    assert resolution is not None
    outer = resolution.place.radius_km + OUTSKIRTS_KM
    assert (ground.name, ground.where_prec) == ("western outskirts of Bakhmut", 2)
    assert ground.radius_km < outer
    for lon, lat in shapely.get_coordinates(ground.geometry.to_shapely()).tolist():
        corner = LonLat(lon, lat)
        assert resolution.place.radius_km * 0.49 < km(bakhmut, corner) < outer * 1.001
        assert 224.5 < bearing(bakhmut, corner) < 315.5


def test_outskirts_without_a_side_are_all_around() -> None:
    ground = ground_in("Shells hit the outskirts of Bakhmut in Ukraine.", "Bakhmut")
    assert (ground.name, ground.where_prec, ground.middle) == ("Bakhmut", 2, place("Bakhmut"))
    assert ground.radius_km > OUTSKIRTS_KM


@pytest.mark.parametrize(
    ("text", "degrees", "away"),
    [
        ("Gunmen stopped a bus 20 km east of Gao in Mali.", 90, 20.0),
        ("Gunmen stopped a bus 12 miles north of Gao in Mali.", 0, 19.312),
        ("Gunmen stopped a bus 100 km south-west of Gao in Mali.", 225, 100.0),
    ],
)
def test_a_distance_and_direction_lead_to_a_point_as_rough_as_the_way_is_long(
    text: str, degrees: float, away: float
) -> None:
    ground, gao = ground_in(text, "Gao"), LonLat(-0.04472, 16.27167)
    assert km(gao, ground.middle) == pytest.approx(away, rel=0.01)
    assert abs((bearing(gao, ground.middle) - degrees + 180) % 360 - 180) < 1.0
    assert ground.radius_km == pytest.approx(3.8 + 0.2 * away, abs=0.001)
    assert ground.where_prec == 2


def test_a_long_way_leads_to_a_circle() -> None:
    ground = ground_in("Gunmen stopped a bus 150 km east of Gao in Mali.", "Gao")
    assert (ground.where_prec, ground.geometry.to_shapely().geom_type) == (5, "Polygon")


def test_a_distance_without_a_direction_is_a_circle_as_wide() -> None:
    near = ground_in("Gunmen stopped a bus 12 miles from Gao in Mali.", "Gao")
    assert (near.where_prec, near.middle) == (2, LonLat(-0.04472, 16.27167))
    assert near.radius_km == pytest.approx(19.312 + 3.8, abs=0.01)
    far = ground_in("Gunmen stopped a bus 60 miles from Gao in Mali.", "Gao")
    assert (far.where_prec, far.geometry.to_shapely().geom_type) == (5, "Polygon")
    assert far.radius_km == pytest.approx(96.56 + 3.8, abs=0.01)


def test_near_is_a_circle() -> None:
    ground = ground_in("Gunmen stopped a bus near Gao in Mali.", "Gao")
    assert (ground.where_prec, ground.radius_km) == (2, NEAR_KM + 3.8)


def test_to_the_east_of_a_town_is_not_in_it() -> None:
    toponym = named("Rockets fell to the east of Sidon in Lebanon.", "Sidon")
    assert (toponym.relation, toponym.region_prefix) == ("east", None)
    assert toponym.resolution is not None
    assert toponym.resolution.where_prec == 2
    inside = named("Rockets fell in the east of Sidon in Lebanon.", "Sidon")
    assert (inside.relation, inside.region_prefix) == ("in", "east")


def test_a_part_of_a_country_is_cut_out_of_it(index: PlaceIndex) -> None:
    toponym = named("Gunmen killed ten people in southern Mali.", "Mali")
    ground, whole = toponym.ground, index.geometry("country:ML")
    assert ground is not None
    assert whole is not None
    part, all_of_it = ground.geometry.to_shapely(), whole.to_shapely()
    assert ground.where_prec == 4
    assert part.area < all_of_it.area
    assert part.bounds[3] < sum(all_of_it.bounds[1::2]) / 2
    assert shapely.Point(ground.middle.lon, ground.middle.lat).distance(part) < 0.5
    assert place_geometry(toponym, index) == ground.geometry


@pytest.mark.parametrize(
    ("text", "name", "called", "through"),
    [
        ("Troops at the border of Mali and Niger.", "Mali", "Mali–Niger border", (3.2, 15.4)),
        ("Troops crossed the Mali-Niger border.", "Niger", "Mali–Niger border", (3.2, 15.4)),
        ("Troops stood on Niger's border with Mali.", "Mali", "Mali–Niger border", (3.2, 15.4)),
        (
            "Shells hit the border between Kharkiv and Luhansk regions in Ukraine.",
            "Kharkiv",
            "Kharkiv Oblast–Luhansk Oblast border",
            (37.96, 49.58),
        ),
        (
            "Shells hit the Kharkiv-Luhansk border in Ukraine.",
            "Luhansk",
            "Kharkiv Oblast–Luhansk Oblast border",
            (37.96, 49.58),
        ),
        (
            "The Armenian-Azerbaijani border was shelled.",
            "Armenian",
            "Armenia–Azerbaijan border",
            (45.6, 40.6),
        ),
    ],
)
def test_a_border_is_a_band_along_the_line_of_both(
    text: str, name: str, called: str, through: tuple[float, float]
) -> None:
    ground = ground_in(text, name)
    assert (ground.name, ground.where_prec) == (called, 5)
    assert ground.geometry.to_shapely().distance(shapely.Point(through)) < 0.3
    assert 20 < ground.radius_km < 500


@pytest.mark.parametrize(
    "text",
    ["Fighting went on along the Pokrovsk axis.", "Fighting went on in the direction of Pokrovsk."],
)
def test_an_axis_is_a_wide_circle(text: str) -> None:
    ground = ground_in(text, "Pokrovsk")
    assert (ground.name, ground.where_prec, ground.radius_km) == ("Pokrovsk axis", 5, FRONT_KM)
    assert area_km2(ground.geometry) == pytest.approx(math.pi * FRONT_KM**2, rel=0.01)


def test_off_a_coast_is_at_sea(index: PlaceIndex) -> None:
    ground = ground_in("A missile hit a tanker off the coast of Yemen.", "Yemen")
    land = index.geometry("country:YE")
    assert land is not None
    water = ground.geometry.to_shapely()
    assert (ground.name, ground.where_prec) == ("off Yemen", 5)
    assert water.intersection(land.to_shapely()).area < 0.001 * water.area
    assert water.contains(shapely.Point(45.0, 12.6))  # the Gulf of Aden, 20 km south of Aden
    assert not water.contains(shapely.Point(45.0, 11.9))


@pytest.mark.parametrize(
    ("text", "nearest", "farthest", "precision"),
    [
        ("A missile hit a tanker 20 km off Hodeidah in Yemen on Monday, the army said.", 16.0, 24.0, 5),
        ("A missile hit a tanker 60 km off Hodeidah in Yemen on Monday, the army said.", 48.0, 72.0, 7),
        ("A missile hit a tanker off Hodeidah in Yemen on Monday, the army said.", 0.0, OFF_COAST_KM, 5),
    ],
)
def test_off_a_town_is_as_far_as_the_text_says(
    text: str, nearest: float, farthest: float, precision: int
) -> None:
    ground = ground_in(text, "Hodeidah")
    toponym = named(text, "Hodeidah")
    assert toponym.resolution is not None
    town = toponym.resolution.place.point
    water = ground.geometry.to_shapely()
    ways = [km(town, LonLat(*corner)) for corner in shapely.get_coordinates(water).tolist()]
    assert nearest * 0.99 <= min(ways)
    assert farthest * 0.99 < max(ways) < farthest * 1.01
    assert ground.middle.lon < town.lon  # the sea is in the west
    assert ground.where_prec == precision == (7 if nearest > TERRITORIAL_KM else 5)


def test_off_what_lies_at_no_coast_is_near_it() -> None:
    toponym = named("Gunmen stopped a bus off Bamako, Mali.", "Bamako")
    assert toponym.relation == "near"
    assert toponym.ground is not None
    assert toponym.ground.name == "Bamako"


def test_waters_do_not_run_over_the_land_of_others(index: PlaceIndex) -> None:
    kuwait = index.place("country:KW")
    assert kuwait is not None
    sea = waters.waters_off(kuwait, None, index)
    iraq = index.geometry("country:IQ")
    assert sea is not None
    assert iraq is not None
    assert sea.to_shapely().intersection(iraq.to_shapely()).area < 0.01 * sea.to_shapely().area


def test_waters_around_the_globe(index: PlaceIndex) -> None:
    fiji, antarctica = index.place("country:FJ"), index.place("country:AQ")
    assert fiji is not None
    assert antarctica is not None
    sea = waters.waters_off(fiji, None, index)
    assert sea is not None
    assert abs(waters.middle_of(sea).lon) > 175
    assert waters.waters_off(antarctica, None, index) is None


def test_nautical_miles_are_longer() -> None:
    text = "A missile hit a tanker 50 nautical miles off Hodeidah in Yemen on Monday, the army said."
    assert named(text, "Hodeidah").distance_km == pytest.approx(92.6)
    assert ground_in(text, "Hodeidah").where_prec == 7


def test_the_coast_of_a_people_is_that_of_its_country() -> None:
    ground = ground_in("Pirates seized a tanker off the Somali coast on Monday, the navy said.", "Somali")
    assert ground.name == "off Somalia"
    assert ground.geometry.to_shapely().contains(shapely.Point(45.6, 1.95))  # 35 km east of Mogadishu


def test_a_road_leads_to_a_capital_and_not_to_its_government() -> None:
    text = "Protesters blocked the highway between Tripoli and Beirut in Lebanon on Monday."
    assert ground_in(text, "Beirut").name == "Tripoli–Beirut road"
    assert {named(text, name).role for name in ("Tripoli", "Beirut")} == {Role.PLACE}


# With places made up, what no text of the world gives.

ALTA = Place("t:a", "Alta", LonLat(10.0, 50.0), "P", "PPL", "AA", population=5_000, radius_km=2.0)


def grounds(text: str, *places: Place | None) -> Ground | None:
    """The ground of the first name of a text that names 'Alta' and perhaps 'Bela'."""
    found = []
    for name, known in zip(("Alta", "Bela"), places, strict=False):
        start = text.index(name)
        resolution = None if known is None else Resolution(known, "unique name", 1, known.radius_km, 0.9)
        found.append(Toponym(start, start + 4, name, resolution=resolution))
    return with_grounds(Document("d", text), found, NoOutlines())[0].ground


def bela(lon: float, **changes: object) -> Place:
    return replace(ALTA, id="t:b", name="Bela", point=LonLat(lon, 50.0), **changes)


def test_places_too_far_apart_have_nothing_between_them() -> None:
    far = grounds("Between Alta and Bela.", ALTA, bela(17.0))  # 500 km
    assert far is not None
    assert (far.where_prec, far.radius_km) == (5, pytest.approx(501 / 2 + 15, abs=1))
    assert grounds("Between Alta and Bela.", ALTA, bela(40.0)) is None
    assert grounds("On the Alta-Bela road.", ALTA, bela(40.0)) is None


def test_one_place_has_nothing_between_itself() -> None:
    assert grounds("Between Alta and Bela.", ALTA, bela(10.0)) is None


@pytest.mark.parametrize(
    "changes", [{"feature_class": "A", "feature_code": "PCLI"}, {"feature_class": "H", "feature_code": "STM"}]
)
def test_between_a_town_and_a_country_or_river_may_be_anywhere(changes: dict[str, object]) -> None:
    assert grounds("Between Alta and Bela.", ALTA, bela(10.3, **changes)) is None


def test_between_two_units_is_as_exact_as_the_next_larger_one() -> None:
    unit = replace(ALTA, feature_class="A", feature_code="ADM2", radius_km=20.0)
    other = replace(unit, id="t:b", name="Bela", point=LonLat(10.6, 50.0))
    ground = grounds("Between Alta and Bela districts.", unit, other)
    assert ground is not None
    assert ground.where_prec == 4
    assert ground.geometry.to_shapely().contains(shapely.Point(10.3, 50.15))  # 17 km beside the way


def test_where_one_end_is_not_known_it_is_near_the_other() -> None:
    ground = grounds("Between Alta and Bela.", ALTA, None)
    assert ground is not None
    assert (ground.name, ground.where_prec, ground.radius_km) == ("between Alta and Bela", 2, 32.0)
    assert ground.other is None
    unknown = grounds("Between Alta and Bela.", None, bela(10.3))
    assert unknown is not None
    assert (unknown.middle, unknown.other) == (LonLat(10.3, 50.0), "t:b")
    assert grounds("Between Alta and Bela.", None, None) is None


def test_a_border_without_outlines_is_none() -> None:
    assert grounds("At the Alta-Bela border.", ALTA, bela(10.3)) is None


def test_a_place_that_something_is_plainly_in_has_no_ground_of_its_own() -> None:
    assert grounds("Shells fell in Alta.", ALTA) is None


def test_roles_that_are_no_places_have_none() -> None:
    text = "Near Alta."
    resolution = Resolution(ALTA, "unique name", 2, 17.0, 0.9)
    toponym = Toponym(5, 9, "Alta", Role.SPEAKER, relation="near", resolution=resolution)
    assert with_grounds(Document("d", text), [toponym], NoOutlines())[0] == toponym


def test_a_point_is_written_without_a_library() -> None:
    made = figures.point(LonLat(10.5, -50.25))
    assert made.to_shapely().coords[:] == [(10.5, -50.25)]
    assert len(made.wkb) == struct.calcsize("<BIdd")

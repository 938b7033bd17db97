"""Incidents between two places, on roads, borders, outskirts and at sea."""

from __future__ import annotations

import pytest
import shapely

from geomap.layers import words
from geomap.layers.naming import choose_naming
from geomap.model import IncidentPlace
from geomap.pipeline import extract
from tests.unit.incidents.deeds_support import DAY, only


def place_of(text: str) -> IncidentPlace:
    place = only(text).place
    assert place is not None
    return place


def point_of(place: IncidentPlace) -> shapely.Point:
    assert place.resolution is not None
    return shapely.Point(place.resolution.place.point.lon, place.resolution.place.point.lat)


@pytest.mark.parametrize(
    ("text", "written", "name", "relation", "precision"),
    [
        (
            "Ukrainian drones hit a convoy between Lyman and Siversk on Monday.",
            "between Lyman and Siversk",
            "between Lyman and Siversk",
            "between",
            2,
        ),
        (
            "Russian shells hit a bus on the Svatove-Kreminna road on Monday.",
            "the Svatove-Kreminna road",
            "Svatove–Kreminna road",
            "road",
            2,
        ),
        (
            "A mine exploded on the road from Kupiansk to Svatove, killing two soldiers.",
            "the road from Kupiansk to Svatove",
            "Kupiansk–Svatove road",
            "road",
            5,
        ),
        (
            "A mine exploded on the highway linking Gao and Ansongo, killing two soldiers.",
            "the highway linking Gao and Ansongo",
            "Gao–Ansongo road",
            "road",
            5,
        ),
        (
            "Gunmen attacked a convoy halfway between Gao and Ansongo on Monday.",
            "halfway between Gao and Ansongo",
            "halfway between Gao and Ansongo",
            "halfway",
            2,
        ),
        (
            "Shelling hit the western outskirts of Bakhmut on Monday.",
            "the western outskirts of Bakhmut",
            "western outskirts of Bakhmut",
            "outskirts",
            2,
        ),
        (
            "Shelling hit a village on the border between Kharkiv and Luhansk regions on Monday.",
            "on the border between Kharkiv and Luhansk",
            "Kharkiv Oblast–Luhansk Oblast border",
            "border",
            5,
        ),
        (
            "A missile hit a tanker off the coast of Yemen on Monday.",
            "off the coast of Yemen",
            "off Yemen",
            "off",
            5,
        ),
        (
            "Houthi rebels fired two missiles at a ship 50 nautical miles off Hodeidah on Monday.",
            "off Hodeidah",
            "off Al Ḩudaydah",
            "off",
            7,
        ),
        (
            "A missile hit a tanker off the Somali coast on Monday, the navy said.",
            "off the Somali coast",
            "off Somalia",
            "off",
            5,
        ),
        (
            "The train between Kharkiv and Kyiv was hit by a drone on Monday.",
            "between Kharkiv and Kyiv",
            "between Kharkiv and Kyiv",
            "between",
            5,
        ),
        (
            "Protesters blocked the highway between Tripoli and Beirut on Monday.",
            "the highway between Tripoli and Beirut",
            "Tripoli–Beirut road",
            "road",
            5,
        ),
        (
            "Fighters attacked a post close to the border between Niger and Mali on Monday, killing 10 soldiers.",
            "the border between Niger and Mali",
            "Mali–Niger border",
            "border",
            5,
        ),
    ],
)
def test_the_whole_phrase_is_where_it_happened(
    text: str, written: str, name: str, relation: str, precision: int
) -> None:
    place = place_of(text)
    assert (place.text, place.name, place.relation) == (written, name, relation)
    assert text[place.start : place.end] == written
    assert place.where_prec == precision
    assert place.named_by_relation
    assert place.geometry is not None
    assert (place.geometry.to_shapely().geom_type == "Point") is (relation == "halfway")


def test_the_place_id_is_that_of_the_first_end() -> None:
    (incident,) = extract(
        "A mine exploded between Kidal and Gao on Monday, killing two soldiers.", date=DAY
    ).incidents
    place = incident.place
    assert place is not None
    assert place.resolution is not None
    assert place.resolution.place.name == "Kidal"
    assert (place.resolution.where_prec, place.resolution.radius_km) == (place.where_prec, place.radius_km)
    assert place.radius_km is not None
    assert 135 < place.radius_km < 160  # they lie 275 km apart


def test_it_is_one_incident_and_not_one_at_either_end() -> None:
    text = "Shells hit the road linking Gao with Ansongo on Monday, the army said."
    place = place_of(text)
    assert place.geometry is not None
    assert place.geometry.to_shapely().contains(point_of(place))


def test_between_two_is_another_place_than_either_and_the_edge_of_one_is_not() -> None:
    text = (
        "Shells hit Lyman on Monday, killing two people. Shells hit a convoy between Lyman and Siversk on Monday, "
        "killing three soldiers. Shells hit the western outskirts of Lyman on Monday."
    )
    found = extract(text, date=DAY).incidents
    assert [i.place.name for i in found if i.place is not None] == ["Lyman", "between Lyman and Siversk"]
    assert found[1].explanation is not None
    means = {e.text: e.means for e in found[1].explanation.evidence}
    assert means["between Lyman and Siversk"] == "between Lyman and Siversk"


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (
            "Rebels shelled the Red Cross hospital on the western outskirts of Homs on Monday.",
            "Red Cross hospital",
            "western outskirts of Homs",
        ),
        (
            "Gunmen attacked the Amarula hotel, 20 km east of Gao, on Monday, killing two people.",
            "Amarula hotel",
            "Gao",
        ),
    ],
)
def test_a_site_lies_where_the_words_beside_it_lead(text: str, written: str, name: str) -> None:
    place = place_of(text)
    assert (place.text, place.name, place.where_prec) == (written, name, 2)
    assert place.geometry is not None
    assert place.geometry.to_shapely().distance(point_of(place)) > 0.005


def test_a_village_that_nobody_knows_lies_on_its_road() -> None:
    text = "Gunmen burned the village of Zzyzxville on the Gao-Ansongo road on Monday, killing five people."
    places = [i.place for i in extract(text, date=DAY).incidents]
    assert {(p.text, p.name, p.where_prec) for p in places if p is not None} == {
        ("Zzyzxville", "Gao–Ansongo road", 5)
    }


def test_a_distance_from_a_town_is_near_it() -> None:
    place = place_of("Gunmen killed ten people 12 miles from Gao on Monday.")
    assert (place.name, place.relation, place.where_prec) == ("Gao", "near", 2)
    assert place.radius_km is not None
    assert 19 < place.radius_km < 25


def test_what_lies_some_way_from_a_town_is_not_the_town() -> None:
    place = place_of("Shells hit Butembo, 50 km south of Beni, on Monday.")
    assert (place.name, place.relation, place.where_prec) == ("Butembo", "in", 1)


def test_what_lies_between_two_is_not_what_they_are() -> None:
    place = place_of("Shells hit Izium, between Kharkiv and Sloviansk, on Monday.")
    assert (place.name, place.relation, place.where_prec) == ("Izium", "in", 1)


def test_parts_of_a_front_stay_parts_of_a_front() -> None:
    text = "Azerbaijani forces attacked along the front line between Fuzuli and Jabrayil on October 6."
    place = place_of(text)
    assert place.where_prec == 5
    assert place.name.endswith("stretch")
    assert not place.named_by_relation


def test_where_no_line_is_known_a_front_between_two_towns_is_the_ground_between_them() -> None:
    place = place_of("Rebels attacked along the front line between Gao and Ansongo on Monday.")
    assert (place.text, place.name) == ("front line between Gao and Ansongo", "between Gao and Ansongo")


@pytest.mark.parametrize(
    "text",
    [
        "The war between Russia and Ukraine went on, and shells hit Kharkiv on Monday.",
        "Talks between Russia and Ukraine broke down after shells hit Kharkiv on Monday.",
        "Between Monday and Friday shells hit Kharkiv.",
    ],
)
def test_what_two_governments_have_between_them_is_no_place(text: str) -> None:
    found = extract(text, date=DAY).incidents
    names = {i.place.name for i in found if i.place is not None}
    assert "Kharkiv" in names
    assert not any("between" in name for name in names)


def test_a_border_of_regions_is_not_that_of_the_states_at_war() -> None:
    text = (
        "date 2022-10-12 KYIV -- Russian shells hit villages along the Kharkiv-Luhansk border on Monday, the "
        "Ukrainian army said. Russian troops attacked near Kreminna."
    )
    place = extract(text, theatre="ukraine-2022").incidents[0].place
    assert place is not None
    assert (place.name, place.relation) == ("Kharkiv Oblast–Luhansk Oblast border", "border")


def test_a_card_does_not_call_the_ground_between_two_near_one() -> None:
    between = place_of("Ukrainian drones hit a convoy between Lyman and Siversk on Monday.")
    assert words.precision(between).startswith("drawn after the words of the source")
    halfway = place_of("Gunmen attacked a convoy halfway between Gao and Ansongo on Monday.")
    assert words.precision(halfway).startswith("near the place named")


def shown(text: str, policy: str) -> list[str]:
    naming = choose_naming(policy, ())
    return [naming.incident_place(i.place) for i in extract(text, date=DAY).incidents if i.place is not None]


def test_a_label_in_any_language_names_both_ends() -> None:
    text = "Russian shells hit a bus on the Svatove-Kreminna road on Monday."
    assert shown(text, "written") == ["the Svatove-Kreminna road"]
    assert shown(text, "en") == shown(text, "local") == ["Svatove–Kreminna road"]


def test_an_export_has_the_corridor_and_how_exactly_it_is_known() -> None:
    found = extract("Russian shells hit a bus on the Svatove-Kreminna road on Monday.", date=DAY)
    (feature,) = found.to_geojson()["features"]
    told = feature["properties"]
    assert feature["geometry"]["type"] == "Polygon"
    assert (told["place_name"], told["place_text"]) == ("Svatove–Kreminna road", "the Svatove-Kreminna road")
    assert (told["where_prec"], told["country"]) == (2, "UA")
    assert told["place_id"] is not None

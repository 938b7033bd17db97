"""Where incidents are said to have happened along a front or border: texts of our own on several wars."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.model import Document, Incident
from geomap.pipeline import extract


def only(text: str, theatre: str, day: date) -> Incident:
    [incident] = extract([Document("d", text, published=day)], theatre=theatre).incidents
    assert incident.place is not None
    return incident


KARABAKH = ("karabakh-2020", date(2020, 10, 7))
DONBAS = ("donbas-2014", date(2017, 3, 7))


@pytest.mark.parametrize(
    ("text", "setting", "name"),
    [
        (
            "Heavy fighting went on in the Aghdara direction on Tuesday.",
            KARABAKH,
            "Aghdara / Martakert stretch",
        ),
        (
            "Heavy fighting went on in the Martakert direction on Tuesday.",
            KARABAKH,
            "Aghdara / Martakert stretch",
        ),
        ("Artillery shelled the Hadrut section on Tuesday.", KARABAKH, "Hadrut stretch"),
        ("Shelling was reported in the direction of Horlivka on Monday.", DONBAS, "Horlivka stretch"),
    ],
)
def test_a_direction_is_a_stretch_of_the_line(text, setting, name):
    incident = only(text, *setting)
    assert incident.place.name == name
    assert incident.sectors == (name,)
    assert incident.place.where_prec == 5
    assert incident.place.geometry.to_shapely().geom_type == "Polygon"


def test_the_text_decides_between_the_line_and_the_border():
    line = only("Armenian forces shelled posts along the line of contact on Tuesday.", *KARABAKH)
    border = only("Armenian forces shelled posts along the border with Armenia on Tuesday.", *KARABAKH)
    section = only("Shells fell on the Tovuz section of the border on Tuesday.", *KARABAKH)
    assert len(line.sectors) == 5
    assert "order" in border.place.name
    assert section.place.name.endswith("Tovuz stretch")
    outer, inner = border.place.geometry.to_shapely(), section.place.geometry.to_shapely()
    assert inner.within(outer.buffer(0.02))
    assert inner.area < 0.15 * outer.area
    assert outer.intersection(line.place.geometry.to_shapely()).area < 0.1 * outer.area


def test_a_town_or_district_is_exacter_than_the_border_near_it():
    incident = only("Shells fell in the Tovuz district, near the Armenian border, on Tuesday.", *KARABAKH)
    assert "Tovuz" in incident.place.text


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled the Bakhmut sector on Monday.",
        "Fighting raged on the front near Bakhmut on Monday.",
        "Fighting raged on the Bakhmut axis on Monday.",
    ],
)
def test_without_a_theatre_it_is_somewhere_near(text):
    incident = only(text, "none", date(2023, 9, 5))
    assert (incident.place.where_prec, incident.place.radius_km) == (2, 25)
    assert incident.place.geometry.to_shapely().geom_type == "Polygon"
    assert incident.place.resolution.place.name == "Bakhmut"
    assert incident.sectors == ()


def test_a_list_of_sectors_by_town_is_a_list_of_places():
    text = "Russian forces shelled the Bakhmut and Kupiansk sectors on Monday."
    found = extract([Document("d", text, published=date(2023, 9, 5))], theatre="none").incidents
    assert [incident.place.text for incident in found] == ["Bakhmut", "Kupiansk"]
    assert {incident.place.where_prec for incident in found} == {2}


def test_a_happening_goes_on_in_the_sector_of_the_sentence_before():
    text = "Separatists shelled the Horlivka section on Monday. Two soldiers were killed in the attack."
    found = extract([Document("d", text, published=DONBAS[1])], theatre=DONBAS[0]).incidents
    assert {incident.place.name for incident in found if incident.place} == {"Horlivka stretch"}

"""Named sites that no gazetteer has, on the ground of their town."""

from __future__ import annotations

import pytest

from tests.unit.incidents.deeds_support import only, place


@pytest.mark.parametrize(
    ("text", "site", "town"),
    [
        ("Gunmen stormed the Splendid hotel in Ouagadougou on Monday.", "Splendid hotel", "Ouagadougou"),
        ("Gunmen stormed the Al-Noor mosque in Garissa on Monday.", "Al-Noor mosque", "Garissa"),
        (
            "A bomb went off at the Palmgrove bus station in Abuja on Monday.",
            "Palmgrove bus station",
            "Abuja",
        ),
        ("The Pearl hotel in Mogadishu was attacked by gunmen on Monday.", "Pearl hotel", "Mogadishu"),
    ],
)
def test_a_site_lies_in_the_town_named_with_it(text: str, site: str, town: str) -> None:
    incident = only(text)
    assert incident.place is not None
    assert incident.place.text == site
    assert text[incident.place.start : incident.place.end] == site
    assert incident.place.resolution is not None
    assert incident.place.resolution.place.name == town
    assert incident.place.geometry is not None


def test_a_site_without_a_town_has_no_ground() -> None:
    incident = only("Gunmen attacked the Splendid hotel on Monday.")
    assert incident.place is not None
    assert incident.place.text == "Splendid hotel"
    assert incident.place.resolution is None
    assert incident.place.geometry is None


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A bomb exploded in a hotel in Mogadishu on Monday.", "Mogadishu"),
        ("Gunmen stormed a mosque in Garissa on Monday.", "Garissa"),
    ],
)
def test_a_site_without_a_name_is_its_town(text: str, town: str) -> None:
    assert place(only(text)) == town


def test_the_site_of_a_speaker_is_not_the_scene() -> None:
    text = "The owner of the Splendid hotel said that gunmen had attacked a convoy near Gao on Monday."
    assert place(only(text)) == "Gao"


def test_a_site_of_the_gazetteer_is_a_place_like_others() -> None:
    incident = only("Rockets hit Hostomel airport on Monday.")
    assert incident.place is not None
    assert incident.place.resolution is not None
    assert incident.place.resolution.place.name == "Hostomel Airport"


def test_a_site_takes_up_the_town_named_before() -> None:
    text = "Police closed the roads to Ouagadougou on Monday. Gunmen had stormed the Splendid hotel."
    incident = only(text)
    assert place(incident) == "Splendid hotel"
    assert incident.place is not None
    assert incident.place.resolution is not None
    assert incident.place.resolution.place.name == "Ouagadougou"

"""Names that nobody knows, standing where a place stands."""

from __future__ import annotations

import pytest

from tests.unit.incidents.deeds_support import only, places, told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Planes bombed Vorobryn on Monday.", "Vorobryn"),
        ("Vorobryn was bombed on Monday by Russian planes.", "Vorobryn"),
        ("Mortars fell near Kalunzhe on Monday.", "Kalunzhe"),
        ("The shelling of Zarvenka killed two people on Monday.", "Zarvenka"),
        ("Rebels fired on a column near Ndelka Bougou on Monday.", "Ndelka Bougou"),
        ("Rebels attacked the village of Zankoroba on Monday.", "Zankoroba"),
    ],
)
def test_the_name_is_kept_without_ground(text: str, name: str) -> None:
    incident = only(text)
    assert incident.place is not None
    assert incident.place.text == name
    assert text[incident.place.start : incident.place.end] == name
    assert incident.place.resolution is None
    assert incident.place.geometry is None
    assert incident.place.where_prec is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Tolmenye and Vashkiv on Monday.",
        "Shells fell on the villages of Tolmenye and Vashkiv on Monday.",
    ],
)
def test_a_list_of_them_is_an_incident_each(text: str) -> None:
    assert places(told(text)) == ["Tolmenye", "Vashkiv"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen kidnapped Okonwe Tadese on Monday.",
        "Rebels attacked a convoy on Monday.",
        "Planes bombed a convoy in March.",
        "The shelling by the Karrum Brigade killed two people on Monday.",
    ],
)
def test_persons_days_and_units_are_no_places(text: str) -> None:
    assert places(told(text)) == [None]


def test_one_that_the_gazetteer_has_in_the_country_of_the_text_is_that_place() -> None:
    incident = only("The Congolese army repelled an attack by M23 rebels on Sake on Monday.")
    assert incident.place is not None
    assert incident.place.resolution is not None
    assert incident.place.resolution.place.country == "CD"


def test_one_that_it_has_elsewhere_alone_is_none() -> None:
    incident = only("The Ukrainian army repelled an attack by Russian soldiers on Sake on Monday.")
    assert incident.place is not None
    assert incident.place.resolution is None

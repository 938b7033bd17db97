"""What a text says of where a place lies is heeded, however famous another of its name is."""

from __future__ import annotations

import pytest

import geomap
from geomap.gazetteer.index import PlaceIndex


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


def places(text: str, index: PlaceIndex) -> dict[str, str | None]:
    found = geomap.geoparse(text, index=index, theatre="none")
    return {t.text: t.resolution.place.country if t.resolution else None for t in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Militants attacked Palma in Cabo Delgado, Mozambique.", "Palma"),
        ("Gunmen killed three people in Aleppo, Idaho.", "Aleppo"),
        ("A mosque in Birmingham, Pakistan was hit.", "Birmingham"),
        ("Three people were killed in Paris, Mali.", "Paris"),
    ],
)
def test_a_place_that_is_not_known_there_is_left_open(text: str, name: str, index: PlaceIndex) -> None:
    assert places(text, index)[name] is None


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Wildfires burned near Athens, Georgia.", {"Athens": "US", "Georgia": "US"}),
        ("Three people were killed in Rome, Georgia.", {"Rome": "US", "Georgia": "US"}),
        ("Clashes in Tbilisi, Georgia.", {"Tbilisi": "GE", "Georgia": "GE"}),
        ("A fire in Paris, Texas.", {"Paris": "US", "Texas": "US"}),
        ("Shells fell on Kyiv, Lviv and Odesa.", {"Kyiv": "UA", "Lviv": "UA", "Odesa": "UA"}),
    ],
)
def test_names_that_qualify_each_other_are_settled_together(
    text: str, countries: dict[str, str], index: PlaceIndex
) -> None:
    assert places(text, index) == countries


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Three people were killed in San Francisco on Monday.", "US"),
        ("Clashes in Tripoli.", "LY"),
        ("A strike on Rafah.", "PS"),
        ("Explosion in Beirut.", "LB"),
        ("Fighting near Goma.", "CD"),
        ("Paris is quiet.", "FR"),
    ],
)
def test_a_name_alone_is_the_place_that_news_means(text: str, country: str, index: PlaceIndex) -> None:
    assert list(places(text, index).values()) == [country]

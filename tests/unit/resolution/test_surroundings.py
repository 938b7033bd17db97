"""Names in a document's title and source, which help to place those of its text."""

from __future__ import annotations

import pytest

from geomap.gazetteer.index import PlaceIndex
from geomap.model import Document, Toponym
from geomap.resolution import resolve
from geomap.resolution.surroundings import named_around

TEXT = "A fire broke out in Tripoli on Monday."
MENTION = Toponym(TEXT.index("Tripoli"), TEXT.index("Tripoli") + 7, "Tripoli")


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize(
    ("title", "source", "names"),
    [
        (None, "The Beirut Gazette", ["Beirut"]),
        ("Floods in New York and Ukraine", None, ["New York", "Ukraine"]),
        ("floods in ukraine", "reuters.com", []),
        (TEXT, None, []),
        (None, None, []),
        ("", "", []),
        ("<script>alert(1)</script> 12 %", "\x00", []),
    ],
)
def test_names_of_larger_places_are_found(
    title: str | None, source: str | None, names: list[str], index: PlaceIndex
) -> None:
    found = named_around(Document("d", TEXT, title=title, source=source), index)
    assert [t.text for t in found] == names


@pytest.mark.parametrize(
    ("title", "source", "country"),
    [
        (None, None, "LY"),
        (None, "The Beirut Gazette", "LB"),
        ("Lebanon: fire brigades from Beirut help", None, "LB"),
    ],
)
def test_they_decide_between_namesakes(
    title: str | None, source: str | None, country: str, index: PlaceIndex
) -> None:
    (found,) = resolve(Document("d", TEXT, title=title, source=source), [MENTION], index)
    assert found.resolution is not None
    assert found.resolution.place.country == country

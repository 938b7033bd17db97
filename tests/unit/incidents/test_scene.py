"""The scene of a happening, told from places that are merely named."""

from __future__ import annotations

import pytest

from tests.unit.incidents.deeds_support import only, place


@pytest.mark.parametrize(
    ("text", "words", "relation"),
    [
        ("Shells hit the outskirts of Homs on Monday.", "Homs", "outskirts"),
        ("Jets bombed a depot 20 km north of Sanaa on Monday.", "Sanaa", "north"),
        ("Fighting broke out south of Hodeidah on Monday.", "Hodeidah", "south"),
        ("Fighting went on in and around Marib on Monday.", "Marib", "in and around"),
        ("Rebels ambushed a convoy near Gao on Monday.", "Gao", "near"),
        ("The troops withdrew from Kidal on Monday.", "Kidal", "from"),
        (
            "A mine exploded between Kidal and Gao on Monday, killing two soldiers.",
            "between Kidal and Gao",
            "between",
        ),
        (
            "A mine exploded on the road between Kidal and Gao on Monday, killing two soldiers.",
            "the road between Kidal and Gao",
            "road",
        ),
    ],
)
def test_how_the_text_relates_it_to_a_place(text: str, words: str, relation: str) -> None:
    incident = only(text)
    assert incident.place is not None
    assert (incident.place.text, incident.place.relation) == (words, relation)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The soldiers shelled Goma from Gisenyi on Monday.", "Goma"),
        ("Rockets fired from Tyre hit Nahariya on Monday.", "Nahariya"),
        ("Troops from Kampala attacked a camp near Bunia on Monday.", "Bunia"),
        ("The Kabul government said that the Taliban attacked Ghazni on Monday.", "Ghazni"),
        ("Speaking in Geneva, the envoy said that shells had hit Homs on Monday.", "Homs"),
        ("A mission of the United Nations in New York deplored the shelling of Goma on Monday.", "Goma"),
        ("Troops marched from Mekelle to Axum and attacked a camp in Adwa on Monday.", "Adwa"),
        ("In Helmand province, the Taliban attacked a post in Sangin on Monday.", "Sangin"),
    ],
)
def test_the_scene_is_told_from_places_merely_named(text: str, words: str) -> None:
    assert place(only(text)) == words


def test_a_happening_without_a_place_has_none() -> None:
    assert only("Rebels attacked a convoy on Monday.").place is None

"""What must stand around a word for it to tell of an incident."""

from __future__ import annotations

import pytest

from geomap.model import IncidentType
from tests.unit.incidents.deeds_support import only, types

T = IncidentType


@pytest.mark.parametrize(
    "text",
    [
        "A strike of bus drivers in Athens entered its third day.",
        "The strike of teachers in Lagos began on Monday.",
        "The battle against cholera in Aden goes on.",
        "The teams battled to a draw in Kigali on Monday.",
        "The striker fired the ball past the keeper in Basra on Monday.",
        "The minister came under fire in parliament for his remarks in Madrid.",
        "The government protested to the envoy in Lagos on Monday.",
        "Displaced families live in a school in Pemba.",
        "Bodies of people killed during the war were found.",
        "The farmers were killed in a bus crash near Nakuru on Monday.",
        "Guinea's president called for a truce on Monday.",
        "The council, meeting in Geneva, deplored the news on Monday.",
    ],
)
def test_without_what_it_needs_a_word_tells_of_nothing(text: str) -> None:
    assert types(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A strike on a market in Idlib killed five people on Monday.", T.ATTACK_ON_CIVILIANS),
        ("The battle against insurgents in Aden went on on Monday.", T.ARMED_CLASH),
        ("The soldiers came under fire from rebels in Loikaw on Monday.", T.ARMED_CLASH),
        ("Protesters marched through Lagos on Monday.", T.PROTEST),
        ("Violence in Port-au-Prince killed nine people on Monday.", T.OTHER_VIOLENCE),
        ("A judge was shot dead in Cali by gunmen on Monday.", T.ATTACK_ON_CIVILIANS),
        ("Some 300 families were displaced from Palma on Monday.", T.DISPLACEMENT),
        ("The truce was signed in Bonn on Monday.", T.CEASEFIRE_AGREEMENT),
        ("The foreign minister of Iran met the president of Iraq in Baghdad on Monday.", T.TALKS),
        ("The rebels overran Kobo on Monday.", T.CAPTURE_OF_TERRITORY),
    ],
)
def test_with_it_the_same_word_does(text: str, expected: IncidentType) -> None:
    assert only(text).type is expected


def test_a_truce_is_broken_only_where_there_is_one() -> None:
    broken = types("A truce was agreed in Juba on Sunday. The rebels broke it on Monday.")
    assert broken == [T.CEASEFIRE_AGREEMENT, T.CEASEFIRE_VIOLATION]
    assert types("The boy had a toy in Juba on Sunday. The girl broke it on Monday.") == []

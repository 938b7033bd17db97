"""Suggestions for misspelt names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names.suggesting import distance, edits


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled()


@pytest.mark.parametrize(
    ("written", "place_id"),
    [
        ("Kahrkiv", "geonames:706483"),  # swapped
        ("Tartarr", "geonames:584871"),  # one too many
        ("Minks", "geonames:625144"),
        ("Xinsk", "geonames:625144"),  # another first letter
        ("Stepanakrt", "geonames:146970"),  # one missing
        ("Хаарків", "geonames:706483"),
    ],
)
def test_a_slip_of_the_pen_is_found(index: PlaceIndex, written: str, place_id: str) -> None:
    found = index.suggest(written, limit=10)
    assert place_id in {c.place.id for c in found}
    assert {c.name_kind for c in found} == {"suggestion"}
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_two_slips_are_found_in_long_names_only(index: PlaceIndex) -> None:
    found = index.suggest("Severodanezk")
    assert [(c.place.name, c.reasons[0][:13]) for c in found] == [("Sievierodonetsk", "2 edits from ")]
    assert "Minsk" not in {c.place.name for c in index.suggest("Mimzk")}


def test_suggestions_can_be_narrowed(index: PlaceIndex) -> None:
    everywhere = index.suggest("Tripolix", limit=20)
    assert {c.place.country for c in everywhere} >= {"LB", "LY"}
    assert {c.place.country for c in index.suggest("Tripolix", country="LB")} == {"LB"}
    for unit in ("57", "Tartar District", "Tartar"):
        assert [c.place.admin1 for c in index.suggest("Tartarr", country="AZ", admin1=unit)] == ["57", "57"]
    assert index.suggest("Tartarr", admin1="Nowhere") == ()


def test_the_name_itself_and_nonsense_give_nothing(index: PlaceIndex) -> None:
    assert all(c.place.id != "geonames:625144" for c in index.suggest("Minsk"))
    assert index.suggest("qxzzqxjj") == ()
    assert index.suggest("ab") == ()
    assert index.suggest("Kahrkiv", limit=0) == ()


def test_a_look_up_never_suggests(index: PlaceIndex) -> None:
    assert all(c.name_kind != "suggestion" for c in index.lookup("Kahrkiv"))


WORDS = st.text(alphabet="abcd ", min_size=1, max_size=7)


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_bounded_by_the_longer_word(one: str, other: str) -> None:
    far = distance(one, other, 9)
    assert far is not None
    assert far == distance(other, one, 9)
    assert abs(len(one) - len(other)) <= far <= max(len(one), len(other))
    assert distance(one, other, 1) == (far if far <= 1 else None)


@given(st.text(alphabet="abcdefg", min_size=1, max_size=7))
def test_edits_are_what_is_one_edit_away(word: str) -> None:
    assert {distance(word, form, 2) for form in edits(word) - {word}} == {1}

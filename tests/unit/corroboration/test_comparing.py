"""What speaks for and against two accounts being of one happening."""

import pytest

from geomap.corroboration import Joining, compare
from geomap.model import IncidentType
from geomap.model.toll import Toll
from tests.unit.corroboration.sketching import DAY, sketch

JOINING = Joining()


def score(one, other, joining=JOINING):
    return compare(one, other, joining).score


def test_the_same_town_day_and_type_is_enough():
    likeness = compare(sketch("a"), sketch("b"), JOINING)
    assert likeness.score > 0.8
    assert likeness.reasons == ("the same place", "both on 2024-05-10", "both shelling")


def test_the_order_of_the_two_does_not_matter():
    one = sketch("a", killed=Toll(3, 3, 3), initiators=("north",), words=(1, 2, 3))
    other = sketch("b", killed=Toll(9, 9, 9), initiators=("south",), targets=("north",), words=(3, 4))
    assert compare(one, other, JOINING) == compare(other, one, JOINING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"first": DAY + 1}),
        ({}, {"place": "p:2", "lon": 37.06}),
        ({}, {"kind": IncidentType.PROTEST}),
        ({"exact": "area", "unit": "UA.06", "place": "p:9", "radius_km": 40}, {}),
        ({"exact": "sector", "theatre": "t", "sectors": ("north",)}, {"exact": "sector", "theatre": "u"}),
        (
            {"exact": "sector", "theatre": "t", "sectors": ("north",)},
            {"exact": "sector", "theatre": "t", "sectors": ("south",)},
        ),
    ],
    ids=[
        "the day after",
        "the town beside",
        "another family",
        "another region",
        "another theatre",
        "another sector",
    ],
)
def test_what_rules_out_that_two_are_one(one, other):
    assert compare(sketch("a", **one), sketch("b", **other), JOINING).score == 0


def test_the_users_distance_lets_towns_be_one():
    beside = sketch("b", place="p:2", lon=37.06)
    assert score(sketch("a"), beside) == 0
    assert score(sketch("a"), beside, Joining(distance_km=10)) > 0


def test_a_site_of_the_town_and_a_place_near_it_are_no_other_places():
    site = sketch("b", place="p:2", exact="site", lon=37.04)
    near = sketch("c", place="p:1", exact="near", radius_km=10)
    assert score(sketch("a"), site) > 0.5
    assert score(sketch("a"), near) > 0.5


def test_a_district_with_an_outline_says_more_than_a_circle():
    town = sketch("a")
    outlined = sketch("b", place="p:3", exact="area", radius_km=30)
    circle = sketch("b", place="p:3", exact="area", radius_km=30, outlined=False)
    assert score(town, outlined) > score(town, circle)


def test_a_toll_told_alike_speaks_for_it_and_another_against_it():
    three, four, forty = (sketch(str(n), killed=Toll(n, n, n)) for n in (3, 4, 40))
    same = sketch("x", killed=Toll(3, 3, 3))
    assert score(three, same) > score(three, four) > score(three, forty)


def test_at_least_so_many_leaves_room_for_more():
    later = sketch("b", killed=Toll(9, 9, 9))
    assert score(sketch("a", killed=Toll(3, 3, None)), later) > score(
        sketch("a", killed=Toll(3, 3, 3)), later
    )


def test_hours_of_the_day_are_compared_around_midnight():
    night, late, noon = (
        sketch("n", time_of_day="night"),
        sketch("l", time_of_day="23:30"),
        sketch("m", time_of_day="noon"),
    )
    assert score(night, late) > score(night, sketch("x")) > score(night, noon)


def test_each_blaming_the_other_is_not_yet_one_happening():
    north, south = (
        sketch("a", initiators=("north",), targets=("south",)),
        sketch("b", initiators=("south",), targets=("north",)),
    )
    other = sketch("c", initiators=("east",))
    likeness = compare(north, south, JOINING)
    assert "but another side named" in likeness.reasons
    assert likeness.score < score(north, other)


def test_the_ones_withdrawal_is_the_others_capture():
    capture = sketch("a", kind=IncidentType.CAPTURE_OF_TERRITORY, initiators=("north",))
    withdrawal = sketch("b", kind=IncidentType.WITHDRAWAL, initiators=("south",))
    assert score(capture, withdrawal) > 0.5


def test_another_kind_by_another_side_is_another_happening():
    shelling = sketch("a", initiators=("north",))
    bomb = sketch("b", kind=IncidentType.IED_MINE, initiators=("south",))
    assert score(shelling, bomb) < 0.5


def test_nearly_the_same_sentence_outweighs_a_day_not_told():
    words = tuple(range(12))
    one = sketch(
        "a", last=DAY, dated=False, first=DAY - 1, words=words, place="p:3", exact="area", radius_km=90
    )
    other = sketch("b", words=words, place="p:3", exact="area", radius_km=90)
    apart = sketch("c", words=tuple(range(100, 112)), place="p:3", exact="area", radius_km=90)
    assert compare(one, other, JOINING).reasons[0] == "nearly the same sentence"
    assert score(one, other) > 0.8
    assert score(one, apart) < 0.5


def test_two_of_one_document_have_to_be_more_alike():
    assert score(sketch("a", document="d"), sketch("b", document="d")) < score(sketch("a"), sketch("b"))

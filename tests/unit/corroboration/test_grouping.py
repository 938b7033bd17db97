"""Which accounts become one, and that nothing is chained over days, towns and vague words."""

import pytest

from geomap.corroboration import Joining, clusters_of
from geomap.errors import UsageError
from geomap.model import IncidentType
from geomap.model.toll import Toll
from tests.unit.corroboration.sketching import DAY, sketch


def clusters(*sketches, **settings):
    return {cluster for cluster in clusters_of(sketches, Joining(**settings)) if len(cluster) > 1}


def test_accounts_of_one_day_and_town_are_one():
    assert clusters(sketch("a"), sketch("b"), sketch("c")) == {("a", "b", "c")}


def test_shelling_day_after_day_stays_apart_whoever_leaves_the_day_open():
    daily = [sketch(f"day{n}", first=DAY + n) for n in range(6)]
    nights = [sketch(f"night{n}", first=DAY + n, last=DAY + n + 1) for n in range(5)]
    undated = [sketch(f"open{n}", first=DAY + n - 1, last=DAY + n, dated=False) for n in range(6)]
    found = clusters(*daily, *nights, *undated)
    for cluster in found:
        assert sum(name.startswith("day") for name in cluster) <= 1
    assert all(any(f"open{n}" in c and f"day{n}" in c for c in found) for n in range(6))


def test_a_weekend_finds_its_day_but_a_week_none():
    told = sketch("a", first=DAY + 1)
    weekend = sketch("b", first=DAY, last=DAY + 2)
    assert clusters(told, weekend) == {("a", "b")}


def test_a_region_is_no_bridge_between_two_towns():
    east = sketch("east", killed=Toll(3, 3, 3))
    west = sketch("west", place="p:2", lon=37.5, killed=Toll(5, 5, 5))
    region = sketch("region", place="p:3", exact="area", lon=37.25, radius_km=40, killed=Toll(5, 5, 5))
    assert clusters(east, west, region) == {("region", "west")}


def test_who_names_no_day_joins_who_does():
    dated = sketch("a")
    opened = sketch("b", first=DAY - 1, last=DAY, dated=False)
    late = sketch("c", first=DAY, last=DAY + 1, dated=False)
    assert clusters(dated, opened, late) == {("a", "b", "c")}


def test_without_any_day_told_two_papers_a_day_apart_need_more_in_common():
    odd = DAY + (DAY + 1) % 2
    first = {"first": odd - 1, "last": odd, "dated": False}
    later = {"first": odd, "last": odd + 1, "dated": False}
    assert clusters(sketch("a", **first), sketch("b", **later)) == set()
    alike = {"killed": Toll(7, 7, 7), "hit": ("market",), "words": (1, 2, 3, 4)}
    assert clusters(sketch("a", **first, **alike), sketch("b", **later, **alike)) == {("a", "b")}


def test_one_document_alone_is_left_as_it_is():
    one = sketch("a", document="d")
    toll = sketch("b", document="d", kind=IncidentType.CASUALTIES_REPORT)
    assert clusters(one, toll) == set()
    assert clusters(one, toll, sketch("c")) == {("a", "b", "c")}


@pytest.mark.parametrize(
    "settings", [{"distance_km": -1}, {"distance_km": 99}, {"days": 8}, {"threshold": 0.0}]
)
def test_settings_out_of_range_are_refused(settings):
    with pytest.raises(UsageError, match="is needed"):
        Joining(**settings)


def test_a_higher_threshold_joins_less():
    rough = sketch("b", place="p:3", exact="area", radius_km=40)
    assert clusters(sketch("a"), rough) == {("a", "b")}
    assert clusters(sketch("a"), rough, threshold=0.95) == set()


@pytest.mark.parametrize("value", [None, True, "3", b"3", [3], float("nan"), 1j])
@pytest.mark.parametrize("name", ["distance_km", "days", "threshold"])
def test_what_is_no_number_is_told(name, value):
    with pytest.raises(UsageError, match=f"{name}: .* is no "):
        Joining(**{name: value})

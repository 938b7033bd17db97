"""Whatever comes and goes in whatever order, the clusters are those of doing it all at once."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.corroboration import Joining, MemoryLedger, Sketch, clusters_of, settle
from geomap.corroboration.families import family_of
from geomap.model import IncidentType
from geomap.model.toll import Toll
from tests.property.drawing import examples

DAY = 738_000
TYPES = (IncidentType.SHELLING, IncidentType.AIR_STRIKE, IncidentType.CASUALTIES_REPORT)
# Three towns, of which two are near each other, and the district of these two.
PLACES = (
    ("a", "town", 37.00, 48.00, 2.0),
    ("b", "town", 37.05, 48.02, 2.0),
    ("c", "town", 38.50, 48.50, 2.0),
    ("a", "near", 37.00, 48.00, 8.0),
    ("d", "area", 37.02, 48.01, 20.0),
)


@st.composite
def many_sketches(draw: st.DrawFn) -> list[Sketch]:
    # A crowded corner of time and place: where things could be chained, if anywhere.
    count = draw(st.integers(2, 26))
    made = []
    for number in range(count):
        place, exact, lon, lat, radius = draw(st.sampled_from(PLACES))
        first = DAY + draw(st.integers(0, 5))
        span = draw(st.sampled_from((0, 0, 1, 1, 2)))
        dated = draw(st.booleans()) if span == 1 else True
        kind = draw(st.sampled_from(TYPES))
        around = radius / 100
        made.append(
            Sketch(
                id=f"i{number:02}",
                document_id=f"d{draw(st.integers(0, count)):02}",
                family=family_of(kind),
                type=kind,
                first=first,
                last=first + span,
                dated=dated,
                day=first + span,
                time_of_day=draw(st.sampled_from((None, None, "morning", "night"))),
                west=lon - around,
                south=lat - around,
                east=lon + around,
                north=lat + around,
                lon=lon,
                lat=lat,
                radius_km=radius,
                exact=exact,
                outlined=exact == "area",
                place_id=place,
                unit="UA.05",
                theatre=None,
                sectors=(),
                initiators=draw(st.sampled_from(((), ("russia",), ("ukraine",)))),
                targets=(),
                killed=draw(st.sampled_from((Toll(), Toll(3, 3, 3), Toll(5, 5, 5), Toll(30, 30, 30)))),
                wounded=Toll(),
                weapons=(),
                hit=draw(st.sampled_from(((), ("market",), ("school",)))),
                words=tuple(sorted(draw(st.sets(st.integers(1, 12), max_size=5)))),
            )
        )
    return made


def all_at_once(sketches):
    return clusters_of(sketches, Joining())


def kept(ledger):
    return tuple(sorted({ledger.members(ledger.cluster_of(each)) for each in ledger}))


@given(many_sketches(), st.integers(0, 2**32))
@settings(max_examples=examples(150))
def test_coming_and_going_ends_where_all_at_once_does(sketches, seed):
    rng = random.Random(seed)
    ledger, joining = MemoryLedger(), Joining()
    waiting = list(sketches)
    rng.shuffle(waiting)
    there = {}
    while waiting:
        batch, waiting = waiting[:3], waiting[3:]
        gone = rng.sample(sorted(there), min(len(there), rng.choice((0, 0, 1, 2))))
        # What has gone comes again later.
        waiting += [there.pop(each) for each in gone] if rng.random() < 0.5 else []
        gone = [each for each in gone if each not in there]
        before = {c: ledger.members(c) for c in {ledger.cluster_of(each) for each in ledger}}
        changed = settle(ledger, batch, gone, joining)
        there |= {each.id: each for each in batch}
        after = {c: ledger.members(c) for c in {ledger.cluster_of(each) for each in ledger}}
        differing = {c for c in before.keys() | after.keys() if before.get(c) != after.get(c)}
        assert differing <= changed
    assert kept(ledger) == all_at_once([s for s in sketches if s.id in set(ledger)])


@given(many_sketches(), st.randoms(use_true_random=False))
@settings(max_examples=examples(100))
def test_the_order_of_documents_does_not_matter(sketches, rng):
    shuffled = list(sketches)
    rng.shuffle(shuffled)
    assert all_at_once(shuffled) == all_at_once(sketches)


@given(many_sketches())
@settings(max_examples=examples(150))
def test_no_cluster_reaches_over_days_towns_or_one_document(sketches):
    by_id = {each.id: each for each in sketches}
    for cluster in all_at_once(sketches):
        members = [by_id[each] for each in cluster]
        assert len(members) == 1 or len({each.document_id for each in members}) > 1
        assert len({each.first for each in members if each.anchor}) <= 1
        assert len({each.place_id for each in members if each.exact == "town"}) <= 1
        # Every two share a day.
        assert max(each.first for each in members) <= min(each.last for each in members)


@given(many_sketches())
@settings(max_examples=examples(100))
def test_what_lies_beyond_the_reach_has_no_say(sketches):
    """Clusters of the middle day are the same without what lies farther away than the reach."""
    joining = Joining()
    middle = DAY + 2
    # The days stretched, so that the reach leaves some out.
    stretched = [
        type(each)(**{f: getattr(each, f) for f in each.__dataclass_fields__} | _moved(each, middle))
        for each in sketches
    ]
    near = [
        each
        for each in stretched
        if each.first <= middle + joining.reach_days and each.last >= middle - joining.reach_days
    ]
    at_middle = {
        c for c in clusters_of(stretched, joining) if any(_is_at(s, c, stretched, middle) for s in c)
    }
    assert at_middle <= set(clusters_of(near, joining))


def _moved(each, middle):
    shift = 6 * (each.first - middle) if each.id[-1] in "02468" else 0
    return {"first": each.first + shift, "last": each.last + shift, "day": each.day + shift}


def _is_at(member, cluster, sketches, middle):
    return any(each.id == member and each.first <= middle <= each.last for each in sketches)


@pytest.mark.parametrize("steps", [1, 7])
def test_a_cluster_of_many_copies_holds_together(steps):
    from geomap.model.toll import Toll as Count

    made = [
        Sketch(
            id=f"i{n:03}", document_id=f"d{n:03}", family="violence", type=IncidentType.SHELLING, first=DAY,
            last=DAY, dated=True, day=DAY, time_of_day=None, west=36.9, south=47.9, east=37.1, north=48.1,
            lon=37.0, lat=48.0, radius_km=5.0, exact="town", outlined=False, place_id="a", unit="UA.05", theatre=None,
            sectors=(), initiators=("russia",), targets=(), killed=Count(3, 3, 3), wounded=Count(),
            weapons=(), hit=(), words=(1, 2, 3),
        )
        for n in range(60)
    ]  # fmt: skip
    ledger = MemoryLedger()
    for begin in range(steps):
        settle(ledger, made[begin::steps], (), Joining())
    assert kept(ledger) == (tuple(each.id for each in made),)

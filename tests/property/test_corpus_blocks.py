"""However the days are divided into blocks, each cluster is found once and whole."""

import random
from collections import Counter

import pytest

from geomap.corpus.blocks import blocks_of, halo_of
from geomap.corpus.joining import Seen, Spot, joined_among
from geomap.corpus.records import Segment
from geomap.corroboration import Joining, Sketch, clusters_of
from geomap.corroboration.families import family_of
from geomap.model import IncidentType
from geomap.model.toll import Toll
from geomap.wire import to_bytes

DAY = 738_000
TYPES = (IncidentType.SHELLING, IncidentType.AIR_STRIKE, IncidentType.PROTEST)


def many_sketches(seed: int, count: int, days: int) -> list[Sketch]:
    """A crowded corner: much that is alike, day after day."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        kind = chance.choice(TYPES)
        first = DAY + chance.randrange(days)
        span = chance.choice((0, 0, 0, 1, 2))
        lon = chance.choice((37.0, 37.05, 38.5))
        made.append(
            Sketch(
                id=f"i{number:04}",
                document_id=f"d{number % (count - 3):04}",
                family=family_of(kind),
                type=kind,
                first=first,
                last=first + span,
                dated=span == 0 or chance.random() < 0.5,
                day=first + span,
                time_of_day=None,
                west=lon - 0.02,
                south=47.98,
                east=lon + 0.02,
                north=48.02,
                lon=lon,
                lat=48.0,
                radius_km=2.0,
                exact="town",
                outlined=False,
                place_id=f"p:{lon}",
                unit="UA.05",
                theatre=None,
                sectors=(),
                initiators=("Russia",),
                targets=(),
                killed=Toll(best=chance.choice((None, 3))),
                wounded=Toll(),
                weapons=(),
                hit=chance.choice(((), ("school",))),
                words=tuple(chance.sample(range(6), 2)),
            )
        )
    return made


@pytest.mark.parametrize("joining", [Joining(), Joining(days=4, distance_km=10, threshold=0.4)])
@pytest.mark.parametrize("seed", range(4))
def test_blocks_of_any_size_give_the_clusters_of_all_at_once(seed, joining):
    sketches = many_sketches(seed, 220, 90)
    expected = sorted(each for each in clusters_of(sketches, joining) if len(each) > 1)
    assert len(expected) > 20
    days = Counter(sketch.first for sketch in sketches)
    segment = Segment("records", len(sketches), 0, min(days), max(days), "")
    everything = {
        Spot(sketch.first, 0, row): Seen(sketch.id, 0, sketch.family, to_bytes(sketch))
        for row, sketch in enumerate(sketches)
    }
    for most in (1, 9, 60, 1000):
        found = []
        for block in blocks_of(days, [segment], most, joining):
            begin, end = block.window
            seen = {spot: each for spot, each in sorted(everything.items()) if begin <= spot.day <= end}
            own = frozenset(spot for spot in seen if block.first <= spot.day <= block.last)
            for first, joined in joined_among(seen, own, joining).items():
                if block.first <= first.day <= block.last:
                    found.append(tuple(sorted(seen[spot].id for spot in joined.spots)))
        assert sorted(found) == expected, most


def test_blocks_hold_every_day_once_and_files_with_a_say():
    days = Counter({DAY: 5, DAY + 1: 5, DAY + 2: 30, DAY + 40: 1, 0: 7})
    segments = [
        Segment("a", 10, 0, DAY, DAY + 1, ""),
        Segment("b", 31, 4, DAY + 2, DAY + 40, ""),
        Segment("c", 3, 3, 0, 0, ""),
    ]
    blocks = list(blocks_of(days, segments, 10, Joining()))
    spans = [(block.first, block.last, block.segments) for block in blocks]
    assert spans == [
        (DAY, DAY + 1, ("a", "b")),
        (DAY + 2, DAY + 2, ("a", "b")),
        (DAY + 40, DAY + 40, ("b",)),
        (0, 0, ("b", "c")),
    ]
    assert blocks[0].window == (DAY - halo_of(Joining()), DAY + 1 + halo_of(Joining()))
    assert blocks[3].window == (0, 0)

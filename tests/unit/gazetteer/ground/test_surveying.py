"""The ground read whole says of many points what is said of each alone."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from geomap.gazetteer.answers.frames import reverse_frame
from geomap.gazetteer.ground.reverse import WORTH_A_SURVEY, reverse, reverse_all
from geomap.gazetteer.index import PlaceIndex
from geomap.model.geometry import LonLat
from geomap.model.place import Place

CHANCE = random.Random(11)
# All over the Earth, and thickly where borders, coasts and disputed ground are.
POINTS = [LonLat(CHANCE.uniform(-180, 180), CHANCE.uniform(-90, 90)) for _ in range(WORTH_A_SURVEY // 2)] + [
    LonLat(CHANCE.uniform(33, 48), CHANCE.uniform(30, 49)) for _ in range(WORTH_A_SURVEY // 2)
]
CAMP = Place("own:camp", "Camp", LonLat(46.95, 40.36), "P", "PPL", country="AZ", admin1="57")


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    return PlaceIndex.bundled().with_places([CAMP])


def test_many_points_have_the_answers_of_each(index: PlaceIndex) -> None:
    points = [*POINTS, LonLat(46.951, 40.361)]
    together = list(reverse_all(index, points))
    assert together == [reverse(index, point) for point in points]
    assert together[-1].nearest == CAMP
    assert sum(around.nearest is None for around in together) > 10
    assert sum(around.unit is not None for around in together) > 100


def test_few_points_need_no_survey(index: PlaceIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlaceIndex, "survey", lambda _: pytest.fail("surveyed"))
    assert len(list(reverse_all(index, POINTS[:3]))) == 3


def test_a_long_table_has_the_cells_of_a_short_one(index: PlaceIndex) -> None:
    frame = pd.DataFrame({"y": [p.lat for p in POINTS], "x": [p.lon for p in POINTS]})
    frame.loc[5, "x"] = None
    frame = pd.concat([frame, frame.iloc[:2]], ignore_index=True)
    whole = reverse_frame(frame, lat="y", lon="x", index=index)
    parts = [
        reverse_frame(frame[i : i + 100], lat="y", lon="x", index=index) for i in range(0, len(frame), 100)
    ]
    pd.testing.assert_frame_equal(whole, pd.concat(parts))
    assert whole.loc[5, "geomap_country":].isna().all()

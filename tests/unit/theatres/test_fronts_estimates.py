"""A dividing line estimated from held places says that it is an estimate."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from shapely.geometry import box

from geomap.errors import TheatreError, UsageError
from geomap.model import DatedChange, Geometry, LonLat, Place, Theatre
from geomap.theatres.fronts import HeldPlace, estimate_line, held_places

BOTH = ("Northia", "Southia")
WITHIN = Geometry.from_shapely(box(9, 49, 13, 51))
DAY = date(2031, 3, 5)


def places(*rows: tuple[float, float, str]) -> list[HeldPlace]:
    return [HeldPlace(LonLat(lon, lat), party) for lon, lat, party in rows]


def estimate(held: list[HeldPlace], **options: object) -> shapely.Geometry:
    settings = {"on": DAY, "between": BOTH, "within": WITHIN, "reach_km": 40} | options
    return estimate_line(held, **settings).geometry.to_shapely()


FOUR = places(
    (10.2, 50.2, "Northia"), (10.8, 50.2, "Northia"), (10.2, 49.8, "Southia"), (10.8, 49.8, "Southia")
)


def test_it_runs_half_way_and_says_what_it_is():
    line = estimate_line(FOUR, on=DAY, between=BOTH, within=WITHIN, reach_km=40)
    shape = line.geometry.to_shapely()
    west, south, east, north = shape.bounds
    assert (south, north) == (pytest.approx(50, abs=0.01), pytest.approx(50, abs=0.01))
    assert west < 10.2
    assert east > 10.8
    assert line.confidence == "estimated"
    assert "estimate" in line.name.lower()
    assert "estimate" in line.note.lower()
    assert (line.valid_from, line.valid_to) == (DAY, DAY)


def test_it_is_not_drawn_far_from_places():
    far = [*FOUR, *places((12.5, 50.2, "Northia"), (12.5, 49.8, "Southia"))]
    shape = estimate(far, reach_km=30)
    assert shape.geom_type == "MultiLineString"
    for corner in shapely.points(shapely.get_coordinates(shape)):
        nearest = min(place.point.distance_km(LonLat(corner.x, corner.y)) for place in far)
        assert nearest < 30.3
    with pytest.raises(TheatreError, match="larger reach_km"):
        estimate(FOUR, reach_km=20)


def test_it_does_not_leave_the_area():
    shape = estimate(FOUR, within=Geometry.from_shapely(box(10.3, 49, 10.7, 51)))
    assert shape.bounds[0] == pytest.approx(10.3, abs=1e-6)
    assert shape.bounds[2] == pytest.approx(10.7, abs=1e-6)


def test_what_was_said_last_counts():
    moved = [*FOUR, HeldPlace(LonLat(10.2, 49.8), "Northia", date(2031, 3, 5))]
    assert estimate(moved, on=date(2031, 3, 4)).equals(estimate(FOUR, on=date(2031, 3, 4)))
    assert not estimate(moved, on=DAY).equals(estimate(FOUR))


def test_a_side_without_a_place_is_told():
    with pytest.raises(TheatreError, match="no place is said to be held by Southia on 2031-03-05"):
        estimate(FOUR[:2])


@pytest.mark.parametrize("reach", [0, -1, 501, float("nan")])
def test_a_reach_out_of_range_is_refused(reach):
    with pytest.raises(UsageError, match="reach_km"):
        estimate(FOUR, reach_km=reach)


def test_dated_changes_of_a_theatre_give_held_places():
    mill = Place("test:mill", "Mill", LonLat(10.6, 50.2), "P", "PPL", None, None, None)
    theatre = Theatre(
        id="t",
        titles=(("en", "T"),),
        valid_from=None,
        valid_to=None,
        area=WITHIN,
        places=(mill,),
        changes=(
            DatedChange(DAY, "test:mill", "Northia", ("Northia",)),
            DatedChange(DAY, "test:ford", "Northia", ("Northia",)),
            DatedChange(DAY, "test:weir", "Northia", ("Northia",)),
            DatedChange(DAY, "test:mill", "Southia", ("Southia",), disputed_by=("Northia",)),
        ),
    )
    found, left_out = held_places(theatre, {"test:ford": LonLat(10.1, 50.1)})
    assert [(place.name, place.party, place.since) for place in found] == [
        ("Mill", "Northia", DAY),
        ("test:ford", "Northia", DAY),
    ]
    assert left_out == ("test:weir", "test:mill")

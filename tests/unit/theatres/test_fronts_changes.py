"""Ground that changed hands, and the table of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import box

from geomap.errors import UsageError
from geomap.model import AreaOfControl, Geometry
from geomap.theatres.fronts import changes, control_by_day, days_of, to_frame, to_geojson

FIRST, SECOND, THIRD = date(2031, 3, 1), date(2031, 3, 2), date(2031, 3, 3)


def layer(border: float, day: date | None = None) -> list[AreaOfControl]:
    shapes = {"Northia": box(10, border, 11, 51), "Southia": box(10, 49, 11, border)}
    return [
        AreaOfControl(f"{party}-{day}", party, party, Geometry.from_shapely(shape), day, day)
        for party, shape in shapes.items()
    ]


def one(party: str | None, shape: shapely.Geometry) -> list[AreaOfControl]:
    return [AreaOfControl("a", "a", party, Geometry.from_shapely(shape))]


def test_ground_goes_from_one_party_to_the_other():
    (change,) = changes(layer(50), layer(49.9))
    assert (change.lost_by, change.gained_by) == ("Southia", "Northia")
    assert change.geometry.to_shapely().equals(box(10, 49.9, 11, 50))
    # Corners are added along parallels, which are no geodesics.
    fine = shapely.segmentize(box(10, 49.9, 11, 50), 0.001)
    assert change.km2 == pytest.approx(
        abs(Geod(ellps="WGS84").geometry_area_perimeter(fine)[0]) / 1e6, rel=1e-5
    )


def test_both_directions_are_told_apart():
    before = layer(50)
    after = one("Northia", shapely.union(box(10, 50.1, 10.5, 51), box(10.5, 49.8, 11, 51))) + one(
        "Southia", shapely.union(box(10, 49, 10.5, 50.1), box(10.5, 49, 11, 49.8))
    )
    found = {(change.lost_by, change.gained_by): change.km2 for change in changes(before, after)}
    assert set(found) == {("Southia", "Northia"), ("Northia", "Southia")}
    assert found["Southia", "Northia"] == pytest.approx(2 * found["Northia", "Southia"], rel=0.01)


def test_ground_of_nobody_is_gained_and_lost_too():
    (gain,) = changes(one("Northia", box(10, 50, 11, 51)), one("Northia", box(10, 50, 11.5, 51)))
    assert (gain.lost_by, gain.gained_by) == (None, "Northia")
    (loss,) = changes(one("Northia", box(10, 50, 11.5, 51)), one("Northia", box(10, 50, 11, 51)))
    assert (loss.lost_by, loss.gained_by) == ("Northia", None)


def test_the_same_layer_has_no_changes():
    assert changes(layer(50), layer(50)) == ()


def test_slivers_are_left_out_and_patches_are_not():
    assert changes(layer(50), layer(49.9998), sliver_km=0.05) == ()
    assert len(changes(layer(50), layer(49.9998), sliver_km=0.01)) == 1


def test_sides_may_be_compared_for_parties():
    after = one("Northia", box(10, 50, 11, 51)) + one("Militia", box(10, 49, 11, 50))
    assert changes(layer(50), after, sides={"Militia": "Southia"}) == ()


def test_ground_said_to_be_held_by_two_has_each_loser_once():
    before = one("Northia", box(10, 50, 11, 51)) + one("Southia", box(10, 50, 11, 51))
    found = changes(before, one("Westia", box(10, 50, 11, 51)))
    told = sorted((change.lost_by or "", change.gained_by or "") for change in found)
    assert told == [("Northia", "Westia"), ("Southia", "")]


def test_geojson_of_changes_says_who_and_how_much():
    collection = to_geojson(changes(layer(50, FIRST), layer(49.9, SECOND), days=(FIRST, SECOND)))
    (feature,) = json.loads(json.dumps(collection))["features"]
    assert feature["properties"] == {
        "before": "2031-03-01",
        "after": "2031-03-02",
        "lost_by": "Southia",
        "gained_by": "Northia",
        "km2": pytest.approx(798.3, abs=0.1),
    }
    assert shapely.is_ccw(shapely.from_geojson(json.dumps(feature["geometry"])).exterior)


def test_the_table_by_day_and_party_adds_up():
    areas = layer(50, FIRST) + layer(49.9, SECOND) + layer(49.95, THIRD)
    rows = {(row.day, row.party): row for row in control_by_day(areas)}
    assert len(rows) == 6
    for day, before in ((SECOND, FIRST), (THIRD, SECOND)):
        for party in ("Northia", "Southia"):
            row = rows[day, party]
            assert row.held_km2 == pytest.approx(
                rows[before, party].held_km2 + row.gained_km2 - row.lost_km2, rel=1e-9
            )
    assert rows[FIRST, "Northia"].gained_km2 == 0
    assert rows[THIRD, "Northia"].lost_km2 == pytest.approx(399, abs=1)


def test_a_day_without_a_map_is_no_loss():
    areas = layer(50, FIRST) + layer(49.9, THIRD)
    rows = control_by_day(areas, days=[FIRST, SECOND, THIRD])
    assert {row.day for row in rows} == {FIRST, THIRD}
    assert sum(row.lost_km2 for row in rows) == pytest.approx(798.3, abs=0.1)


def test_days_are_those_on_which_something_begins_or_has_ended():
    areas = layer(50, FIRST) + layer(49.9, THIRD)
    assert days_of(areas) == (FIRST, SECOND, THIRD)


def test_the_frame_has_a_row_a_day_and_party():
    frame = to_frame(control_by_day(layer(50, FIRST) + layer(49.9, SECOND)))
    assert list(frame.columns) == ["day", "party", "held_km2", "gained_km2", "lost_km2"]
    assert len(frame) == 4
    assert list(to_frame(()).columns) == list(frame.columns)


def test_days_that_run_backwards_are_refused():
    with pytest.raises(UsageError, match="backwards"):
        changes(layer(50), layer(49), days=(SECOND, FIRST))
    with pytest.raises(UsageError, match="sliver_km"):
        changes(layer(50), layer(49), sliver_km=9)

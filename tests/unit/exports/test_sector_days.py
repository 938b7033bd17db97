"""Incidents by sector and day: nothing lost, nothing counted twice without a mark."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.exports import to_geojson
from geomap.exports.sector_days import dump_sector_days, sector_by_day
from geomap.model import (
    ActorKind,
    AreaOfControl,
    Extraction,
    Geometry,
    LineOfContact,
    Party,
    Polarity,
    Salience,
    Sector,
    Theatre,
)
from tests.builders import DOCUMENT, incident, killed

DAY = date(2021, 3, 1)


def shape(wkt: str) -> Geometry:
    return Geometry.from_shapely(shapely.from_wkt(wkt))


def sector(key: str, west: float) -> Sector:
    return Sector(
        id=key,
        name=f"{key.title()} sector",
        theatre="valdoria",
        line="front",
        band=Geometry.from_shapely(shapely.box(west, 50, west + 1, 51)),
        stretch=shape(f"LINESTRING ({west} 50.5, {west + 1} 50.5)"),
        length_km=71,
        width_km=10,
    )


LINE = LineOfContact("front", "Front", shape("LINESTRING (30 50.5, 32 50.5)"))
THEATRE = Theatre(
    "valdoria",
    (("en", "Valdoria"),),
    None,
    None,
    shape("POLYGON ((29 49, 33 49, 33 52, 29 52, 29 49))"),
    parties=(Party("v", "Valdoria", ActorKind.STATE, "Valdoria"),),
    lines=(LINE,),
    areas=(
        AreaOfControl("s", "South", "Valdoria", shape("POLYGON ((30 49, 32 49, 32 50.5, 30 50.5, 30 49))")),
    ),
    cut_line="front",
)
SECTORS = (sector("west", 30), sector("east", 31))


def report(*incidents) -> Extraction:
    return Extraction((DOCUMENT,), ((),), incidents, (THEATRE,), SECTORS)


def at(wkt: str | None = "POINT (30.5 50.25)", **changes):
    return incident(wkt, **({"theatre": "valdoria"} | changes))


def row(frame: pd.DataFrame, key: str | None, day: date | None) -> pd.Series:
    own = frame["sector"].isna() if key is None else frame["sector"] == key
    on = frame["day"].isna() if day is None else frame["day"] == pd.Timestamp(day)
    [found] = [found for _, found in frame[own & on].iterrows()]
    return found


def test_every_sector_has_every_day_zeros_included():
    last = DAY + timedelta(days=3)
    frame = sector_by_day(report(at(), at(id="i2", date_start=last, date_end=last)))
    assert len(frame) == 3 * (4 + 1)
    assert row(frame, "west", DAY)["incidents"] == 1
    assert row(frame, "west", DAY + timedelta(days=1))["incidents"] == 0
    assert row(frame, "east", DAY)["incidents"] == 0


def test_a_point_is_counted_where_it_lies_and_a_text_is_believed_before_it():
    frame = sector_by_day(report(at(), at(id="i2", sectors=("east",))))
    assert row(frame, "west", DAY)["incidents"] == row(frame, "east", DAY)["incidents"] == 1


def test_an_incident_in_two_sectors_is_counted_in_both_and_marked():
    frame = sector_by_day(report(at(sectors=("west", "east"))))
    for key in ("west", "east"):
        assert tuple(row(frame, key, DAY)[["incidents", "shared", "weight"]]) == (1, 1, 0.5)


def test_what_lies_in_no_sector_has_rows_of_its_own():
    frame = sector_by_day(
        report(at("POINT (35 50)"), at(None, id="i2"), at(None, id="i3", sectors=("Rivermouth stretch",)))
    )
    assert row(frame, None, DAY)["incidents"] == 3


def test_what_has_no_single_day_has_a_row_of_its_own():
    week = DAY + timedelta(days=6)
    night = DAY + timedelta(days=1)
    frame = sector_by_day(
        report(
            at(date_end=night),
            at(id="i2", date_end=week),
            at(id="i3", date_start=None, date_end=None, date_prec=None),
        )
    )
    assert row(frame, "west", DAY)["incidents"] == 1
    assert row(frame, "west", None)["incidents"] == 2


def test_other_days_than_the_period_are_in_the_row_without_a_day():
    later = DAY + timedelta(days=9)
    frame = sector_by_day(report(at(), at(id="i2", date_start=later, date_end=later)), end=DAY)
    assert row(frame, "west", None)["incidents"] == 1
    assert len(frame) == 3 * 2


def test_background_and_what_did_not_happen_is_counted_apart():
    frame = sector_by_day(
        report(at(), at(id="i2", salience=Salience.BACKGROUND), at(id="i3", polarity=Polarity.NEGATED))
    )
    assert tuple(row(frame, "west", DAY)[["incidents", "other", "weight"]]) == (1, 2, 3)


def test_types_and_status_add_up():
    own = row(sector_by_day(report(at(), at(id="i2", claims=()))), "west", DAY)
    assert (own["type_shelling"], own["status_contested"], own["status_reported"]) == (2, 1, 1)


def test_people_killed_are_added_and_what_is_not_known_stays_so():
    frame = sector_by_day(
        report(at(casualties=(killed(2, 3, 4),)), at(id="i2", casualties=(killed(1, 1, 1),)), at(id="i3"))
    )
    columns = ["fatalities_low", "fatalities_best", "fatalities_high"]
    assert tuple(row(frame, "west", DAY)[columns]) == (3, 4, 5)
    assert tuple(row(frame, "east", DAY)[columns]) == (0, 0, 0)
    dozens = sector_by_day(
        report(at(casualties=(killed(24, None, None),)), at(id="i2", casualties=(killed(1, 1, 1),)))
    )
    assert row(dozens, "west", DAY)["fatalities_low"] == 25
    assert pd.isna(row(dozens, "west", DAY)["fatalities_best"])


def test_running_totals_are_no_days_toll():
    frame = sector_by_day(report(at(casualties=(killed(300, 300, 300, cumulative=True),))))
    assert row(frame, "west", DAY)["fatalities_low"] == 0


def test_a_report_without_anything_is_a_table_without_days():
    frame = sector_by_day(Extraction((DOCUMENT,), ((),), ()))
    assert (len(frame), frame["incidents"].sum()) == (1, 0)


def test_days_in_order_are_needed():
    with pytest.raises(UsageError, match="before"):
        sector_by_day(report(at()), start=DAY, end=DAY - timedelta(days=1))


def test_as_csv():
    rows = list(csv.DictReader(io.StringIO(dump_sector_days(report(at(sectors=("west", "east")))))))
    assert [r["day"] for r in rows] == ["2021-03-01", ""] * 3
    assert rows[0]["weight"] == "0.5"
    assert rows[-1]["sector"] == ""


DAYS = st.one_of(st.none(), st.dates(date(2021, 2, 20), date(2021, 3, 10)))


@st.composite
def incidents(draw, number: int = 0):
    start = draw(DAYS)
    end = None if start is None else start + timedelta(days=draw(st.integers(0, 9)))
    made = at(
        draw(
            st.sampled_from(
                [None, "POINT (30.5 50.25)", "POINT (40 0)", "POLYGON ((30.5 50, 31.5 50, 31 51, 30.5 50))"]
            )
        ),
        sectors=draw(st.sampled_from([(), ("west",), ("west", "east"), ("Rivermouth stretch",)])),
        date_start=start,
        date_end=end,
        date_prec=None if start is None else 1,
        polarity=draw(st.sampled_from(Polarity)),
        salience=draw(st.sampled_from(Salience)),
    )
    return replace(made, theatre=None, sectors=()) if draw(st.booleans()) else made


@given(st.lists(incidents(), max_size=12), DAYS)
def test_nothing_is_lost(found, start):
    given_ = tuple(replace(each, id=f"i{n}") for n, each in enumerate(found))
    frame = sector_by_day(report(*given_), start=start)
    assert frame["weight"].sum() == pytest.approx(len(given_))
    assert (frame["weight"] <= frame["incidents"] + frame["other"]).all()
    assert not frame.duplicated(["theatre", "sector", "day"]).any()


def test_exports_tell_the_distance_to_the_line_and_the_side():
    features = to_geojson(report(at(), at("POINT (30.5 50.75)", id="i2"), at(None, id="i3")))["features"]
    told = [
        tuple(f["properties"][key] for key in ("line_id", "distance_to_line_km", "side_of_line"))
        for f in features
    ]
    # A quarter of a degree of latitude is 27.8 km.
    assert told == [
        ("front", pytest.approx(27.8, abs=0.1), ["Valdoria"]),
        ("front", pytest.approx(27.8, abs=0.1), []),
        (None, None, []),
    ]

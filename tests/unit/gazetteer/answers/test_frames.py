"""Tables of names and of points."""

from __future__ import annotations

import math

import geopandas
import pandas as pd
import pytest

from geomap.errors import UsageError
from geomap.gazetteer.answers import frames
from geomap.gazetteer.answers.frames import REVERSE_COLUMNS, geocode_frame, reverse_frame
from geomap.gazetteer.answers.located import ADDED_COLUMNS
from geomap.gazetteer.index import PlaceIndex


@pytest.fixture(scope="module")
def index():
    index = PlaceIndex.bundled()
    yield index
    index.close()


EVENTS = pd.DataFrame(
    {
        "where": ["Tartar", "near Goma", "Xyzzyq", None, math.nan],
        "land": ["AZ", "DR Congo", "Ukraine", "Sudan", ""],
        "unit": [None, None, "Donetsk oblast", None, None],
        "dead": [1, 2, 3, 4, 5],
    },
    index=[10, 20, 30, 40, 50],
)


def test_a_table_keeps_its_columns_and_gets_places(index):
    before = EVENTS.copy()
    located = geocode_frame(EVENTS, name="where", country="land", admin1="unit", index=index)
    assert list(located.columns) == [*EVENTS.columns, *ADDED_COLUMNS]
    assert list(located.index) == [10, 20, 30, 40, 50]
    pd.testing.assert_frame_equal(EVENTS, before)
    assert located["geomap_method"].tolist() == ["name", "name", "admin1", "country", "none"]
    assert located["geomap_where_prec"].tolist()[:4] == [1, 2, 4, 6]
    assert located["geomap_where_prec"].isna().tolist() == [False] * 4 + [True]
    assert located.loc[10, "geomap_lat"] == pytest.approx(40.34, abs=0.01)
    assert located.loc[50, "geomap_note"] == "the row names no place"


def test_the_same_question_is_asked_once(index, monkeypatch):
    asked = []

    def locate(index, name, **within):
        asked.append(name)
        return original(index, name, **within)

    original = frames.locate
    monkeypatch.setattr(frames, "locate", locate)
    geocode_frame(pd.DataFrame({"where": ["Goma", "Goma", " Goma "]}), name="where", index=index)
    assert asked == ["Goma"]


def test_points_are_given_where_they_are_wanted(index):
    located = geocode_frame(EVENTS, name="where", country="land", index=index, geometry=True)
    assert isinstance(located, geopandas.GeoDataFrame)
    assert located.crs.to_epsg() == 4326
    assert located.loc[10, "geometry"].x == pytest.approx(46.93, abs=0.01)
    assert located.loc[50, "geometry"] is None


def test_an_empty_table_gets_the_columns(index):
    empty = geocode_frame(EVENTS.iloc[:0], name="where", index=index)
    assert list(empty.columns) == [*EVENTS.columns, *ADDED_COLUMNS]
    assert str(empty["geomap_lat"].dtype) == "Float64"
    assert list(reverse_frame(pd.DataFrame({"y": [], "x": []}), lat="y", lon="x", index=index).columns) == [
        "y",
        "x",
        *REVERSE_COLUMNS,
    ]


def test_a_missing_column_is_named(index):
    with pytest.raises(UsageError, match="no column 'place'; there are where, land, unit, dead"):
        geocode_frame(EVENTS, name="place", index=index)
    with pytest.raises(UsageError, match="no column 'lat'"):
        reverse_frame(EVENTS, lat="lat", lon="lon", index=index)


def test_points_get_their_surroundings(index):
    points = pd.DataFrame({"y": [40.45, "-1.67", None, 91, "south"], "x": [46.93, "29.23", 1, 2, 3]})
    around = reverse_frame(points, lat="y", lon="x", index=index)
    assert around["geomap_country"].tolist()[:2] == ["AZ", "CD"]
    assert around["geomap_admin1"].tolist()[0] == "Tartar District"
    assert around["geomap_distance_km"].tolist()[0] > 1
    assert around["geomap_direction"].tolist()[0] in {"N", "NE", "NW", "S", "SE", "SW", "E", "W"}
    assert around[list(REVERSE_COLUMNS)].iloc[2:].isna().all(axis=None)

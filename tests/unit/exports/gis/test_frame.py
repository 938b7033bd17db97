"""The GeoDataFrame: types that do not depend on what is in it."""

from __future__ import annotations

import pandas as pd
import pytest

from geomap.exports.gis.frame import to_geodataframe
from geomap.exports.records.categories import CATEGORIES
from geomap.exports.tables.schemes import SCHEMES
from geomap.model import IncidentType, Status, acled
from tests.builders import extraction, incident
from tests.export_cases import EMPTY, FULL


def test_closed_lists_of_values_are_categories_of_all_of_them():
    frame = to_geodataframe(FULL)
    assert list(frame["status"].cat.categories) == [status.value for status in Status]
    assert list(frame["incident_type"].cat.categories) == [kind.value for kind in IncidentType]
    assert not frame["status"].cat.ordered
    for name, values in CATEGORIES.items():
        assert isinstance(frame[name].dtype, pd.CategoricalDtype), name
        assert tuple(frame[name].cat.categories) == values
    assert frame["status"].value_counts()["confirmed"] == 0
    assert (frame.status == "contested").sum() == 3


def test_other_types_are_those_of_the_kinds():
    frame = to_geodataframe(FULL)
    assert {str(frame[name].dtype) for name in ("date_start", "date_end", "published")} == {"datetime64[s]"}
    assert {str(frame[name].dtype) for name in ("where_prec", "fatalities_best")} == {"Int64"}
    assert {str(frame[name].dtype) for name in ("radius_km", "distance_to_line_km")} == {"float64"}
    usual = pd.Series(["text"]).dtype  # "str" from pandas 3 on
    assert {str(frame[name].dtype) for name in ("id", "quote", "country")} == {str(usual)}


@pytest.mark.parametrize("columns", ["geomap", "acled", "ged"])
def test_an_empty_frame_has_the_same_types(columns):
    full, empty = to_geodataframe(FULL, columns=columns), to_geodataframe(EMPTY, columns=columns)
    assert len(empty) == 0
    assert dict(empty.dtypes) == dict(full.dtypes)
    assert list(empty.columns) == [*(column.name for column in SCHEMES[columns].columns), "geometry"]
    assert empty.crs == full.crs == "EPSG:4326"


@pytest.mark.parametrize("kind", IncidentType)
def test_every_code_that_an_incident_can_have_is_a_category(kind):
    for words in ("", "tear gas", "live fire", "a mob", "the drone was shot down"):
        code = acled.acled_of(incident(type=kind, quote=words or "x"))
        assert code.event_type in CATEGORIES["event_type"]
        assert code.sub_event_type in CATEGORIES["sub_event_type"]
    frame = to_geodataframe(extraction(incident(type=kind)))
    assert not frame[list(CATEGORIES)].isna().any().any()

"""The incidents of a report: a tuple that can be chosen from, counted, shown and saved."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

import geomap
from geomap.errors import RecordError, UsageError
from geomap.exports import ExportWarning
from geomap.model import Polarity
from geomap.notebook.plots import Plots
from geomap.pipeline import Incidents, Report
from tests.builders import DOCUMENT, claim, incident

REPORT = Report(
    documents=(DOCUMENT,),
    toponyms=((),),
    incidents=(incident(), incident(id="i2", claims=(claim(),)), incident(id="i3", place=None)),
)


def test_they_are_a_tuple_of_their_report():
    incidents = REPORT.incidents
    assert isinstance(incidents, tuple)
    assert isinstance(incidents, geomap.Incidents)
    assert incidents == (incident(), incident(id="i2", claims=(claim(),)), incident(id="i3", place=None))
    assert incidents.report is REPORT
    assert incidents.by_id("i2") is incidents[1]
    with pytest.raises(KeyError):
        incidents.by_id("i9")
    with pytest.raises(FrozenInstanceError):
        REPORT.incidents = ()


def test_what_is_chosen_has_a_report_of_its_own_with_all_documents():
    chosen = REPORT.incidents.where(status="contested")
    assert isinstance(chosen, Incidents)
    assert [i.id for i in chosen] == ["i1", "i3"]
    assert chosen.report.incidents is chosen
    assert chosen.report.documents == REPORT.documents
    assert len(REPORT.incidents) == 3
    assert [i.id for i in chosen.where(place="Eastford")] == ["i1"]


def test_slices_are_such_too():
    assert isinstance(REPORT.incidents[1:], Incidents)
    assert [i.id for i in REPORT.incidents[::-1]] == ["i3", "i2", "i1"]
    assert REPORT.incidents[-1].id == "i3"


def test_without_a_report_they_are_a_tuple_all_the_same():
    alone = Incidents(REPORT.incidents)
    assert alone[1:] == REPORT.incidents[1:]
    assert alone.count_by("status") == REPORT.incidents.count_by("status")
    with pytest.raises(UsageError, match="of no report"):
        alone.where(status="claimed")


def test_the_country_is_that_of_the_place_as_in_columns_and_conditions():
    abroad = replace(REPORT, incidents=(incident(country="ZZ"), incident(id="i2", place=None, country="ZZ")))
    assert abroad.incidents.count_by("country") == {"UA": 1, "ZZ": 1}
    assert list(abroad.to_geodataframe().country) == ["UA", "ZZ"]
    assert [i.id for i in abroad.incidents.where(country="ZZ")] == ["i2"]


def test_a_map_of_incidents_whose_document_is_missing_says_which():
    with pytest.raises(RecordError, match="incident i1: its document 'd1'"):
        replace(REPORT, documents=(), toponyms=()).explore()


def test_counts():
    assert REPORT.incidents.count_by("status") == {"contested": 2, "claimed": 1}
    assert REPORT.incidents.count_by("place") == {"Eastford": 2, "": 1}
    assert REPORT.incidents.count_by("side") == {"Marland": 3, "Valdoria": 3}
    assert REPORT.incidents.count_by("sector") == {}
    with pytest.raises(UsageError, match="type, status"):
        REPORT.incidents.count_by("colour")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))])
def test_a_report_survives_being_copied(again):
    made = again(REPORT)
    assert made == REPORT
    assert type(made) is Report
    assert [i.id for i in made.incidents.where(status="claimed")] == ["i2"]
    assert made.incidents.report == REPORT


def test_replacing_wraps_anew():
    other = replace(REPORT, incidents=REPORT.incidents[:1])
    assert other.incidents.report is other
    assert len(other.incidents) == 1


def test_they_go_on_to_tables_files_maps_and_charts(tmp_path):
    chosen = REPORT.incidents.where(status="claimed")
    assert list(chosen.to_geodataframe().id) == ["i2"]
    assert [f["id"] for f in chosen.to_geojson()["features"]] == ["i2"]
    chosen.save(tmp_path / "a.csv")
    assert "i2" in (tmp_path / "a.csv").read_text()
    assert len(chosen.explore(title="One").layers.signs) == 1
    assert isinstance(chosen.plot, Plots)
    assert chosen.plot._extraction is chosen.report


def test_what_is_left_out_is_told_of_the_line_that_asked(tmp_path):
    planned = replace(REPORT, incidents=(incident(polarity=Polarity.PLANNED),))
    for asked in (planned, planned.incidents):
        with pytest.warns(ExportWarning) as told:
            asked.save(tmp_path / "a.csv", columns="acled")
        assert [warning.filename for warning in told] == [__file__]
        with pytest.warns(ExportWarning) as told:
            asked.to_geodataframe(columns="acled")
        assert [warning.filename for warning in told] == [__file__]


def test_they_show_themselves():
    assert repr(REPORT.incidents) == "<Incidents: 3 (2 contested, 1 claimed)>"
    assert repr(REPORT.incidents[:0]) == "<Incidents: 0>"
    shown = REPORT.incidents.where(status="claimed")._repr_html_()
    assert "<b>1 incident</b>" in shown
    assert "<img" not in shown

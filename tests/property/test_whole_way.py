"""From any texts to reports, joined, corrected, blurred, drawn, written, kept: whatever is made of them holds."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import geomap
from geomap import wire
from geomap.corroboration.corroborating import parts_of
from geomap.exports import FORMATS
from geomap.layers import build_layers
from geomap.layers.blurring import blur
from geomap.layers.blurring.grid import extent_of
from geomap.model import Document
from tests import holding
from tests.property.drawing import WRITTEN, examples

DAYS = st.sampled_from((date(2020, 10, 13), None, date.min, date.max, date(2024, 2, 29)))
DOCUMENTS = st.lists(st.tuples(WRITTEN, DAYS), min_size=1, max_size=3).map(
    lambda drawn: [Document(f"d{n}", text, published=day) for n, (text, day) in enumerate(drawn)]
)


@pytest.fixture(scope="module", autouse=True)
def _index():
    geomap.extract("Shells hit Goma.")  # what is loaded once is no part of an example


@settings(max_examples=examples(25))
@given(DOCUMENTS)
def test_reports_hold_and_come_again_the_same(documents):
    report = geomap.extract(documents)
    holding.report_holds(report)
    assert geomap.extract(documents).incidents == report.incidents
    assert [wire.incident_of(wire.to_bytes(each)) for each in report.incidents] == list(report.incidents)
    assert [wire.document_of(wire.to_bytes(each)) for each in report.documents] == list(report.documents)
    assert [wire.toponyms_of(wire.to_bytes(each)) for each in report.toponyms] == list(report.toponyms)


@settings(max_examples=examples(20))
@given(DOCUMENTS)
def test_joining_loses_no_incident_and_does_not_mind_the_order(documents):
    # The same text once more from somebody else: something is joined.
    report = geomap.extract([*documents, replace(documents[0], id="again")])
    joined = geomap.corroborate(report)
    told = [part.id for incident in joined.incidents for part in parts_of(incident)]
    assert sorted(told) == sorted(incident.id for incident in report.incidents)
    for incident in joined.incidents:
        assert {account.incident.id for account in incident.accounts} == set(incident.merged_from)
        if not incident.accounts:
            holding.incident_holds(
                incident, next(d for d in report.documents if d.id == incident.document_id)
            )
    assert geomap.corroborate(joined).incidents == joined.incidents


@settings(max_examples=examples(20))
@given(DOCUMENTS, st.sampled_from((1.0, 25.0, 400.0)))
def test_no_place_is_told_more_exactly_than_asked(documents, km):
    report = geomap.extract(documents)
    blurred = blur(report, coarsen_km=km)
    assert len(blurred.incidents) == len(report.incidents)
    for before, after in zip(report.incidents, blurred.incidents, strict=True):
        if after.place is None or after.place.geometry is None:
            continue
        extent = extent_of(after.place.geometry, after.place.radius_km)
        assert extent.reach_km >= km / 2  # what was as rough before stays
        old = extent_of(before.place.geometry, before.place.radius_km)
        assert extent.middle.distance_km(old.middle) <= extent.reach_km


@settings(max_examples=examples(15))
@given(DOCUMENTS)
def test_layers_draw_each_incident(documents):
    report = geomap.extract(documents)
    drawn = build_layers(report, None, quotes="full")
    assert build_layers(report, None, quotes="full") == drawn


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_every_format_is_read_back(tmp_path, documents):
    report = geomap.extract(documents)
    ids = [incident.id for incident in report.incidents]
    for suffix in FORMATS:
        path = tmp_path / f"a{suffix}"
        report.save(path)
        content = path.read_bytes()
        read = READ.get(suffix)
        if read is not None:
            told = read(path, content)
            # In KML they stand in folders by what happened.
            assert (sorted(told) == sorted(ids)) if suffix == ".kml" else (told == ids), suffix


def _rows(delimiter):
    def read(_, content):
        rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), delimiter=delimiter)
        return [row["id"] for row in rows]

    return read


def _in_kml(content):
    """Ids of the placemarks that are incidents; others are of the theatre."""
    told = [
        {each.get("name"): each.findtext("{*}value") for each in mark.iter("{*}Data")}
        for mark in etree.fromstring(content).iter("{*}Placemark")
    ]
    return [values["id"] for values in told if "incident_type" in values]


def _strict(text):
    def refuse(word):
        raise ValueError(word)

    return json.loads(text, parse_constant=refuse)


READ = {
    ".geojson": lambda _, content: [f["properties"]["id"] for f in _strict(content)["features"]],
    ".jsonl": lambda _, content: [_strict(line)["properties"]["id"] for line in content.decode().split("\n")[:-1]],
    ".csv": _rows(","),
    ".tsv": _rows("\t"),
    ".parquet": lambda path, _: pq.read_table(path)["id"].to_pylist(),
    ".gpkg": lambda path, _: list(pyogrio.read_dataframe(path, layer="incidents")["id"]),
    ".kml": lambda _, content: _in_kml(content),
}  # fmt: skip

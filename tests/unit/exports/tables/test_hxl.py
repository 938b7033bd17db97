"""HXL: a hashtag for each column, lists parted by bars."""

from __future__ import annotations

import csv
import io
import json
import re

from geomap.exports import to_geojson
from geomap.exports.records.properties import COLUMNS, DATES, LISTS
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.hxl import TAGS
from geomap.exports.tables.schemes import table_of
from geomap.model import Actor
from tests.builders import extraction, incident
from tests.export_cases import EMPTY, FULL, from_text

CORE = frozenset("event date loc geo adm1 country crisis affected org description meta".split())


def read(made):
    lines = csv.reader(io.StringIO(dump_table(table_of(made, "hxl"), formulas=True), newline=""))
    names, tags, *rows = lines
    return names, tags, [dict(zip(names, row, strict=True)) for row in rows]


def test_each_column_has_a_hashtag_of_its_own():
    names, tags, _ = read(EMPTY)
    assert names == [*COLUMNS, "lat", "lon", "geomap_columns", "geometry"]
    assert tags == [TAGS[name] for name in names]
    assert len(set(tags)) == len(tags)
    for tag in tags:
        found = re.fullmatch(r"#([a-z][a-z0-9_]*)(\+[a-z][a-z0-9_]*)*", tag)
        assert found, tag
        assert found[1] in CORE
    for tag in ("#event+type", "#date+start", "#loc+name", "#geo+lat", "#geo+lon", "#affected+killed"):
        assert tag in tags


def test_what_is_tagged_a_date_is_one():
    assert {name for name, tag in TAGS.items() if tag.startswith("#date")} == DATES


def test_nothing_is_lost():
    _, _, rows = read(FULL)
    features = to_geojson(FULL)["features"]
    assert len(rows) == len(features)
    for row, feature in zip(rows, features, strict=True):
        for name, value in feature["properties"].items():
            cell = row[name]
            if TAGS[name].endswith("+list"):
                # HXL has no way to write a bar within a list.
                assert (cell.split(" | ") if cell else []) == [word.replace("|", "¦") for word in value]
            elif name in LISTS:
                assert json.loads(cell) == value
            else:
                assert from_text(name, cell) == value
        assert row["geomap_columns"] == "hxl-1"


def test_every_incident_is_in_its_scope():
    assert not table_of(FULL, "hxl").left_out.total


def test_points_are_columns_too():
    _, _, (row,) = read(extraction(incident(initiators=(Actor("A", "a"), Actor("B", "b")))))
    assert (row["lat"], row["lon"], row["initiator"]) == ("50.25", "30.5", "A | B")

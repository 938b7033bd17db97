"""CSV and TSV: nothing lost, formulas defused, a mark where asked for."""

from __future__ import annotations

import csv
import io

import pytest
import shapely

from geomap.exports import encode, to_geojson, write
from geomap.exports.records.properties import COLUMNS
from geomap.exports.tables.cells import defuse
from geomap.exports.tables.columns import PREFIX
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.schemes import SCHEMES, table_of
from tests.builders import extraction, incident
from tests.export_cases import CASES, FULL, from_text, same_shape

DELIMITERS = [",", "\t"]


def rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_nothing_is_lost(made, delimiter):
    found = rows(dump_table(table_of(made), delimiter=delimiter, formulas=True), delimiter)
    features = to_geojson(made)["features"]
    assert len(found) == len(features)
    for row, feature in zip(found, features, strict=True):
        assert {name: from_text(name, row[name]) for name in COLUMNS} == feature["properties"]
        shape = shapely.from_wkt(row["geometry"]) if row["geometry"] else None
        assert same_shape(shape, feature["geometry"])


@pytest.mark.parametrize("columns", ["acled", "ged"])
def test_nothing_of_what_is_in_scope_is_lost_beside_another_scheme(columns):
    table = table_of(FULL, columns)
    found = rows(dump_table(table, formulas=True))
    features = {feature["id"]: feature for feature in to_geojson(FULL)["features"]}
    assert len(found) + table.left_out.total == len(features)
    assert found
    for row in found:
        told = features[row["geomap_id"]]["properties"]
        assert {name: from_text(name, row[PREFIX + name]) for name in COLUMNS} == told
        assert row["geomap_columns"] == SCHEMES[columns].version


@pytest.mark.parametrize("columns", SCHEMES)
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_no_cell_is_a_formula(columns, delimiter):
    text = dump_table(table_of(FULL, columns), delimiter=delimiter)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        assert all(cell == defuse(cell) for cell in row)
    assert dump_table(table_of(FULL, columns), formulas=True, delimiter=delimiter) != text


@pytest.mark.parametrize("cell", ["\n=1", "＝1", "＋1", "－x", "＠x"])
def test_what_some_spreadsheets_take_for_a_sign_is_defused_too(cell):
    assert defuse(cell) == f"'{cell}"


def test_a_mark_comes_first_only_if_asked_for(tmp_path):
    write(FULL, tmp_path / "a.csv", bom=True)
    write(FULL, tmp_path / "b.csv")
    marked, plain = ((tmp_path / name).read_bytes() for name in ("a.csv", "b.csv"))
    assert marked == b"\xef\xbb\xbf" + plain
    assert plain.startswith(b"id,")


def test_tabs_within_words_stay_within_their_cell(tmp_path):
    write(extraction(incident(quote='a\tb\nc"d')), tmp_path / "a.tsv", formulas=True)
    (row,) = rows((tmp_path / "a.tsv").read_bytes().decode(), "\t")
    assert row["quote"] == 'a\tb\nc"d'


def test_a_carriage_return_within_words_is_no_line_end():
    (row,) = rows(dump_table(table_of(extraction(incident(quote="a\rb", trigger="x"))), formulas=True))
    assert row["quote"] == "a\rb"


def test_the_plain_table_is_that_of_geomap():
    assert encode(dump_table(table_of(FULL))).splitlines()[0].decode() == ",".join((*COLUMNS, "geometry"))

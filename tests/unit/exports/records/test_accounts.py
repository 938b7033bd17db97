"""An incident that several documents tell of, in every format."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import jsonschema

from geomap.exports import schema, to_geojson, write
from geomap.exports.annotations import to_annotations
from geomap.exports.gis.kml import dump_kml
from geomap.exports.gis.parquet import arrow_of
from geomap.exports.sector_days import sector_by_day
from geomap.exports.tables.schemes import table_of
from tests.builders import TELLERS, account, extraction, incident, joined, joined_extraction, killed


def told(found):
    collection = to_geojson(found)
    jsonschema.Draft202012Validator(schema()).validate(collection)
    return collection["features"][0]["properties"]


def cells(found, columns):
    (row,) = table_of(found, columns).rows
    return row.cells


def test_the_properties_tell_of_all_accounts():
    properties = told(joined_extraction())
    assert [each["id"] for each in properties["documents"]] == ["d1", "d2", "d3"]
    assert (properties["document_id"], properties["source"]) == ("d1", "Wire")
    assert properties["independent_sources"] == 2
    assert properties["merged_from"] == ["inc-1", "inc-2", "inc-3"]
    assert [properties[f"fatalities_{name}"] for name in ("low", "best", "high")] == [3, 7, 7]
    assert properties["disagreements"] == [
        {
            "about": "place",
            "versions": [
                {"words": "Eastford", "documents": ["d1", "d2"]},
                {"words": "Westford", "documents": ["d3"]},
            ],
        },
        {
            "about": "casualties",
            "versions": [
                {"words": "3 killed", "documents": ["d1", "d2"]},
                {"words": "7 killed", "documents": ["d3"]},
            ],
        },
    ]
    assert properties["accounts"][2] == {
        "id": "inc-3",
        "document_id": "d3",
        "incident_type": "shelling",
        "date_start": "2021-03-01",
        "date_end": "2021-03-01",
        "place_name": "Westford",
        "where_prec": 1,
        "initiator": [],
        "target": [],
        "fatalities_best": 7,
        "status": "reported",
        "quote": TELLERS[2].text,
        "likeness": 0.8,
        "reasons": ["place: Westford"],
        "voice": 1,
    }


def test_one_document_alone_is_one_source_without_accounts():
    properties = told(extraction(incident()))
    assert [properties[name] for name in ("independent_sources", "disagreements", "accounts")] == [1, [], []]


def test_documents_of_accounts_without_a_claim_are_listed():
    assert [each["id"] for each in told(joined_extraction(claims=()))["documents"]] == ["d1", "d2", "d3"]


def test_the_source_is_that_of_the_sentence_even_if_another_was_first():
    parts = (account(2), account(0), account(1))
    properties = told(extraction(joined(*parts, id="inc-1"), documents=TELLERS))
    assert (properties["id"], properties["document_id"], properties["source"]) == ("inc-1", "d3", "Post")
    assert properties["documents"][0]["id"] == "d3"


def test_columns_of_other_schemes_have_all_sources():
    ged = cells(joined_extraction(), "ged")
    assert (ged["number_of_sources"], ged["source_office"]) == (2, "Wire; Gazette; Post")
    assert (ged["low"], ged["best"], ged["high"]) == (3, 7, 7)
    assert sum(ged[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown")) == 7
    acled = cells(joined_extraction(), "acled")
    assert (acled["source"], acled["fatalities"]) == ("Wire; Gazette; Post", 7)
    assert acled["geomap_independent_sources"] == 2


def test_a_merger_by_hand_counts_documents():
    by_hand = replace(joined(), accounts=())
    assert cells(extraction(by_hand, documents=TELLERS), "ged")["number_of_sources"] == 3


def test_parquet_has_types_for_accounts_without_any_too():
    made = arrow_of(table_of(joined_extraction()))
    empty = arrow_of(table_of(extraction(incident())))
    for name in ("accounts", "disagreements"):
        assert made.schema.field(name).type == empty.schema.field(name).type
    (accounts,) = made.column("accounts").to_pylist()
    assert (accounts[2]["date_start"], accounts[2]["fatalities_best"]) == (date(2021, 3, 1), 7)
    (differing,) = made.column("disagreements").to_pylist()
    assert differing[1]["versions"][0] == {"words": "3 killed", "documents": ["d1", "d2"]}


def test_a_geopackage_has_a_table_of_accounts(tmp_path):
    write(joined_extraction(), tmp_path / "a.gpkg")
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as database:
        asked = "select incident_id, id, document_id, place_name, voice from accounts order by fid"
        rows = database.execute(asked).fetchall()
        shown = database.execute("select independent_sources from incident_points").fetchall()
    assert rows[2] == ("inc-1", "inc-3", "d3", "Westford", 1)
    assert shown == [(2,)]


def test_a_balloon_lists_accounts_by_source_and_escapes_them():
    evil = replace(TELLERS[2], source="<b>$[x]Post")
    found = extraction(joined(), documents=(*TELLERS[:2], evil))
    balloon = dump_kml(found).decode()
    assert "independent sources: 2" in balloon
    assert "3 killed (Wire, Gazette)" in balloon
    # Escaped for HTML, and that once more for XML.
    assert "&amp;lt;b&amp;gt;&amp;#36;[x]Post" in balloon


def test_the_sentence_of_each_account_is_annotated():
    items = to_annotations(joined_extraction())["first"]["items"]
    accounts = [each for each in items if each["body"]["type"] == "Account"]
    assert [each["target"]["source"]["documentId"] for each in accounts] == ["d1", "d2", "d3"]
    (whole,) = [each for each in items if each["body"]["type"] == "Incident"]
    assert {each["body"]["incident"] for each in accounts} == {whole["body"]["id"]}
    assert len({each["id"] for each in items}) == len(items)
    words = [each["target"]["selector"][1]["exact"] for each in accounts]
    assert words == [document.text for document in TELLERS]


def test_a_table_of_days_counts_it_once_with_its_toll():
    later = account(2, casualties=(killed(900, 900, 900, cumulative=True), killed(7, 7, 7)))
    table = sector_by_day(extraction(joined(account(0), account(1), later), documents=TELLERS))
    (row,) = table[table.incidents > 0].to_dict("records")
    assert (row["incidents"], row["weight"]) == (1, 1)
    assert [row[f"fatalities_{name}"] for name in ("low", "best", "high")] == [3, 7, 7]


def test_lists_of_accounts_are_json_in_csv(tmp_path):
    write(joined_extraction(), tmp_path / "a.csv")
    assert json.dumps("inc-3") in (tmp_path / "a.csv").read_text().replace('""', '"')

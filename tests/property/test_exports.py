"""Whatever words a text has, every format keeps them, as far as it can hold them."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pyogrio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from geomap.characters import well_formed
from geomap.exports import write
from geomap.exports.annotations import dump_annotations
from geomap.exports.gis.kml import dump_kml
from geomap.exports.tables.delimited import dump_table
from geomap.exports.tables.schemes import table_of
from geomap.model import Actor, Document
from tests.builders import claim, extraction, incident
from tests.property.drawing import examples

K = "{http://www.opengis.net/kml/2.2}"
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)


def made_of(text):
    return extraction(
        incident(
            quote=text,
            initiators=(Actor(text, text),),
            claims=(claim(text, quote=text),),
            start=0,
            end=len(text),
        ),
        documents=(Document(id="d1", text=text, title=text, source=text),),
    )


def in_xml(text):
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


@given(words)
@settings(max_examples=examples(60))
def test_text_formats_keep_them(text):
    made = made_of(text)
    held = well_formed(text)  # of a document
    for delimiter in (",", "\t"):
        written = dump_table(table_of(made, "acled"), delimiter=delimiter, formulas=True)
        (row,) = csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter)
        assert row["notes"] == held
        assert row["actor1"] == held
    told = json.loads(dump_annotations(made, texts=True))["first"]["items"]
    assert told[0]["body"]["properties"]["quote"] == text
    assert told[0]["target"]["source"]["value"] == held
    data = etree.fromstring(dump_kml(made)).iter(f"{K}Data")
    kept = {each.get("name"): each.findtext(f"{K}value") for each in data}
    assert kept["quote"] == in_xml(text)
    # In JSON text control characters are codes, which XML can hold.
    assert json.loads(kept["initiator"]) == [text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")]


@given(words)
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_of_other_kinds_keep_them(tmp_path, text):
    made = made_of(text)
    write(made, tmp_path / "a.parquet")
    (row,) = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert (row["quote"], row["initiator"], row["claims"][0]["speaker"]) == (text, [text], text)
    write(made, tmp_path / "a.gpkg")
    frame = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="incidents")
    assert frame.quote[0] == text.replace("\0", "\ufffd")
    assert json.loads(frame.initiator[0]) == [text]

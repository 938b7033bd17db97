"""Incidents that several documents tell of, as the map has them."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace

import pytest

from geomap.errors import RecordError
from geomap.exports import to_geojson
from geomap.layers import build_layers
from geomap.layers.blurring import blur
from geomap.model import disagreements_of
from geomap.render.incident_rows import incident_table
from tests.builders import TELLERS, account, extraction, incident, joined, joined_extraction


def layers(found=None, **options):
    return build_layers(found or joined_extraction(), None, **options)


def row(made):
    told = json.loads(gzip.decompress(base64.b64decode(incident_table(made)["rows"][0])))
    return {key: values[0] for key, values in told["columns"].items() if values[0] != 0}


def test_a_joined_incident_is_one_sign_with_all_sources():
    (sign,) = layers().signs
    told = sign.account
    assert [(s.source, s.voice, s.where, s.killed) for s in told.by_source] == [
        (0, 0, "Eastford", (3, 3, 3)), (1, 0, "Eastford", (3, 3, 3)), (2, 1, "Westford", (7, 7, 7)),
    ]  # fmt: skip
    assert (told.independent, sign.killed, told.tolls) == (2, 7, ((3, 7, 7), None))
    place, toll = told.differences
    assert [(v.words, v.tellers) for v in place.versions] == [("Eastford", (0, 1)), ("Westford", (2,))]
    assert (toll.harm, [v.counted for v in toll.versions]) == ("killed", [(3, 3, 3), (7, 7, 7)])


def test_the_sentences_of_all_accounts_travel_and_lead_to_it():
    for source in layers().sources:
        (mark,) = [mark for mark in source.marks if mark.kind == "incident"]
        assert source.text[mark.start : mark.end] == source.text
        assert mark.signs == (0,)
        # What is said within the sentence has no mark of its own.
        assert [m for m in source.marks if m.kind == "claim"] == []
    assert all(not source.passages for source in layers(quotes="none").sources)


def test_no_words_travel_if_none_may():
    (sign,) = layers(quotes="none").signs
    assert {told.quote.text for told in sign.account.by_source} == {""}
    assert "Seven people" not in json.dumps(row(layers(quotes="none")))


def test_what_one_document_tells_alone_writes_nothing_more():
    alone = incident_table(layers(extraction(incident())))
    names = {name for name, *_ in alone["columns"]["names"]}
    assert names.isdisjoint({"joinedOf", "independent", "disputedOf", "furtherOf"})
    told = row(layers(extraction(incident())))
    assert told.keys().isdisjoint({"bySource", "differences", "independent", "tolls"})


def test_columns_to_filter_by_are_there_once_something_is_joined():
    found = incident_table(layers(joined_extraction(incident(id="i9"))))
    lengths = {name: length for name, _, length, _ in found["columns"]["names"]}
    # One joined incident, two disputes, two further publishers, of four bytes each.
    assert (lengths["joinedOf"], lengths["disputed"], lengths["further"]) == (4, 8, 8)


def test_the_document_of_an_account_has_to_be_there():
    with pytest.raises(RecordError, match="its document 'd3' is not among those of the report"):
        layers(extraction(joined(), documents=TELLERS[:2]))


# Blurring

HIDDEN = ["Westford"]


def told(found):
    return json.dumps(to_geojson(found), ensure_ascii=False)


@pytest.mark.parametrize("hidden", [HIDDEN, ["test:2"]])
def test_one_account_at_a_sensitive_place_withholds_all(hidden):
    made = blur(joined_extraction(), sensitive=hidden)
    (one,) = made.incidents
    told_so = (one, *(a.incident for a in one.accounts))
    assert {each.place.name for each in told_so} == {"Eastshire, place withheld"}
    assert {each.quote for each in told_so} == {""}
    assert len({each.place.geometry for each in told_so}) == 1
    assert {claim.quote for each in told_so for claim in each.claims} == {""}
    assert {count.quote for each in told_so for count in each.casualties} == {""}
    assert {account.reasons for account in one.accounts} == {()}
    # No place is told otherwise any more; tolls still are.
    assert [each.about.value for each in disagreements_of(one)] == ["casualties"]
    assert "Westford" not in told(made)
    # Of the other town's name nothing is left but where it is a name in another text.
    assert "Eastford" not in told(made)
    assert [a.voice for a in one.accounts] == [0, 0, 1]


def test_names_are_covered_in_ids_and_reasons():
    parts = [account(0), account(1), account(2, id="inc-Northwick")]
    found = extraction(joined(*parts), documents=TELLERS)
    made = blur(found, sensitive=["Northwick"])
    (one,) = made.incidents
    assert "Northwick" not in told(made)
    assert one.merged_from[2] == one.accounts[2].incident.id != "inc-Northwick"
    reasoned = joined(*parts[:2])
    named = replace(reasoned.accounts[0], reasons=("both name Northwick",))
    reasoned = replace(reasoned, accounts=(named, *reasoned.accounts[1:]))
    (one,) = blur(extraction(reasoned, documents=TELLERS), sensitive=["Northwick"]).incidents
    assert one.accounts[0].reasons == ("both name █████████",)


def test_a_sentence_that_names_a_sensitive_place_is_left_out_of_its_account():
    text = "Seven people died near Northwick when shells hit Westford on Monday."
    other = account(2, quote=text, end=len(text))
    documents = (*TELLERS[:2], replace(TELLERS[2], text=text))
    (one,) = blur(
        extraction(joined(account(0), account(1), other), documents=documents), sensitive=["Northwick"]
    ).incidents
    assert [bool(a.incident.quote) for a in one.accounts] == [True, True, False]
    assert one.accounts[2].incident.place.name == "Westford"


@pytest.mark.parametrize("km", [6, 25])
def test_coarse_places_of_accounts_are_one_circle(km):
    (one,) = blur(joined_extraction(), coarsen_km=km).incidents
    places = [one.place, *(a.incident.place for a in one.accounts)]
    assert {place.geometry for place in places} == {one.place.geometry}
    assert {place.blurred_km for place in places} == {km}
    assert [place.name for place in places] == ["Eastford", "Eastford", "Eastford", "Westford"]


def test_the_page_of_a_withheld_incident_names_nothing():
    made = layers(sensitive=HIDDEN, quotes="full")
    assert "Westford" not in json.dumps(row(made), ensure_ascii=False)
    assert all("Westford" not in source.text for source in made.sources)

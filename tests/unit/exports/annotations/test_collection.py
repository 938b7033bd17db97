"""Web Annotations: selectors find their words, ids stay, nothing of an incident is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geomap.exports import to_geojson, write
from geomap.exports.annotations import dump_annotations, to_annotations
from geomap.model import Document
from geomap.pipeline import extract
from tests.builders import DOCUMENT, claim, extraction, incident, toponym
from tests.export_cases import CASES, EMPTY, FULL, OTHER

TEXTS = {document.id: document.text for document in FULL.documents}


def select(text, target):
    """The words of a text that a target means: what a reader of the standard does, knowing nothing of geomap."""
    found = []
    for selector in target["selector"]:
        if selector["type"] == "TextPositionSelector":
            found.append((selector["start"], selector["end"]))
        elif selector["type"] == "TextQuoteSelector":
            whole = selector["prefix"] + selector["exact"] + selector["suffix"]
            start = text.index(whole) + len(selector["prefix"])
            found.append((start, start + len(selector["exact"])))
        else:
            raise AssertionError(selector)
    (start, end), other = found
    assert text[start:end] == text[slice(*other)]
    return text[start:end]


def items(made, **choices):
    return json.loads(dump_annotations(made, **choices))["first"]["items"]


def of_kind(made, kind, **choices):
    return [each for each in items(made, **choices) if each["body"]["type"] == kind]


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_the_text_form_is_the_collection(made):
    text = dump_annotations(made)
    assert json.loads(text) == json.loads(json.dumps(to_annotations(made)))
    assert text.endswith("\n")
    assert json.loads(text)["total"] == len(items(made))


def test_a_reader_of_its_own_finds_the_words():
    places = of_kind(FULL, "Place")
    assert [select(TEXTS["d1"], each["target"]) for each in places] == ["Eastford", "Marland"]
    for each in of_kind(FULL, "Incident"):
        source = each["target"]["source"]["documentId"]
        words = select(TEXTS[source], each["target"])
        assert words == next(i for i in FULL.incidents if i.id == each["body"]["incidentId"]).quote
    for each in of_kind(FULL, "Claim"):
        assert select(TEXTS[each["target"]["source"]["documentId"]], each["target"])


def test_in_a_dispatch_every_selector_fits():
    text = (
        "date 2020-10-13 YEREVAN -- Armenia said on Tuesday that Azerbaijan had shelled Stepanakert. "
        "Azerbaijan denied it. \U0001f4a5 Four people were killed in Tartar, its Defense Ministry said."
    )
    report = extract(Document(id="d", text=text))
    found = items(report)
    assert {each["body"]["type"] for each in found} == {"Place", "Incident", "Claim"}
    for each in found:
        assert select(text, each["target"])


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_nothing_of_an_incident_is_lost(made):
    told = {each["body"]["incidentId"]: each["body"] for each in of_kind(made, "Incident")}
    features = to_geojson(made)["features"]
    assert set(told) == {feature["id"] for feature in features}
    for feature in features:
        assert told[feature["id"]]["properties"] == feature["properties"]
        assert told[feature["id"]]["geometry"] == feature["geometry"]
    assert len(of_kind(made, "Claim")) == sum(len(i.claims) for i in made.incidents)


def test_a_place_is_told_or_left_open():
    known, unknown = of_kind(FULL, "Place")
    assert (known["body"]["placeId"], known["body"]["lat"], known["body"]["long"]) == ("test:1", 50.25, 30.5)
    assert set(unknown["body"]) == {"type", "purpose", "role"}
    made = replace(
        FULL,
        toponyms=((replace(toponym(), resolution=_geonames()),), ()),
    )
    assert of_kind(made, "Place")[0]["body"]["id"] == "https://sws.geonames.org/616052/"


def _geonames():
    from tests.builders import PLACE, RESOLUTION

    return replace(RESOLUTION, place=replace(PLACE, id="geonames:616052"))


def test_ids_stay_and_differ():
    found = [each["id"] for each in items(FULL)]
    assert len(set(found)) == len(found)
    assert all(name.startswith("urn:uuid:") for name in found)
    fewer = replace(FULL, incidents=FULL.incidents[1:])
    assert {each["id"] for each in items(fewer)} <= set(found)
    assert of_kind(FULL, "Claim")[0]["body"]["incident"] == of_kind(FULL, "Incident")[0]["body"]["id"]


def test_an_address_is_told_only_if_it_is_one():
    sources = {each["target"]["source"]["documentId"]: each["target"]["source"]["id"] for each in items(FULL)}
    assert sources["d1"] == DOCUMENT.url
    assert sources[OTHER.id].startswith("urn:uuid:")


def test_texts_go_along_only_if_asked_for(tmp_path):
    plain = items(FULL)
    assert not any("value" in each["target"]["source"] for each in plain)
    write(FULL, tmp_path / "a.jsonld", texts=True)
    told = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))["first"]["items"]
    values = [each["target"]["source"]["value"] for each in told if "value" in each["target"]["source"]]
    assert values == [document.text for document in FULL.documents]
    assert [each["id"] for each in told] == [each["id"] for each in plain]


def test_a_claim_of_another_document_stands_in_its_text():
    far = claim("Marland", document_id=OTHER.id, start=0, end=5, quote=OTHER.text[:5])
    made = extraction(incident(claims=(claim(), far)), documents=(DOCUMENT, OTHER))
    assert [each["target"]["source"]["documentId"] for each in of_kind(made, "Claim")] == ["d1", OTHER.id]


def test_an_empty_collection_has_a_page():
    made = to_annotations(EMPTY)
    assert made["first"]["items"] == []
    assert made["total"] == 0

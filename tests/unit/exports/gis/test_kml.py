"""KML and KMZ: valid by OGC's schema, read back by GDAL, nothing lost, nothing that runs."""

from __future__ import annotations

import html.parser
import io
import json
import zipfile
from pathlib import Path

import fastkml
import pyogrio
import pytest
import shapely
from lxml import etree

from geomap.exports import to_geojson, write
from geomap.exports.gis.kml import dump_kml, dump_kmz
from geomap.exports.records.properties import LISTS
from tests.builders import claim, extraction, incident
from tests.export_cases import CASES, FULL, HOSTILE, from_text, same_shape

SCHEMA = etree.XMLSchema(etree.parse(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))
K = "{http://www.opengis.net/kml/2.2}"


def seen(text):
    """The words as XML can hold them."""
    if isinstance(text, str):
        allowed = "\t\n\r"
        return "".join(
            c
            if c in allowed or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
            else "\ufffd"
            for c in text
        )
    return text


def seen_in(value):
    """The same within JSON text, where control characters are written as codes but noncharacters are not."""
    return json.loads(seen(json.dumps(value, ensure_ascii=False)))


def shape_of(mark):
    kinds = (("Point", shapely.Point), ("LineString", shapely.LineString))
    parts = [
        make(numbers(each.find(f"{K}coordinates")))
        for name, make in kinds
        for each in mark.iter(f"{K}{name}")
    ]
    for polygon in mark.iter(f"{K}Polygon"):
        outer, *inner = (numbers(ring) for ring in polygon.iter(f"{K}coordinates"))
        parts.append(shapely.Polygon(outer, inner))
    return shapely.union_all(parts) if parts else None


def numbers(element):
    return [tuple(map(float, corner.split(","))) for corner in element.text.split()]


def incidents(root):
    return [m for m in root.iter(f"{K}Placemark") if m.get("id", "").startswith("incident-")]


@pytest.mark.parametrize("icons", [False, True])
@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_it_is_valid(made, icons):
    SCHEMA.assertValid(etree.fromstring(dump_kml(made, icons=icons)))


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_nothing_of_an_incident_is_lost(made):
    root = etree.fromstring(dump_kml(made))
    features = {feature["id"]: feature for feature in to_geojson(made)["features"]}
    found = {}
    for mark in incidents(root):
        data = {each.get("name"): each.findtext(f"{K}value") for each in mark.iter(f"{K}Data")}
        found[data["id"]] = (data, mark)
    assert set(found) == set(features)
    for key, (data, mark) in found.items():
        told = features[key]["properties"]
        for name, value in told.items():
            wanted = seen_in(value) if name in LISTS else seen(value)
            assert from_text(name, data.get(name, "[]" if name in LISTS else None)) == wanted, name
        assert same_shape(shape_of(mark), features[key]["geometry"])


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = set(), ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not attrs

    def handle_data(self, data):
        self.words += data


def test_balloons_have_all_voices_and_run_nothing():
    made = extraction(incident(claims=(claim(HOSTILE), claim("Marland <b>"))))
    (mark,) = incidents(etree.fromstring(dump_kml(made)))
    description = mark.findtext(f"{K}description")
    balloon = Tags()
    balloon.feed(description)
    assert balloon.tags <= {"p", "b", "br", "ul", "li", "q", "blockquote"}
    assert "$[" not in description  # what Google Earth would put a property in for
    assert "<script>alert(1)</script>" in balloon.words
    assert "Marland <b>" in balloon.words
    assert "Status: confirmed" in balloon.words
    assert "Claimed by: " in balloon.words


def test_time_and_folders():
    root = etree.fromstring(dump_kml(FULL))
    times = {
        each.findtext(f"{K}ExtendedData/{K}Data[@name='id']/{K}value"): (
            each.findtext(f"{K}TimeStamp/{K}when"),
            each.findtext(f"{K}TimeSpan/{K}begin"),
            each.findtext(f"{K}TimeSpan/{K}end"),
        )
        for each in incidents(root)
    }
    assert times["i1"] == ("2021-03-01", None, None)
    assert times["i4"] == (None, "2021-03-01", "2021-03-04")
    assert times["i5"] == (None, None, None)
    assert times["i6"] == (None, None, "2021-03-01")
    names = [each.findtext(f"{K}name") for each in root.find(f"{K}Document").findall(f"{K}Folder")]
    assert names == ["The <east>", "No theatre"]
    within = [each.findtext(f"{K}name") for each in root.find(f"{K}Document/{K}Folder").findall(f"{K}Folder")]
    assert within == ["Shelling", "Sectors", "Lines of contact", "Areas of control"]


def test_every_style_that_is_asked_for_is_there():
    for icons in (False, True):
        root = etree.fromstring(dump_kml(FULL, icons=icons))
        there = {f"#{style.get('id')}" for style in root.iter(f"{K}Style")}
        assert {url.text for url in root.iter(f"{K}styleUrl")} <= there
    assert len({each.get("id") for each in incidents(root)}) == len(FULL.incidents)


def test_an_archive_has_the_document_first_and_every_icon():
    with zipfile.ZipFile(io.BytesIO(dump_kmz(FULL))) as archive:
        assert archive.testzip() is None
        first, *others = archive.namelist()
        assert first == "doc.kml"
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        root = etree.fromstring(archive.read(first))
        assert {icon.text for icon in root.iter(f"{K}href")} == set(others)
        assert all(archive.read(name).startswith(b"\x89PNG") for name in others)


@pytest.mark.parametrize("name", ["a.kml", "a.kmz"])
def test_gdal_reads_it(tmp_path, name):
    write(FULL, tmp_path / name)
    if "LIBKML" not in pyogrio.list_drivers():  # as in pyogrio 0.8: names and shapes of plain KML alone
        if name == "a.kmz":
            with zipfile.ZipFile(tmp_path / name) as archive:
                (tmp_path / name).write_bytes(archive.read("doc.kml"))
        titles = [str(found) for found, _ in pyogrio.list_layers(tmp_path / name)]
        read = [pyogrio.read_dataframe(tmp_path / name, layer=title, driver="KML") for title in titles]
        assert sum(map(len, read)) >= len(FULL.incidents)
        return
    layers = [str(found) for found, _ in pyogrio.list_layers(tmp_path / name)]
    read = [pyogrio.read_dataframe(tmp_path / name, layer=layer) for layer in layers]
    ids = {key for frame in read if "incident_type" in frame for key in frame["id"]}
    assert ids >= {incident.id for incident in FULL.incidents}

"""The annotated texts of tests/trials/toponyms keep their form."""

import datetime
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "trials" / "toponyms"
FILES = sorted(path.name for path in FOLDER.glob("*.jsonl"))
ROLES = {"place", "dateline", "metonym", "demonym", "organisation", "speaker"}
KINDS = {"country", "unit1", "unit2", "settlement", "region", "water", "height", "site", "other"}
FIELDS = {"start", "end", "text", "role", "lat", "lon", "country", "kind"}


def lines(name):
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def texts(name):
    return [json.loads(line) for line in lines(name)]


def toponyms(name):
    return [(record["id"], toponym) for record in texts(name) for toponym in record["toponyms"]]


def test_a_text_has_one_id_and_stands_once():
    records = [record for name in FILES for record in texts(name)]
    assert len({record["id"] for record in records}) == len(records)
    assert len({record["text"] for record in records}) == len(records)


@pytest.mark.parametrize("name", FILES)
def test_a_line_is_one_record_in_plain_unicode(name):
    for line in lines(name):
        record = json.loads(line)
        assert line == json.dumps(record, ensure_ascii=False)
        assert set(record) == {"id", "published", "text", "toponyms"}
        assert record["published"] == datetime.date.fromisoformat(record["published"]).isoformat()


@pytest.mark.parametrize("name", FILES)
def test_spans_are_those_of_the_text_in_order(name):
    for record in texts(name):
        end = 0
        for toponym in record["toponyms"]:
            assert end <= toponym["start"] < toponym["end"], record["id"]
            end = toponym["end"]
            assert record["text"][toponym["start"] : end] == toponym["text"], record["id"]
            assert toponym["text"] == toponym["text"].strip(), record["id"]


@pytest.mark.parametrize("name", FILES)
def test_roles_and_kinds_are_known(name):
    for record, toponym in toponyms(name):
        assert set(toponym) == FIELDS, record
        assert toponym["role"] in ROLES, (record, toponym)
        assert toponym["kind"] in KINDS, (record, toponym)


@pytest.mark.parametrize("name", FILES)
def test_points_are_on_earth_or_missing_whole(name):
    for record, toponym in toponyms(name):
        lat, lon, country = (toponym[field] for field in ("lat", "lon", "country"))
        assert (lat is None) == (lon is None), (record, toponym)
        if lat is not None:
            assert -90 <= lat <= 90, (record, toponym)
            assert -180 <= lon <= 180, (record, toponym)
            assert (round(lat, 3), round(lon, 3)) == (lat, lon), (record, toponym)
        assert country is None or (len(country) == 2 and country.isascii() and country.isupper()), (
            record,
            toponym,
        )

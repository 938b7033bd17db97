import json
from dataclasses import replace

import pytest

import geomap
from geomap import wire
from geomap.errors import InputError
from geomap.model import Account


@pytest.fixture(scope="module")
def report():
    return geomap.extract(list(geomap.sample_paths())[:4])


def test_records_come_back_as_they_were(report):
    assert report.incidents
    assert [wire.incident_of(wire.to_bytes(each)) for each in report.incidents] == list(report.incidents)
    assert [wire.document_of(wire.to_bytes(each)) for each in report.documents] == list(report.documents)
    assert [wire.toponyms_of(wire.to_bytes(each)) for each in report.toponyms] == list(report.toponyms)
    assert [wire.theatre_of(wire.to_bytes(each)) for each in report.theatres] == list(report.theatres)
    assert wire.sectors_of(wire.to_bytes(report.sectors)) == report.sectors


def test_accounts_come_back_with_their_incidents(report):
    first, second, *_ = report.incidents
    joined = replace(first, accounts=(Account(first, 0.5, ("same place",), 0), Account(second, 1.0, (), 1)))
    assert wire.incident_of(wire.to_bytes(joined)) == joined


def test_the_same_record_gives_the_same_bytes(report):
    assert wire.to_bytes(report.incidents[0]) == wire.to_bytes(replace(report.incidents[0]))


def test_a_lone_surrogate_is_written_as_u_fffd(report):
    document = replace(report.documents[0], text="a\ud800b")
    assert wire.document_of(wire.to_bytes(document)).text == "a\ufffdb"


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"{}", b'{"id": 1}', b'{"id": "x"', b"[1]", 5, None, b"[" * 100_000]
)
def test_what_is_no_record_is_told(raw):
    with pytest.raises(InputError, match="no Incident of this version"):
        wire.incident_of(raw)


def test_a_record_that_breaks_its_own_rules_is_told(report):
    told = json.loads(wire.to_bytes(report.documents[0]))
    told["text"] = " "
    with pytest.raises(InputError, match="the text is empty"):
        wire.document_of(json.dumps(told))


def test_lists_within_lists_in_a_field_nobody_knows_are_told():
    with pytest.raises(InputError, match="no Incident of this version"):
        wire.incident_of(b'{"other": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")

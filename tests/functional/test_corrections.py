"""A file of corrections, from outside."""

from __future__ import annotations

import base64
import gzip
import json
import re

import jsonschema
import pytest

from tests.functional.test_texts import DISPATCH, SCHEMA


@pytest.fixture
def dispatch(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    return path


@pytest.fixture
def shelling(geomap, dispatch):
    """The id of the incident in the dispatch."""
    features = json.loads(geomap("extract", dispatch, "-o", "-").out)["features"]
    return next(f["id"] for f in features if f["properties"]["incident_type"] == "shelling")


@pytest.fixture
def corrections(tmp_path):
    def write(*tables, name="corrections.toml"):
        said = 'by = "N.N."\nwhy = "read <b>again</b>"\n'
        (tmp_path / name).write_text("".join(f"[[correction]]\n{table}\n{said}" for table in tables))
        return name

    return write


def test_every_command_that_finds_incidents_takes_it(geomap, dispatch, shelling, corrections, tmp_path):
    file = corrections(
        f'incident = "{shelling}"\naction = "retype"\ntype = "air_strike"',
        f'incident = "{shelling}"\naction = "relocate"\nplace = "Sumy"\ncountry = "UA"',
        'incident = "inc-elsewhere"\naction = "reject"',
    )
    absent = "geomap: note: corrections.toml, table 3: reject inc-elsewhere: not applied; no incident inc-elsewhere\n"
    done = geomap("extract", dispatch, "-o", "-", "--corrections", file)
    assert (done.status, done.err) == (0, absent)
    collection = json.loads(done.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    told = next(f["properties"] for f in collection["features"] if f["id"] == shelling)
    assert (told["incident_type"], told["place_name"]) == ("air_strike", "Sumy")
    assert [c["why"] for c in told["corrections"]] == ["read <b>again</b>"] * 2
    assert [c["state"] for c in collection["corrections"]] == ["applied", "applied", "not applied"]
    done = geomap("map", dispatch, "-o", "map.html", "--corrections", file)
    assert (done.status, done.err) == (0, absent)
    assert done.out.endswith("map.html\ncorrections: 2 applied, 1 not applied\n")
    page = (tmp_path / "map.html").read_text()
    assert "<b>again" not in page
    packed = b"".join(
        gzip.decompress(base64.b64decode(each)) for each in re.findall(r"H4sI[A-Za-z0-9+/]+=*", page)
    )
    assert b"2 corrections applied" in packed
    assert b"1 correction not applied" in packed
    done = geomap("theatres", "table", dispatch, "-o", "table.csv", "--corrections", file)
    assert (done.status, done.err) == (0, absent)
    assert "type_air_strike" in (tmp_path / "table.csv").read_text().splitlines()[0]
    again = geomap("extract", dispatch, "-o", "out.csv", "--corrections", file)
    assert "corrections: 2 applied, 1 not applied" in again.out


def test_a_rejected_incident_is_told_and_is_no_feature(geomap, dispatch, shelling, corrections):
    file = corrections(f'incident = "{shelling}"\naction = "reject"')
    collection = json.loads(geomap("extract", dispatch, "-o", "-", "--corrections", file).out)
    assert shelling not in {f["id"] for f in collection["features"]}
    assert collection["corrections"][0]["before"]["quote"] in DISPATCH


def test_check_tells_what_applies(geomap, dispatch, shelling, corrections):
    file = corrections(
        f'incident = "{shelling}"\naction = "retype"\ntype = "riot"',
        f'incident = "{shelling}"\naction = "relocate"\nplace = "Sumy"\ncountry = "UA"',
    )
    done = geomap("corrections", "check", file, dispatch)
    assert (done.status, done.err) == (0, "")
    retype, relocate, count = done.out.splitlines()
    assert retype == f"corrections.toml, table 1: retype {shelling}: applied; before: incident_type shelling"
    assert "; now Sumy (geonames:" in relocate
    assert "place_name Kharkiv" in relocate
    assert count == "2 applied"
    file = corrections(f'incident = "{shelling[:-1]}x"\naction = "reject"')
    done = geomap("corrections", "check", file, dispatch)
    assert done.status == 1
    assert f"no incident {shelling[:-1]}x; nearest {shelling}" in done.out
    done = geomap("corrections", "check", corrections(), dispatch)
    assert (done.status, done.out) == (0, "no corrections\n")


def test_all_faults_are_named_before_anything_is_read(geomap, dispatch, corrections):
    file = corrections('incident = "inc-1"\naction = "retype"', 'action = "merge"\nmerge = ["x"]')
    done = geomap("extract", "nothing-there.txt", "-o", "out.csv", "--corrections", file)
    assert done.status == 2
    done = geomap("extract", dispatch, "-o", "out.csv", "--corrections", file)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "2 faults by line" in done.err
    done = geomap("corrections", "check", file, dispatch)
    assert done.status == 2
    assert len(done.err.splitlines()) == 2
    assert "table 2" in done.err
    done = geomap("extract", dispatch, "-o", "out.csv", "--corrections", "none.toml")
    assert done.status == 2
    assert "none.toml: cannot be read" in done.err

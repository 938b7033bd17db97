"""The verbs of the command for theatres."""

from __future__ import annotations

import csv
import json

import pytest

from geomap.cli import main

NEWS = "Shells fell on the northern and southern sectors of the front line in Karabakh on October 6, Armenia said."


def test_a_theatre_is_shown_with_sides_days_and_both_parties_names(capsys):
    assert main(["theatres", "show", "karabakh-2020"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "side    Armenia: Armenia (state), Nagorno-Karabakh forces (armed group)",
        "others  OSCE Minsk Group (mediator)",
        "(1994-05-12 to 2020-09-26",
        "Eastern sector (east): 54 km of the line, 10 km to either side (Azerbaijan | Armenia)",
        "Azerbaijan: Khankendi, Xankəndi",
    ):
        assert words in shown


def test_as_json(capsys):
    assert main(["theatres", "show", "karabakh-2020", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [sector["id"] for sector in record["sectors"]] == [
        "north",
        "northeast",
        "east",
        "southeast",
        "south",
    ]
    assert record["sectors"][0]["sides"] == ["Azerbaijan", "Armenia"]
    assert record["lines"][0]["valid_to"] == "2020-09-26"


def test_a_theatre_without_a_line_says_so(capsys):
    assert main(["theatres", "show", "sudan-2023"]) == 0
    assert "no line known in it" in capsys.readouterr().out


def test_incidents_are_counted_by_sector_and_day(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(NEWS)
    table = tmp_path / "table.csv"
    arguments = ["theatres", "table", str(tmp_path / "a.txt"), "-o", str(table), "--date", "2020-10-07"]
    assert main([*arguments, "--theatre", "karabakh-2020", "--from", "2020-10-05", "--to", "2020-10-07"]) == 0
    assert "1 incident in 5 sectors" in capsys.readouterr().out
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 6 * 4
    found = [(row["sector"], row["day"], row["shared"]) for row in rows if row["incidents"] == "1"]
    assert found == [("north", "2020-10-06", "1"), ("south", "2020-10-06", "1")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "table.xlsx"], "a name ending in .csv is needed"),
        (["--from", "2020-10-07", "--to", "2020-10-05"], "2020-10-05 is before 2020-10-07"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_read(capsys, arguments, words):
    assert main(["theatres", "table", "nowhere.txt", *arguments]) == 2
    assert words in capsys.readouterr().err

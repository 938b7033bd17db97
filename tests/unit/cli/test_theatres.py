"""The verbs of the command for theatres."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from geomap.cli import main
from geomap.theatres import load

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


def _map_of_a_day(folder: Path, day: str, shift: float) -> Path:
    """The two sides' areas of donbas-2014, moved east by some degrees, as a mapper's file of a day."""
    import shapely
    from shapely.affinity import translate

    features = [
        {
            "type": "Feature",
            "properties": {"status": status},
            "geometry": shapely.geometry.mapping(translate(area.geometry.to_shapely(), shift)),
        }
        for status, area in zip(("held", "lost"), load("donbas-2014").areas, strict=True)
    ]
    path = folder / f"front_{day}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_own_maps_of_a_front_become_a_theatre(tmp_path, capsys):
    maps = [_map_of_a_day(tmp_path, "2015-03-01", 0), _map_of_a_day(tmp_path, "2015-03-02", 0.05)]
    folder = tmp_path / "mine"
    asked = ["theatres", "import", *map(str, maps), "-o", str(folder), "--theatre", "donbas-2014", "--lines"]
    parties = ["--party", "held=Ukraine", "--party", "lost=Nobody"]
    assert main([*asked, *parties]) == 2
    assert "Nobody" in capsys.readouterr().err
    parties[-1] = "lost=Donetsk and Luhansk separatists"
    assert main([*asked, *parties]) == 0
    assert "4 areas and 2 lines added" in capsys.readouterr().out
    theatre = load(folder)
    computed = [line for line in theatre.lines if line.id.startswith("computed-")]
    assert [(line.valid_from, line.valid_to) for line in computed] == [
        (date(2015, 3, 1), date(2015, 3, 1)),
        (date(2015, 3, 2), date(2015, 3, 8)),
    ]
    west, east = (line.geometry.to_shapely().bounds[0] for line in computed)
    assert east - west == pytest.approx(0.05, abs=0.01)
    assert main(["theatres", "check", str(folder)]) == 0


def test_a_class_needs_a_party(tmp_path, capsys):
    path = _map_of_a_day(tmp_path, "2015-03-01", 0)
    wrong = ["theatres", "import", str(path), "-o", str(tmp_path / "mine"), "--theatre", "donbas-2014"]
    assert main([*wrong, "--party", "held"]) == 2
    assert "CLASS=PARTY is needed" in capsys.readouterr().err

"""The commands that know places, theatres and the installation."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_geocode_answers_in_lines_and_in_json(geomap):
    done = geomap("geocode", "Goma")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0].split()[0] == "Goma"
    assert "CD" in done.out.splitlines()[0]
    (first, *_) = json.loads(geomap("geocode", "Goma", "--json").out)
    assert first["country"] == "CD"
    assert first["lat"] == pytest.approx(-1.67, abs=0.1)
    assert first["lon"] == pytest.approx(29.23, abs=0.1)


def test_geocode_is_narrowed_by_country_and_unit(geomap):
    assert "Donetsk" in geomap("geocode", "Pokrovsk", "--country", "Ukraine").out
    assert "RU" in geomap("geocode", "Pokrovsk", "--country", "RUS", "--limit", "1").out
    sakha = geomap("geocode", "Pokrovsk", "--admin1", "Sakha").out
    assert "Sakha" in sakha
    assert "UA" not in sakha
    assert geomap("geocode", "Goma, North Kivu, DR Congo", "--limit", "1").out.split()[0] == "Goma"


def test_geocode_of_several_names_has_a_list_each(geomap):
    lists = json.loads(geomap("geocode", "Goma", "Kharkiv", "--json", "--limit", "1").out)
    assert [found[0]["name"] for found in lists] == ["Goma", "Kharkiv"]


def test_geocode_names_what_it_does_not_know(geomap):
    done = geomap("geocode", "Xyzzyq", "Goma", "--country", "CD")
    assert done.status == 1
    assert done.err == "geomap: Xyzzyq: no such place in the gazetteer within CD\n"
    assert "Goma" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Goma", "--country", "Ruritania"), "'Ruritania': no such country; perhaps"),
        ((), "give a NAME or --table"),
        (("Goma", "--name", "where"), "belongs to --table"),
        (("Goma", "--limit", "0"), "no whole number above zero"),
        (("--table", "t.csv"), "give --name COL"),
        (("--table", "t.csv", "--name", "where"), "give -o"),
        (("--table", "t.csv", "--name", "where", "-o", "out.xlsx"), ".csv or .geojson"),
        (
            ("--table", "t.csv", "--name", "absent", "-o", "out.csv"),
            "no column 'absent'; there are id, where",
        ),
        (("--table", "none.csv", "--name", "where", "-o", "out.csv"), "no such file"),
        (("Goma", "--table", "t.csv"), "cannot be mixed"),
    ],
)
def test_wrong_usage_of_geocode(geomap, tmp_path, arguments, words):
    (tmp_path / "t.csv").write_text("id,where,land\n1,Goma,CD\n")
    done = geomap("geocode", *arguments)
    assert done.status == 2
    assert words in done.err
    assert done.err.count("\n") == 1


TABLE = """id;where;unit;land
1;Tartar town;;Azerbaijan
2;near Goma;North Kivu province;DR Congo (Zaire)
3;Nowhereville;Donetsk oblast;Ukraine
4;;;Sudan
5;Foo;;Ruritania
=6;"Goma, DR Congo";;
"""


def test_a_table_keeps_its_columns_and_gets_places(geomap, tmp_path):
    (tmp_path / "t.csv").write_text(TABLE)
    arguments = ("--table", "t.csv", "--name", "where", "--country", "land", "--admin1", "unit")
    done = geomap("geocode", *arguments, "-o", "out.csv")
    assert done.status == 1
    assert "1 row of 6 without any place" in done.err
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["id", "where", "unit", "land"]
    assert [r["id"] for r in rows] == ["1", "2", "3", "4", "5", "=6"]
    assert [r["geomap_where_prec"] for r in rows] == ["1", "2", "4", "6", "", "1"]
    assert [r["geomap_method"] for r in rows] == ["name", "name", "admin1", "country", "none", "name"]
    assert rows[1]["geomap_name"] == rows[5]["geomap_name"] == "Goma"
    assert "no place 'Nowhereville'" in rows[2]["geomap_note"]
    assert "no such country" in rows[4]["geomap_note"]

    geomap("geocode", *arguments, "-o", "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text())["features"]
    assert [f["geometry"] is None for f in features] == [False, False, False, False, True, False]
    assert features[0]["properties"]["where"] == "Tartar town"

    piped = geomap("geocode", *arguments[2:], "--table", "-", "-o", "-", stdin=TABLE.encode("utf-16"))
    assert list(csv.DictReader(io.StringIO(piped.out))) == rows


def test_reverse(geomap):
    done = geomap("reverse", "40.34", "46.93")
    assert done.status == 0
    assert done.out.splitlines()[0] == "Tartar, Tartar District, Azerbaijan"
    assert "country:AZ" in done.out
    record = json.loads(geomap("reverse", "-1.67", "29.23", "--json").out)
    assert record["country"]["country"] == "CD"
    assert record["nearest"]["distance_km"] < 30
    sea = geomap("reverse", "-40", "-120")
    assert (sea.status, sea.out.splitlines()[1]) == (0, "  country  none")
    for wrong in (("91", "5"), ("5", "181"), ("nan", "5")):
        done = geomap("reverse", *wrong)
        assert done.status == 2
        assert "latitude -90..90 first" in done.err


def test_theatres_are_listed_shown_and_checked(geomap, tmp_path):
    listed = geomap("theatres")
    assert listed.status == 0
    assert any(line.startswith("karabakh-2020") for line in listed.out.splitlines())
    shown = geomap("theatres", "show", "karabakh-2020").out
    for words in ("Azerbaijan", "Armenia", "Northern sector", "before 27 September 2020"):
        assert words in shown
    assert geomap("theatres", "show", "atlantis").status == 2
    assert "no such folder" in geomap("theatres", "check", "nowhere").err
    (tmp_path / "theatre.toml").write_text("title = 3\n")
    done = geomap("theatres", "check", tmp_path)
    assert done.status == 1
    assert all(line.startswith("geomap: theatre.toml") for line in done.err.splitlines())
    assert done.out == ""


def test_gazetteer(geomap):
    info = geomap("gazetteer")
    assert info.status == 0
    assert "GeoNames" in info.out
    assert info.out == geomap("gazetteer", "info").out


def test_help_names_every_command_and_a_wrong_one_is_told(geomap):
    text = geomap("--help").out
    commands = "map extract geoparse geocode reverse theatres gazetteer doctor demo".split()
    for command in commands:
        assert f"\n    {command}" in text
        assert geomap(command, "--help").out.startswith(f"usage: geomap {command}")
    wrong = geomap("fly")
    assert wrong.status == 2
    assert "invalid choice: 'fly'" in wrong.err
    assert geomap().status == 2

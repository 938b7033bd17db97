"""The lines and records that geocode prints."""

from __future__ import annotations

import json

import pytest

from geomap.cli import main
from geomap.gazetteer.index import PlaceIndex
from geomap.model import LonLat, Place

VILLAGES = [
    Place(f"test:{n}", "Zelenoqamsk", LonLat(30 + n, 49), "P", "PPL", "UA", f"{n}", f"Unit {n}", radius_km=1)
    for n in range(1, 8)
]


@pytest.fixture
def run(capsys, monkeypatch):
    index = PlaceIndex.bundled().with_places(VILLAGES)
    monkeypatch.setattr(PlaceIndex, "installed", classmethod(lambda cls: index))

    def ask(*arguments):
        status = main(["geocode", *arguments])
        done = capsys.readouterr()
        return status, done.out, done.err

    return ask


def test_the_answer_says_how_and_how_exactly(run):
    status, out, err = run("near Goma", "--country", "CD")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].endswith("[name, where_prec 2, within 22 km]")


def test_all_that_nothing_tells_apart_are_listed(run):
    status, out, err = run("Zelenoqamsk", "--country", "UA")
    assert status == 0
    assert out.splitlines()[0].split()[0] == "Ukraine"
    assert "[ambiguous, where_prec 6" in out.splitlines()[0]
    assert out.count("Zelenoqamsk") == len(VILLAGES)
    assert "7 places of this name that nothing given tells apart; the answer is Ukraine" in err
    assert run("Zelenoqamsk", "--country", "UA", "--limit", "3")[1].count("Zelenoqamsk") == 3


def test_json_has_the_answer_first(run):
    answer, *others = json.loads(run("Zelenoqamsk", "--country", "UA", "--json")[1])
    assert (answer["place_id"], answer["method"], answer["where_prec"]) == ("country:UA", "ambiguous", 6)
    assert {other["place_id"] for other in others} == {village.id for village in VILLAGES}


def test_the_reasons_are_told_where_they_are_wanted(run):
    plain = run("Pokrovsk", "--country", "UA")[1]
    told = run("Pokrovsk", "--country", "UA", "--explain")[1]
    assert "rejected" not in plain
    assert "decided by   preferred name" in told
    assert "in another country (RU)" in told


def test_the_unit_is_the_answer_where_the_name_is_not_known(run):
    status, out, err = run("Xyzzyq", "--country", "UA", "--admin1", "Donetsk oblast")
    assert status == 1
    assert "adm1:UA.05" in out
    assert "[admin1, where_prec 4" in out
    assert err == "geomap: Xyzzyq: no such place in the gazetteer within Donetsk oblast, UA\n"


def test_names_like_it_are_suggested(run):
    status, out, err = run("Kramaborsk", "--country", "UA")
    assert (status, out) == (1, "")
    assert "; perhaps " in err
    assert "Kramatorsk" in err


def test_what_was_given_and_not_used_is_told(run):
    status, out, err = run("Goma", "--country", "CD", "--admin1", "Xyzzyq")
    assert (status, out.split()[0]) == (0, "Goma")
    assert err == "geomap: Goma: no first-level unit 'Xyzzyq' there\n"


def test_a_message_is_one_short_line_whatever_the_name(run):
    for name in ("Xy\nzzyq", "qx" * 3000):
        status, out, err = run(name)
        assert (status, out) == (1, "")
        assert err.count("\n") == 1
        assert len(err) < 200


def test_an_empty_name_is_wrong_usage(run):
    assert run("Goma", " ") == (2, "", "geomap: geocode: a name is empty; give each NAME some letters\n")


def test_reverse_takes_a_pasted_pair_and_says_what_it_needs(capsys):
    assert main(["reverse", "40.342,", "46.932"]) == 0
    assert capsys.readouterr().out.startswith("Tartar, ")
    with pytest.raises(SystemExit) as ended:
        main(["reverse", "40.342,46.932", "1"])
    assert ended.value.code == 2
    assert "latitude and longitude such as 40.34 46.93 are needed" in capsys.readouterr().err

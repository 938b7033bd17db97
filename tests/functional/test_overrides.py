"""A file of overrides, from outside."""

from __future__ import annotations

import csv
import io
import json

import pytest

TEXT = (
    "date 2022-04-12 KYIV --\n\n"
    "Russian artillery shelled Qwxyzvyk on Monday, killing two residents, Ukraine's army said. "
    "Shells also fell on Kharkiv. A drone hit a house 12 km north of Qwxyzvyk on Tuesday.\n"
)
TABLE = """\
name,context,place,lat,lon,radius_km,label,country,note
Qwxyzvyk,Ukraine,,48.5,37.9,2,<b>A farm</b>,UA,told by <i>N.N.</i>
Kharkiv,,geonames:692194,,,,,,on purpose
Goma,,none,,,,,,
"""
TOLD = "geomap: overrides: 2 of 3 applied to 3 names; not used: overrides.csv line 4 (Goma)\n"


@pytest.fixture
def dispatch(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "overrides.csv").write_text(TABLE, encoding="utf-8")
    return path


def places(collection):
    return {f["properties"]["place_name"] for f in collection["features"]}


def test_every_command_that_reads_texts_takes_it(geomap, dispatch, tmp_path):
    done = geomap("extract", dispatch, "-o", "-", "--overrides", "overrides.csv")
    assert (done.status, done.err) == (0, TOLD)
    collection = json.loads(done.out)
    assert {"<b>A farm</b>", "Sumy"} <= places(collection)
    assert "Kharkiv" not in places(collection)
    (north,) = [f for f in collection["features"] if f["properties"]["where_prec"] == 2]
    assert north["geometry"]["coordinates"] == pytest.approx([37.9, 48.6079], abs=0.001)
    done = geomap("geoparse", dispatch, "--overrides", "overrides.csv", "-o", "-", "--explain")
    assert (done.status, done.err) == (0, TOLD)
    found = [t for t in json.loads(done.out)["toponyms"] if t["text"] == "Qwxyzvyk"]
    assert [(t["place_id"], t["score"], t["where_prec"]) for t in found] == [
        ("override:qwxyzvyk", 1.0, 1),
        ("override:qwxyzvyk", 1.0, 2),
    ]
    assert found[0]["explain"]["method"] == "override"
    assert found[0]["explain"]["reasons"] == ["override: overrides.csv line 2: told by <i>N.N.</i>"]
    done = geomap("map", dispatch, "-o", "map.html", "--overrides", "overrides.csv")
    assert (done.status, done.err) == (0, TOLD)
    assert "<b>A farm" not in (tmp_path / "map.html").read_text()
    done = geomap("geoparse", dispatch, "--html", "page.html", "--explain", "--overrides", "overrides.csv")
    assert (done.status, done.err) == (0, TOLD)
    page = (tmp_path / "page.html").read_text()
    assert "told by &lt;i&gt;" in page
    assert "<i>N.N." not in page
    done = geomap("theatres", "table", dispatch, "-o", "table.csv", "--overrides", "overrides.csv")
    assert (done.status, done.err) == (0, TOLD)
    (tmp_path / "corrections.toml").write_text("")
    done = geomap("corrections", "check", "corrections.toml", dispatch, "--overrides", "overrides.csv")
    assert (done.status, done.err) == (0, TOLD)


def test_without_it_nothing_is_said(geomap, dispatch):
    done = geomap("geoparse", dispatch)
    assert (done.status, done.err) == (0, "")
    assert "override" not in done.out


def test_geocode_takes_it(geomap, dispatch, tmp_path):
    done = geomap(
        "geocode", "10 km north of Qwxyzvyk", "--country", "UA", "--overrides", "overrides.csv", "--json"
    )
    assert done.status == 0
    assert done.err == (
        "geomap: overrides: 1 of 3 applied to 1 name; "
        "not used: overrides.csv line 3 (Kharkiv), overrides.csv line 4 (Goma)\n"
    )
    (answer,) = json.loads(done.out)
    assert (answer["place_id"], answer["method"], answer["score"]) == ("override:qwxyzvyk", "override", 1.0)
    assert (answer["lat"], answer["lon"]) == pytest.approx((48.59, 37.9), abs=0.001)
    done = geomap("geocode", "Goma", "Qwxyzvyk", "--overrides", "overrides.csv")
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines()[0] == "geomap: Goma: no place; override: overrides.csv line 4"
    assert "Qwxyzvyk: no such place" in done.err  # its context does not hold


def test_geocode_takes_it_with_a_table(geomap, dispatch, tmp_path):
    (tmp_path / "in.csv").write_text(
        "where,land,desk\nQwxyzvyk,UA,\nQwxyzvyk,,of Ukraine\nQwxyzvyk,,\nGoma,CD,\n"
    )
    done = geomap(
        *("geocode", "--table", "in.csv", "--name", "where", "--country", "land"),
        *("-o", "-", "--overrides", "overrides.csv"),
    )
    assert done.status == 1
    assert done.err.splitlines() == [
        "geomap: in.csv: 2 rows of 4 without any place; see geomap_note",
        "geomap: overrides: 2 of 3 applied to 3 names; not used: overrides.csv line 3 (Kharkiv)",
    ]
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["geomap_method"] for row in rows] == ["override", "override", "none", "override"]
    assert [row["geomap_place_id"] for row in rows] == ["override:qwxyzvyk", "override:qwxyzvyk", "", ""]
    assert rows[0]["geomap_note"] == "override: overrides.csv line 2: told by <i>N.N.</i>"


def test_all_faults_are_named_before_any_text_is_read(geomap, dispatch, tmp_path):
    (tmp_path / "o.csv").write_text("name,lat,lon,plase\nAlta,95,120,\nBela,nan,3,\n")
    for command in (
        ("extract", "none.txt", "-o", "out.csv"),
        ("map", "none.txt", "-o", "out.html"),
        ("geoparse", "none.txt"),
        ("theatres", "table", "none.txt"),
        ("geocode", "Goma"),
    ):
        done = geomap(*command, "--overrides", "o.csv")
        assert (done.status, done.out) == (2, "")
        assert done.err == (
            "geomap: o.csv: 3 faults by line: "
            "1: unknown column 'plase'; did you mean 'place'? | "
            "2: lat of 'Alta' is 95.0; a number from -90 to 90 is needed | "
            "3: lat of 'Bela' is 'nan'; a number from -90 to 90 is needed\n"
        )
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)))
    for name, what in (("binary.csv", "binary"), ("absent.csv", "no such file"), ("o.json", "'.json'")):
        done = geomap("geoparse", dispatch, "--overrides", name)
        assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(f"geomap: {name}: ")
        assert what in done.err


def test_many_that_are_not_used_are_told_in_one_line(geomap, dispatch, tmp_path):
    rows = "".join(f"Nowhere{chr(97 + n)},none\n" for n in range(14))
    (tmp_path / "o.csv").write_text(f"name,place\n{rows}Kharkiv,none\nKharkiv,none\n")
    done = geomap("geoparse", dispatch, "--overrides", "o.csv")
    assert done.err.count("\n") == 1
    assert "1 of 16 applied to 1 name; not used: o.csv line 2 (Nowherea), " in done.err
    assert done.err.endswith("o.csv line 11 (Nowherej), and 5 more\n")
    (tmp_path / "o.csv").write_text("name,place\nKharkiv,none\nKharkiv,none\n")
    done = geomap("geoparse", dispatch, "--overrides", "o.csv")
    assert done.err.endswith("not used: o.csv line 2 (Kharkiv, o.csv line 3 instead)\n")


def test_how_sure_a_place_has_to_be(geomap, dispatch):
    def resolved(*options):
        done = geomap("geoparse", dispatch, *options)
        return {t["text"] for t in json.loads(done.out)["toponyms"] if t["place_id"]}

    assert "Kharkiv" in resolved()
    assert resolved("--min-score", "1") == set()
    assert resolved("--min-score", "1", "--overrides", "overrides.csv") == {"Qwxyzvyk", "Kharkiv"}
    for command in ("map", "extract", "geoparse"):
        for share in ("1.5", "-0.1", "nan", "most", ""):
            done = geomap(command, dispatch, f"--min-score={share}")
            assert (done.status, done.out) == (2, "")
            assert f"argument --min-score: {share!r} is no share; a number from 0 to 1 is needed" in done.err
    done = geomap("extract", dispatch, "-o", "-", "--min-score", "1")
    assert {f["properties"]["place_id"] for f in json.loads(done.out)["features"]} == {None}
    for command in (("theatres", "table"), ("corrections", "check", "x.toml")):
        assert "--min-score" in geomap(*command, dispatch, "--min-score", "2").err


def test_what_the_user_calls_no_place_is_listed_with_the_users_reason(geomap, tmp_path):
    (tmp_path / "news.txt").write_text(
        "date 2024-05-03\nShells fell on Jordan and on Aleppo. Jordan is quiet.\n", encoding="utf-8"
    )
    (tmp_path / "own.csv").write_text("name,context,place,note\nJordan,,none,a person\n", encoding="utf-8")
    done = geomap(
        "geoparse", tmp_path / "news.txt", "--overrides", tmp_path / "own.csv", "--explain", "-o", "-"
    )
    toponyms = json.loads(done.out)["toponyms"]
    reasons = {t["text"]: t["explain"]["reason"] for t in toponyms}
    assert reasons == {"Jordan": "override: own.csv line 2: a person", "Aleppo": None}


def test_a_weighing_is_told_once_for_all_mentions(geomap, tmp_path):
    (tmp_path / "news.txt").write_text(
        "date 2024-05-03\nShells fell on Aleppo. Aleppo was quiet. Then on Aleppo again.\n", encoding="utf-8"
    )
    done = geomap("geoparse", tmp_path / "news.txt", "--explain", "-o", "-")
    first, *others = (t["explain"]["weighing"] for t in json.loads(done.out)["toponyms"])
    assert first["candidates"][0]["name"] == "Aleppo"
    assert others == [{"as_at": 31}] * len(others)
    assert len(others) >= 1

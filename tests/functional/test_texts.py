"""The commands that read texts, from outside."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from pathlib import Path

import geopandas
import jsonschema
import pytest
import shapely

import geomap.exports
from tests import files_made

SCHEMA = json.loads((Path(geomap.exports.__file__).parent / "schema" / "incidents.schema.json").read_text())

DISPATCH = (
    "date 2022-10-12 KYIV -- Russian forces shelled the city of Kharkiv on October 12, Ukraine's Defense "
    "Ministry said. Russia's Defense Ministry denied the accusation. Two civilians were killed.\n"
)


@pytest.fixture
def dispatch(tmp_path):
    path = tmp_path / "dispatch.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    return path


def one_line(text: str) -> str:
    """The one line that a message must be."""
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


def test_extract_writes_valid_geojson_to_standard_output(geomap, dispatch):
    done = geomap("extract", dispatch, "-o", "-")
    assert (done.status, done.err) == (0, "")
    collection = json.loads(done.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    shelling = next(f for f in collection["features"] if f["properties"]["incident_type"] == "shelling")
    told = shelling["properties"]
    assert told["place_name"] == "Kharkiv"
    assert told["date_start"] == "2022-10-12"
    assert told["document_id"] == "dispatch"
    assert DISPATCH[told["claims"][0]["start"] : told["claims"][0]["end"]] == told["claims"][0]["quote"]


@pytest.mark.parametrize("suffix", ["geojson", "jsonl", "csv", "gpkg"])
def test_extract_writes_every_format(geomap, dispatch, tmp_path, suffix):
    out = tmp_path / f"out.{suffix}"
    done = geomap("extract", dispatch, "-o", out)
    assert (done.status, done.err) == (0, "")
    assert str(out) in done.out
    assert "in 1 document" in done.out
    assert out.stat().st_size > 100
    if suffix == "gpkg":
        assert "status" in geopandas.read_file(out, layer="incidents").columns


def test_extract_writes_several_files_at_once(geomap, dispatch, tmp_path):
    names = ["a.csv", "b.kmz", "c.jsonld", "d.geojsons", "e.tsv"]
    files = [part for name in names for part in ("-o", tmp_path / name)]
    done = geomap("extract", dispatch, *files, "--columns", "acled", "--bom", "--texts")
    assert (done.status, done.err) == (0, "")
    assert all((tmp_path / name).stat().st_size > 100 for name in names)
    assert (tmp_path / "a.csv").read_text("utf-8").startswith("\ufeffevent_id_cnty,")
    assert (
        DISPATCH.strip()
        in json.loads((tmp_path / "c.jsonld").read_text("utf-8"))["first"]["items"][0]["target"]["source"][
            "value"
        ]
    )


def test_two_runs_with_other_hash_seeds_give_the_same_bytes(geomap, dispatch):
    first = geomap("extract", dispatch, "-o", "-", PYTHONHASHSEED="1")
    assert first.out == geomap("extract", dispatch, "-o", "-", PYTHONHASHSEED="77").out
    toponyms = geomap("geoparse", dispatch, "-o", "-", "--explain", PYTHONHASHSEED="1")
    assert toponyms.out == geomap("geoparse", dispatch, "-o", "-", "--explain", PYTHONHASHSEED="77").out


def test_broken_inputs_are_named_and_the_others_go_on(geomap, dispatch, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "rows.jsonl").write_text('{"id": "row", "text": "Rockets hit Goma on Monday."}\nbroken\n')
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    done = geomap(
        "extract", "none.txt", "empty.txt", "rows.jsonl", "picture.txt", dispatch, "-o", "out.geojson",
        process=True,
    )  # fmt: skip
    assert done.status == 1
    named = done.err.splitlines()
    assert len(named) == 4
    for line, words in zip(
        named,
        (
            "none.txt: no such file",
            "empty.txt: the file is empty",
            "rows.jsonl:2: not JSON",
            "picture.txt: this is an image",
        ),
        strict=True,
    ):
        assert line.startswith(f"geomap: {words}")
    found = json.loads((tmp_path / "out.geojson").read_text())["features"]
    assert {f["properties"]["document_id"] for f in found} == {"row", "dispatch"}


def test_nothing_readable_is_status_two_and_no_output(geomap, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = geomap("extract", "empty.txt", "-o", "out.geojson", process=True)
    assert done.status == 2
    assert done.err.splitlines()[-1] == "geomap: empty.txt: nothing could be read"
    assert not (tmp_path / "out.geojson").exists()


def test_standard_input_and_date(geomap):
    rows = b'{"id": "a", "text": "Shells hit Kharkiv overnight, residents said."}\n'
    done = geomap("extract", "-", "-o", "-", "--date", "2022-10-12", stdin=rows, process=True)
    assert done.status == 0
    (feature,) = json.loads(done.out)["features"]
    assert feature["properties"]["document_id"] == "a"
    assert feature["properties"]["published"] == "2022-10-12"
    assert feature["properties"]["date_end"] == "2022-10-12"


def test_a_text_without_a_day_gets_none(geomap):
    done = geomap("extract", "-", "-o", "-", stdin=b"Shells hit Kharkiv overnight, residents said.")
    (feature,) = json.loads(done.out)["features"]
    assert feature["properties"]["date_start"] is None
    assert feature["properties"]["published"] is None


def test_a_text_without_incidents_gives_an_empty_collection(geomap):
    done = geomap("extract", "-", "-o", "-", stdin=b"The harvest was good this year.")
    assert (done.status, json.loads(done.out)["features"]) == (0, [])


def test_geoparse_gives_spans_roles_and_places(geomap, dispatch):
    done = geomap("geoparse", dispatch)
    assert done.status == 0
    (record,) = (json.loads(line) for line in done.out.splitlines())
    assert record["doc_id"] == "dispatch"
    for toponym in record["toponyms"]:
        assert DISPATCH[toponym["start"] : toponym["end"]] == toponym["text"]
    named = {t["text"]: t for t in record["toponyms"]}
    assert named["KYIV"]["role"] == "dateline"
    assert named["Kharkiv"]["country"] == "UA"
    assert named["Kharkiv"]["lat"] == pytest.approx(50.0, abs=0.2)


def test_map_is_one_page_without_links(geomap, dispatch, tmp_path):
    done = geomap("map", dispatch, "-o", "map.html", "--title", "Trial <b>")
    assert (done.status, done.err) == (0, "")
    page = (tmp_path / "map.html").read_text()
    assert "1 document" in done.out
    assert "Trial &lt;b&gt;" in page
    assert "Trial <b>" not in page
    # leaflet's script has the text of a link in it; what would be loaded is a tag of the page itself
    assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[^>]*>", page) == []
    assert "@import" not in page
    again = geomap("map", dispatch, "-o", "-", "--title", "Trial <b>", PYTHONHASHSEED="3")
    assert again.out == page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "a.txt"), "-o"),
        (("extract", "a.txt", "-o", "out.pdf"), ".pdf is no format that can be written; one of .geojson"),
        (
            ("extract", "a.txt", "-o", "out.shp"),
            ".shp is no format that can be written; a GIS opens .gpkg; one of .geojson",
        ),
        (
            ("extract", "a.txt", "-o", "out.xlsx"),
            ".xlsx is no format that can be written; a spreadsheet opens .csv; one of",
        ),
        (("extract", "a.txt", "-o", "out.html"), "geomap map (in Python geomap.draw) draws a map"),
        (("extract", "a.txt", "-o", "none/out.csv"), "the folder is not there"),
        (("extract", "a.txt", "-o", "-", "--date", "yesterday"), "'yesterday' is no date"),
        (("extract", "a.txt", "-o", "-", "--dat", "2020-01-01"), "unrecognized arguments: --dat"),
        (("extract", "a.txt", "-o", "-", "--theatre", "atlantis"), "atlantis"),
        (("map", "a.txt", "-o", "map.pdf"), "a name ending in .html is needed"),
        (("map", "a.txt", "-o", "map.html", "--quotes", "some"), "invalid choice: 'some'"),
        (("map", "a.txt", "-o", "map.html", "--tiles", "ftp://x"), "tiles"),
        (("map", "a.txt", "-o", "-", "--open"), "cannot be opened"),
    ],
)
def test_wrong_usage_is_one_line_and_status_two(geomap, tmp_path, arguments, words):
    (tmp_path / "a.txt").write_text(DISPATCH)
    done = geomap(*arguments)
    assert done.status == 2
    assert words in one_line(done.err)
    assert done.out == ""
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_text_without_a_day_is_told_what_gives_it(geomap, tmp_path):
    (tmp_path / "a.txt").write_text("Russian forces shelled Kharkiv on Monday, the army said.\n")
    told = "1 incident without a day, in 1 text that does not say when it was published; --date gives it"
    done = geomap("map", "a.txt", "-o", "map.html")
    assert (done.status, done.out.splitlines()[1:], done.err) == (0, [told], "")
    assert geomap("extract", "a.txt", "-o", "-").err == f"geomap: note: {told}\n"
    assert "without a day" not in geomap("map", "a.txt", "-o", "map.html", "--date", "2022-10-12").out


def test_of_other_languages_it_is_said_that_no_incidents_are_found(geomap, tmp_path):
    (tmp_path / "a.txt").write_text("Российские войска обстреляли Харьков в понедельник.\n", encoding="utf-8")
    told = "1 document not in English (ru 1): place names were found by gazetteer, endings and cues"
    done = geomap("extract", "a.txt", "-o", "a.csv")
    assert done.err == f"geomap: note: {told}, and incidents are found in English alone\n"
    assert (
        geomap("geoparse", "a.txt", "-o", "a.jsonl").err
        == f"geomap: note: {told}; no trained model was used\n"
    )


def test_debug_shows_where_an_error_came_from(geomap, tmp_path):
    (tmp_path / "a.txt").write_text(DISPATCH)
    for arguments in (("--debug", "extract"), ("extract", "--debug")):
        done = geomap(*arguments, "a.txt", "-o", "out.shp", process=True)
        assert done.status == 1
        assert "Traceback" in done.err


def test_an_old_output_stays_when_the_new_one_fails(geomap, tmp_path):
    old = tmp_path / "out.geojson"
    old.write_text("old")
    (tmp_path / "empty.txt").write_text("")
    assert geomap("extract", "empty.txt", "-o", old).status == 2
    assert old.read_text() == "old"


def test_extract_explains_itself_to_people_in_a_file_and_on_a_page(geomap, dispatch, tmp_path):
    done = geomap("extract", dispatch, "--explain")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("dispatch (2022-10-12)\n")
    assert "  1. Shelling: contested\n" in done.out
    trigger = DISPATCH.index("shelled")
    assert f"trigger    [{trigger}:{trigger + 7}] 'shelled' = shelling\n" in done.out
    assert "because    where: " in done.out

    file, page = tmp_path / "out.geojson", tmp_path / "page.html"
    done = geomap("extract", dispatch, "--explain", "-o", file, "--html", page)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith(f"in 1 document: {file}, {page}\n")
    collection = json.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    for feature in collection["features"]:
        for words in feature["properties"]["explanation"]["evidence"]:
            assert DISPATCH[words["start"] : words["end"]] == words["text"]
    assert ">shelled</span></a>" in page.read_text("utf-8")


def test_extract_shows_a_hostile_text_as_text(geomap, tmp_path):
    evil = tmp_path / "evil.txt"
    evil.write_text(
        "<script>alert(1)</script>\x1b[2J Rebels shelled Goma on May 1, 2022.\n", encoding="utf-8"
    )
    page = geomap("extract", evil, "--html", "-").out
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "U+001B" in page
    assert "\x1b" not in geomap("extract", evil, "--explain").out


def test_extract_says_what_it_needs_to_write(geomap, dispatch):
    done = geomap("extract", dispatch)
    assert (done.status, done.out) == (2, "")
    assert one_line(done.err).endswith("-o FILE, --html FILE or --explain is needed")


ROADS = (
    "date 2022-10-12 KYIV -- Russian shells hit a bus on the Svatove-Kreminna road on Monday, the army said. "
    "Drones hit a convoy between Lyman and Siversk on Tuesday. Shells hit the western outskirts of Bakhmut. "
    "The war between Russia and Ukraine went on.\n"
)


def test_geoparse_tells_where_relations_lead(geomap, tmp_path):
    path = tmp_path / "roads.txt"
    path.write_text(ROADS, encoding="utf-8")
    page = tmp_path / "roads.html"
    done = geomap("geoparse", path, "-o", "-", "--html", page)
    assert done.status == 0
    toponyms = {t["text"]: t for t in json.loads(done.out)["toponyms"]}
    road, end = toponyms["Svatove"], toponyms["Kreminna"]
    assert (road["relation"], road["where_prec"]) == ("road", 2)
    assert road["ground"]["with"] == end["place_id"]
    assert end["ground"]["with"] == road["place_id"]
    assert road["ground"]["geometry"] == end["ground"]["geometry"]
    drawn = shapely.geometry.shape(road["ground"]["geometry"])
    assert drawn.is_valid
    assert all(drawn.contains(shapely.Point(t["lon"], t["lat"])) for t in (road, end))
    assert toponyms["Bakhmut"]["ground"]["lon"] < toponyms["Bakhmut"]["lon"] - 0.05
    assert "relation" not in toponyms["Russia"]
    assert "Svatove–Kreminna road, around" in page.read_text(encoding="utf-8")


def test_extract_places_incidents_where_relations_lead(geomap, tmp_path):
    path = tmp_path / "roads.txt"
    path.write_text(ROADS, encoding="utf-8")
    done = geomap("extract", path, "-o", "-")
    assert done.status == 0
    collection = json.loads(done.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    told = {f["properties"]["place_name"]: f for f in collection["features"]}
    assert set(told) == {
        "Svatove–Kreminna road",
        "between Lyman and Siversk",
        "western outskirts of Bakhmut",
    }
    assert {f["geometry"]["type"] for f in told.values()} == {"Polygon"}
    assert told["between Lyman and Siversk"]["properties"]["place_text"] == "between Lyman and Siversk"


def test_an_archive_of_files_of_many_kinds(geomap, tmp_path):
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as week:
        week.writestr("a.txt", DISPATCH)
        week.writestr("b.pdf", files_made.pdf([["Shells struck Kharkiv on October 12, police said."]]))
        week.writestr("c.docx", files_made.docx(files_made.word_body("<w:r><w:t>It was quiet.</w:t></w:r>")))
        week.writestr("d.eml", b"From: desk@example.org\n\nShells struck Sumy, police said.\n")
        week.writestr("e.jsonl.gz", gzip.compress(b'{"text": "It was quiet.", "id": "q"}\n{"no": 1}\n'))
        week.writestr("f.pdf", b"%PDF-1.4 broken")
    done = geomap("geoparse", "week.zip", cwd=tmp_path)
    assert done.status == 1
    assert [json.loads(line)["doc_id"] for line in done.out.splitlines()] == ["a", "b", "c", "d", "q"]
    assert [line.partition(": ")[2][:40] for line in done.err.splitlines()] == [
        "week.zip/e.jsonl.gz:2: no field 'text'; ",
        "week.zip/f.pdf: the PDF cannot be read (",
    ]

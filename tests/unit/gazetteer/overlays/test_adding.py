"""Overlays as a whole: added, asked, listed, made anew, removed."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geomap.errors import GazetteerError, InputError, UsageError
from geomap.gazetteer import overlays
from geomap.gazetteer.files import database
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.overlays import folder

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gazetteers"
pytestmark = pytest.mark.usefixtures("data_folder")


def index() -> PlaceIndex:
    return PlaceIndex.installed()


def test_without_overlays_there_are_no_files(data_folder):
    assert overlays.installed_files() == ()
    assert not data_folder.exists(), "looking must not make anything"


def test_asking_what_is_installed_loads_nothing_that_makes_overlays():
    script = (
        "import sys; from geomap.gazetteer.index import PlaceIndex; PlaceIndex.installed().lookup('Goma');"
        "print(sorted(m for m in sys.modules if m.startswith('geomap.gazetteer.overlays')"
        " or m in ('shapely', 'zipfile', 'csv', 'urllib.request')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[4],
    )
    assert done.stdout.split() == ["['geomap.gazetteer.overlays',", "'geomap.gazetteer.overlays.folder']"]


def test_the_places_of_a_dump_are_found():
    added = overlays.add(FIXTURES / "dump.txt", name="made")
    assert added.overlay.places == 12
    assert (added.bundled, added.unused, added.left_out, added.mended) == (2, 2, 3, 0)
    (candidate,) = index().lookup("Stara Vydumivka")
    place = candidate.place
    assert place.id == "geonames:900000002"
    assert (place.country, place.admin1, place.admin2_name) == ("UA", "26", "Vydumanyi Raion")
    assert place.admin1_name == PlaceIndex.bundled().place("adm1:UA.26").name
    assert (place.population, place.source, place.point.lon) == (480, "GeoNames", 35.91)
    for spelling in ("Старая Видумівка", "Staraya Vydumovka", "стара видумівка"):
        assert "geonames:900000002" in [c.place.id for c in index().lookup(spelling)]


def test_what_is_no_name_finds_nothing():
    overlays.add(FIXTURES / "dump.txt", name="made")
    assert not index().lookup("SVY")
    assert "geonames:900000002" not in [c.place.id for c in index().lookup("sta la wei du mi wu ka")]


def test_faulty_rows_are_named_and_the_others_taken():
    added = overlays.add(FIXTURES / "dump.txt", name="made")
    outside, torn, double = added.messages
    assert outside.startswith("dump.txt:17: latitude '95.0' is not within")
    assert torn == "dump.txt:18: 5 columns where a dump has 19"
    assert double == "id 900000002: it stands twice: the first is taken"


def test_places_of_one_name_are_told_apart_by_their_units():
    overlays.add(FIXTURES / "dump.txt", name="made")
    found = [c.place for c in index().lookup("Odnakove")]
    assert sorted(p.admin1 for p in found) == ["05", "07", "26"]
    assert len({p.admin1_name for p in found}) == 3


def test_the_bundled_label_and_its_kinds_of_names_stay_with_a_replaced_place():
    before = PlaceIndex.bundled().lookup("Kherson", country="UA")[0]
    overlays.add(FIXTURES / "dump.txt", name="made")
    after = index().lookup("Kherson", country="UA")[0]
    assert (after.place.id, after.place.name) == (before.place.id, before.place.name)
    assert after.place.population == 66000, "the dump's word on what it says"
    assert after.score >= before.score, "a place is not less likely for being known better"


def test_what_is_abandoned_is_historic_and_a_quarter_less_likely():
    overlays.add(FIXTURES / "dump.txt", name="made")
    (gone,) = index().lookup("Zabute", country="UA")
    assert gone.name_kind == "historic"
    (quarter,) = index().lookup("Peredmistia", country="UA")
    (village,) = index().lookup("Bezkodu", country="UA")
    assert quarter.score < village.score
    assert village.place.feature_code == "PPL"


def test_waters_and_sites_are_taken_and_hotels_and_streets_are_not():
    overlays.add(FIXTURES / "dump.txt", name="made")
    assert [c.place.feature_code for c in index().lookup("Vydumka", country="UA")] == ["STM"]
    assert [c.place.feature_code for c in index().lookup("Vydumana HES")] == ["DAM"]
    assert not index().lookup("Hotel Vydumka")
    assert not index().lookup("Vulytsia Vydumana")


def test_a_table_with_unusual_ways_is_read():
    added = overlays.add(FIXTURES / "villages.csv")
    assert (added.overlay.name, added.overlay.places) == ("villages", 3)
    assert (added.left_out, added.mended) == (2, 2)
    assert [m.partition(": ")[0] for m in added.messages] == [
        "villages.csv:3", "villages.csv:4", "villages.csv:5", "villages.csv:6",
    ]  # fmt: skip
    (mala,) = index().lookup("Mała Wydumka")
    assert mala.place.id == "villages:2"
    assert (mala.place.country, mala.place.admin1, mala.place.radius_km) == ("UA", "26", 2.0)
    assert mala.place.source == "villages.csv"


def test_country_and_unit_of_a_row_that_says_none_are_those_around_its_point():
    overlays.add(FIXTURES / "villages.csv")
    (velyka,) = index().lookup("Velyka Vydumka")
    assert (velyka.place.country, velyka.place.admin1) == ("UA", "26")
    (skhidna,) = index().lookup("Vydumka Skhidna")
    assert (skhidna.place.country, skhidna.place.admin1) == ("UA", "05"), "there is no Atlantis"


def test_geojson_keeps_its_lines_and_areas():
    added = overlays.add(FIXTURES / "places.geojson", name="own", licence="CC0")
    assert (added.overlay.places, added.left_out, added.overlay.licence) == (3, 2, "CC0")
    (village,) = index().lookup("Vydumka", country="UA")
    assert (village.place.id, village.place.name, village.place.feature_code) == ("own:a", "Vydumka", "PPL")
    assert index().lookup("Видумка", country="UA")[0].place.id == "own:a"
    former = {c.place.id: c.name_kind for c in index().lookup("Radianske", country="UA")}
    assert former["own:a"] == "historic"
    (forest,) = index().lookup("Vydumka Forest")
    assert forest.place.has_geometry
    shape = index().geometry("own:b").to_shapely()
    assert shape.bounds == (35.8, 47.5, 36.0, 47.7)
    assert 9 < forest.place.radius_km < 11, "a circle as large as 15 by 22 km"
    (canal,) = index().lookup("Vydumka Canal")
    assert (canal.place.feature_class, canal.place.feature_code) == ("H", "CNL")
    assert index().geometry("own:c").to_shapely().geom_type == "LineString"


def test_an_overlay_has_the_very_tables_of_the_bundled_file():
    path = overlays.add(FIXTURES / "dump.txt", name="made").overlay.path

    def layout(file: Path) -> set[tuple[str, str]]:
        with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as db:
            return set(db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))

    assert layout(path) - layout(database.BUNDLED) == {
        ("source", "CREATE TABLE source(recipe TEXT NOT NULL, kept BLOB)")
    }
    assert layout(database.BUNDLED) <= layout(path)


def test_the_nearest_place_and_the_cells_agree():
    overlays.add(FIXTURES / "dump.txt", name="made")
    place = index().place("geonames:900000003")
    near = index().nearest(place.point)
    assert near is not None
    assert near[0].id == "geonames:900000003"


def test_listing_tells_what_was_added():
    overlays.add(FIXTURES / "villages.csv")
    overlays.add(FIXTURES / "dump.txt", name="made")
    first, second = overlays.installed()
    assert (first.name, first.places, first.countries) == ("made", 12, ("UA",))
    assert first.licence.startswith("CC BY 4.0")
    assert (second.name, second.file, second.licence) == ("villages", "villages.csv", "")
    assert len(second.sha256) == 64
    assert second.size == second.path.stat().st_size


def test_adding_again_replaces_whatever_the_case_of_the_name():
    assert not overlays.add(FIXTURES / "villages.csv", name="own").replaced
    assert overlays.add(FIXTURES / "places.geojson", name="OWN").replaced
    (only,) = overlays.installed()
    assert only.file == "places.geojson"


def test_removing_takes_it_away_and_a_wrong_name_lists_the_right_ones():
    overlays.add(FIXTURES / "villages.csv")
    with pytest.raises(GazetteerError, match=r"'vilages': no overlay of that name; there are villages$"):
        overlays.remove("vilages")
    overlays.remove("Villages")
    assert overlays.installed() == ()
    assert not index().lookup("Mala Vydumka")
    with pytest.raises(GazetteerError, match="none is installed"):
        overlays.remove("villages")


def test_an_overlay_of_another_schema_is_made_anew_of_the_source_it_keeps(tmp_path, caplog):
    source = tmp_path / "villages.csv"
    text = (FIXTURES / "villages.csv").read_text("utf-8").replace("Ukraine", "UA")
    source.write_bytes(text.encode("utf-16"))
    added = overlays.add(source, name="own").overlay
    source.unlink()
    added.path.rename(added.path.with_name("own.1.sqlite"))
    with caplog.at_level("WARNING", "geomap"):
        assert overlays.installed_files() == (folder.overlay_path("own"),)
    assert caplog.messages == ["overlay own was made anew for this version of geomap"]
    (again,) = overlays.installed()
    assert (again.places, again.sha256, again.added) == (added.places, added.sha256, added.added)


def test_one_that_cannot_be_made_anew_says_how_to_add_it_again():
    path = overlays.add(FIXTURES / "villages.csv", name="own").overlay.path
    with sqlite3.connect(path) as db:
        db.execute("UPDATE source SET kept = NULL")
    path.rename(path.with_name("own.1.sqlite"))
    with pytest.raises(GazetteerError, match=r"geomap gazetteer add FILE --name own makes it anew"):
        overlays.installed_files()
    overlays.remove("own")
    assert overlays.installed_files() == ()


def test_a_damaged_overlay_is_named():
    path = overlays.add(FIXTURES / "villages.csv", name="own").overlay.path
    path.write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(GazetteerError, match=r"own\.\d+\.sqlite: the overlay is damaged"):
        overlays.installed()


def test_who_has_no_home_has_no_overlays(monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("GEOMAP_DATA_DIR")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    monkeypatch.setattr(sys, "platform", "linux")
    assert overlays.installed() == ()
    with pytest.raises(GazetteerError, match=r"no home folder .*; set GEOMAP_DATA_DIR to a folder"):
        overlays.data_folder()


def test_what_cannot_be_read_leaves_what_was_there(data_folder, tmp_path):
    overlays.add(FIXTURES / "villages.csv", name="own")
    empty = tmp_path / "empty.csv"
    empty.write_text("name,lat,lon\n,,\nX,95,12\n")
    with pytest.raises(InputError, match=r"no usable row; 1 rows? (is|are) faulty, the first: empty.csv:3"):
        overlays.add(empty, name="own")
    (kept,) = overlays.installed()
    assert kept.file == "villages.csv"
    assert list((data_folder / "gazetteers").iterdir()) == [kept.path], "no part is left behind"


def test_parts_of_dead_processes_are_swept(data_folder):
    """What `geomap.partials` left; a file of another name is somebody else's."""
    folder = data_folder / "gazetteers"
    folder.mkdir(parents=True)
    wanted = overlays.add(FIXTURES / "villages.csv", name="own").overlay.path.name
    stale, other = folder / f".{wanted}.abcdefgh.part", folder / f".{wanted}.mine"
    for part in (stale, other):
        part.write_bytes(b"")
    overlays.add(FIXTURES / "villages.csv", name="own")
    assert not stale.exists()
    assert other.exists()


def test_an_overlay_may_be_read_by_others():
    path = overlays.add(FIXTURES / "villages.csv", name="own").overlay.path
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_two_that_add_at_once_leave_one_whole_file():
    sources = ("villages.csv", "places.geojson") * 2
    with ThreadPoolExecutor(len(sources)) as pool:
        added = list(pool.map(lambda source: overlays.add(FIXTURES / source, name="own"), sources))
    assert {a.overlay.places for a in added} == {3}
    (only,) = overlays.installed()
    assert only.file in {"villages.csv", "places.geojson"}
    assert only.places == 3


@pytest.mark.parametrize("name", ["../evil", "a b", ".x", "x/y", "a" * 61, "ім'я"])
def test_a_name_is_no_path(name):
    with pytest.raises(UsageError, match="not a name for an overlay"):
        overlays.add(FIXTURES / "villages.csv", name=name)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("UA.zip", "UA"),
        ("my villages (2).csv", "my-villages-2"),
        ("no-country.txt.gz", "no-country"),
        ("...", "own-places"),
    ],
)
def test_without_a_name_the_file_gives_one(file, name):
    assert folder.name_for(Path(file)) == name


@pytest.mark.parametrize("name", ["geonames", "Country", "adm1", "geomap"])
def test_a_name_is_not_the_first_part_of_bundled_ids(name):
    with pytest.raises(UsageError, match="bundled gazetteer's ids"):
        overlays.add(FIXTURES / "villages.csv", name=name)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"columns": {"nom": "Name"}}, "no such field; there are name, lat"),
        ({"columns": {"name": "Nom"}}, "no column 'Nom'; there are Name, Latitude"),
        ({"country": "Atlantis"}, "'Atlantis': no such country"),
        ({"layer": "a"}, "only a GeoPackage has layers"),
    ],
)
def test_options_that_do_not_fit_are_told(options, words):
    with pytest.raises(UsageError, match=words):
        overlays.add(FIXTURES / "villages.csv", **options)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"GEOMAP_DATA_DIR": "/a"}, "/a"),
        ({"GEOMAP_DATA_DIR": "~/a", "HOME": "/h"}, "/h/a"),
        ({"GEOMAP_DATA_DIR": "", "XDG_DATA_HOME": "/x"}, "/x/geomap"),
        ({"GEOMAP_DATA_DIR": "", "XDG_DATA_HOME": "x", "HOME": "/h"}, "/h/.local/share/geomap"),
    ],
)
def test_the_folder_of_data(monkeypatch, variables, expected):
    monkeypatch.setattr(folder.sys, "platform", "linux")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert overlays.data_folder() == Path(expected)


def test_the_folder_of_data_elsewhere(monkeypatch):
    monkeypatch.delenv("GEOMAP_DATA_DIR")
    monkeypatch.setenv("HOME", "/h")
    monkeypatch.setattr(folder.sys, "platform", "darwin")
    assert overlays.data_folder() == Path("/h/Library/Application Support/geomap")
    monkeypatch.setattr(folder.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/l")
    assert overlays.data_folder() == Path("/l/geomap")

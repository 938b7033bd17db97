"""Overlay files over the bundled one."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from geomap.errors import GazetteerError
from geomap.gazetteer import overlays
from geomap.gazetteer.files import database
from geomap.gazetteer.files.packing import pack
from geomap.gazetteer.ground.nearby import cell
from geomap.gazetteer.index import PlaceIndex
from geomap.gazetteer.names import romanising
from geomap.gazetteer.names.fold import fold
from geomap.model import LonLat

TARTAR = "geonames:584871"


def _place(number: int, key: int | str, name: str, lon: float, lat: float, **change: Any) -> tuple[Any, ...]:
    row = {
        "number": number, "key": key, "name": name, "lon": round(lon * 1e5), "lat": round(lat * 1e5),
        "fclass": "P", "fcode": "PPL", "country": "AZ", "admin1": None, "unit1": None, "unit2": None,
        "population": 0, "radius": 10, "prior": round(2.3 * database.PRIOR_UNIT), "source": "a survey", "names": "", "has_shape": 0,
    }  # fmt: skip
    return tuple({**row, **change}.values())


def _write(path: Path, places: Iterable[tuple[Any, ...]], shapes: Iterable[tuple[Any, ...]] = ()) -> Path:
    """An overlay with the tables of the bundled file, kind 0 for names of places and 2 for their others."""
    with closing(sqlite3.connect(database.BUNDLED)) as bundled:
        tables = [row[0] for row in bundled.execute("SELECT sql FROM sqlite_master WHERE type = 'table'")]
    with closing(sqlite3.connect(path)) as db:
        for table in tables:
            db.execute(table)
        db.execute("INSERT INTO meta VALUES('schema', ?)", (database.SCHEMA_VERSION,))
        for place in places:
            db.execute(f"INSERT INTO place VALUES({','.join('?' * len(place))})", place)
            number, lon, lat = place[0], place[3] / 1e5, place[4] / 1e5
            db.execute("INSERT INTO cell VALUES(?, ?, ?)", (cell(lon, lat), number, number))
            for order, name in enumerate((place[2], *place[15].split("\n"))):
                if name:
                    db.execute("INSERT INTO name VALUES(?, ?, ?)", (fold(name), number, 2 if order else 0))
                    sound = romanising.number(romanising.key(fold(name)))
                    db.execute("INSERT OR IGNORE INTO sound VALUES(?, ?)", (sound, number))
        db.executemany("INSERT INTO shape VALUES(?, ?, ?, ?, ?, ?, ?)", shapes)
        db.commit()
    return path


@pytest.fixture(scope="module")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shapely

    square = shapely.box(-30.5, -0.5, -29.5, 0.5)
    return _write(
        tmp_path_factory.mktemp("overlay") / "survey.sqlite",
        [
            _place(1, 584871, "Tartar", 46.95, 40.35, names="Tartarburg", prior=database.PRIOR_UNIT),
            _place(2, "survey:1", "Qelebash Yukhari", 47.5, 40.5, unit1="Some District"),
            _place(3, "survey:2", "Barda", 20.5, 10.5, country="TD"),
            _place(
                4, "survey:3", "Rockall Deep", -30.0, 0.0, fclass="A", fcode="ADM1", country=None, has_shape=1
            ),
        ],
        [(4, 1, *square.bounds, pack(square))],
    )


@pytest.fixture(scope="module")
def index(overlay: Path) -> PlaceIndex:
    return PlaceIndex(database.BUNDLED, overlays=[overlay])


def test_a_place_of_an_overlay_is_found(index: PlaceIndex) -> None:
    (found,) = index.lookup("qelebash yukhari")
    assert found.place.id == "survey:1"
    assert found.place.admin1_name == "Some District"
    assert found.reasons == ("preferred name", "overlay")
    assert index.has_prefix("qelebash") == (False, True)
    assert index.place("survey:1") == found.place
    assert index.nearest(LonLat(47.5, 40.5)) == (found.place, 0.0)
    assert PlaceIndex.bundled().lookup("Qelebash Yukhari") == ()


def test_a_place_with_the_id_of_a_bundled_one_replaces_it_and_unites_their_names(index: PlaceIndex) -> None:
    bundled = PlaceIndex.bundled()
    for name in ("Tartarburg", "Tartar", "Terter", "Тертер"):
        found = index.lookup(name)[0]
        assert found.place.id == TARTAR
        assert found.place.point == LonLat(46.95, 40.35)
        assert {"Tartarburg", "Terter", "Тертер"} <= set(found.place.names)
        assert found.place.admin1_name == "Tartar District"  # which the overlay does not say
    # The prior of the bundled file is the higher one.
    assert index.lookup("Tartar")[0].score == bundled.lookup("Tartar")[0].score
    assert [c.place.id for c in index.lookup("Tartar")] == [c.place.id for c in bundled.lookup("Tartar")]


def test_another_place_of_a_name_is_a_further_candidate(index: PlaceIndex) -> None:
    ids = [c.place.id for c in index.lookup("Barda")]
    assert ids[0] != "survey:2"
    assert "survey:2" in ids
    assert [c.place.id for c in index.lookup("Barda", country="TD")] == ["survey:2"]


def test_romanisations_and_suggestions_know_the_overlay(index: PlaceIndex) -> None:
    assert index.lookup("Kalabash Yukhary")[0].place.id == "survey:1"
    assert index.suggest("Qelebush Yukhari")[0].place.id == "survey:1"
    answers = list(index.likeliest(["Qelebash Yukhari", "Tartarburg"]))
    assert [answer.place_id for answer in answers if answer] == ["survey:1", TARTAR]


def test_shapes_of_an_overlay_contain_points(index: PlaceIndex) -> None:
    assert index.geometry("survey:3") is not None
    assert [p.name if p else None for p in index.containing(LonLat(-30, 0))] == [None, "Rockall Deep"]
    assert index.geometry("adm1:AZ.57") is not None


def test_towns_of_an_overlay_are_drawn(index: PlaceIndex) -> None:
    assert [p.id for p in index.largest_towns((20.4, 10.4, 20.6, 10.6), 5)] == ["survey:2"]
    town = next(p for p in index.largest_towns((46.5, 40.0, 47.2, 40.6), 20) if p.id == TARTAR)
    assert town.point == LonLat(46.95, 40.35)


def test_in_a_tie_the_overlay_wins(tmp_path: Path) -> None:
    bundled = PlaceIndex.bundled()
    first = bundled.lookup("Springfield")[0]
    twin = _place(1, "survey:9", "Springfield", 0.5, 0.5, prior=round(first.score * database.PRIOR_UNIT))
    index = PlaceIndex(database.BUNDLED, overlays=[_write(tmp_path / "twin.sqlite", [twin])])
    assert [c.place.id for c in index.lookup("Springfield")[:2]] == ["survey:9", first.place.id]


def test_of_two_overlays_the_later_wins(tmp_path: Path, overlay: Path) -> None:
    later = _write(tmp_path / "later.sqlite", [_place(1, "survey:1", "Qelebash", 47.6, 40.6)])
    place = PlaceIndex(database.BUNDLED, overlays=[overlay, later]).lookup("Qelebash Yukhari")[0].place
    assert (place.name, place.point) == ("Qelebash", LonLat(47.6, 40.6))


def test_a_rough_point_gives_way_to_a_surveyed_one(tmp_path: Path) -> None:
    bundled = PlaceIndex.bundled()
    rough = bundled.place("geomap:settlement:karabakh-talish")
    assert rough is not None
    near = _place(1, "survey:5", rough.name, rough.point.lon + 0.01, rough.point.lat)
    far = _place(2, "survey:6", rough.name, rough.point.lon + 3, rough.point.lat)
    index = PlaceIndex(database.BUNDLED, overlays=[_write(tmp_path / "t.sqlite", [near, far])])
    ids = [c.place.id for c in index.lookup(rough.name)]
    assert rough.id not in ids
    assert {"survey:5", "survey:6"} <= set(ids)
    assert index.place(rough.id) == rough


def test_overlays_travel_with_the_index(index: PlaceIndex) -> None:
    again = pickle.loads(pickle.dumps(index))
    assert again.lookup("Qelebash Yukhari") == index.lookup("Qelebash Yukhari")
    wider = again.with_places([])
    assert wider.lookup("Tartarburg")[0].place.id == TARTAR


def test_installed_overlays_are_opened(monkeypatch: pytest.MonkeyPatch, overlay: Path) -> None:
    monkeypatch.setattr(overlays, "installed_files", lambda: (overlay,))
    assert PlaceIndex.installed().lookup("Qelebash Yukhari")
    monkeypatch.setattr(overlays, "installed_files", tuple)
    assert not PlaceIndex.installed().lookup("Qelebash Yukhari")


def test_an_overlay_that_is_none_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_text("not a file of places, but long enough to be looked at" * 40)
    with pytest.raises(GazetteerError, match=r"broken\.sqlite"):
        PlaceIndex(database.BUNDLED, overlays=[broken])

"""Each part of the package is looked at, and what is damaged is told."""

from __future__ import annotations

import shutil
import sqlite3
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest

import geomap.demo
import geomap.theatres
from geomap import versions
from geomap.doctor import bundled
from geomap.doctor.findings import State
from geomap.errors import GeomapError
from geomap.gazetteer.files import database


def test_all_works_here():
    assert [(f.name, f.told) for f in bundled.examine() if f.state is not State.WORKS] == []


def test_nothing_works_in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUNDLED", tmp_path / "gazetteer.sqlite")
    monkeypatch.setattr(bundled, "_ASSETS", tmp_path)
    monkeypatch.setattr(geomap.demo, "SAMPLES", tmp_path)
    monkeypatch.setattr(geomap.theatres, "bundled_ids", lambda: ())
    for which in versions.MODELS:
        monkeypatch.setitem(versions.MODELS, which, tmp_path / "model.json")
    for name in ("gazetteer", "theatres", "tagger", "parser", "map_scripts", "samples"):
        with pytest.raises(GeomapError, match=r"missing|none is there"):
            getattr(bundled, name)()


# The gazetteer


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the gazetteer, looked at in place of the bundled one."""
    path = tmp_path / "gazetteer.sqlite"
    shutil.copyfile(database.BUNDLED, path)
    monkeypatch.setattr(database, "BUNDLED", path)
    return path


def test_a_gazetteer_cut_short(copied):
    with copied.open("r+b") as file:
        file.truncate(copied.stat().st_size // 2)
    with pytest.raises(GeomapError, match=r"gazetteer\.sqlite: (damaged|not a compiled gazetteer)"):
        bundled.gazetteer()


def test_a_gazetteer_overwritten_in_the_middle(copied):
    with copied.open("r+b") as file:
        file.seek(copied.stat().st_size // 2)
        file.write(b"\0" * 100_000)
    with pytest.raises(GeomapError, match=r"gazetteer\.sqlite: damaged"):
        bundled.gazetteer()


def test_a_gazetteer_of_another_build(copied):
    with sqlite3.connect(copied) as connection:
        connection.execute("DELETE FROM place WHERE number = (SELECT max(number) FROM place)")
    connection.close()
    with pytest.raises(GeomapError, match="does not belong to its manifest"):
        bundled.gazetteer()


def test_something_else_in_its_place(copied):
    copied.write_text("<html>")
    with pytest.raises(GeomapError, match="not a compiled gazetteer"):
        bundled.gazetteer()


# The models


@pytest.mark.parametrize("which", versions.MODELS)
def test_weights_that_are_not_those_of_the_record(which, tmp_path, monkeypatch):
    record = versions.MODELS[which]
    weights = record.with_suffix(".geomap").read_bytes()
    shutil.copy(record, tmp_path)
    monkeypatch.setitem(versions.MODELS, which, tmp_path / record.name)
    with pytest.raises(GeomapError, match="the weights are missing"):
        getattr(bundled, which)()
    (tmp_path / record.name).with_suffix(".geomap").write_bytes(weights[:-1] + bytes([weights[-1] ^ 1]))
    with pytest.raises(GeomapError, match="not those of their record"):
        getattr(bundled, which)()


# The map's scripts


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_scripts_that_are_not_as_packaged(damage, tmp_path, monkeypatch):
    folder = tmp_path / "assets"
    shutil.copytree(bundled._ASSETS, folder)
    monkeypatch.setattr(bundled, "_ASSETS", folder)
    bundled.map_scripts()
    if damage == "missing":
        (folder / "leaflet.js").unlink()
    else:
        (folder / "leaflet.js").write_text("alert(1)")
    with pytest.raises(GeomapError, match=r"leaflet\.js: (missing|not as it was packaged)"):
        bundled.map_scripts()


# The files as pip knows them


def install(home, *, recorded=b"x = 1\n"):
    """Lay a package out as pip does, with the checksum of what is recorded."""
    (home / "geomap").mkdir(parents=True)
    (home / "geomap" / "a.py").write_bytes(b"x = 1\n")
    info = home / "geomap-9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: geomap\nVersion: 9\n")
    digest = urlsafe_b64encode(sha256(recorded).digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(f"geomap/a.py,sha256={digest},6\ngeomap-9.dist-info/METADATA,,\n")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder before all others that packages are looked for in, where geomap is said to be."""
    home = tmp_path / "site"
    home.mkdir()
    monkeypatch.syspath_prepend(home)
    monkeypatch.setattr(versions, "PACKAGE", home / "geomap")
    return home


def test_files_as_they_were_installed(site):
    install(site)
    assert bundled.files() == "1 as they were installed"


def test_a_file_that_was_changed(site):
    install(site, recorded=b"x = 2\n")
    with pytest.raises(GeomapError, match=r"missing or changed since they were installed: geomap/a\.py$"):
        bundled.files()


def test_a_file_that_is_missing(site):
    install(site)
    (site / "geomap" / "a.py").unlink()
    with pytest.raises(GeomapError, match=r"geomap/a\.py$"):
        bundled.files()


def test_another_installation_is_not_taken_for_this_one(site, monkeypatch):
    install(site, recorded=b"x = 2\n")
    monkeypatch.setattr(versions, "PACKAGE", site / "elsewhere")
    assert "checkout" in bundled.files()


# Places of the user's own


def test_own_places_are_named(data_folder, tmp_path):
    from geomap.gazetteer import overlays

    assert bundled.overlays() == "none added"
    (tmp_path / "villages.csv").write_text("name,lat,lon,country\nKlein,48.1,11.5,DE\n")
    overlays.add(tmp_path / "villages.csv")
    assert bundled.overlays() == "villages (1)"
    (path,) = (data_folder / "gazetteers").glob("*.sqlite")
    path.write_text("no database")
    with pytest.raises(GeomapError, match="villages"):
        bundled.overlays()

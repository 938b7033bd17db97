"""What is opened, made, brought to the present form or refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

import geomap
from benchmarks.stress.happenings import extraction_of
from geomap.errors import StoreError
from geomap.exports import write
from geomap.store import open_store, tables
from geomap.store.geopackage import backend as geopackage
from geomap.store.geopackage.migrations import STEPS


def test_there_is_a_step_from_each_version_to_the_next():
    assert set(STEPS) == set(range(1, tables.VERSION))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("news.db", "news.db: a store is a GeoPackage or a database; a name ending in .gpkg is needed"),
        ("none.gpkg", "none.gpkg: there is no such store; geomap store add makes one"),
        ("folder.gpkg", "folder.gpkg: this is no file; the path of a store is needed"),
        ("text.gpkg", "text.gpkg: cannot be used as a store (file is not a database); the path"),
        ("empty.gpkg", "empty.gpkg: this file is empty; geomap store add makes a store"),
        ("export.gpkg", "export.gpkg: this file is no store; the path of a store is needed"),
    ],
)
def test_what_cannot_be_opened(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.gpkg").mkdir()
    (tmp_path / "text.gpkg").write_text("nothing of the kind, at some length")
    (tmp_path / "empty.gpkg").touch()
    write(extraction_of([1]), "export.gpkg")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(StoreError) as caught:
        open_store(name, create=False)
    assert str(caught.value).startswith(message)
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="the folder is not there"):
        open_store(tmp_path / "no" / "news.gpkg")


def test_an_empty_file_becomes_a_store(path):
    path.touch()
    with open_store(path) as store:
        assert not store.check()


def test_a_killed_making_is_made_anew(path):
    # What is left is an empty database.
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        store.add(extraction_of([1]))
        assert not store.check()


def test_a_store_where_nothing_can_be_written_is_read(path, monkeypatch):
    from geomap.store.geopackage import connecting

    with open_store(path) as store:
        store.add(extraction_of(range(3)))
    monkeypatch.setattr(connecting.os, "access", lambda *_: False)
    with open_store(path, create=False) as store:
        assert len(store.report().documents) == 3
        with pytest.raises(StoreError, match="attempt to write a readonly database"):
            store.remove(["d0000000"])
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["a b#c?d%20.gpkg", "é.gpkg"])
def test_names_of_all_kinds(tmp_path, name):
    with open_store(tmp_path / name) as store:
        store.add(extraction_of([1]))
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_the_store_of_a_newer_geomap_is_left_alone(path, sql):
    with open_store(path):
        pass
    sql("UPDATE geomap_store SET version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert str(caught.value) == (
        f"{path}: a store of version 99, and this geomap knows versions up to {tables.VERSION}; "
        "a newer geomap reads it"
    )
    assert path.read_bytes() == before


@pytest.fixture
def older(path, sql):
    """A store as it was before there were notes."""
    with open_store(path) as store:
        store.add(extraction_of(range(3)))
    sql("DROP TABLE notes", "UPDATE geomap_store SET version = 0")
    return path


def _make_notes(database):
    database.execute("CREATE TABLE notes (fid INTEGER PRIMARY KEY, name TEXT UNIQUE, value TEXT)")


def test_an_older_store_is_brought_to_the_present_form(older, monkeypatch):
    monkeypatch.setattr(geopackage, "STEPS", {0: _make_notes})
    with open_store(older) as store:
        store.notes["a"] = "b"
        assert store.migrate() == 0
        assert store.counts().documents == 3
        assert not store.check()


def test_a_step_that_fails_leaves_everything_as_it_was(older, sql, monkeypatch):
    def fail(database):
        _make_notes(database)
        database.execute("INSERT INTO absent VALUES (1)")

    monkeypatch.setattr(geopackage, "STEPS", {0: fail})
    with pytest.raises(StoreError, match="no such table: absent"):
        open_store(older)
    assert sql("SELECT version FROM geomap_store") == [(0,)]
    assert sql("SELECT count(*) FROM sqlite_master WHERE name = 'notes'") == [(0,)]


def test_a_step_that_is_missing(older):
    with pytest.raises(StoreError, match="nothing leads from version 0 of a store to the next"):
        open_store(older)


def test_what_the_database_refuses_is_told_in_a_line(store, sql):
    sql("DROP TABLE runs")
    with pytest.raises(StoreError) as caught:
        store.add(extraction_of([1]))
    assert str(caught.value) == f"{store.address}: the database refuses (no such table: runs)"
    assert store.counts.__self__ is store
    assert not [*store._backend.fetch(tables.DOCUMENTS, ("id",))]  # nothing of it is there


def test_it_tells_its_address(store, path):
    assert (store.address, repr(store)) == (str(path), f"<Store: {path}>")
    assert path.exists()


def test_it_is_public():
    assert geomap.open_store is open_store


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE geomap_store SET version = 'one'",
        "UPDATE geomap_store SET version = 1.5",
        "DELETE FROM geomap_store",
        "INSERT INTO geomap_store VALUES (1)",
    ],
)
def test_a_store_that_does_not_say_its_version_is_refused(path, store, sql, change):
    sql(change)
    with pytest.raises(StoreError, match="does not say of which version the store is; one row with"):
        open_store(path)


def test_bytes_of_a_damaged_file_in_a_message_of_the_database_are_no_traceback(path, store, sql):
    sql("PRAGMA journal_mode = DELETE")
    content = path.read_bytes()
    name = b"sqlite_autoindex_claims_1"
    assert content.count(name) == 1
    path.write_bytes(content.replace(name, b"\xff" * len(name)))
    with pytest.raises(StoreError, match=r"cannot be used as a store \(.*\); the path of a store"):
        open_store(path)


@pytest.mark.parametrize("day", ["'soon'", "'10000-01-01'", "5"])
def test_a_day_that_is_none_is_told(store, sql, day):
    store.add(extraction_of([1]))
    sql(f"UPDATE documents SET published = {day}")
    with pytest.raises(StoreError, match=r"was published on .*, which is no day; geomap store check"):
        store.documents()

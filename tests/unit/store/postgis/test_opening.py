"""What is opened on a server, made, brought to the present form or refused."""

from __future__ import annotations

import socket

import pytest

from benchmarks.stress.happenings import extraction_of
from geomap.errors import StoreError
from geomap.store import open_store, tables
from geomap.store.postgis import backend
from geomap.store.postgis.migrations import STEPS


def test_there_is_a_step_from_each_version_to_the_next():
    assert set(STEPS) == set(range(1, tables.VERSION))


def refusal(address, **options):
    with pytest.raises(StoreError) as caught:
        open_store(address, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_it_is_made_only_if_that_is_wanted(path):
    assert "there is no store in schema" in refusal(path, create=False)
    assert "there is no store in schema" in refusal(path, create=False)
    with open_store(path) as store:
        assert not store.check()
        assert store.address == repr(store)[8:-1]


def test_a_schema_that_is_no_store(server, path, sql):
    schema = path.rpartition("=")[2]
    server.run(f"CREATE SCHEMA {schema}", f"CREATE TABLE {schema}.documents (a int)")
    message = refusal(path)
    assert message.endswith(
        f"schema {schema} is no store and has a table documents; ?schema=NAME names another"
    )
    assert sql("SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace") == [(1,)]


def test_a_schema_with_other_things_in_it(server, path, sql):
    schema = path.rpartition("=")[2]
    server.run(f"CREATE SCHEMA {schema}", f"CREATE TABLE {schema}.others (a int)")
    with open_store(path) as store:
        store.add(extraction_of([1]))
    assert sql("SELECT * FROM others") == []


@pytest.fixture(scope="module")
def bare(server):
    """Databases that cannot hold a store."""
    server.run(
        "CREATE DATABASE bare TEMPLATE template0",
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'",
    )
    return server


def test_a_database_without_postgis(bare):
    message = refusal(bare.url("bare"))
    assert message.endswith(
        "PostGIS is not in this database; an administrator runs CREATE EXTENSION postgis in this database, once"
    )
    assert bare.run("SELECT to_regnamespace('geomap')", database="bare") == [(None,)]


def test_a_database_that_cannot_keep_every_letter(bare):
    assert "the database keeps text as LATIN1; one with ENCODING 'UTF8' is needed" in refusal(
        bare.url("latin")
    )


def test_a_server_that_is_not_there(tmp_path):
    message = refusal(f"postgresql://anna:secret@/news?host={tmp_path}")
    assert "no connection (" in message
    assert "secret" not in message


def test_a_port_at_which_nobody_answers():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        message = refusal(f"postgresql://anna:secret@127.0.0.1:{taken.getsockname()[1]}/news")
    assert "Connection refused" in message
    assert "secret" not in message


def test_a_password_that_is_wrong(server):
    server.run("CREATE ROLE anna_locked LOGIN PASSWORD 'right'")
    message = refusal(server.url(role="anna_locked:wrong"))
    assert 'password authentication failed for user "anna_locked"' in message
    assert "wrong" not in message
    # It is let in, and may not make a schema.
    assert "permission denied for database news" in refusal(
        server.url(role="anna_locked:right", schema="anna")
    )


def test_postgis_in_a_schema_of_its_own(server):
    server.run("CREATE DATABASE apart")
    server.run("CREATE SCHEMA gis", "CREATE EXTENSION postgis SCHEMA gis", database="apart")
    with open_store(server.url("apart")) as store:
        store.add(extraction_of(range(3)))
        assert len(store.report(bbox=(-180, -90, 180, 90)).incidents) == 1
        assert not store.check()


def test_the_store_of_a_newer_geomap_is_left_alone(path, sql):
    with open_store(path):
        pass
    sql("UPDATE geomap_store SET version = 99")
    assert refusal(path).endswith(
        f"a store of version 99, and this geomap knows versions up to {tables.VERSION}; a newer geomap reads it"
    )


@pytest.fixture
def older(path, sql):
    """A store as it was before there were notes."""
    with open_store(path) as store:
        store.add(extraction_of(range(3)))
    sql("DROP TABLE notes", "UPDATE geomap_store SET version = 0")
    return path


def _make_notes(connection, layout):
    layout.tables["notes"].create(connection)


def test_an_older_store_is_brought_to_the_present_form(older, monkeypatch):
    monkeypatch.setattr(backend, "STEPS", {0: _make_notes})
    with open_store(older) as store:
        store.notes["a"] = "b"
        assert store.migrate() == 0
        assert store.counts().documents == 3
        assert not store.check()


def test_a_step_that_fails_leaves_everything_as_it_was(older, sql, monkeypatch):
    def fail(connection, layout):
        _make_notes(connection, layout)
        connection.exec_driver_sql("INSERT INTO absent VALUES (1)")

    monkeypatch.setattr(backend, "STEPS", {0: fail})
    assert 'the database refuses (relation "absent" does not exist)' in refusal(older)
    assert sql("SELECT version FROM geomap_store") == [(0,)]
    assert sql("SELECT to_regclass('notes')") == [(None,)]


def test_a_step_that_is_missing(older):
    assert "nothing leads from version 0 of a store to the next" in refusal(older)

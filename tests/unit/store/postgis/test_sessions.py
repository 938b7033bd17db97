"""Transactions: whole or not at all, one writer after the other, whatever happens to the connection."""

from __future__ import annotations

import threading

import psycopg
import pytest
import sqlalchemy as sa

from benchmarks.stress.happenings import extraction_of
from geomap.errors import StoreError
from geomap.store import open_store, tables
from geomap.store.postgis import sessions
from geomap.store.postgis.failures import told


def cut(sql):
    """End the sessions of a store on the server."""
    (number,) = sql(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'geomap'"
    )[0]
    return number


def test_a_connection_lost_in_the_middle(store, sql, monkeypatch):
    store.add(extraction_of(range(3)))
    before = store.report()
    real = store._backend.put

    def lose(table, rows):
        if table.name == "claims":
            assert cut(sql)
        real(table, rows)

    monkeypatch.setattr(store._backend, "put", lose)
    with pytest.raises(StoreError) as caught:
        store.add(extraction_of(range(3, 9)))
    message = str(caught.value)
    assert message.startswith(f"{store.address}: the connection was lost (")
    assert message.endswith("); nothing of what was under way is kept, and it can be done again")
    assert len(message.removeprefix(store.address)) < 200
    monkeypatch.undo()
    # The same store goes on, with a connection that is new.
    assert store.report() == before
    assert len(store.add(extraction_of(range(3, 9))).new) == 6
    assert not store.check()


def test_a_connection_lost_between_two_things_is_made_anew(store, sql):
    store.add(extraction_of(range(3)))
    assert cut(sql)
    assert store.counts().documents == 3
    assert cut(sql)
    assert len(store.add(extraction_of(range(3, 6))).new) == 3


def test_a_loss_while_the_server_was_to_keep_it():
    lost = sa.exc.OperationalError(
        "COMMIT", {}, psycopg.OperationalError("gone"), connection_invalidated=True
    )
    assert str(told(lost, "here", keeping=True)) == (
        "here: the connection was lost (gone); whether it was kept is not known: the same again changes nothing "
        "if it was"
    )


def test_who_waits_too_long_is_told(path, store, monkeypatch):
    monkeypatch.setattr(sessions, "LOCK_SECONDS", 0.05)
    with open_store(path) as other, store._backend.writing(), pytest.raises(StoreError) as caught:
        other.add(extraction_of([1]))
    assert str(caught.value).endswith(
        "the database refuses (canceling statement due to lock timeout); "
        "somebody else has been writing all the while"
    )


def test_stores_in_two_schemas_do_not_wait_for_each_other(store, new):
    with open_store(new("other")) as other, store._backend.writing():
        assert other.add(extraction_of([1])).new


def test_readers_do_not_wait_and_see_what_was_there(path, store):
    store.add(extraction_of(range(3)))
    with open_store(path) as other, store._backend.writing():
        store._backend.drop(tables.DOCUMENTS, "id", ["d0000000"])
        assert other.counts().documents == 3
    assert store.counts().documents == 2


def test_a_reader_sees_one_moment(path, store):
    store.add(extraction_of(range(3)))
    with open_store(path) as other, store._backend.reading():
        assert store.counts().documents == 3
        other.add(extraction_of(range(3, 6)))
        assert store.counts().documents == 3
    assert store.counts().documents == 6


def test_an_error_of_the_callers_undoes_everything(store):
    def interrupted():
        with store._backend.writing():
            store._backend.put(tables.NOTES, [{"name": "a", "value": "b"}])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not store.notes


def test_nothing_is_written_outside_of_a_transaction(store):
    with pytest.raises(RuntimeError, match="within writing"):
        store._backend.drop(tables.NOTES, "name", ["a"])


def test_what_the_database_refuses_is_told_in_a_line(store, sql):
    sql("DROP TABLE runs")
    with pytest.raises(StoreError) as caught:
        store.add(extraction_of([1]))
    assert str(caught.value).startswith(f"{store.address}: the database refuses (relation ")
    assert "\n" not in str(caught.value)
    assert "Valdoria" not in str(caught.value)
    assert store.counts.__self__ is store
    assert not store.documents()


def test_what_holds_for_a_connection(store):
    with store._backend._sessions.reading() as connection:
        found = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in (
                "lock_timeout",
                "idle_in_transaction_session_timeout",
                "synchronous_commit",
                "search_path",
            )
        ]
    assert found == ["5min", "2min", "on", "public"]


def test_what_was_kept_is_on_the_disk_whatever_the_database_says(server):
    server.run("CREATE DATABASE hasty", "ALTER DATABASE hasty SET synchronous_commit = off")
    server.run("CREATE EXTENSION postgis", database="hasty")
    with open_store(server.url("hasty")) as store, store._backend._sessions.reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_two_that_make_the_tables_at_once(path):
    ready = threading.Barrier(2)
    faults: list[StoreError] = []

    def make() -> None:
        try:
            ready.wait()
            with open_store(path) as store:
                store.add(extraction_of(range(3)))
        except StoreError as error:
            faults.append(error)

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with open_store(path) as store:
        assert store.counts().documents == 3
        assert not store.check()

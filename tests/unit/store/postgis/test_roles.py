"""The roles of docs/how-to/postgis.md, as they are told there, are enough and no more."""

from __future__ import annotations

import subprocess

import psycopg
import pytest

from benchmarks.stress.happenings import extraction_of
from geomap.errors import StoreError
from geomap.store import open_store
from tests.docs.pages import blocks

PAGE = "docs/how-to/postgis.md"
SQL = {block.title: block.text for block in blocks(PAGE) if block.kind == "sql"}


@pytest.fixture(scope="module")
def team(server):
    """A database set up by an administrator, with a store made by the writer."""
    server.run("CREATE DATABASE team")
    admin = {"database": "team"}
    server.run(SQL["roles.sql"].replace("DATABASE news", "DATABASE team"), **admin)
    server.run(SQL["members.sql"], **admin)
    with open_store(server.url("team", "geomap_writer")) as store:
        store.add(extraction_of(range(3)))
    server.run(SQL["adder.sql"].replace("DATABASE news", "DATABASE team"), **admin)
    return server


def test_the_writer_is_nobody_special(team):
    (found,) = team.run(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = 'geomap_writer'"
    )
    assert not any(found)
    with open_store(team.url("team", "geomap_writer")) as store:
        assert store.counts().documents >= 3
        store.vacuum()
        assert not store.check()


def test_a_reader_reads_and_cannot_write(team):
    address = team.url("team", "geomap_reader")
    with open_store(address) as store:
        assert store.report().incidents
        assert not store.check()
        for change in (
            lambda: store.add(extraction_of([7])),
            lambda: store.remove(["d0000001"]),
            lambda: store.notes.update(a="b"),
        ):
            with pytest.raises(StoreError) as caught:
                change()
            assert "the database refuses (permission denied for table" in str(caught.value)
            assert str(caught.value).endswith("; the role that writes is needed, or a GRANT")
    for statement in (
        "CREATE TABLE geomap.a (b int)",
        "CREATE TEMP TABLE a (b int)",
        "DROP TABLE geomap.runs",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            team.run(statement, database="team", role="geomap_reader")


def test_a_member_writes_in_the_name_of_the_writer(team):
    with open_store(team.url("team", "anna")) as store:
        store.add(extraction_of([3, 4, 5]))
        assert not store.check()
    owners = team.run(
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'geomap'", database="team"
    )
    assert owners == [("geomap_writer",)]


def test_an_adder_changes_rows_and_no_tables(team):
    with open_store(team.url("team", "geomap_adder")) as store:
        store.add(extraction_of(range(6, 30)))
        store.remove(["d0000006"])
        store.vacuum()
        assert not store.check()
    for statement in ("DROP TABLE geomap.runs", "TRUNCATE geomap.runs", "CREATE TABLE geomap.a (b int)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            team.run(statement, database="team", role="geomap_adder")


def test_styles_are_found_by_the_role(team):
    found = team.run(
        "SELECT f_table_name FROM layer_styles WHERE f_table_catalog = current_database() AND "
        "f_table_schema = 'geomap' AND f_geometry_column = 'geom' AND useasdefault ORDER BY 1",
        database="team",
        role="geomap_reader",
    )
    assert found == [("incident_areas",), ("incident_lines",), ("incident_points",)]


def test_a_dump_is_a_store(team):
    team.run("CREATE DATABASE restored TEMPLATE template0")
    team.run("CREATE EXTENSION postgis", database="restored")
    to = ["-h", team.folder, "-U", "postgres"]
    dump = subprocess.run(
        [team.binaries / "pg_dump", *to, "-n", "geomap", "-Fc", "team"], check=True, capture_output=True
    )
    subprocess.run(
        [team.binaries / "pg_restore", *to, "--no-owner", "-d", "restored"], input=dump.stdout, check=True
    )
    with open_store(team.url("team")) as store, open_store(team.url("restored")) as restored:
        assert restored.report() == store.report()
        assert not restored.check()

"""A store of its own, in a file or on a server, and what is told in it.

A module with ``pytestmark = pytest.mark.parametrize("kind", KINDS)`` tests what holds whichever database
keeps a store; any other is about the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from geomap.store import open_store
from tests.postgis_server import MISSING, Server, binaries, running

_NUMBERS = count()


@pytest.fixture
def kind() -> str:
    return "geopackage"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if binaries() is None:
        pytest.fail(MISSING)
    with running() as started:
        yield started


@pytest.fixture
def new(kind, request, tmp_path) -> Callable[[str], Path | str]:
    """The address of another store, of a name."""
    if kind == "geopackage":
        return lambda name: tmp_path / f"{name}.gpkg"
    running_server = request.getfixturevalue("server")
    test = f"t{next(_NUMBERS)}"
    return lambda name: running_server.url(schema=f"{test}_{name}")


@pytest.fixture
def path(new) -> Path | str:
    return new("news")


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def sql(kind, path, request) -> Callable[..., list[tuple[Any, ...]]]:
    """Do something to the database past the store."""
    if kind != "geopackage":
        schema = str(path).rpartition("=")[2]
        run = request.getfixturevalue("server").run
        return lambda *statements: run(f"SET search_path = {schema}, public", *statements)

    def run_in_file(*statements: str) -> list[tuple[Any, ...]]:
        # With the functions that its triggers call.
        from geomap.store.geopackage.blobs import add_functions

        with closing(sqlite3.connect(path)) as database:
            add_functions(database)
            found = [row for statement in statements for row in database.execute(statement).fetchall()]
            database.commit()
        return found

    return run_in_file

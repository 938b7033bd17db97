"""A store in a file of its own, and what is told in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geomap.store import open_store


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "news.gpkg"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def sql(path):
    """Do something to the file past the store, with the functions that its triggers call."""

    def run(*statements: str):
        from geomap.store.geopackage.blobs import add_functions

        with closing(sqlite3.connect(path)) as database:
            add_functions(database)
            found = [row for statement in statements for row in database.execute(statement).fetchall()]
            database.commit()
        return found

    return run

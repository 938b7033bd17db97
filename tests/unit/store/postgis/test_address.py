"""Addresses are read, and told without what is secret."""

from __future__ import annotations

import pytest

from geomap.errors import MissingExtraError, UsageError
from geomap.store import open_store
from geomap.store.postgis.address import address_of


@pytest.mark.parametrize(
    ("given", "schema", "shown"),
    [
        ("postgresql://h/news", "geomap", "postgresql://h/news"),
        ("postgres://anna:pw@h:5433/news", "geomap", "postgresql://anna@h:5433/news"),
        ("postgresql+psycopg://anna@h/news?schema=war", "war", "postgresql://anna@h/news?schema=war"),
        ("postgresql:///news?host=/run/pg", "geomap", "postgresql:///news?host=%2Frun%2Fpg"),
        ("postgresql:///?service=news&password=pw", "geomap", "postgresql:///?service=news"),
        ("postgresql://a:p%40w@[::1]/news?sslmode=require", "geomap", "postgresql://a@[::1]/news"),
    ],
)
def test_an_address(given, schema, shown):
    address = address_of(given)
    assert (address.schema, address.shown) == (schema, shown)
    assert address.url.drivername == "postgresql+psycopg"
    assert "pw" not in repr(address)
    assert "schema" not in address.url.query
    # What is shown leads there again.
    assert address_of(shown).shown == shown


def test_what_the_address_says_itself_is_not_overruled():
    assert address_of("postgresql://h/n").options == {
        "application_name": "geomap",
        "connect_timeout": 10,
        "client_encoding": "utf8",
    }
    assert "connect_timeout" not in address_of("postgresql://h/n?connect_timeout=3").options


@pytest.mark.parametrize(
    "given", ["postgresql://anna:sec:ret@h:x/news", "postgresql://anna:secret@h:port/news"]
)
def test_what_cannot_be_read_is_not_quoted(given):
    with pytest.raises(UsageError) as caught:
        open_store(given)
    error: BaseException | None = caught.value
    assert "an address such as postgresql://anna@db.example.org:5432/news is needed" in str(error)
    while error is not None:
        assert "sec" not in str(error)
        error = error.__cause__


@pytest.mark.parametrize("schema", ["pg_x", "War", "a b", "a;drop", "9", "information_schema", "x" * 64])
def test_what_is_no_schema(schema):
    with pytest.raises(UsageError, match="is no name of a schema; small letters, digits and _ are needed"):
        open_store(f"postgresql://h/news?schema={schema}")


def test_two_schemas():
    with pytest.raises(UsageError, match="is no name of a schema"):
        open_store("postgresql://h/news?schema=a&schema=b")


@pytest.mark.parametrize("package", ["sqlalchemy", "psycopg", "geoalchemy2"])
def test_what_is_not_installed(package, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(
        MissingExtraError, match=f"a store on a server needs {package}, which is not installed; pip"
    ):
        open_store("postgresql://h/news")

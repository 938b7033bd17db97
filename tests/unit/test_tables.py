"""Tables of TOML: what the build made of them is what is written in them."""

import json
import tomllib
from datetime import date

import pytest

from geomap import tables
from geomap.tables import COMPILED, PACKAGE, compile_tables, read_table

FILES = sorted(PACKAGE.rglob("*.toml"))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of one table, whose tables are not compiled yet."""
    (tmp_path / "_data").mkdir()
    (tmp_path / "one.toml").write_text('days = [2020-09-27]\n[a.b]\nwords = ["x", "ä"]\nsince = 2022-02-24\n')
    monkeypatch.setattr(tables, "PACKAGE", tmp_path)
    monkeypatch.setattr(tables, "COMPILED", tmp_path / "_data" / "tables.json")
    tables._compiled.cache_clear()
    yield tmp_path
    tables._compiled.cache_clear()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_table_is_what_its_file_says(path):
    assert read_table(path) == tomllib.loads(path.read_text("utf-8"))


def test_the_tables_of_the_package_are_compiled():
    """Without them everything works, a tenth of a second slower."""
    known = json.loads(COMPILED.read_text("utf-8"))
    assert set(known) == {path.relative_to(PACKAGE).as_posix() for path in FILES}


def test_a_compiled_table_is_read_without_a_parser(package, monkeypatch):
    compile_tables()
    monkeypatch.setattr(tomllib, "loads", None)
    assert read_table(package / "one.toml") == {
        "days": [date(2020, 9, 27)],
        "a": {"b": {"words": ["x", "ä"], "since": date(2022, 2, 24)}},
    }


def test_a_table_edited_since_is_parsed(package):
    compile_tables()
    (package / "one.toml").write_text("days = []\n")
    assert read_table(package / "one.toml") == {"days": []}


def test_without_compiled_tables_and_with_a_damaged_one_files_are_parsed(package):
    assert read_table(package / "one.toml")["days"] == [date(2020, 9, 27)]
    tables._compiled.cache_clear()
    tables.COMPILED.write_text("{")
    assert read_table(package / "one.toml")["days"] == [date(2020, 9, 27)]


def test_a_table_from_elsewhere_is_parsed(package, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "one.toml"
    path.write_text("x = 1\n")
    assert read_table(path) == {"x": 1}


def test_compiling_again_writes_nothing(package):
    compile_tables()
    before = tables.COMPILED.stat().st_mtime_ns
    compile_tables()
    assert tables.COMPILED.stat().st_mtime_ns == before

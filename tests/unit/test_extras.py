"""What is told of packages that are not installed, and that pyproject says the same."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from geomap.errors import MissingExtraError
from geomap.extras import EXTRAS, distribution_of, extra_of, require

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"test", "bench", "lint", "docs", "fuzz"}  # for working on geomap


def packages(requirements):
    return [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in requirements]


def test_pyproject_has_each_extra_with_the_same_packages():
    for extra in EXTRAS:
        wanted = packages(PROJECT["optional-dependencies"][extra.name])
        assert wanted == [distribution_of(package) for package in extra.packages], extra.name


def test_every_other_extra_is_one_of_ours():
    assert set(PROJECT["optional-dependencies"]) - {extra.name for extra in EXTRAS} <= OURS


def test_no_extra_brings_what_is_always_there():
    always = set(packages(PROJECT["dependencies"]))
    for extra in EXTRAS:
        assert always.isdisjoint(map(distribution_of, extra.packages))


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: extra.name)
def test_what_is_missing_is_told_with_its_extra(extra, monkeypatch):
    for package in extra.packages:
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(ImportError) as caught:
            require(package, where="a.txt")
        assert isinstance(caught.value, MissingExtraError)
        name = distribution_of(package)
        assert str(caught.value) == f"a.txt: {name} is not installed; pip install 'geomap[{extra.name}]'"


def test_who_needs_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as caught:
        require("pyarrow", what="GeoParquet")
    assert str(caught.value) == (
        "GeoParquet needs pyarrow, which is not installed; pip install 'geomap[parquet]'"
    )


def test_what_is_installed_and_broken_is_told_otherwise(tmp_path, monkeypatch):
    (tmp_path / "gliner.py").write_text("import geomap_test_nowhere", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingExtraError, match="gliner cannot be imported: No module named 'geomap_test_no"):
        require("gliner")


def test_what_no_extra_brings():
    with pytest.raises(KeyError):
        extra_of("json")
    assert require("spacy") is sys.modules["spacy"]

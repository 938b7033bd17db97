"""Packages are compared with what the installed geomap asks for."""

from __future__ import annotations

import sys
from importlib import metadata

import pytest

from geomap.doctor import packages
from geomap.doctor.findings import State
from geomap.extras import EXTRAS

ASKED = [
    "numpy>=1.26",
    "charset-normalizer>=3.3",
    'ipywidgets>=8; extra == "notebook"',
    "matplotlib>=3.8; extra == 'notebook'",
    "folium[x]<0.21,>=0.20",
    "old (>=1.0)",
    "@@ not a requirement",
]


@pytest.fixture
def installed(monkeypatch):
    """What is asked for, and the versions that are installed, for the tests to change."""
    there = {"numpy": "2.0", "charset-normalizer": "3.4", "folium": "0.20.0", "old": "1.0"}
    asked = list(ASKED)

    def version(name):
        if name not in there:
            raise metadata.PackageNotFoundError(name)
        return there[name]

    monkeypatch.setattr(packages.metadata, "version", version)
    monkeypatch.setattr(packages.metadata, "requires", lambda name: asked)
    monkeypatch.setitem(sys.modules, "old", sys)
    return there


def by_name(findings):
    return {finding.name: finding for finding in findings}


def test_requirements_are_read(installed):
    assert packages.requirements() == {
        "": {"numpy": ">=1.26", "charset-normalizer": ">=3.3", "folium": "<0.21,>=0.20", "old": ">=1.0"},
        "notebook": {"ipywidgets": ">=8", "matplotlib": ">=3.8"},
    }


def test_what_is_there_works(installed):
    assert {f.name: (f.state, f.told) for f in packages.examine_needed()} == {
        name: (State.WORKS, version) for name, version in installed.items()
    }


def test_a_needed_package_that_is_missing(installed):
    del installed["folium"]
    found = by_name(packages.examine_needed())["folium"]
    assert (found.state, found.told) == (State.BROKEN, "not installed")
    assert found.hint == "pip install 'folium<0.21,>=0.20'"


def test_a_needed_package_of_another_version(installed):
    installed["folium"] = "0.21.0"
    found = by_name(packages.examine_needed())["folium"]
    assert (found.state, found.told) == (State.BROKEN, "0.21.0, and <0.21,>=0.20 is needed")


def test_a_needed_package_that_cannot_be_imported(installed, tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "old")
    (tmp_path / "old.py").write_text("raise OSError('libold.so is missing')")
    monkeypatch.syspath_prepend(tmp_path)
    found = by_name(packages.examine_needed())["old"]
    assert (found.state, found.told) == (State.BROKEN, "OSError: libold.so is missing")


def test_every_extra_is_told_with_how_to_get_it(installed):
    found = packages.examine_extras()
    assert [(f.name, f.state, f.told, f.hint) for f in found] == [
        (e.name, State.ABSENT, f"for {e.purpose}", e.command) for e in EXTRAS
    ]


def test_an_extra_that_is_half_there(installed):
    installed["matplotlib"] = "3.9"
    found = by_name(packages.examine_extras())["notebook"]
    assert (found.state, found.told) == (
        State.ABSENT,
        "for charts and progress bars in Jupyter: ipywidgets not installed",
    )


def test_an_extra_that_is_there(installed):
    installed |= {"ipywidgets": "8.1", "matplotlib": "3.9"}
    found = by_name(packages.examine_extras())["notebook"]
    assert (found.state, found.told) == (State.WORKS, "ipywidgets 8.1, matplotlib 3.9")
    installed["ipywidgets"] = "7.0"
    found = by_name(packages.examine_extras())["notebook"]
    assert (found.state, found.told) == (State.NOTE, "ipywidgets 7.0, and >=8 is needed")


def test_geomap_that_pip_does_not_know(monkeypatch):
    def unknown(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(packages.metadata, "requires", unknown)
    (found,) = packages.examine_needed()
    assert found.state is State.NOTE
    assert [f.name for f in packages.examine_extras()] == [e.name for e in EXTRAS]


@pytest.mark.parametrize(
    ("version", "versions", "within"),
    [
        ("1.0", "", True),
        ("1.0", ">=1.0", True),
        ("1.10", ">=1.9,<2", True),
        ("2.1rc1", ">=1", True),
        ("0.9", ">=1.0", False),
        ("2.0", ">=1.9,<2", False),
    ],
)
def test_ranges(version, versions, within):
    assert packages.is_within(version, versions) is within

"""Licences: of what is installed here, and how they are read."""

from __future__ import annotations

import json
from email.message import Message

import pytest

from supply.licences import ROOT, check, licence_of, standing_of


class Installed:
    def __init__(self, name, **said):
        self.name = name
        self.metadata = Message()
        for key, values in said.items():
            for value in values if isinstance(values, list) else [values]:
                self.metadata[key.replace("_", "-")] = value


@pytest.fixture(scope="module")
def found():
    return check()


def test_none_is_refused(found):
    assert [each for each in found if each.standing == "refused"] == []


def test_what_all_users_get_is_installed_and_has_no_copyleft_beyond_its_own_files(found):
    core = {each.name: each for each in found if not each.extras}
    assert {"folium", "numpy", "pandas", "shapely"} <= set(core)
    assert {each.standing for each in core.values()} <= {"free", "told"}
    assert not [each for each in core.values() if "GPL" in each.licence]


@pytest.mark.parametrize(
    ("licence", "standing"),
    [
        ("MIT", "free"), ("Apache-2.0 OR GPL-3.0-only", "free"), ("MPL-2.0 AND MIT", "told"), ("LGPL-3.0-only", "told"),
        ("GPL-2.0-or-later", "refused"), ("MIT AND AGPL-3.0-only", "refused"), ("", "refused"), ("( MIT", "free"),
        ("(MIT OR GPL-3.0-only) AND ISC", "free"), ("MIT AND", "refused"), ("Proprietary", "refused"),
        ("Apache-2.0 WITH LLVM-exception", "free"),
    ],
)  # fmt: skip
def test_how_a_licence_stands(licence, standing):
    assert standing_of(licence) == standing


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT"}, "MIT"),
        ({"Classifier": ["License :: OSI Approved :: ISC License (ISCL)"]}, "ISC"),
        ({"Classifier": ["License :: OSI Approved"], "License": "BSD 3-Clause"}, "BSD-3-Clause"),
        ({"Classifier": ["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], "License": "MIT"}, ""),
        ({"License": "as you like"}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_where_a_licence_is_read(said, licence):
    assert licence_of(Installed("some-package", **said)) == licence


def test_scripts_are_by_their_checksums_and_under_accepted_licences():
    lock = json.loads((ROOT / "assets/package-lock.json").read_text("utf-8"))["packages"]
    for name, package in lock.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name
    wanted = json.loads((ROOT / "assets/package.json").read_text("utf-8"))["dependencies"]
    assert wanted == lock[""]["dependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted

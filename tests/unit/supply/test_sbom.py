"""The bill of materials: its structure, and that nothing which is carried is left out."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from supply.sbom import ROOT, bill, text

LENGTHS = {"SHA-256": 64, "SHA-512": 128, "SHA-1": 40}


@pytest.fixture(scope="module")
def made():
    return bill()


def components(made):
    for each in made["components"]:
        yield each
        yield from each.get("components", ())


def test_it_is_the_same_each_time(made):
    assert text(made) == text(bill())
    assert "timestamp" not in text(made)


def test_its_structure(made):
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    references = [made["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in components(made))]
    assert len(references) == len(set(references))
    for dependency in made["dependencies"]:
        assert {dependency["ref"], *dependency["dependsOn"]} <= set(references)
    for each in components(made):
        assert each["type"] in ("library", "file", "data", "machine-learning-model")
        assert each["name"]
        for told in each.get("hashes", ()):
            assert re.fullmatch(r"[0-9a-f]+", told["content"])
            assert len(told["content"]) == LENGTHS[told["alg"]]


def test_what_is_carried_has_a_licence_and_a_checksum(made):
    carried = [each for each in made["components"] if "scope" not in each]
    assert {each["type"] for each in carried} == {"library", "data", "machine-learning-model"}
    for each in carried:
        assert each["licenses"], each["name"]
        assert each["hashes"], each["name"]


def test_every_script_is_in_it(made):
    files = json.loads((ROOT / "geomap/render/_assets/manifest.json").read_text("utf-8"))["files"]
    told = {
        each["name"].removeprefix("geomap/render/_assets/")
        for each in components(made)
        if each["type"] == "file"
    }
    assert told == set(files)
    packages = {(f["package"], f["version"]) for f in files.values()}
    assert packages <= {(each["name"], each.get("version")) for each in made["components"]}


def test_every_source_of_data_is_in_it(made):
    lines = (ROOT / "gazetteer/SOURCES.lock").read_text("utf-8").splitlines()
    read = {line.split()[0] for line in lines if not line.startswith("#") and " extracted " not in line}
    assert read == {
        each["hashes"][0]["content"] for each in made["components"] if each["bom-ref"].startswith("data:")
    }


def test_every_dependency_is_in_it(made):
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    told = [each["properties"][0]["value"] for each in made["components"] if each.get("scope") == "required"]
    assert sorted(told) == sorted(wanted)

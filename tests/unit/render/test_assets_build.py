"""The assets' build script: it fetches by the lock file and leaves alone what is current."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def build():
    spec = importlib.util.spec_from_file_location("assets_build", ROOT / "assets/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fake_npm(calls):
    """Writes small files where npm would put the packages."""

    def npm(arguments, folder: Path) -> None:
        calls.append(arguments)
        names = ["package-lock.json", "package.json"]
        assert sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")) == names
        modules = folder / "node_modules"
        for source in build_files:
            path = modules / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(".glyphicon-x:before {\n}\n" * 210)
            (modules / source.split("/")[0] / "LICENSE").write_text("free")
        (modules / "kdbush").mkdir()
        (modules / "kdbush/LICENSE").write_text("free")

    return npm


build_files: list[str] = []


def test_it_builds_once_and_again_only_when_something_is_missing(build, tmp_path, monkeypatch):
    calls: list[list[str]] = []
    build_files[:] = [*build.FILES.values(), build.GLYPHICONS_SOURCE]
    monkeypatch.setattr(build, "_npm", fake_npm(calls))
    out = tmp_path / "_assets"
    build.build(out)
    build.build(out)
    assert [call[0] for call in calls] == ["ci"]
    assert "--ignore-scripts" in calls[0]
    manifest = json.loads((out / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"]
        assert entry["licence"]
        assert (out / "licences" / f"{entry['package']}.txt").is_file()
    (out / "leaflet.js").unlink()
    build.build(out)
    assert len(calls) == 2
    assert (out / "leaflet.js").is_file()


def test_the_lock_file_names_no_registry():
    lock = json.loads((ROOT / "assets/package-lock.json").read_text())
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry
        assert not name or entry["integrity"].startswith("sha512-")


def test_what_is_bundled_is_what_the_manifest_says():
    folder = ROOT / "geomap/render/_assets"
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == entry["sha256"]

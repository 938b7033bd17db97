"""The assets' build script: it fetches by the lock file and leaves alone what is current."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from pathlib import Path

import pytest

from geomap.render import assets

ROOT = Path(__file__).parents[3]


@pytest.fixture
def build():
    spec = importlib.util.spec_from_file_location("assets_build", ROOT / "assets/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fake_npm(build, calls, *, licences: bool = True):
    """Writes small files where npm would put the packages."""
    made = (build.GLYPHICONS_SOURCE, build.SIDE_BY_SIDE_SOURCE, *build.SIDE_BY_SIDE_STYLES)

    def npm(arguments, folder: Path) -> None:
        calls.append(arguments)
        names = ["package-lock.json", "package.json"]
        assert sorted(p.name for p in folder.iterdir() if not p.name.startswith(".")) == names
        modules = folder / "node_modules"
        for source in (*build.FILES.values(), *made, *(f"{each}/index.js" for each in build.COMPILED_IN)):
            path = modules / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(".glyphicon-x:before {\n}\n" * 210)
            if licences:
                (modules / build._package(source) / "LICENSE").write_text("free")

    return npm


def test_it_builds_once_and_again_only_when_something_is_missing(build, tmp_path, monkeypatch):
    calls: list[list[str]] = []
    monkeypatch.setattr(build, "_npm", fake_npm(build, calls))
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
        assert (out / "licences" / f"{entry['package'].replace('/', '__')}.txt").is_file()
    (out / "leaflet.js").unlink()
    build.build(out)
    assert len(calls) == 2
    assert (out / "leaflet.js").is_file()


def test_only_packages_of_accepted_licences_are_bundled(build, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "_npm", fake_npm(build, []))
    monkeypatch.setattr(build, "LICENCES", {**build.LICENCES, "d3": "Beerware"})
    with pytest.raises(RuntimeError, match="d3: its licence 'Beerware'"):
        build.build(tmp_path / "_assets")
    assert not (tmp_path / "_assets").exists()


def test_a_licence_without_a_file_is_written_out(build, tmp_path):
    said = {"name": "x", "version": "1.0.0", "license": "MIT", "author": {"name": "A. Author"}}
    (tmp_path / "package.json").write_text(json.dumps(said))
    text = build._licence_text(tmp_path)
    assert text.startswith("x 1.0.0: MIT, as its package.json says. Copyright (c) A. Author")
    assert "WITHOUT WARRANTY OF ANY KIND" in text
    (tmp_path / "package.json").write_text(json.dumps({**said, "license": "ISC"}))
    with pytest.raises(RuntimeError, match="without a licence file"):
        build._licence_text(tmp_path)


def test_pictures_of_a_style_are_put_inside_it(build, tmp_path):
    (tmp_path / "p/images").mkdir(parents=True)
    (tmp_path / "p/images/a.png").write_bytes(b"png")
    (tmp_path / "p/x.css").write_text("a{background:url('images/a.png')} b{background:url(data:,)}")
    css = build._style(tmp_path / "p/x.css", tmp_path)
    assert css == "a{background:url(data:image/png;base64,cG5n)} b{background:url(data:,)}"


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


def test_our_modules_have_no_text_over_several_lines():
    # The page carries them without indentation and comments, line by line.
    for path in (assets._STATIC).rglob("*.js"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            plain = re.sub(r"\\.|'[^']*'", "", line.split(" // ")[0])
            assert plain.count("`") % 2 == 0, f"{path.name}:{number}"
            assert not line.endswith("\\"), f"{path.name}:{number}"
